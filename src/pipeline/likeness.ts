import type { Article } from '../article/article.ts';
import { afterOthers } from '../digest/after-others.ts';
import type { ArticleArchive, Likeness } from '../ports/archive.ts';
import { daysApart } from '../story/days.ts';
import { bandsOf, bytesOf, fingerprintOf, likelyCopies, type Sameness, sameText } from '../story/duplicates.ts';
import { type Growth, growthOver } from '../story/growth.ts';
import { exchangesOf } from '../story/slots.ts';
import { wordsIn, wordsOf } from '../story/wording.ts';

/** A publisher's newer version comes within so many days of the older one. */
const MOST_DAYS = 3;
/** Titles are nearly the same when this share of all their words is in both. */
const SAME_TITLE = 0.7;
/** A newer version keeps more of its figures than it exchanges; a bulletin is filled in anew. */
const MOST_EXCHANGED = 0.5;
/** A version that grew keeps this share of what it was, */
const KEPT = 0.75;
/** and that is this share of it, or else it is a round-up with the bulletin in it. */
const PART = 0.12;

interface Compared {
  readonly other: Article;
  readonly sameness: Sameness;
  /** What the newcomer has beyond the other's text, where it contains that. */
  readonly growth: Growth | null;
}

/** What a newcomer repeats, or is a newer version of: known before anything is paid for it. */
export async function likenessOf(
  article: Article,
  archive: Pick<ArticleArchive, 'sharing' | 'article'>,
): Promise<Likeness> {
  const print = fingerprintOf(article);
  const keys = bandsOf(print);
  const compared: Compared[] = [];
  for (const { articleId } of likelyCopies(print, await archive.sharing(keys))) {
    const other = articleId === article.id ? null : await archive.article(articleId);
    if (!other) continue;
    const sameness = sameText(article, other);
    compared.push({ other, sameness, growth: sameness.duplicate ? growthOver(article, other) : null });
    // A long article takes its time to compare: timers and sockets have theirs before the next.
    await afterOthers();
  }
  const copyOf = repeated(compared);
  return { print: bytesOf(print), keys, copyOf, newerOf: copyOf ? null : replaced(article, compared) };
}

const NEAREST_FIRST = ['exact', 'reprint', 'edited', 'cut'];

/** The nearest of those that say the same, and all of it; among equals the oldest. */
function repeated(compared: readonly Compared[]): Likeness['copyOf'] {
  const [nearest] = compared
    .filter(({ sameness, growth }) => sameness.duplicate && growth === null)
    .toSorted((a, b) => rank(a) - rank(b) || byDay(a.other, b.other));
  return nearest ? { articleId: nearest.other.id, reason: nearest.sameness.reason } : null;
}

function rank({ sameness }: Compared): number {
  return NEAREST_FIRST.indexOf(sameness.kind);
}

/** The newest of the versions that the article takes the place of; of one day, the one that it shares most with. */
function replaced(article: Article, compared: readonly Compared[]): Likeness['newerOf'] {
  const [newest] = compared.filter((one) => takesPlaceOf(article, one)).toSorted((a, b) => byDay(b.other, a.other));
  return newest ? { articleId: newest.other.id, reason: newest.growth?.reason ?? newest.sameness.reason } : null;
}

function takesPlaceOf(article: Article, { other, sameness, growth }: Compared): boolean {
  if (article.date !== null && other.date !== null && article.date < other.date) return false;
  if (growth) return growth.kept >= KEPT && isFullerVersion(article, other, growth);
  return sameness.kind === 'differs-in-figures' && isNewerVersion(article, other);
}

/** Nothing of the other is lost with it, so that less speaks for its being the same publisher's. */
function isFullerVersion(article: Article, older: Article, { part }: Growth): boolean {
  if (article.url !== null && article.url === older.url) return true;
  const isOthers = (article.source ?? older.source) !== null && !isSamePublisher(article, older);
  return !isOthers && isNearInTime(article, older) && (part >= PART || isSameTitle(article, older));
}

function isNewerVersion(article: Article, older: Article): boolean {
  if (article.url !== null && article.url === older.url) return true;
  return (
    isSamePublisher(article, older) &&
    isNearInTime(article, older) &&
    isSameTitle(article, older) &&
    (isSameDay(article, older) || keepsFigures(article, older))
  );
}

function isSamePublisher(a: Article, b: Article): boolean {
  return a.source !== null && a.source.trim().toLowerCase() === b.source?.trim().toLowerCase();
}

function isNearInTime(a: Article, b: Article): boolean {
  const days = daysApart({ first: a.date, last: a.date }, { first: b.date, last: b.date });
  return days === null || days <= MOST_DAYS;
}

function isSameTitle(a: Article, b: Article): boolean {
  const [mine, its] = [a, b].map(({ title, language }) => new Set(wordsIn(title, language).map(({ text }) => text)));
  if (!mine || !its || mine.size === 0) return false;
  return mine.intersection(its).size / mine.union(its).size >= SAME_TITLE;
}

function isSameDay(a: Article, b: Article): boolean {
  return a.date !== null && a.date === b.date;
}

/** The next day's bulletin of the same publisher has the same title too, but nearly every figure of it is another. */
function keepsFigures(a: Article, b: Article): boolean {
  const { figures } = exchangesOf(wordsOf(a), wordsOf(b));
  return figures.changed.length <= MOST_EXCHANGED * figures.shared;
}

/** Those without a date last. */
function byDay({ date: a }: Article, { date: b }: Article): number {
  return a === b ? 0 : a === null ? 1 : b === null || a < b ? -1 : 1;
}
