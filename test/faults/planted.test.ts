/** A guard taken away is found: the matrix would say so if one were missing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from './faults.ts';
import { singles, tryCase } from './matrix.ts';
import { type RunOptions, run } from './run.ts';
import { sqliteStores } from './stores.ts';

type Meddle = NonNullable<RunOptions['meddle']>;

/** Posts again after a crash without asking the platform. */
const withoutLookUp: Meddle = (archive) => ({
  ...archive,
  claimDeliveries: async (...by) =>
    (await archive.claimDeliveries(...by)).map((claim) => ({ ...claim, lookUpFirst: false })),
});

/** Writes an outcome although the claim went to another process. */
const withoutFence: Meddle = (archive, store) => ({
  ...archive,
  async settleDelivery(claim, state) {
    if (await archive.settleDelivery(claim, state)) return true;
    await store.write(`update deliveries set state = 'pending', look_up_first = 0 where key = '${claim.delivery.key}'`);
    return true;
  },
});

/** Says that it has recorded what it has not. */
const withoutRecord: Meddle = (archive) => {
  let isFirst = true;
  return {
    ...archive,
    async takeIn(arrival) {
      if (!isFirst || arrival.file !== 'locusts.md') return archive.takeIn(arrival);
      isFirst = false;
      return { kind: 'taken', articleId: null };
    },
  };
};

/** Remembers the window before the digest, in a transaction of its own, and takes the digest for published after a crash. */
const windowFirst: Meddle = (archive) => ({
  ...archive,
  async publish(publication) {
    if (publication.digest === null) return archive.publish(publication);
    await archive.publish({ ...publication, digest: null, articleIds: [], deliveries: [] });
    return archive.publish(publication);
  },
});

/** Writes down that nobody can tell, without a word to anybody. */
const withoutTelling: Meddle = (archive) => ({
  ...archive,
  async claimDeliveries(...by) {
    const claims = await archive.claimDeliveries(...by);
    const inDoubt = claims.filter(
      ({ lookUpFirst, delivery }) => lookUpFirst && delivery.channel.platform === 'console',
    );
    for (const claim of inDoubt) await archive.settleDelivery(claim, { kind: 'ambiguous', reason: 'Who knows.' });
    return claims.filter((claim) => !inDoubt.includes(claim));
  },
});

/** Takes a correction for made that no platform has heard of. */
const withoutEdit: Meddle = (archive) => ({
  ...archive,
  async claimEdits(...by) {
    const claims = await archive.claimEdits(...by);
    for (const claim of claims) await archive.settleEdit(claim, { nextAt: null, reason: null });
    return [];
  },
});

/** Gives up what the database may have done without a word, instead of trying again. */
const withoutTryingAgain: Meddle = (archive) => ({
  ...archive,
  publish: async (publication) => {
    try {
      return await archive.publish(publication);
    } catch {
      return archive.publish({ ...publication, digest: null, articleIds: [], deliveries: [] });
    }
  },
});

/** Writes what was changed and who did it in transactions of their own. */
const withoutOne: Meddle = (archive) => ({ ...archive, atOnce: (change) => change(archive) });

/** Writes down that an event was seen, and not who waits for an answer to it. */
const withoutWaiting: Meddle = (archive) => ({ ...archive, firstSeen: (event, at) => archive.firstSeen(event, at) });

/** Takes every event for a new one. */
const withoutSeen: Meddle = (archive) => ({
  ...archive,
  firstSeen: (event, at, unanswered) => archive.firstSeen(`${event} ${Math.random()}`, at, unanswered),
});

/** Says that somebody is erased, of whom all is left. */
const withoutErasing: Meddle = (archive) => ({ ...archive, erase: async () => 3 });

/** Counts what was asked twice. */
const countedTwice: Meddle = (archive) => ({
  ...archive,
  async spendQuestion(...asked) {
    await archive.spendQuestion(...asked);
    return archive.spendQuestion(...asked);
  },
});

let stores: Awaited<ReturnType<typeof sqliteStores>>;
beforeAll(async () => {
  stores = await sqliteStores();
});
afterAll(() => stores.remove());

/** The breaches up to the first that is as expected. */
async function found(
  meddle: Meddle,
  fault: Fault | null,
  name: string,
  expected: RegExp,
  talked = false,
): Promise<string[]> {
  const options = { make: stores.make, meddle, talked };
  if (fault === null) return [...(await run([], options)).breaches];
  const breaches: string[] = [];
  const hits = singles((await run([], options)).faults).filter((hit) => hit.fault === fault && hit.point.name === name);
  for (const hit of hits) {
    breaches.push(...(await tryCase([hit], options)).ran.breaches);
    if (breaches.some((breach) => expected.test(breach))) break;
  }
  return breaches;
}

describe('the matrix finds', () => {
  it.each([
    ['a look-up left out', withoutLookUp, 'kill after', 'slack.post', /^doubled: 2 messages on slack/],
    ['a fence left out', withoutFence, 'stall after', 'slack.post', /^doubled: 2 messages on slack/],
    ['a file moved that was not recorded', withoutRecord, null, '', /^lost: .*locusts\.md/],
    ['a doubt that nobody is told of', withoutTelling, 'kill after', 'console.post', /^unsaid: an ambiguous delivery/],
    ['a correction that was not made', withoutEdit, null, '', /^wrong: "212 passengers" still stands on slack/],
    [
      'a digest given up with its database',
      withoutTryingAgain,
      'connection lost',
      'publish',
      /^lost: .* is in no digest/,
    ],
    ['a window without its digest', windowFirst, null, '', /^lost: .* is in no digest to slack/],
  ] as const)('%s', async (_, meddle, fault, name, breach) => {
    expect(await found(meddle, fault, name, breach)).toContainEqual(expect.stringMatching(breach));
  });

  it.each([
    ['a change without its entry', withoutOne, 'kill after', 'atOnce', /^unsaid: .* has 0 entries/],
    ['somebody who waits in vain', withoutWaiting, 'kill after', 'firstSeen', /^lost: .* was never answered/],
    ['an event that acts twice', withoutSeen, 'kill before', 'erase', /^doubled: .* is counted 2 times/],
    ['somebody who is not erased', withoutErasing, null, '', /^wrong: an erased person stands in subscriptions/],
    ['a question counted twice', countedTwice, null, '', /^doubled: .* is counted 2 times/],
  ] as const)('%s', async (_, meddle, fault, name, breach) => {
    expect(await found(meddle, fault, name, breach, true)).toContainEqual(expect.stringMatching(breach));
  });
});
