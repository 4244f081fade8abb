/** What a bullet was held to before it was kept, held to it once more now. */
import { figuresOnlyIn, foldedWords, saidBy, saidIn } from '../../digest/claims.ts';
import { inQuotationMarks } from '../../message/quotation.ts';
import type { Actor, Draft, Summary } from '../../summary/summary.ts';
import { verifyDraft } from '../../summary/verify.ts';
import type { Told } from './told.ts';
import type { ClaimTold } from './why-bullets.ts';
import { readerName } from './why-way.ts';

/** Sentences. A merged bullet is checked as the article's own reading has it: under that name, in that role. */
export function checksOf(claim: ClaimTold, { articles, read }: Told): string[] {
  const [{ articleId, quote }] = claim.evidence;
  const article = articles.find((trace) => trace.article.id === articleId)?.article;
  const summary = read.find((one) => one.articleId === articleId)?.summary;
  if (!article || !summary) return ['Its article is gone: nothing of it can be checked any more'];
  const own = ownClaim(claim, summary);
  const { unsupported } = verifyDraft(draftOf(own), article);
  const problem = unsupported.find(({ text }) => text === own.text);
  const isOwnSentence = foldedWords(own.text) === foldedWords(quote);
  return [
    isOwnSentence
      ? 'It is the article’s own sentence, word for word'
      : `Its names, figures, dates and denials agree with the quote and the sentences beside it${figures(own)}`,
    ...('name' in own ? [actorWords(own)] : [basisWords(own)]),
    `Read by ${readerName(summary.reader)}; ${problem ? `checked again now, it would not pass: ${problem.reason}` : 'checked then, and again now: it holds'}`,
  ];
}

function ownClaim(claim: ClaimTold, { actors, implications }: Summary): ClaimTold {
  const [{ start }] = claim.evidence;
  const same = (one: ClaimTold) => one.evidence[0].start === start && foldedWords(one.text) === foldedWords(claim.text);
  if (!('name' in claim)) return implications.find(same) ?? claim;
  const names = [claim.name, ...claim.aliases];
  return actors.find((one) => same(one) && names.includes(one.name)) ?? claim;
}

function draftOf(claim: ClaimTold): Draft {
  const { quote } = claim.evidence[0];
  return 'name' in claim
    ? { headline: '', actors: [{ ...claim, aliases: [], quote }], implications: [] }
    : { headline: '', actors: [], implications: [{ ...claim, quote }] };
}

function figures(claim: ClaimTold): string {
  const found = figuresOnlyIn(saidBy(claim), saidIn(''));
  return found.length === 0 ? '' : ` (${found.join(', ')})`;
}

function actorWords({ name, role }: Actor): string {
  const named = `${inQuotationMarks(name)} stands in the quote or beside it`;
  return role === null ? named : `${named}, and ${inQuotationMarks(role)} is said of that name`;
}

function basisWords({ basis, likelihood }: Exclude<ClaimTold, Actor>): string {
  if (basis === 'stated') return 'The source itself says what may follow';
  return `The reader concludes it from the quote${likelihood === null ? '' : `, and takes it for ${likelihood}`}`;
}
