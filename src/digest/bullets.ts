/**
 * A story's bullets: who acts and what may follow, each with its evidence, nothing said twice. Where a bullet's text is
 * the article's own sentence (the offline reader), the sentence itself is shown, once, in quotation marks.
 */
import type { Bullet, Inline, Quoted } from '../message/message.ts';
import { inQuotationMarks, quotationMarks } from '../message/quotation.ts';
import type { Actor, Claim, Evidence, Implication } from '../summary/summary.ts';
import type { DigestSource, DigestStory } from './digest.ts';
import { bold, clean, italic, text } from './inline.ts';
import { shortDay } from './times.ts';

/** How one story names its sources under a quote. `now` decides whether a date needs its year. */
export interface Telling {
  readonly story: DigestStory;
  readonly now: Date;
}

/**
 * One bullet for each actor, with all that is told of it; actors brought in by the same sentence of the article share a
 * bullet. Where that sentence is told as an implication, or as what is new, the bullet says who acts and leaves it there.
 */
export function actorBullets(telling: Telling): Bullet[] {
  const { actors, delta } = telling.story;
  const apart = actors.filter((actor) => !isDelta(actor, delta) || (isDeltaImplied(telling) && !saysWhoActs(actor)));
  return toldTogether(apart).map((tellings) => bulletOf(tellings, telling));
}

/** What may follow, told apart: stated by a source, or assessed by the reader. What is told as new stands above. */
export function implicationBullets(telling: Telling): Bullet[] {
  const { implications, delta } = telling.story;
  return implications
    .filter((implication) => !isDelta(implication, delta))
    .map((implication) => implicationBullet(implication, telling));
}

/** What is new in a story, as it would stand among its bullets; null for a story that is told for the first time. */
export function deltaBullet(telling: Telling): Bullet | null {
  const { delta } = telling.story;
  if (delta === null) return null;
  const { inline, quotes } = newsBullet(delta, telling);
  return delta.was === undefined
    ? { inline, quotes }
    : { inline: [...inline, text(` (told before: ${clean(delta.was)})`)], quotes };
}

function newsBullet(delta: Claim, telling: Telling): Bullet {
  const { actors, implications } = telling.story;
  const implication = implications.find((one) => isDelta(one, delta));
  if (implication) return implicationBullet(implication, telling);
  const [tellings] = toldTogether(actors.filter((actor) => isDelta(actor, delta)));
  if (tellings) return bulletOf(tellings, telling);
  const sentence = ownSentence(delta);
  const words = sentence === null ? clean(delta.text) : inQuotationMarks(sentence);
  return {
    inline: [text(words)],
    quotes: sentence === null ? quotesOf(delta, telling) : furtherQuotes([delta], telling),
  };
}

/** Who says what where sources differ, each in its own words. */
export function disputeBullets({ story, now }: Telling): Bullet[] {
  return story.disputes.map((dispute) => ({
    inline: [text(clean(dispute.text))],
    quotes: dispute.evidence.map((evidence) => {
      const source = sourceOf(evidence, story);
      return { quote: clean(evidence.quote), attribution: source ? attributionOf(source, now) : null };
    }),
  }));
}

/** `Harbour Courier, 14 Nov`, `Harbour Courier (Reuters), 14 Nov`; null when the source gives neither name nor date. */
export function attributionOf({ source, date, agency }: DigestSource, now: Date): string | null {
  const from = agency === undefined || source?.includes(agency) ? source : `${source ?? ''} (${agency})`.trim();
  const known = [from, date && shortDay(date, now)].filter((part) => part !== null && part !== '');
  return known.length > 0 ? clean(known.join(', ')) : null;
}

// ---- what is told in one bullet --------------------------------------------------------------------------------------

/** A sentence of an article with everybody it brings in, or what is told of one actor in other words. */
interface Said {
  readonly sentence: string | null;
  readonly actors: readonly [Actor, ...Actor[]];
}

/**
 * One bullet for each actor, with all that is told of it. Whose sentences were all told of others stands beside the first of
 * these in one bullet; a sentence stands where it opens a bullet rather than where it is said besides.
 */
