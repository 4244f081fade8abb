/**
 * The offline reader: a summary by rules, for when no model is connected. Names by capitals, word lists and their
 * surroundings; actors by salience, introduced by the article's own sentences; implications by forward-looking cues.
 * Everything it says is a sentence of the article. English only.
 */
import type { Article } from '../../article/article.ts';
import type { ActorKind, Draft, DraftActor, DraftImplication } from '../summary.ts';
import { type Figure, figuresOf } from './figures.ts';
import { implicationsOf } from './implications.ts';
import { introductions, isNearRole } from './introductions.ts';
import { languageNote } from './language.ts';
import { type Line, linesOf } from './lines.ts';
import { isUnfit } from './quality.ts';
import { type Weighed, weigh } from './salience.ts';
import { type Statement, statementsOf } from './statements.ts';
import { weightsOf } from './weights.ts';

/** At most this many actors are named. */
const MOST_ACTORS = 8;
/** After the first few, an actor has to be at least this salient, alone and beside the first. */
const SALIENT = 1.6;
const BESIDE_THE_FIRST = 0.22;
const ALWAYS_CONSIDERED = 3;
/** Sentences read of one article, so that a book holds nobody up; news has seldom a hundred. */
const MOST_SENTENCES = 500;
/** A lead longer than this is no headline. Characters. */
const LONGEST_HEADLINE = 300;
const LONGEST_CAPTION = 120;
/** A question, or a verb that is shortened: "It's", "don't". */
const NO_CAPTION = /\?\W*$|\b(?:I|you|he|she|it|we|they|there|that|here)['’]|n['’]t\b/iu;

/**
 * Proposes a summary by rules alone, pure and deterministic. `note` says it plainly when the language is beyond it, or the
 * article too long to be read whole.
 */
export function readOffline(article: Article): { draft: Draft; note: string | null } {
  const note = languageNote(article);
  if (note !== null) return { draft: { headline: article.title, actors: [], implications: [] }, note };
  const all = linesOf(article);
  const lines = all.slice(0, MOST_SENTENCES);
  const figures = figuresOf(lines, article.title);
  const statements = statementsOf(lines, article);
  const salient = salientOf(weigh(figures, lines, article));
  const weights = weightsOf(statements, article.title);
  const implications = implicationsOf(statements, salient, weights, article.date);
  const actors = introduced(salient, introductions(salient, { statements, lines, weights }, implications));
  return {
    draft: {
      headline: headlineOf(article, lines),
      actors: actors.map(({ figure, statement }) => draftActor(figure, statement)),
      implications: implications.map((statement) => draftImplication(statement)),
    },
    note: all.length > lines.length ? `Only the first ${MOST_SENTENCES} sentences of this article were read.` : null,
  };
}

/** The most salient figures, those that act before those that are merely named. */
function salientOf(weighed: readonly Weighed[]): Figure[] {
  const most = weighed[0]?.salience ?? 0;
  const acting = weighed.filter(({ acts }) => acts);
  const passing = weighed.filter(({ acts, figure }) => !acts && figure.entity.kind !== 'place');
  const candidates = acting.length < ALWAYS_CONSIDERED ? [...acting, ...passing].slice(0, ALWAYS_CONSIDERED) : acting;
  return candidates
    .filter(
      ({ salience }, rank) => rank < ALWAYS_CONSIDERED || (salience >= SALIENT && salience >= most * BESIDE_THE_FIRST),
    )
    .map(({ figure }) => figure)
    .slice(0, MOST_ACTORS);
}

function introduced(
  figures: readonly Figure[],
  statements: readonly (Statement | null)[],
): { figure: Figure; statement: Statement }[] {
  return figures.flatMap((figure, i) => {
    const statement = statements[i];
    return statement ? [{ figure, statement }] : [];
  });
}

/** A role that the article gives far from the statement can't be read together with it, and is left out. */
function draftActor(figure: Figure, statement: Statement): DraftActor {
  const { name, kind, role, aliases } = figure.entity;
  const { text } = statement;
  return {
    name,
    kind: kind as ActorKind,
    role: isNearRole(figure, statement) ? role : null,
    aliases: [...aliases],
    text,
    quote: text,
  };
}

function draftImplication({ text }: Statement): DraftImplication {
  return { text, basis: 'stated', likelihood: null, quote: text };
}

/** The article's own title; where it has none, its first sentence that is no caption. */
function headlineOf(article: Article, lines: readonly Line[]): string {
  const [first] = lines;
  const hasTitle =
    article.blocks.some(({ kind }) => kind === 'title') || !first || !isTakenFrom(article.title, first.text);
  const lead = hasTitle ? undefined : lines.find((_, at) => !isCaption(lines, at))?.text;
  return lead === undefined || lead.length > LONGEST_HEADLINE ? article.title : lead;
}

/** Whether a line is a paragraph by itself and short, and yet no bullet could be made of it. */
function isCaption(lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  return (
    line !== undefined &&
    line.text.length <= LONGEST_CAPTION &&
    !NO_CAPTION.test(line.text) &&
    line.paragraph !== lines[at - 1]?.paragraph &&
    line.paragraph !== lines[at + 1]?.paragraph &&
    isUnfit(line.text, line.tokens)
  );
}

/** Whether a title is only the beginning of the lead, made for want of a real one. */
function isTakenFrom(title: string, lead: string): boolean {
  const plain = (text: string): string => text.replaceAll(/\s+/gu, ' ').replace(/[….]+$/u, '');
  return plain(lead).includes(plain(title)) || title === 'Untitled';
}
