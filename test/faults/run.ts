/** One run: two mornings of news, with what befalls them, and then what an observer finds. */
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArticle } from '../../src/article/parse.ts';
import { PLATFORMS, type Subscription } from '../../src/digest/subscription.ts';
import type { Parser } from '../../src/inbox/parser.ts';
import { loadPrompt } from '../../src/llm/prompt-files.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Prompt } from '../../src/summary/prompt.ts';
import { virtualClock } from '../support/virtual-clock.ts';
import { Faults, type Hit } from './faults.ts';
import type { Holder } from './faulty-dialect.ts';
import { ACTS, type Act } from './news.ts';
import { observe, type Verdict } from './observer.ts';
import { TABLES, Town } from './people.ts';
import { consoleLike, discordLike, slackLike } from './platforms.ts';
import { Process, type Surroundings } from './process.ts';
import { type MakeStore, type Store, tablesOf } from './stores.ts';
import { observeTown } from './town-observer.ts';
import { SUBSCRIBED, TALKED_ACTS, TOPICS, WISHES } from './wishes.ts';

export interface RunOptions {
  readonly make: MakeStore;
  readonly together?: boolean;
  readonly random?: () => number;
  /** People talk to it besides, while it works. */
  readonly talked?: boolean;
  /** Breaks a guard, for a planted bug. */
  readonly meddle?: (archive: Archive, store: Store) => Archive;
}

export interface Ran extends Verdict {
  readonly faults: Faults;
  /** Processes that it took. */
  readonly starts: number;
}

/** Longer than every lease. */
const STALL_MS = 20 * 60_000;

/** Longer than any call is under way. */
const IN_FLIGHT_MS = 30_000;

let prompt: Promise<Prompt> | undefined;
const promptFile = fileURLToPath(new URL('../../prompts/summarize.md', import.meta.url));

/** The same without a thread, which takes longer to start than all the rest. */
export const parser: Parser = { parse: async (file) => parseArticle(file), close: async () => {} };

export async function run(hits: readonly Hit[], options: RunOptions): Promise<Ran> {
  const store = await options.make();
  try {
    return await runOn(store, hits, options);
  } finally {
    await store.remove();
  }
}

async function runOn(store: Store, hits: readonly Hit[], options: RunOptions): Promise<Ran> {
  const { together = false, talked = false, random = () => 0, meddle = (archive) => archive } = options;
  for (const part of ['inbox', 'done', 'rejected']) mkdirSync(join(store.folder, part));
  prompt ??= loadPrompt(promptFile);
  const clock = virtualClock(ACTS[0]?.at);
  const faults = new Faults(hits);
  const told: string[] = [];
  const town = talked ? new Town(WISHES) : null;
  if (town) await subscribe(store);
  const around: Surroundings = {
    clock,
    faults,
    folder: store.folder,
    platforms: [slackLike(), discordLike(), consoleLike()],
    subscriptions: PLATFORMS.map(morningsOn),
    topics: town ? TOPICS : [],
    prompt: await prompt,
    parser,
    together,
    random,
    town,
    tell: (event) => {
      if (event.kind === 'trouble') told.push(event.text);
    },
  };
  let [starts, living] = [0, 0];

  async function start(): Promise<{ process: Process; archive: Archive; alone: boolean }> {
    starts += 1;
    const process = new Process(around);
    // One that can't open its archive ends, and is started again.
    const alone = living === 0;
    const archive = await store.open(faults, process, alone).catch(() => null);
    if (archive === null) return start();
    living += 1;
    return { process, archive, alone: alone && store.embedded };
  }

  async function end({ archive }: { archive: Archive }): Promise<void> {
    living -= 1;
    await archive.close();
  }

  type Running = Awaited<ReturnType<typeof start>>;

  /** Has it, or whoever comes after it, work until nothing is due. Gives back who lives in the end. */
  async function workOut(first: Running): Promise<Running> {
    let running = first;
    for (;;) {
      const { process, archive, alone } = running;
      const working = process.work(meddle(archive, store), alone);
      const outcome = await clock.run(Promise.race([working, process.died, process.stalled]));
      if (outcome === 'rested') return running;
      if (outcome === 'stalled') {
        // What it had sent before arrives.
        await clock.run(clock.sleep(IN_FLIGHT_MS));
        clock.skip(STALL_MS);
        const other = await workOut(await start());
        process.wake();
        await clock.run(Promise.race([working, process.died]));
        await end(running);
        running = other;
      } else {
        await end(running);
        running = await start();
      }
    }
  }

  let running = await start();
  for (const [index, act] of (town ? TALKED_ACTS : ACTS).entries()) {
    const early = Date.parse(act.at) - clock.now().getTime();
    if (early > 0) clock.skip(early);
    drop(act, store.folder, clock.now());
    town?.speak(index, await tablesOf(store, TABLES));
    running = await workOut(running);
    town?.look(await tablesOf(store, ['handled_events']));
  }
  // Whatever became of the last, a further start finds nothing left to do, or does it.
  await end(running);
  running = await workOut(await start());
  await end(running);
  const verdict = town
    ? await observeTown(store, around.platforms, town, faults)
    : await observe(store, around.platforms, told);
  return { ...verdict, faults, starts };
}

/** What stood there before anybody spoke. */
async function subscribe(store: Store): Promise<void> {
  const archive = await store.open(new Faults(), undying, true);
  for (const subscription of SUBSCRIBED) await archive.keepSubscription(subscription);
  await archive.close();
}

const undying: Holder = { alive: true, die() {}, stall: () => false, doing: () => '' };

export function morningsOn(platform: (typeof PLATFORMS)[number]): Subscription {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
  return {
    id: `${platform}:one@08:00`,
    channel: { platform, id: platform === 'console' ? 'terminal' : 'one' },
    topics: ['all'],
    actors: [],
    schedule: { at: '08:00', zone: 'UTC', days },
    quiet: 'silent',
  };
}

/** Long enough ago that it has come to rest. */
const RESTED_MS = 100_000;

export function drop({ drops }: Act, folder: string, now: Date): void {
  for (const { name, text } of drops) {
    const path = join(folder, 'inbox', name);
    writeFileSync(path, text);
    const touched = new Date(now.getTime() - RESTED_MS);
    utimesSync(path, touched, touched);
  }
}
