/** The bullets of a story, those that are shown and those that were dropped, and which of them is meant by words. */
import type { Article } from '../../article/article.ts';
import { foldedWords, saysTheSame } from '../../digest/claims.ts';
import type { Control } from '../../message/control.ts';
import { safeText } from '../../message/safe.ts';
import type { Actor, Implication, Unsupported } from '../../summary/summary.ts';
import { choice, menu } from './choose.ts';
import { folded, shareOfWords } from './likeness.ts';
import type { Told } from './told.ts';

export type ClaimTold = Actor | Implication;

/** `dropped` is why a bullet that is borne out is not shown by itself; `unsupported` was never a bullet. */
export type Bullet =
  | { readonly kind: 'shown'; readonly label: string; readonly claim: ClaimTold }
  | { readonly kind: 'dropped'; readonly label: string; readonly claim: ClaimTold; readonly because: string }
  | {
      readonly kind: 'unsupported';
      readonly label: string;
      readonly said: Unsupported;
      readonly article: Article;
      readonly reader: string;
    };

/** Those that are shown first; then what was not, each thing once. */
export function bulletsOf({ story, articles, read }: Told): Bullet[] {
  const shown = [...story.actors, ...story.implications];
  const replaced = new Set(articles.filter(({ reading }) => reading.state === 'read').map(({ newerOf }) => newerOf));
  const bullets: Bullet[] = shown.map((claim) => ({ kind: 'shown', label: labelOf(claim), claim }));
  for (const { articleId, duplicateOf, summary } of read) {
    const trace = articles.find(({ article }) => article.id === articleId);
    if (duplicateOf !== null || !trace) continue;
    for (const claim of [...summary.actors, ...summary.implications]) {
      const isNamed = bullets.some(({ label }) => label === labelOf(claim));
      const because = replaced.has(articleId)
        ? 'a newer version of its article stands in its place'
        : overshadowed(claim, shown);
      if (!isNamed && !isShown(claim, shown)) bullets.push({ kind: 'dropped', label: labelOf(claim), claim, because });
    }
    for (const said of summary.unsupported)
      bullets.push({
        kind: 'unsupported',
        label: safeText(said.text).trim(),
        said,
        article: trace.article,
        reader: summary.reader,
      });
  }
  return bullets;
}

/** Under whatever name the story gives its actor. */
function isShown(claim: ClaimTold, shown: readonly ClaimTold[]): boolean {
  return shown.some(
    (one) =>
      'name' in one === 'name' in claim && foldedWords(one.text) === foldedWords(claim.text) && restsOn(one, claim),
  );
}

function restsOn(one: ClaimTold, { evidence: [first] }: ClaimTold): boolean {
  return one.evidence.some(({ articleId, start }) => articleId === first.articleId && start === first.start);
}

function overshadowed(claim: ClaimTold, shown: readonly ClaimTold[]): string {
  const same = shown.find((one) => saysTheSame(one, claim));
  if (same) return `“${same.text}” says the same`;
  return 'others told of the same one weigh more';
}

export function labelOf(claim: ClaimTold): string {
  return safeText('name' in claim ? `${claim.name}: ${claim.text}` : claim.text).trim();
}

// ---- which is meant ----------------------------------------------------------------------------------------------------

/** Less than this share of the words typed is another bullet. */
const NEAR = 0.6;

/** Those that the words name equally well. */
export function bulletsNamed(words: string, bullets: readonly Bullet[]): Bullet[] {
  const ranked = bullets.map((bullet) => ({ bullet, points: likenessOf(words, bullet) }));
  const most = Math.max(0, ...ranked.map(({ points }) => points));
  return most < NEAR ? [] : ranked.filter(({ points }) => points === most).map(({ bullet }) => bullet);
}

/** 3 for the whole bullet, 2 for how it begins, more than 1 for words of it in their order, else the share of the words that it has. */
function likenessOf(words: string, { label, ...bullet }: Bullet): number {
  const wanted = folded(words);
  if (wanted === '') return 0;
  const texts = [label, ...('claim' in bullet ? [bullet.claim.text] : [])].map(folded);
  if (texts.includes(wanted)) return 3;
  if (texts.some((text) => text.startsWith(wanted))) return 2;
  if (texts.some((text) => ` ${text} `.includes(` ${wanted} `))) return 1.5;
  return shareOfWords(words, [label]);
}

/** So long that it still fits a menu's value. Characters. */
const KEY_LENGTH = 90;

/** A bullet's first words, by which a menu names it. */
export function keyOf({ label }: Pick<Bullet, 'label'>): string {
  if (label.length <= KEY_LENGTH) return label;
  const cut = label.slice(0, KEY_LENGTH).toWellFormed();
  return cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut;
}

/** What was said without support is not offered by its words: its place is the section that says why. */
export function bulletMenu(whole: Told): Control[] {
  const shown = bulletsOf(whole).filter(({ kind }) => kind !== 'unsupported');
  const choices = shown.flatMap((bullet) => choice(bullet.label, keyOf(bullet)));
  const distinct = [...new Map(choices.map((one) => [one.value, one])).values()];
  return menu('One of its bullets', 'news why', 'bullet', distinct, { story: whole.story.storyId });
}
