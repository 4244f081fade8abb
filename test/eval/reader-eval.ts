/** The offline reader: names it finds, the actors it puts first, and how much of people's summaries its lines say. */
import type { Article } from '../../src/article/article.ts';
import { sentencesOf } from '../../src/article/sentences.ts';
import { figuresOf, findEntities } from '../../src/summary/offline/figures.ts';
import { linesOf } from '../../src/summary/offline/lines.ts';
import { readOffline } from '../../src/summary/offline/reader.ts';
import { weigh } from '../../src/summary/offline/salience.ts';
import type { Figure, Measured } from './figure.ts';
import { mean, nDcg, precisionAt, rouge1, type Scores, scoresOf } from './metrics.ts';
import { type Sets, titled } from './sets.ts';

/** Our kinds by the sets' types. */
const KINDS: Readonly<Record<string, string>> = { PERSON: 'person', ORG: 'organization', LOC: 'place', GPE: 'place' };
const PROTOTYPE_F1: Readonly<Record<string, number>> = { person: 0.79, place: 0.8, organization: 0.52 };
/** Sentences from the beginning, and bullets of a digest, that are held against people's one-sentence summaries. */
const LEAD = 3;
const BULLETS = [1, 2] as const;
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
  const scores = (kind: string | null): Scores => {
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
    );
  };
  const figure = (kind: string | null, prototype: number): Figure => ({
    id: `reader.entities.${kind ?? 'all'}`,
    name: `Names found: ${kind ?? 'all'}, F1`,
    meaning:
      kind === null
        ? 'people, organizations and places: right where, to the letter, and right what'
        : `those of the kind ${kind}`,
    value: scores(kind).f1,
    unit: '%',
    of: `${marked.length} texts`,
    prototype,
  });
  const kinds = Object.entries(PROTOTYPE_F1).map(([kind, prototype]) => figure(kind, prototype));
  const recall: Figure = {
    id: 'reader.entities.organization.recall',
    name: 'Names found: organization, recall',
    meaning: 'of the organizations in the texts, how many are found; the sets count bands, teams and ships among them',
    value: scores('organization').recall,
    unit: '%',
    of: `${marked.length} texts`,
    prototype: null,
  };
  return { figures: [figure(null, 0.73), ...kinds, recall], skipped: [] };
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
    const article = titled(text, title);
    return {
      isNews: genre === 'news',
      named: rankingOf(rankedNames(article), gold),
      actors: rankingOf(
        readOffline(article).draft.actors.map(({ name, aliases }) => [name, ...aliases]),
        gold,
      ),
      most: Math.min(1, gold.filter(({ salience }) => salience > 0).length / ACTORS),
    };
  });
  const figures = (['all', 'news'] as const).flatMap((which) => {
    const those = texts.filter(({ isNews }) => which === 'all' || isNews);
    if (those.length === 0) return [];
    const most = `${(100 * mean(those.map((text) => text.most))).toFixed(0)} % is the most there can be`;
    return (['named', 'actors'] as const).flatMap((what) =>
      rankingFigures(
        what,
        which,
        those.map((text) => text[what]),
        most,
      ),
    );
  });
  return { figures, skipped: [] };
}

/** Everybody and everything that is named, as the reader ranks it before it leaves out who doesn't act. */
function rankedNames(article: Article): string[][] {
  const lines = linesOf(article);
  const ranked = weigh(figuresOf(lines, article.title), lines, article);
  return ranked.map(({ figure: { entity } }) => [entity.name, ...entity.aliases]);
}

interface Ranking {
  readonly precision: number;
  readonly gain: number;
}

function rankingOf(found: readonly (readonly string[])[], gold: readonly Salient[]): Ranking {
  const gains = found.map((names) => salienceOf(names, gold));
  return {
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
}

/** The note on the prototype speaks of no rule that leaves out who doesn't act, so its figures stand beside both. */
function rankingFigures(
  what: 'named' | 'actors',
  which: 'all' | 'news',
  rankings: readonly Ranking[],
  most: string,
): Figure[] {
  const [name, whose] =
    what === 'named'
      ? ['Named', 'of all people, bodies and places in the order of their weight, those']
      : ['Actors', 'of those who get a bullet (no places where things merely happen), those'];
  const of = `${rankings.length} texts${which === 'news' ? ' of news' : ''}`;
  return [
    {
      id: `reader.${what}.precision.${which}`,
      name: `${name}, ${which}: right of the first ${ACTORS}`,
      meaning: `${whose} that any of several human summaries names as well; naming fewer counts as wrong; ${most}`,
      value: mean(rankings.map(({ precision }) => precision)),
      unit: '%',
      of,
      prototype: which === 'news' ? 0.58 : null,
    },
    {
      id: `reader.${what}.ndcg.${which}`,
      name: `${name}, ${which}: nDCG`,
      meaning: `whether those that most summaries name come first among the first ${RANKED}, and are there at all`,
      value: mean(rankings.map(({ gain }) => gain)),
      unit: '%',
      of,
      prototype: which === 'news' ? 0.695 : null,
    },
  ];
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
    const bullets = [...new Set(found.map((actor) => actor.text))];
    return {
      lead: best(sentences.slice(0, LEAD).join(' ')),
      first: best(sentences[0] ?? ''),
      lines: BULLETS.map((count) => best([headline, ...bullets.slice(0, count)].join(' '))),
    };
  });
  const of = `${texts.length} texts, the nearest of up to 5 summaries each`;
  const figure = (id: string, name: string, meaning: string, value: number, prototype: number | null): Figure => ({
    id: `reader.rouge1.${id}`,
    name: `${name}, ROUGE-1`,
    meaning: `${meaning} (F1, stemmed, whole sentences against one of 30 to 60 words)`,
    value,
    unit: '%',
    of,
    prototype,
  });
  const lines = BULLETS.map((count, at) =>
    figure(
      count === 1 ? 'lines' : `lines.${count}`,
      `Headline and ${count === 1 ? 'first bullet' : `${count} bullets`}`,
      'words that a digest shares with a human summary',
      mean(texts.map((text) => text.lines[at] ?? Number.NaN)),
      0.409,
    ),
  );
  return {
    figures: [
      ...lines,
      figure(
        'lead',
        `First ${LEAD} sentences`,
        'what cleaning alone gives: the beginning of what is read',
        mean(texts.map(({ lead }) => lead)),
        0.366,
      ),
      figure('first', 'First sentence', 'the same for one sentence', mean(texts.map(({ first }) => first)), null),
    ],
    skipped: [],
  };
}

/** Without the mark of who wrote it: "(human1) …". */
function unsigned(reference: string): string {
  return reference.replace(/^\([^)]{1,60}\)\s*/u, '');
}
