/** Articles that come in and are read, one after another. */
import type { Article } from '../../../src/article/article.ts';
import type { Archive, Intake } from '../../../src/ports/archive.ts';
import { bandsOf, bytesOf, fingerprintOf } from '../../../src/story/duplicates.ts';
import type { Summary } from '../../../src/summary/summary.ts';
import { REPORTS } from '../../story/reports.ts';
import { anArrival, aSummary } from '../../support/articles.ts';
import { at, MINUTE } from './times.ts';

/** What the article's wording is like, as a text of its own. */
export function ownLikeness(article: Article) {
  const print = fingerprintOf(article);
  return { print: bytesOf(print), keys: bandsOf(print), copyOf: null, newerOf: null };
}

export async function takeIn(archive: Archive, article: Article, minute = 0): Promise<Intake> {
  return archive.takeIn(anArrival(article, { at: at(minute), likeness: ownLikeness(article) }));
}

/** Reads whatever is unread. The actors are none, unless the summary says so. */
export async function read(archive: Archive, minute = 0, over: Partial<Summary> = {}): Promise<void> {
  for (const claim of await archive.claimReading(at(minute), MINUTE, 1000))
    await archive.keepSummary(claim, aSummary(claim.article, { actors: [], ...over }), at(minute));
}

export async function tell(archive: Archive, article: Article, minute = 0): Promise<void> {
  await takeIn(archive, article, minute);
  await read(archive, minute);
}

/** The reports on one event, all of one day. */
export function reportsOn(event: string): Article[] {
  return REPORTS.filter((report) => report.event === event).map(({ id, article }) => report(id, article));
}

/** All reports, event by event. */
export function allReports(): Article[] {
  return REPORTS.map(({ id, article }) => report(id, article));
}

function report(file: string, article: Article): Article {
  return { ...article, id: file.padEnd(32, '0'), file, date: '2026-11-14', source: `Courier of ${file}` };
}

/** The event that a report is on, by its file. */
export function eventOf(file: string): string {
  return file.replace(/-\d+$/, '');
}

/** The files of each story, sorted. */
export async function storiesOf(archive: Archive): Promise<string[][]> {
  const stories = await archive.stories({});
  return stories.map(({ articles }) => articles.map(({ file }) => file).toSorted()).toSorted();
}
