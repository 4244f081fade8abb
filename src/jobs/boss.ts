/**
 * The Jobs of many processes, over pg-boss in the archive's own database. Its jobs are hints: each says that there is work for
 * a step, with the ids of it, and is sent in the transaction that makes the work due. A step then asks the store.
 */
import { PgBoss } from 'pg-boss';
import type { Announce } from '../ports/archive.ts';
import type { Clock, Jobs, Log, Step } from '../ports.ts';
import { createOutage } from './outage.ts';
import { schemaOfJobs } from './schema-of-jobs.ts';
import { createTurns, type Turns } from './turns.ts';

export interface BossOptions {
  /** Of the database that keeps the archive. */
  readonly url: string;
  /** Runs the steps in this process. */
  readonly local: Jobs;
  readonly clock: Clock;
  readonly log: Log;
  /** Says a sentence to the operator. */
  readonly say: (text: string) => void;
}

export interface BossJobs extends Jobs {
  /** For the archive. */
  readonly announce: Announce;
  /** Ends the connections to the database. */
  close(): Promise<void>;
}

const STEPS: readonly Step[] = ['take-in', 'read', 'publish', 'deliver'];

/** Each step looks into the store so often without a hint: what was forgotten, or whose lease ran out, is found then. In milliseconds. */
const LOOK_MS = 15_000;
/** Hints answered by one run of a step; those that are left over are for other processes, so that they share the work. */
const HINTS_AT_ONCE = 100;
/** Ids that go with one hint. Nothing depends on them: the store knows. */
const MOST_IDS = 100;
/**
 * A run looks through every subscription, and is hinted at with each article that is read: it rests so long before the next.
 * In milliseconds.
 */
const PUBLISH_REST_MS = 1_000;
/** So often at most are other processes asked to help with a step, in milliseconds. */
const SHARE_MS = 1_000;
/** For hints to be given back when this process ends, in milliseconds. */
const FAREWELL_MS = 2_000;

/** A hint that nobody took for so long is dropped: every step has looked since. In seconds. */
const KEPT_S = 600;
/** One that a process took, which then died, goes to another after so long. In seconds. */
const HELD_S = 900;
/** How often a process asks for hints although it is told of them. In seconds. */
const ASK_S = 10;
/** The same while it can't be told, since its connection is lost. In seconds. */
const ASK_UNTOLD_S = 2;

/** @throws what pg throws when the server can't be used, or the tables of the queues can't be made there */
export async function openBossJobs(options: BossOptions): Promise<BossJobs> {
  const { local, clock, log, say } = options;
  const boss = await startBoss(options);
  const outage = createOutage({ say, log });
  let mine: readonly string[] | null = null;
  const sharedAt = new Map<Step, number>();

  async function send(step: Step, ids: readonly string[], execute: Parameters<Announce>[2] | null): Promise<void> {
    const within = execute && { db: { executeSql: (sql: string, values: unknown[] = []) => execute(sql, values) } };
    await boss.send(step, { ids: ids.slice(0, MOST_IDS) }, within ?? {});
  }

  const sendBeside = (step: Step) =>
    void send(step, [], null).catch((error: Error) => log.debug('a hint was lost', { step, error: error.message }));

  return {
    announce: send,
    hint(step) {
      if (mine === null || mine.includes(step)) return local.hint(step);
      sendBeside(step);
    },
    // Whoever is at the step already answers no hint before it is done: so it goes to one who is not.
    share(step) {
      const now = clock.now().getTime();
      if (now - (sharedAt.get(step) ?? Number.NEGATIVE_INFINITY) < SHARE_MS) return;
      sharedAt.set(step, now);
      sendBeside(step);
    },
    async run(steps, signal) {
      mine = Object.keys(steps);
      const turns = createTurns(local, signal);
      const looking = Object.entries(steps).map(([step, act]) => {
        const watched = outage.watch(step, act, clock);
        return [step, turns.of(step as Step, lookingOften(watched, clock))];
      });
      for (const step of mine) await work(boss, step as Step, turns, { clock, signal });
      await Promise.all([local.run(Object.fromEntries(looking), signal), ended(signal)]);
      const left = Promise.all(mine.map((step) => boss.offWork(step)));
      await inTime(left, clock);
    },
    close: () => inTime(boss.stop({ graceful: true, timeout: FAREWELL_MS }), clock),
  };
}

/**
 * From a process that runs no step and ends: tells those that do. Where none ever did, there are no queues and nobody to tell.
 * Does not throw: what is not told is found at the next look.
 */
export async function sendHints(
  url: string,
  steps: Iterable<Step>,
  { clock, log }: Pick<BossOptions, 'clock' | 'log'>,
) {
  const lost = (error: Error) => log.debug('hints were lost', { error: error.message });
  const sent = async () => {
    const boss = new PgBoss({
      connectionString: url,
      schema: await schemaOfJobs(url),
      application_name: 'newsdesk-jobs',
      connectionTimeoutMillis: FAREWELL_MS,
      max: 1,
      migrate: false,
      supervise: false,
      schedule: false,
      registerInstance: false,
    });
    boss.on('error', lost);
    try {
      await boss.start();
      for (const step of steps) await boss.send(step, { ids: [] });
    } finally {
      await inTime(boss.stop({ graceful: false }), clock);
    }
  };
  await sent().catch(lost);
}

async function startBoss({ url, log }: BossOptions): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    schema: await schemaOfJobs(url),
    application_name: 'newsdesk-jobs',
    connectionTimeoutMillis: 5_000,
    max: 3,
    useListenNotify: true,
    schedule: false,
    registerInstance: false,
  });
  // While the database is away it says so at every turn; the steps say it once.
  boss.on('error', (error) => log.debug('the queue met an error', { error: error.message }));
  boss.on('warning', ({ message }) => log.warn(`the queue warns: ${message}`));
  try {
    await boss.start();
    for (const step of STEPS) await boss.createQueue(step, QUEUE);
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }
}

const QUEUE = {
  notify: true,
  retryLimit: 3,
  expireInSeconds: HELD_S,
  retentionSeconds: KEPT_S,
  deleteAfterSeconds: 60,
} as const;

/** Each batch of hints is one turn of the step: done when a run that began after it is. */
async function work(
  boss: PgBoss,
  step: Step,
  turns: Turns,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<void> {
  const options = {
    batchSize: HINTS_AT_ONCE,
    burstWhenBatchFull: true,
    pollingIntervalSeconds: ASK_UNTOLD_S,
    notifyPollingIntervalSeconds: ASK_S,
  };
  await boss.work(step, options, async () => {
    await turns.next(step);
    if (step === 'publish') await clock.sleep(PUBLISH_REST_MS, signal);
  });
}

function lookingOften(act: (signal: AbortSignal) => Promise<Date | null>, clock: Clock) {
  return async (signal: AbortSignal): Promise<Date> => {
    const next = await act(signal);
    const look = new Date(clock.now().getTime() + LOOK_MS);
    return next && next < look ? next : look;
  };
}

function ended(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Where the database is away, nobody can take leave of it. */
async function inTime(farewell: Promise<unknown>, clock: Clock): Promise<void> {
  const said = new AbortController();
  const done = farewell.catch(() => {}).finally(() => said.abort());
  await Promise.race([done, clock.sleep(FAREWELL_MS, said.signal)]);
}
