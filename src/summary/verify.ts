import type { Article } from '../article/article.ts';
import { foldText } from '../article/fold.ts';
import type { Actor, ClaimKind, Draft, DraftActor, DraftImplication, Implication, Unsupported } from './summary.ts';
import { judgeClaim, type Verdict } from './verify/claim.ts';
import { prepare } from './verify/passages.ts';
import { verbatim } from './verify/quote.ts';

export type { Verdict } from './verify/claim.ts';

/** What of a draft the article bears out. `headline` is null when it doesn't, and the article's title may stand in. */
export interface VerifiedDraft {
  readonly headline: string | null;
  readonly actors: Actor[];
  readonly implications: Implication[];
  readonly unsupported: Unsupported[];
}

/**
 * Whether the article bears the claim out. With a quote: the quote must stand in it verbatim, and names, numbers, dates and
 * negation must agree with it and the sentences next to it. Without: the sentences that bear the claim are looked for and
 * checked just as strictly. Pure, and never throws.
 */
export function verifyClaim(claim: { text: string; quote?: string }, article: Article): Verdict {
  return judgeClaim(claim, article, { assessed: false });
}

/**
 * Lets through what the article bears out. Everything else goes to `unsupported` with the reason, an alias that is not in
 * the article among it (as of kind `actor`, its actor being kept without it). Of claims that say the same (of actors: of the
 * same one), the first is kept.
 */
export function verifyDraft(draft: Draft, article: Article): VerifiedDraft {
  const unsupported: Unsupported[] = [];
  const refuse = (kind: ClaimKind, text: string, reason: string) => {
    unsupported.push({ kind, text, reason });
    return [];
  };
  const headline = verifyHeadline(draft.headline, article, refuse);
  const actors = unlike(draft.actors, ({ name, text }) => `${name} ${text}`).flatMap((actor) =>
    verifyActor(actor, draft, article, refuse),
  );
  const implications = unlike(draft.implications, ({ text }) => text).flatMap((one) =>
    verifyImplication(one, article, refuse),
  );
  return { headline, actors, implications, unsupported };
}

type Refuse = (kind: ClaimKind, text: string, reason: string) => never[];

function verifyHeadline(headline: string, article: Article, refuse: Refuse): string | null {
  if (foldText(headline) === '') return null;
  if (foldText(headline) === foldText(article.title)) return headline;
  const verdict = verifyClaim({ text: headline }, article);
  if (verdict.supported) return headline;
  refuse('headline', headline, verdict.reason);
  return null;
}

function verifyActor(actor: DraftActor, draft: Draft, article: Article, refuse: Refuse): Actor[] {
  const { name, kind, text, quote } = actor;
  const role = actor.role === null || actor.role.trim() === '' ? null : actor.role;
  const verdict = judgeClaim({ text, quote }, article, { assessed: false, actor: { name, role } });
  if (!verdict.supported) return refuse('actor', text.trim() === '' ? name : text, verdict.reason);
  const aliases = aliasesOf(actor, draft, article, refuse);
  return [{ name, kind, role, aliases, text, evidence: verdict.evidence }];
}

function aliasesOf({ name, aliases }: DraftActor, draft: Draft, article: Article, refuse: Refuse): string[] {
  const others = new Set(draft.actors.filter((actor) => actor.name !== name).map((actor) => foldText(actor.name)));
  const wanted = [...new Set(aliases.map((alias) => alias.trim()))].filter((alias) => alias !== '' && alias !== name);
  return wanted.filter((alias) => {
    const text = `“${alias}” for “${name}”`;
    if (others.has(foldText(alias))) refuse('actor', text, 'this other name is the name of another actor');
    else if (!verbatim(prepare(article), alias)) refuse('actor', text, 'this other name is not in the article');
    else return true;
    return false;
  });
}

function verifyImplication(draft: DraftImplication, article: Article, refuse: Refuse): Implication[] {
  const { text, basis, quote } = draft;
  const likelihood = basis === 'assessed' ? draft.likelihood : null;
  if (basis === 'assessed' && likelihood === null)
    return refuse('implication', text, 'an assessment needs a likelihood');
  const verdict = judgeClaim({ text, quote }, article, { assessed: basis === 'assessed' });
  return verdict.supported
    ? [{ text, basis, likelihood, evidence: verdict.evidence }]
    : refuse('implication', text, verdict.reason);
}

/** The first of each whose wording reads alike, whatever its case and punctuation. */
function unlike<T>(claims: readonly T[], wordingOf: (claim: T) => string): T[] {
  const seen = new Set<string>();
  return claims.filter((claim) => {
    const wording = foldText(wordingOf(claim))
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    const isNew = wording === '' || !seen.has(wording);
    seen.add(wording);
    return isNew;
  });
}
