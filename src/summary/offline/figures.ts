import type { Article } from '../../article/article.ts';
import { type Cluster, clustersOf } from './aliases.ts';
import { bodiesOf } from './bodies.ts';
import type { EntityKind } from './clues.ts';
import { gazetteer, knownName } from './gazetteer.ts';
import { type Line, linesOf, usageOf } from './lines.ts';
import { type Role, roleOf } from './roles.ts';
import { type Span, spansOf } from './spans.ts';

/** A stretch of the article's text, in UTF-16 code units. */
interface Mention {
  readonly start: number;
  readonly end: number;
}

/** Somebody or something that an article names. */
export interface Entity {
  /** The fullest form the article uses. */
  readonly name: string;
  readonly kind: EntityKind;
  /** Where it is named, in order; "Kenyan" is no mention of Kenya here. */
  readonly mentions: readonly Mention[];
  /** Other names the article uses for it. */
  readonly aliases: readonly string[];
  /** What the article says it is, in the article's words: "director of the port authority"; null when it doesn't say. */
  readonly role: string | null;
}

/** An entity with where it stands in the sentences, for weighing it. */
export interface Figure {
  readonly entity: Entity;
  readonly role: Role | null;
  readonly spans: readonly Span[];
  /** Adjectives and peoples that speak of it: "Kenyan", "Kenyans". */
  readonly demonyms: readonly Span[];
  /** A body that is named by its country alone: "the Kenyan government". */
  readonly isBody: boolean;
}

/** The people, organizations, places and other things that an article's paragraphs name, in order of first mention. */
export function findEntities(article: Pick<Article, 'text' | 'blocks'> & { readonly title?: string }): Entity[] {
  return figuresOf(linesOf(article), article.title ?? '')
    .filter(({ isBody }) => !isBody)
    .map(({ entity }) => entity);
}

/** All entities of the lines, and bodies such as "the Kenyan government" besides. */
export function figuresOf(lines: readonly Line[], title: string): Figure[] {
  const usage = usageOf(lines);
  const spans = lines.flatMap((line, index) => spansOf(line, index, usage));
  const demonyms = Map.groupBy(
    spans.filter(({ mark }) => mark === 'demonym'),
    ({ text }) => gazetteer().demonymOf(text),
  );
  const named = clustersOf(spans, lines, title).map((cluster): Figure => {
    const { name, ...rest } = namesOf(cluster);
    const role = roleOf(cluster.spans, cluster.kind, lines);
    const canonical = cluster.kind === 'place' ? knownName(name)?.canonical : undefined;
    const mentions = cluster.spans.map(({ start, end }) => ({ start, end }));
    return {
      entity: { name, kind: cluster.kind, mentions, ...rest, role: role?.text ?? null },
      role,
      spans: cluster.spans,
      demonyms: canonical === undefined ? [] : (demonyms.get(canonical) ?? []),
      isBody: false,
    };
  });
  const bodies = bodiesOf(lines).map(
    ({ name, aliases, spans: uses }): Figure => ({
      entity: {
        name,
        kind: 'organization',
        mentions: uses.map(({ start, end }) => ({ start, end })),
        aliases,
        role: null,
      },
      role: null,
      spans: uses,
      demonyms: [],
      isBody: true,
    }),
  );
  return [...named, ...bodies].sort((a, b) => (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0));
}

/** The fullest form as the name; of a country the form that the gazetteer has, when the article uses it. */
function namesOf({ forms, kind }: Cluster): { name: string; aliases: string[] } {
  const texts = [...new Set(forms.map(({ text }) => text.replaceAll(/\s+/gu, ' ')))];
  const known = kind === 'person' ? undefined : texts.find((text) => knownName(text)?.canonical === text);
  // "Supreme Court" is known, and "Kenyan Supreme Court" says whose.
  const isShort = kind === 'organization' && known !== undefined && texts.some((text) => text.endsWith(` ${known}`));
  const own = isShort ? undefined : known;
  const name =
    own ??
    texts.reduce(
      (best, text) =>
        wordsIn(text) > wordsIn(best) || (wordsIn(text) === wordsIn(best) && text.length > best.length) ? text : best,
      '',
    );
  return { name, aliases: texts.filter((text) => text !== name) };
}

const wordsIn = (text: string): number => text.split(' ').length;
