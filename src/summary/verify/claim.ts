import type { Article } from '../../article/article.ts';
import { foldText, type Span } from '../../article/fold.ts';
import { splitSentences } from '../../article/sentences.ts';
import type { Evidence } from '../summary.ts';
import type { Alignment } from './align.ts';
import { bearingPassages } from './bearing.ts';
import { otherBelonging } from './belonging.ts';
import { copyProblem } from './copy.ts';
import { isCopy, type Laid, layAlong } from './laid.ts';
import { HEDGES } from './lexicon.ts';
import { foreignMark } from './markup.ts';
import { denies } from './negation.ts';
import { paraphraseProblem } from './paraphrase.ts';
import { type Passage, type Prepared, prepare } from './passages.ts';
import { locateQuote, passagesOf, verbatim } from './quote.ts';
import { type Reading, readText, type Word } from './reading.ts';
import { recombinedName } from './recombined.ts';
import { officeProblem, roleProblem } from './roles.ts';
import { isNameHeld, type Scope, scopeOf } from './scope.ts';

/** Whether an article bears a claim out, by which quotes; or why not, in plain words, beside what was looked at. */
export type Verdict =
  | { readonly supported: true; readonly evidence: readonly [Evidence, ...Evidence[]] }
  | { readonly supported: false; readonly reason: string; readonly evidence: readonly Evidence[] };

/** A quote over more passages proves nothing in particular: those in it that bear the claim are looked for. */
const QUOTED_PASSAGES = 3;

/** One way to bear a claim out: the passages, how near their wording is, and what is wrong with it, if anything. */
interface Trial {
  readonly scope: Scope;
  readonly alignment: Alignment;
  readonly problem: string | null;
}

/** What a claim is held to beside its text. */
export interface Manner {
  /** A conclusion that the reader draws: its wording need not stand in the article, its names and numbers must. */
  readonly assessed: boolean;
  /** Who acts in the claim, in what role: both must be borne out too. */
  readonly actor?: { readonly name: string; readonly role: string | null };
}

/** The verdict on one claim; `verifyClaim` says how it comes about. */
export function judgeClaim(claim: { text: string; quote?: string }, article: Article, manner: Manner): Verdict {
  const prepared = prepare(article);
  const reading = readText(claim.text, prepared.common);
  if (reading.words.length === 0) return unsupported('the claim says nothing');
  return claim.quote === undefined
    ? judgeUnquoted(claim.text, reading, prepared, manner)
    : judgeQuoted(claim.text, claim.quote, reading, prepared, manner);
}

function unsupported(reason: string, evidence: readonly Evidence[] = []): Verdict {
  return { supported: false, reason, evidence };
}

function judgeQuoted(text: string, quote: string, reading: Reading, prepared: Prepared, manner: Manner): Verdict {
  const located = locateQuote(prepared, quote, isOwnSentence(text, quote));
  if (!located.found) return unsupported(located.reason);
  if (manner.actor === undefined && foldText(text) === foldText(quote)) {
    const span = located.spans.find((one) => standsAlone(prepared, one));
    if (span) return { supported: true, evidence: [evidenceOf(prepared, span)] };
  }
  const verdicts = located.spans.map((span) => {
    const quoted = passagesOf(prepared, span);
    const tries =
      quoted.length > QUOTED_PASSAGES
        ? bearingPassages(prepared, reading, quoted).map((passage) => [passage])
        : [quoted];
    return { span, trial: decide(tries.map((own) => tryPassages(text, reading, scopeOf(prepared, own), manner))) };
  });
  const best = verdicts.reduce((one, other) => (isBetter(other.trial, one.trial) ? other : one));
  const evidence = evidenceOf(prepared, best.span);
  if (!best.trial) return unsupported('the quote does not speak of what the claim says', [evidence]);
  if (best.trial.problem !== null) return unsupported(best.trial.problem, [evidence]);
  return { supported: true, evidence: [evidence, ...neighbourEvidence(reading, best.trial.scope, best.span)] };
}

function judgeUnquoted(text: string, reading: Reading, prepared: Prepared, manner: Manner): Verdict {
  const span = verbatim(prepared, text);
  const standing = span ? passagesOf(prepared, span) : [];
  const [first] = standing;
  if (first && span && standsAlone(prepared, span))
    return {
      supported: true,
      evidence: [evidenceOf(prepared, { start: first.start, end: standing.at(-1)?.end ?? first.end })],
    };
  const candidates = [...(first ? [standing] : []), ...bearingPassages(prepared, reading).map((passage) => [passage])];
  const trial = decide(candidates.map((own) => tryPassages(text, reading, scopeOf(prepared, own), manner)));
  if (!trial) return unsupported('no sentence of the article speaks of what the claim says');
  const evidence = evidenceOfPassages(prepared, trial.scope.own);
  if (trial.problem !== null) return unsupported(trial.problem, [evidence]);
  return { supported: true, evidence: [evidence, ...neighbourEvidence(reading, trial.scope, evidence)] };
}

