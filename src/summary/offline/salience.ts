import type { Article } from '../../article/article.ts';
import type { Figure } from './figures.ts';
import { gazetteer, knownName, plain } from './gazetteer.ts';
import { agencyOf } from './grammar.ts';
import type { Line } from './lines.ts';
import { isUnfit } from './quality.ts';

/** A figure with how much the article is about it. */
export interface Weighed {
  readonly figure: Figure;
  readonly salience: number;
}

/** How much each sign counts, set by hand on news with human summaries. */
const WEIGHT = {
  /** For the logarithm of the number of mentions. */
  frequency: 1.2,
  /** Named in the title. */
  title: 1.4,
  /** Named in the first sentence, less by degrees in the few after it. */
  lead: 1.1,
  /** Named in the first paragraph. */
  opening: 0.4,
  /** Share of the paragraphs that name it. */
  spread: 1.1,
  /** For the logarithm of how often it is what a verb has for its subject. */
  agency: 0.45,
  /** The article says what it is. */
  role: 0.25,
} as const;
/** A demonym counts as this much of a mention of its country. */
const DEMONYM = 0.4;
/** Sentences that count as the lead. */
const LEAD = 6;
/** Taken off for a news medium. */
const MEDIUM = 1.3;
const MEDIA =
  /^(?:The )?(?:BBC|CNN|NBC|ABC|CBS|PBS|NPR|Fox News|Reuters|Associated Press|AP|AFP|Agence France-Presse|Bloomberg|Xinhua|KCNA|Yonhap|Interfax|TASS|RIA Novosti|Guardian|Economist|Independent|Al[- ]Jazeera|Le Monde|Der Spiegel|Wikinews|Wikipedia)\b/u;
const MEDIA_HEAD =
  /\b(?:Times|Post|Herald|Tribune|Gazette|Journal|Telegraph|Chronicle|Observer|Mail|Express|Mirror|Courier|News|News Agency|Press|Radio|TV|Television|Magazine|Newspaper|Newswire|Wire)$/u;

/** The figures that may be actors, the most salient first. */
export function weigh(
  figures: readonly Figure[],
  lines: readonly Line[],
  article: Pick<Article, 'title' | 'source'>,
): Weighed[] {
  const lead = Math.max(
    0,
    lines.findIndex(({ text, tokens }) => !isUnfit(text, tokens)),
  );
  const paragraphs = new Set(lines.map(({ paragraph }) => paragraph)).size || 1;
  return figures
    .filter(
      (figure) =>
        mayAct({ figure, lines, lead, title: article.title }) && !isSource(figure.entity.name, article.source),
    )
    .map((figure) => ({ figure, salience: salienceOf(figure, lines, lead, article.title, paragraphs) }))
    .sort((a, b) => b.salience - a.salience || (a.figure.spans[0]?.start ?? 0) - (b.figure.spans[0]?.start ?? 0));
}

function salienceOf(figure: Figure, lines: readonly Line[], lead: number, title: string, paragraphs: number): number {
  const { entity, spans, demonyms, role } = figure;
  const places = [...spans, ...demonyms];
  const mentions = spans.length + demonyms.length * DEMONYM;
  const subjects = subjectsOf(figure, lines);
  const first = Math.max(0, Math.min(...places.map(({ line }) => line)) - lead);
  const paragraphsNaming = new Set(places.map(({ line }) => lines[line]?.paragraph)).size;
  return (
    WEIGHT.frequency * Math.log2(1 + mentions) +
    (isInTitle(figure, title) ? WEIGHT.title : 0) +
    WEIGHT.lead * Math.max(0, 1 - first / LEAD) +
    (WEIGHT.spread * paragraphsNaming) / paragraphs +
    WEIGHT.agency * Math.log2(1 + subjects) +
    (role ? WEIGHT.role : 0) +
    (places.some(({ line }) => lines[line]?.paragraph === lines[lead]?.paragraph) ? WEIGHT.opening : 0) -
    (isMedium(entity.name) ? MEDIUM : 0)
  );
}

/**
 * Whether a figure can be an actor of the article at all. People and bodies can. A place can when it stands for those who
 * act ("Beijing agreed"), or when the article is about it; where something merely happens, a place is none.
 */
function mayAct({
  figure,
  lines,
  lead,
  title,
}: {
  figure: Figure;
  lines: readonly Line[];
  lead: number;
  title: string;
}): boolean {
  const { entity, spans, demonyms } = figure;
  if (entity.kind === 'other') return false;
  if (entity.kind !== 'place' || isInTitle(figure, title) || subjectsOf(figure, lines) > 0) return true;
  const isCountry = knownName(entity.name)?.sort === 'country';
  if (spans.some(({ line }) => line === lead)) return true;
  return isCountry ? spans.length + demonyms.length >= 2 : spans.length >= 4;
}

function subjectsOf({ spans }: Figure, lines: readonly Line[]): number {
  return spans.filter((span) => {
    const line = lines[span.line];
    return line !== undefined && agencyOf(span, line) !== 'none';
  }).length;
}

/** Whether a name is the article's own publisher: who reports is no actor in what is reported. */
function isSource(name: string, source: string | null): boolean {
  return (
    name === 'Wikinews' ||
    (source !== null && plain(name).toLowerCase() === plain(source).replace(/^The /u, '').toLowerCase())
  );
}

/** Newspapers, agencies and broadcasters are mostly named for having reported something. */
function isMedium(name: string): boolean {
  return MEDIA.test(name) || MEDIA_HEAD.test(name);
}

/** Whether the title names a figure, by any of its names, its family name or its demonym. */
export function isInTitle({ entity, demonyms }: Figure, title: string): boolean {
  const names = [entity.name, ...entity.aliases, ...demonyms.map(({ text }) => text)];
  const family = entity.kind === 'person' ? [entity.name.split(' ').at(-1) ?? ''] : [];
  return (
    [...names, ...family].some((name) => name.length > 1 && containsWord(title, name)) ||
    hasDemonym(entity.name, title, entity.kind)
  );
}

/** "Kenyan" in the title speaks of Kenya even where the text never says so. */
function hasDemonym(name: string, title: string, kind: string): boolean {
  if (kind !== 'place') return false;
  const { known, demonymOf } = gazetteer();
  const canonical = known(name)?.canonical;
  return (
    canonical !== undefined && title.split(/[^\p{L}'’-]+/u).some((word) => word !== '' && demonymOf(word) === canonical)
  );
}

function containsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + word.length] ?? ' ';
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}