function toldTogether(actors: readonly Actor[]): [Said, ...Said[]][] {
  const bullets: [Said, ...Said[]][] = [];
  for (const tellings of Map.groupBy(actors, ({ kind, name }) => `${kind} ${folded(name)}`).values()) {
    const [best] = tellings as [Actor];
    const untold = tellings.filter((actor) => !bullets.some((bullet) => tells(bullet, actor)));
    const host = bullets.findIndex(([first]) => keySaid(first) === keyOf(best));
    const [opening, ...besides] = bullets[host] ?? [];
    if (untold.length === 0 && opening) {
      bullets[host] = [{ ...opening, actors: [...opening.actors, best] }, ...besides];
      continue;
    }
    const [first = best, ...more] = untold;
    if (untold.length === 0) leaveOut(best, bullets);
    bullets.push([saidOf(first), ...more.map(saidOf)]);
  }
  return bullets;
}

const saidOf = (actor: Actor): Said => ({ sentence: ownSentence(actor), actors: [actor] });
const keyOf = (actor: Actor) => ownSentence(actor) ?? actor.text;
const keySaid = ({ sentence, actors: [first] }: Said) => sentence ?? first.text;
const tells = (bullet: readonly Said[], actor: Actor) => bullet.some((said) => keySaid(said) === keyOf(actor));

/** What is said besides in another's bullet, so that it can open one. */
function leaveOut(actor: Actor, bullets: [Said, ...Said[]][]): void {
  for (const [at, [first, ...besides]] of bullets.entries())
    bullets[at] = [first, ...besides.filter((said) => keySaid(said) !== keyOf(actor))];
}

function bulletOf(said: readonly [Said, ...Said[]], telling: Telling): Bullet {
  const [first, ...more] = said.filter(({ actors }) => !actors.every((actor) => isToldAsImplication(actor, telling)));
  if (!first) return named(said[0].actors, telling);
  const bullet =
    first.sentence === null ? toldActor(first.actors[0], telling) : quotedActors(first.sentence, first.actors, telling);
  return {
    inline: [...bullet.inline, ...more.flatMap((one) => further(one, telling))],
    quotes: [...bullet.quotes, ...more.flatMap((one) => quotesBehind(one, telling))],
  };
}

function further({ sentence, actors: [actor] }: Said, telling: Telling): Inline[] {
  if (sentence === null) return [text(` ${clean(actor.text)}`)];
  const from = attributed(actor.evidence[0], telling).map((attribution) => text(` — ${attribution}`));
  return [text(`${from.length > 0 ? ';' : ''} ${inQuotationMarks(sentence)}`), ...from];
}

function quotesBehind({ sentence, actors }: Said, telling: Telling): Quoted[] {
  return sentence === null ? quotesOf(actors[0], telling) : furtherQuotes(actors, telling);
}

function isToldAsImplication(actor: Actor, { story }: Telling): boolean {
  const key = sentenceKey(actor);
  return key !== null && story.implications.some((implication) => sentenceKey(implication) === key);
}

/** Whether its words bring in the actor early, with the role. */
function saysWhoActs(actor: Actor): boolean {
  const words = clean(actor.text);
  return splitAtName(words, actor) !== null && missingRole(actor, words) === null;
}

const isDelta = (claim: Claim, delta: Claim | null) => delta !== null && folded(claim.text) === folded(delta.text);
const isDeltaImplied = ({ story }: Telling) => story.implications.some((one) => isDelta(one, story.delta));

// ---- actors ----------------------------------------------------------------------------------------------------------

/** A name further into a sentence than this doesn't strike the eye as what the sentence is about. Characters. */
const NEAR_THE_BEGINNING = 60;

/** `“Minister **Name** did this.”`, or the names first where the sentence doesn't bring them early or lacks their role. */
function quotedActors(sentence: string, actors: readonly Actor[], telling: Telling): Bullet {
  const [first] = actors as [Actor];
  const from = attributed(first.evidence[0], telling).map((attribution) => text(` — ${attribution}`));
  const quotes = furtherQuotes(actors, telling);
  const { open, close } = quotationMarks(sentence);
  const named = actors.length === 1 && missingRole(first, sentence) === null ? splitAtName(sentence, first) : null;
  if (named) {
    const { before, name, after } = named;
    return { inline: [text(open + before), bold(name), text(after + close), ...from], quotes };
  }
  return { inline: [...introductions(actors, sentence), text(`: ${inQuotationMarks(sentence)}`), ...from], quotes };
}

/** `**Name** (role): quoted under Implications`, or above where it is what is new. */
function named(actors: readonly Actor[], telling: Telling): Bullet {
  const isAbove = actors.every((actor) => isDelta(actor, telling.story.delta));
  const inline = [...introductions(actors, ''), text(isAbove ? ': quoted above' : ': quoted under Implications')];
  return { inline, quotes: furtherQuotes(actors, telling) };
}