/** A claim that repeats its quote, closed like a sentence or a mere figure: the article's own, however short. */
function isOwnSentence(text: string, quote: string): boolean {
  return foldText(text) === foldText(quote) && (/[.!?…:][\p{P}\s]*$/u.test(quote) || !/\p{L}/u.test(quote));
}

/** Whether a span says by itself what its passages say: nothing in the rest of them denies it or leaves it open. */
function standsAlone(prepared: Prepared, span: Span): boolean {
  const { text } = prepared.article;
  return passagesOf(prepared, span).every(({ start, end }) =>
    [text.slice(start, Math.max(start, span.start)), text.slice(Math.min(end, span.end), end)].every(
      (rest) => !qualifies(readText(rest, prepared.common).words),
    ),
  );
}

function qualifies(words: readonly Word[]): boolean {
  return words.some(({ key }, at) => denies(words, at) || HEDGES.has(key));
}

function tryPassages(text: string, reading: Reading, scope: Scope, manner: Manner): Trial {
  const laid = layAlong(reading, scope);
  return { scope, alignment: laid.alignment, problem: problemOf(text, reading, laid, scope, manner) };
}

function problemOf(text: string, reading: Reading, laid: Laid, scope: Scope, manner: Manner): string | null {
  const { article } = scope.prepared;
  const source = scope.around.map(({ start, end }) => article.text.slice(start, end)).join('\n');
  const foreign = foreignMark(text, source);
  if (foreign) return `carries ${foreign.what} that the quote does not: ${foreign.mark}`;
  const recombined = recombinedName(reading, scope.prepared);
  if (recombined) return `says “${recombined}”, a name that the article does not have`;
  return (
    wordingProblem(text, reading, laid, scope, manner) ??
    officeProblem(reading, scope) ??
    otherBelonging(reading, scope) ??
    (manner.actor ? actorProblem(manner.actor, scope) : null)
  );
}

function wordingProblem(text: string, reading: Reading, laid: Laid, scope: Scope, manner: Manner): string | null {
  if (isCopy(laid)) return copyProblem(laid);
  const sentences = splitSentences(text, 0, text.length);
  if (sentences.length < 2) return paraphraseProblem(reading, scope, manner.assessed);
  for (const { start, end } of sentences) {
    const sentence = text.slice(start, end);
    const read = readText(sentence, scope.prepared.common);
    const problem = wordingProblem(sentence, read, layAlong(read, scope), scope, manner);
    if (problem !== null) return problem;
  }
  return null;
}

function actorProblem({ name, role }: { name: string; role: string | null }, scope: Scope): string | null {
  const { common } = scope.prepared;
  const named = readText(name, common);
  const missing = named.words.find(
    ({ as, stem }, at) =>
      as !== 'function' && !isNameHeld(scope, named.words, at) && !scope.around.some(({ stems }) => stems.has(stem)),
  );
  if (named.words.length === 0) return 'the actor has no name';
  if (missing) return `names “${name}”, who is not in the quote or next to it`;
  return role === null ? null : roleProblem(named, readText(role, common), scope);
}

/** Where a claim is so near a copy, no other passage than the nearest may bear it out. */
const SURELY_COPY = 0.8;
/** Copies whose closeness differs by less are equally near. */
const NEARLY = 0.05;

/**
 * Chooses among trials. Where the claim is surely a copy of some passage, the nearest copies alone decide: a swapped name
 * must not be saved by a passage that merely has the name. Otherwise any that bears the claim out does.
 */
function decide(trials: readonly Trial[]): Trial | null {
  const nearest = Math.max(...trials.map(({ alignment }) => alignment.closeness));
  const deciding =
    nearest >= SURELY_COPY ? trials.filter(({ alignment }) => alignment.closeness >= nearest - NEARLY) : trials;
  return deciding.reduce<Trial | null>((one, other) => (one === null || isBetter(other, one) ? other : one), null);
}

function isBetter(one: Trial | null, other: Trial | null): boolean {
  if (!one || !other) return one !== null;
  if ((one.problem === null) !== (other.problem === null)) return one.problem === null;
  return one.alignment.score > other.alignment.score;
}

function evidenceOf({ article }: Prepared, { start, end }: Span): Evidence {
  return { articleId: article.id, quote: article.text.slice(start, end), start, end };
}

function evidenceOfPassages(prepared: Prepared, passages: readonly Passage[]): Evidence {
  return evidenceOf(prepared, { start: passages[0]?.start ?? 0, end: passages.at(-1)?.end ?? 0 });
}

/** The sentences next to the passages that give a name, number or date which these lack. */
function neighbourEvidence(claim: Reading, { prepared, own, around }: Scope, quoted: Span): Evidence[] {
  const facts = claim.words.filter(({ as }) => as === 'name' || as === 'number' || as === 'date');
  const holds = ({ keys, known }: Passage, word: (typeof facts)[number]) =>
    keys.has(word.key) || (word.known !== null && known.has(word.known));
  const lacking = facts.filter((word) => !own.some((passage) => holds(passage, word)));
  return around
    .filter((passage) => !own.includes(passage) && lacking.some((word) => holds(passage, word)))
    .filter(({ start, end }) => end <= quoted.start || start >= quoted.end)
    .map((passage) => evidenceOf(prepared, passage));
}
