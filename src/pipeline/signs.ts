/** Gathers how things are, for the alerts. What can't be told now is null; nothing here throws. */
import type { LateDigest, Signs } from '../alert/alert.ts';
import { LATE_AFTER_MS } from '../alert/due.ts';
import { subscriptionsInForce } from '../command/known.ts';
import { channelName, type Subscription } from '../digest/subscription.ts';
import type { Topic } from '../digest/topic.ts';
import type { Archive } from '../ports/archive.ts';
import { DAY_MS } from '../spans.ts';
import { dueAmong } from './due.ts';
import type { LastWords } from './last-words.ts';

export interface SignsParts {
  readonly archive: Archive;
  /** Of the files; what was made in chat is in the archive. */
  readonly topics: readonly Topic[];
  readonly subscriptions: readonly Subscription[];
  readonly silentHours: number;
  /** Null where there is no limit. */
  readonly budget: { readonly dailyTokens: number | null; readonly dailyCostUsd: number | null } | null;
  readonly words: Pick<LastWords, 'tokens' | 'listening'>;
  /** Why nothing can be kept on the disk, in a sentence; null when it can. */
  readonly disk: () => Promise<string | null>;
}

export function createSigns(parts: SignsParts): (now: Date) => Promise<Signs> {
  const { archive, words } = parts;
  const unpublished = createUnpublished(parts);
  return async (now) => {
    const store = { trouble: await trouble(archive.checkReadable()) };
    const own = { tokens: words.tokens(), listening: words.listening(), store };
    if (store.trouble !== null) return { ...own, intake: null, late: null, budget: null, writing: null };
    const written = (await parts.disk()) ?? (await trouble(archive.checkWritable(now)));
    const dueBy = new Date(now.getTime() - LATE_AFTER_MS);
    return {
      ...own,
      writing: { trouble: written },
      intake: await orNull(intake(parts)),
      late: await orNull(late(archive.undelivered(dueBy), unpublished(now, dueBy))),
      budget: await orNull(budget(parts, now)),
    };
  };
}

async function intake({ archive, silentHours }: SignsParts) {
  return { newestAt: await archive.newestArrival(), silentHours };
}

async function late(...lists: Promise<readonly LateDigest[]>[]): Promise<LateDigest[]> {
  return (await Promise.all(lists)).flat();
}

const NOT_PUBLISHED = 'It was not even made: look whether a newsdesk of the role all or scheduler runs.';

function createUnpublished(parts: SignsParts) {
  let suspected: ReadonlySet<string> = new Set();
  return async (now: Date, dueBy: Date): Promise<LateDigest[]> => {
    const late: LateDigest[] = [];
    const seen = new Set<string>();
    for (const { one, window } of await dueAmong(await subscriptionsInForce(parts), now, parts.archive)) {
      // Nothing was ever due to a subscription that nobody looked at yet.
      if (!window || window.to > dueBy) continue;
      seen.add(one.id);
      // After a start, or when it was resumed, it is made within a minute.
      if (suspected.has(one.id))
        late.push({ channel: channelName(one.channel), dueAt: window.to, reason: NOT_PUBLISHED });
    }
    suspected = seen;
    return late;
  };
}

async function budget({ archive, budget }: SignsParts, now: Date): Promise<Signs['budget']> {
  if (!budget || (budget.dailyTokens === null && budget.dailyCostUsd === null)) return null;
  const from = new Date(now.getTime() - (now.getTime() % DAY_MS));
  const { tokens, costUsd } = await archive.spentSince(from);
  const byTokens = budget.dailyTokens !== null && tokens >= budget.dailyTokens;
  const byMoney = budget.dailyCostUsd !== null && costUsd >= budget.dailyCostUsd;
  const words =
    budget.dailyTokens !== null && !byMoney
      ? `${budget.dailyTokens.toLocaleString('en')} tokens`
      : `${budget.dailyCostUsd} US dollars`;
  return { budget: words, spent: byTokens || byMoney, until: new Date(from.getTime() + DAY_MS) };
}

async function trouble(work: Promise<void>): Promise<string | null> {
  return work.then(
    () => null,
    (error: Error) => error.message,
  );
}

function orNull<T>(work: Promise<T>): Promise<T | null> {
  return work.catch(() => null);
}
