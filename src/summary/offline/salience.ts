import type { Article } from '../../article/article.ts';
import type { Figure } from './figures.ts';
import { gazetteer, knownName, plain } from './gazetteer.ts';
import { agencyOf } from './grammar.ts';
import type { Line } from './lines.ts';
import { isUnfit } from './quality.ts';
import type { Role } from './roles.ts';
import { isCommon } from './words.ts';

/** A figure with how much the article is about it. */
export interface Weighed {
  readonly figure: Figure;
  readonly salience: number;
  /** Whether the article is about it or has it do something; a place where things merely happen doesn't act. */
  readonly acts: boolean;
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
/** So does a name that only says what somebody is: "Orrin Bank chairman Peder Vance". */
const IN_A_ROLE = 0.5;
/** Sentences that count as the lead. */
const LEAD = 6;
/** Taken off for a news medium. */
const MEDIUM = 1.3;
const MEDIA =
  /^(?:The )?(?:BBC|CNN|NBC|ABC|CBS|PBS|NPR|Fox News|Reuters|Associated Press|AP|AFP|Agence France-Presse|Bloomberg|Xinhua|KCNA|Yonhap|Interfax|TASS|RIA Novosti|Guardian|Economist|Independent|Al[- ]Jazeera|Le Monde|Der Spiegel|Wikinews|Wikipedia)\b/u;
const MEDIA_HEAD =
  /\b(?:Times|Post|Herald|Tribune|Gazette|Journal|Telegraph|Chronicle|Observer|Mail|Express|Mirror|Courier|News|News Agency|Press|Radio|TV|Television|Magazine|Newspaper|Newswire|Wire)$|\b(?:Times|Post|Voice|Radio) of \p{Lu}/u;

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
  const surroundings: Surroundings = {
    lines,
    lead,
    roles: figures.flatMap(({ role }) => (role ? [role] : [])),
    title: article.title,
    paragraphs: new Set(lines.map(({ paragraph }) => paragraph)).size || 1,
  };
  return figures
    .filter(
      ({ entity }) => entity.kind !== 'other' && !isSource(entity.name, article.source) && !isMereWord(entity.name),
    )
    .map((figure) => ({ figure, salience: salienceOf(figure, surroundings), acts: acts(figure, surroundings) }))
    .sort((a, b) => b.salience - a.salience || (a.figure.spans[0]?.start ?? 0) - (b.figure.spans[0]?.start ?? 0));
}

/** What a figure is weighed against. */
interface Surroundings {
  readonly lines: readonly Line[];
  /** The first line that is prose. */
  readonly lead: number;
  readonly roles: readonly Role[];
  readonly title: string;
  readonly paragraphs: number;
}

function salienceOf(figure: Figure, { lines, lead, roles, title, paragraphs }: Surroundings): number {
  const { entity, spans, demonyms, role } = figure;
  const places = [...spans, ...demonyms];
  const inRoles = spans.filter(({ start, end }) => roles.some((role) => role.start <= start && end <= role.end)).length;
  const mentions = spans.length - inRoles * (1 - IN_A_ROLE) + demonyms.length * DEMONYM;
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
 * Whether a figure counts as an actor. Places do when they stand for those who act ("Tamania agreed"), countries and
 * well-known places also when the article is about them; what is named once, in passing, doesn't.
 */
function acts(figure: Figure, { lines, lead, title }: Surroundings): boolean {
  const { entity, spans, demonyms, role } = figure;
  if (subjectsOf(figure, lines) > 0) return true;
  const isUpFront = isInTitle(figure, title) || spans.some(({ line }) => line === lead);
  if (entity.kind !== 'place') return isUpFront || role !== null || spans.length > 1;
  const known = knownName(entity.name);
  if (known?.sort !== 'country') return known !== undefined && isInTitle(figure, title);
  return isUpFront || spans.length + demonyms.length >= 2;
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

/** "Bank", "Academy": a capital makes no name of a word that the article never gives in full. */
function isMereWord(name: string): boolean {
  return (
    !name.includes(' ') &&
    knownName(name) === undefined &&
    (isCommon(name) || gazetteer().organizationHeads.has(name)) &&
    !gazetteer().isSurname(name) &&
    !gazetteer().isFirstName(name)
  );
}

/** Newspapers, agencies and broadcasters are mostly named for having reported something. */
function isMedium(name: string): boolean {
  return MEDIA.test(name) || MEDIA_HEAD.test(name);
}

/** Whether the title names a figure, by any of its names, its family name or its demonym. */
function isInTitle({ entity, demonyms }: Figure, title: string): boolean {
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
