/** The offline reader: names it finds, the actors it puts first, and how much of people's summaries its lines say. */
import { sentencesOf } from '../../src/article/sentences.ts';
import { findEntities } from '../../src/summary/offline/figures.ts';
import { readOffline } from '../../src/summary/offline/reader.ts';
import type { Figure, Measured } from './figure.ts';
import { mean, nDcg, precisionAt, rouge1, scoresOf } from './metrics.ts';
import { type Sets, titled } from './sets.ts';

/** Our kinds by the sets' types. */
const KINDS: Readonly<Record<string, string>> = { PERSON: 'person', ORG: 'organization', LOC: 'place', GPE: 'place' };
const PROTOTYPE_F1: Readonly<Record<string, number>> = { person: 0.79, place: 0.8, organization: 0.52 };
/** Lines of a digest that are held against people's one-sentence summaries, and sentences against longer ones. */
const LEAD = 3;
const ACTORS = 5;
const RANKED = 10;

export function measureReader(sets: Sets): Measured {
  const parts = [entities(sets), actors(sets), leads(sets)];
  return { figures: parts.flatMap(({ figures }) => figures), skipped: parts.flatMap(({ skipped }) => skipped) };
}

// ---- names --------------------------------------------------------------------------------------------------------

interface Mention {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

function entities({ marked }: Sets): Measured {
  if (marked.length === 0) return { figures: [], skipped: [{ area: 'entities', reason: 'no entities.jsonl' }] };
  const texts = marked.map(({ text, entities: spans }) => ({
    gold: spans.flatMap(({ type, start, end }) => mention(text, start, end, KINDS[type])),
    found: findEntities(titled(text)).flatMap(({ kind, mentions }) =>
      mentions.flatMap(({ start, end }) => mention(text, start, end, kind === 'other' ? undefined : kind)),
    ),
  }));
  const f1 = (kind: string | null): number => {
    const of = (mentions: readonly Mention[]) => mentions.filter((one) => kind === null || one.kind === kind).map(key);
    const counts = texts.map(({ gold, found }) => {
      const wanted = new Set(of(gold));
      return {
        right: new Set(of(found)).intersection(wanted).size,
        said: new Set(of(found)).size,
        wanted: wanted.size,
      };
    });
    const sum = (pick: (count: (typeof counts)[number]) => number) =>
      counts.reduce((total, one) => total + pick(one), 0);
    return scoresOf(
      sum(({ right }) => right),
      sum(({ said }) => said),
      sum(({ wanted }) => wanted),
    ).f1;
  };
  const figure = (kind: string | null, prototype: number): Figure => ({
    id: `reader.entities.${kind ?? 'all'}`,
    name: `Names found: ${kind ?? 'all'}, F1`,
    meaning:
      kind === null
        ? 'people, organizations and places: right where, to the letter, and right what'
        : `those of the kind ${kind}`,
    value: f1(kind),
    unit: '%',
    of: `${marked.length} texts`,
    prototype,
  });
  const kinds = Object.entries(PROTOTYPE_F1).map(([kind, prototype]) => figure(kind, prototype));
  return { figures: [figure(null, 0.73), ...kinds], skipped: [] };
}

/** Without an article before it and a possessive after it, about which sets differ. */
function mention(text: string, start: number, end: number, kind: string | undefined): Mention[] {
  if (kind === undefined) return [];
  const shown = text.slice(start, end);
  const before = /^the\s+/iu.exec(shown)?.[0].length ?? 0;
  const after = /['’]s?$/u.exec(shown)?.[0].length ?? 0;
  return [{ start: start + before, end: end - after, kind }];
}

function key({ start, end, kind }: Mention): string {
  return `${start} ${end} ${kind}`;
}

// ---- actors ---------------------------------------------------------------------------------------------------------

function actors({ casts }: Sets): Measured {
  if (casts.length === 0) return { figures: [], skipped: [{ area: 'actors', reason: 'no actors.jsonl' }] };
  const texts = casts.map(({ genre, text, title, entities: gold }) => {
    const found = readOffline(titled(text, title)).draft.actors;
    const gains = found.map(({ name, aliases }) => salienceOf([name, ...aliases], gold));
    return {
      isNews: genre === 'news',
      precision: precisionAt(
        ACTORS,
        gains.map((gain) => gain > 0),
      ),
      gain: nDcg(
        RANKED,
        gains,
        gold.map(({ salience }) => salience),
      ),
    };
  });
  const figures = (['all', 'news'] as const).flatMap((which): Figure[] => {
    const those = texts.filter(({ isNews }) => which === 'all' || isNews);
    if (those.length === 0) return [];
    const of = `${those.length} texts${which === 'news' ? ' of news' : ''}`;
    return [
      {
        id: `reader.actors.precision.${which}`,
        name: `Actors, ${which}: right of the first ${ACTORS}`,
        meaning: 'that any of several human summaries names as well; naming fewer counts as wrong',
        value: mean(those.map(({ precision }) => precision)),
        unit: '%',
        of,
        prototype: which === 'news' ? 0.58 : null,
      },
      {
        id: `reader.actors.ndcg.${which}`,
        name: `Actors, ${which}: nDCG`,
        meaning: 'whether those that most summaries name come first',
        value: mean(those.map(({ gain }) => gain)),
        unit: '%',
        of,
        prototype: which === 'news' ? 0.695 : null,
      },
    ];
  });
  return { figures, skipped: [] };
}

interface Salient {
  readonly names: readonly string[];
  readonly salience: number;
}

/** That of the most salient one which has one of these names. */
function salienceOf(names: readonly string[], gold: readonly Salient[]): number {
  const same = gold.filter((entity) => entity.names.some((one) => names.some((other) => isSameName(one, other))));
  return Math.max(0, ...same.map(({ salience }) => salience));
}

/** "General Ada Finch" is "Ada Finch", and "the Osk assembly" is no "Osk". */
function isSameName(one: string, other: string): boolean {
  const [a, b] = [plain(one).split(/\s+/u), plain(other).split(/\s+/u)];
  const [few, many] = a.length < b.length ? [a, new Set(b)] : [b, new Set(a)];
  return a.at(-1) === b.at(-1) && few.every((word) => many.has(word));
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(?:the|a|an) /u, '')
    .replace(/['’]s?$/u, '')
    .trim();
}

// ---- lines ----------------------------------------------------------------------------------------------------------

function leads({ summarized }: Sets): Measured {
  if (summarized.length === 0)
    return { figures: [], skipped: [{ area: 'lead sentences', reason: 'no summaries.jsonl' }] };
  const texts = summarized.map(({ text, title, references }) => {
    const article = titled(text, title);
    const { headline, actors: found } = readOffline(article).draft;
    const best = (said: string) => Math.max(...references.map((reference) => rouge1(said, unsigned(reference))));
    const sentences = sentencesOf(article).map((sentence) => sentence.text);
    return {
      lead: best(sentences.slice(0, LEAD).join(' ')),
      first: best(sentences[0] ?? ''),
      lines: best([headline, ...new Set(found.slice(0, 1).map((actor) => actor.text))].join(' ')),
    };
  });
  const of = `${texts.length} texts, the nearest of up to 5 summaries each`;
  const figure = (id: string, name: string, meaning: string, value: number, prototype: number | null): Figure => ({
    id: `reader.rouge1.${id}`,
    name,
    meaning,
    value,
    unit: '%',
    of,
    prototype,
  });
  return {
    figures: [
      figure(
        'lines',
        'Digest lines, ROUGE-1',
        'words that the headline with its first bullet shares with a human summary',
        mean(texts.map(({ lines }) => lines)),
        0.409,
      ),
      figure(
        'lead',
        `First ${LEAD} sentences, ROUGE-1`,
        'what cleaning alone gives: the beginning of what is read',
        mean(texts.map(({ lead }) => lead)),
        0.366,
      ),
      figure(
        'first',
        'First sentence, ROUGE-1',
        'the same for one sentence',
        mean(texts.map(({ first }) => first)),
        null,
      ),
    ],
    skipped: [],
  };
}

/** Without the mark of who wrote it: "(human1) …". */
function unsigned(reference: string): string {
  return reference.replace(/^\([^)]{1,60}\)\s*/u, '');
}
