/** Looks at what is there in the end, from outside: at the folders, the rows and the platforms, not at what the program says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Dropped, FILES, TOLD, WRONG } from './news.ts';
import type { PlatformModel } from './platforms.ts';
import { type Row, type Store, tablesOf } from './stores.ts';

export interface Verdict {
  /** What is not as promised, each in a sentence that begins with its kind: `lost`, `doubled`, `unsaid` or `wrong`. */
  readonly breaches: readonly string[];
  /** Deliveries of which nobody can tell, and it is said. */
  readonly ambiguous: number;
  /** Articles that the model made nothing of, and it is said. */
  readonly givenUp: number;
}

export async function observe(
  store: Pick<Store, 'folder' | 'rows'>,
  platforms: readonly PlatformModel[],
  told: readonly string[],
): Promise<Verdict> {
  const rows = await tablesOf(store, TABLES);
  const givenUp = rows.readings.filter(({ state }) => state === 'given-up');
  const ambiguous = rows.deliveries.filter(({ state }) => state === 'ambiguous');
  return {
    breaches: [
      ...files(store.folder),
      ...articles(rows),
      ...windows(rows),
      ...platforms.flatMap((platform) => messages(platform, rows, givenUp.length > 0)),
      ...edits(rows),
      ...said(ambiguous, givenUp, told),
    ],
    ambiguous: ambiguous.length,
    givenUp: givenUp.length,
  };
}

type Tables = Record<(typeof TABLES)[number], readonly Row[]>;
const TABLES = [
  'arrivals',
  'articles',
  'readings',
  'windows',
  'digests',
  'digest_articles',
  'deliveries',
  'edits',
] as const;

/** Each file lies in the one folder where it belongs, with its bytes, and nothing else lies anywhere. */
function files(folder: string): string[] {
  const breaches: string[] = [];
  const list = (part: string) => readdirSync(join(folder, part)).sort();
  const want = (part: 'done' | 'rejected') =>
    FILES.filter(({ fate }) => (fate === 'rejected') === (part === 'rejected'));
  for (const name of list('inbox')) breaches.push(`lost: ${name} stayed in the inbox`);
  for (const part of ['done', 'rejected'] as const) {
    const there = list(part).filter((name) => !name.endsWith('.reason.txt'));
    const names = want(part).map(({ name }) => name);
    for (const name of names) if (!there.includes(name)) breaches.push(`lost: ${name} is not in ${part}`);
    for (const name of there) if (!names.includes(name)) breaches.push(`doubled: ${name} lies in ${part}`);
    for (const { name, text } of want(part)) {
      if (there.includes(name) && readFileSync(join(folder, part, name), 'utf8') !== text)
        breaches.push(`lost: ${name} has other words`);
    }
  }
  const reasons = list('rejected').filter((name) => name.endsWith('.reason.txt'));
  const wanted = want('rejected').map(({ name }) => `${name}.reason.txt`);
  if (String(reasons) !== String(wanted)) breaches.push(`wrong: reasons beside the rejected: ${reasons.join(', ')}`);
  return breaches;
}

const isArticle = ({ fate }: Dropped) => fate !== 'same' && fate !== 'rejected';

/** Each text is one article, read or a copy or given up, and each file was recorded once. */
function articles({ articles, readings, arrivals }: Tables): string[] {
  const breaches: string[] = [];
  const expected = FILES.filter(isArticle).length;
  if (articles.length < expected) breaches.push(`lost: ${expected - articles.length} articles are not in the archive`);
  if (articles.length > expected) breaches.push(`doubled: ${articles.length} articles of ${expected} texts`);
  for (const { state } of readings)
    if (!['read', 'copy', 'given-up'].includes(String(state))) breaches.push(`lost: an article stays "${state}"`);
  if (readings.length !== articles.length) breaches.push('lost: an article has no reading');
  const copies = articles.filter((row) => row['duplicate_of'] !== null).length;
  if (copies !== FILES.filter(({ fate }) => fate === 'copy').length) breaches.push(`wrong: ${copies} copies`);
  for (const { name } of FILES) {
    const its = arrivals.filter(({ file }) => file === name);
    if (its.length !== 1) breaches.push(`${its.length === 0 ? 'lost' : 'doubled'}: ${name} came ${its.length} times`);
  }
  return breaches;
}