function introductions(actors: readonly Actor[], words: string): Inline[] {
  return actors.flatMap((actor, index): Inline[] => [
    ...(index === 0 ? [] : [text(index === actors.length - 1 ? ' and ' : ', ')]),
    ...introduction(actor, words),
  ]);
}

/** `**Name**, role, did this.`, or `**Name** (role): what was done.` where the name comes late or nothing can follow it. */
function toldActor(actor: Actor, telling: Telling): Bullet {
  const words = clean(actor.text);
  const quotes = quotesOf(actor, telling);
  const role = missingRole(actor, words);
  const named = splitAtName(words, actor);
  if (named && role === null) return { inline: [text(named.before), bold(named.name), text(named.after)], quotes };
  if (named && /^(?:the )?$/i.test(named.before) && /^ \p{L}/u.test(named.after)) {
    return { inline: [text(named.before), bold(named.name), text(`, ${role},${named.after}`)], quotes };
  }
  return { inline: [...introduction(actor, words), text(`: ${words}`)], quotes };
}

function introduction(actor: Actor, words: string): Inline[] {
  const role = missingRole(actor, words);
  return [bold(clean(actor.name)), ...(role === null ? [] : [text(` (${role})`)])];
}

/** The role, unless the words say it already. */
function missingRole(actor: Actor, words: string): string | null {
  const role = clean(actor.role ?? '');
  const said = new Set(folded(words).split(' '));
  const told = folded(role)
    .split(' ')
    .every((word) => said.has(word) || word.length < 3);
  return role === '' || told ? null : role;
}

/** The words around an actor's name, where it stands whole and early; else null. */
function splitAtName(words: string, actor: Actor): { before: string; name: string; after: string } | null {
  const name = clean(actor.name);
  const at = name === '' ? -1 : words.indexOf(name);
  if (at < 0 || at > NEAR_THE_BEGINNING) return null;
  const [before, after] = [words.slice(0, at), words.slice(at + name.length)];
  const whole = !/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after);
  return whole ? { before, name, after } : null;
}

// ---- implications ----------------------------------------------------------------------------------------------------

function implicationBullet(implication: Implication, telling: Telling): Bullet {
  const sentence = ownSentence(implication);
  const basis = italic(` (${basisOf(implication, telling)})`);
  if (sentence !== null) {
    return { inline: [text(inQuotationMarks(sentence)), basis], quotes: furtherQuotes([implication], telling) };
  }
  return { inline: [text(clean(implication.text)), basis], quotes: quotesOf(implication, telling) };
}

function basisOf(implication: Implication, { story }: Telling): string {
  if (implication.basis === 'assessed') {
    return implication.likelihood === null ? 'assessed' : `assessed — ${implication.likelihood}`;
  }
  const source = sourceOf(implication.evidence[0], story)?.source ?? null;
  return source === null ? 'stated in the article' : `stated by ${clean(source)}`;
}

// ---- evidence --------------------------------------------------------------------------------------------------------

/** The article's own sentence, where the bullet is nothing else; else null. */
function ownSentence(claim: Claim): string | null {
  const quote = clean(claim.evidence[0].quote);
  return folded(quote) === folded(claim.text) ? quote : null;
}

/** The same for claims that are one sentence of one article; null, which is like no other claim's, where it isn't its own sentence. */
function sentenceKey(claim: Claim): string | null {
  const sentence = ownSentence(claim);
  return sentence === null ? null : `${claim.evidence[0].articleId} ${folded(sentence)}`;
}

function quotesOf(claim: Claim, telling: Telling): Quoted[] {
  return claim.evidence.map((evidence) => ({
    quote: clean(evidence.quote),
    attribution: attributed(evidence, telling)[0] ?? null,
  }));
}

/** What bears out a sentence that was shown already, beyond the sentence itself. */
function furtherQuotes(claims: readonly Claim[], telling: Telling): Quoted[] {
  const quotes = claims.flatMap((claim) => quotesOf(claim, telling).slice(1));
  return [...new Map(quotes.map((quoted) => [quoted.quote, quoted])).values()];
}

/** Who said it, as a list of one or none: a story with a single source names it once, below. */
function attributed(evidence: Evidence | undefined, { story, now }: Telling): string[] {
  const source = story.sources.length > 1 ? sourceOf(evidence, story) : undefined;
  const attribution = source ? attributionOf(source, now) : null;
  return attribution === null ? [] : [attribution];
}

function sourceOf(evidence: Evidence | undefined, story: DigestStory): DigestSource | undefined {
  return story.sources.find(({ articleId }) => articleId === evidence?.articleId);
}

const folded = (words: string) =>
  clean(words)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