/** The windows of a subscription tile time up to the last morning, and each digest has its parts. */
function windows({ windows, digests, deliveries }: Tables): string[] {
  const breaches: string[] = [];
  const lastMorning = Date.parse('2026-11-25T08:00:00Z');
  const bySubscription = Map.groupBy(windows, (row) => String(row['subscription_id']));
  if (bySubscription.size !== 3) breaches.push(`lost: ${bySubscription.size} of 3 subscriptions have windows`);
  for (const [id, its] of bySubscription) {
    const sorted = its.toSorted((a, b) => Number(a['from_at']) - Number(b['from_at']));
    for (const [index, row] of sorted.entries()) {
      const next = sorted[index + 1];
      if (next && next['from_at'] !== row['to_at'])
        breaches.push(`${Number(next['from_at']) > Number(row['to_at']) ? 'lost' : 'doubled'}: a time of ${id}`);
    }
    if (Number(sorted.at(-1)?.['to_at']) !== lastMorning) breaches.push(`lost: the last digest of ${id}`);
  }
  for (const { id } of digests) {
    if (!windows.some((row) => row['digest_id'] === id)) breaches.push('doubled: a digest without a window');
    if (!deliveries.some((row) => row['digest_id'] === id && row['part'] === 0))
      breaches.push('lost: a digest without deliveries');
  }
  return breaches;
}

/** Each part that is sent stands there once with its words; one of which nobody can tell, at most once; and nothing else does. */
function messages({ platform, shown }: PlatformModel, rows: Tables, isSomethingGivenUp: boolean): string[] {
  const breaches: string[] = [];
  const its = rows.deliveries.filter(({ channel }) => String(channel).startsWith(`${platform}:`));
  const remembers = platform !== 'console';
  for (const row of its) {
    const stand = shown.filter(({ key }) => key === row['key']);
    if (stand.length > 1) breaches.push(`doubled: ${stand.length} messages on ${platform} are one part`);
    const isAmbiguous = row['state'] === 'ambiguous' && !remembers;
    if (row['state'] !== 'sent' && !isAmbiguous) breaches.push(`lost: a part on ${platform} is ${row['state']}`);
    if (row['state'] === 'sent' && stand.length === 0) breaches.push(`lost: a part on ${platform} was never posted`);
    if (!remembers || stand.length !== 1) continue;
    if (stand[0]?.ref !== row['ref']) breaches.push(`wrong: a part on ${platform} is known by another name`);
    if (stand[0]?.content !== row['content']) breaches.push(`wrong: a part on ${platform} has other words`);
  }
  const keys = new Set(its.map(({ key }) => key));
  for (const { key } of shown)
    if (!keys.has(key.replace(/^corrected-/, ''))) breaches.push(`doubled: ${platform} shows what is in no digest`);
  return [...breaches, ...news(platform, shown, rows, its, isSomethingGivenUp)];
}

/** Every article that is no copy was told, and what stands there now has the corrected words. */
function news(
  platform: string,
  shown: PlatformModel['shown'],
  rows: Tables,
  its: readonly Row[],
  isSomethingGivenUp: boolean,
): string[] {
  if (isSomethingGivenUp) return [];
  const breaches: string[] = [];
  const articles = rows.digest_articles.filter(({ channel }) => String(channel).startsWith(`${platform}:`));
  const old = FILES.filter(({ fate }) => fate === 'old').map(({ name }) => name);
  for (const { id, file } of rows.articles.filter((row) => row['duplicate_of'] === null)) {
    const isTold = articles.some((row) => row['article_id'] === id);
    const isReplaced = old.includes(String(file)) || file === 'ferry 2.md';
    if (!isTold && !isReplaced) breaches.push(`lost: ${file} is in no digest to ${platform}`);
  }
  // What a terminal may not have shown is said to be so.
  if (its.some(({ state }) => state === 'ambiguous')) return breaches;
  const text = shown.map(({ content }) => content).join('\n');
  for (const words of TOLD) if (!text.includes(words)) breaches.push(`lost: "${words}" is not told on ${platform}`);
  if (platform !== 'console' && text.includes(WRONG)) breaches.push(`wrong: "${WRONG}" still stands on ${platform}`);
  return breaches;
}

/** What may have been posted, and nobody can tell, can't be corrected: its correction waits until somebody has looked. */
function edits({ edits, deliveries }: Tables): string[] {
  const doubtful = new Set(deliveries.filter(({ state }) => state === 'ambiguous').map(({ key }) => key));
  const open = edits.filter(({ key, state }) => state !== 'done' && !(state === 'waiting' && doubtful.has(key)));
  return open.map(({ state }) => `lost: a correction is ${state}`);
}

function said(ambiguous: readonly Row[], givenUp: readonly Row[], told: readonly string[]): string[] {
  const breaches: string[] = [];
  const isSaid = (channel: unknown) => told.some((text) => text.startsWith(`${channel}: It may have been posted`));
  for (const { channel } of ambiguous)
    if (!isSaid(channel)) breaches.push(`unsaid: an ambiguous delivery to ${channel}`);
  for (const { reason } of givenUp) if (!reason) breaches.push('unsaid: why an article was given up');
  return breaches;
}
