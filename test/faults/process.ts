/** One process of the program, with everything it reaches the outside by; it can be killed or stand still at any of it. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform, Subscription } from '../../src/digest/subscription.ts';
import type { Topic } from '../../src/digest/topic.ts';
import { openInbox } from '../../src/inbox/inbox.ts';
import type { Parser } from '../../src/inbox/parser.ts';
import { correctDue } from '../../src/pipeline/correct.ts';
import type { PipelineEvent } from '../../src/pipeline/events.ts';
import { createPace } from '../../src/pipeline/pace.ts';
import { publishDue } from '../../src/pipeline/publish.ts';
import { readDue } from '../../src/pipeline/read.ts';
import { modelReader } from '../../src/pipeline/reader.ts';
import { sendDue } from '../../src/pipeline/send.ts';
import { takeIn } from '../../src/pipeline/take-in.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Chat, Clock, Inbox, Llm, LlmAnswer, Log } from '../../src/ports.ts';
import type { Prompt } from '../../src/summary/prompt.ts';
import { NO_USAGE } from '../../src/summary/usage.ts';
import { honestSummary } from '../support/model-answers.ts';
import type { VirtualClock } from '../support/virtual-clock.ts';
import type { Fault, Faults, Place } from './faults.ts';
import type { Holder } from './faulty-dialect.ts';
import type { PlatformModel } from './platforms.ts';

/** What is there before the process and after it. */
export interface Surroundings {
  readonly clock: VirtualClock;
  readonly faults: Faults;
  readonly folder: string;
  readonly platforms: readonly PlatformModel[];
  readonly subscriptions: readonly Subscription[];
  readonly topics: readonly Topic[];
  readonly prompt: Prompt;
  readonly parser: Parser;
  /** The steps run side by side, as `start` runs them, or one after another, as `once` does. */
  readonly together: boolean;
  readonly tell: (event: PipelineEvent) => void;
  /** In [0, 1). */
  readonly random: () => number;
}

/** A step that broke is tried again after this, in milliseconds; as the dispatcher does. */
const AFTER_FAILURE_MS = 10_000;
/** The inbox is swept so often, in milliseconds, as by `start`. */
const SWEEP_MS = 2_000;
/** What is due later than this is not waited for. */
const HORIZON_MS = 3 * 3_600_000;
/** Looks after which a process that still has something due will never come to rest. */
const MOST_LOOKS = 200;

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const NEVER = new AbortController().signal;
/** The calls of the archive that may change something. */
const CHANGES = /^(takeIn|settle|versionSettled|claim|keep|fail|release|publish$|close(Channel|Quiet)|correctDigest)/;

const doing = new AsyncLocalStorage<string>();

export class Process implements Holder {
  alive = true;
  readonly died: Promise<'died'>;
  readonly stalled: Promise<'stalled'>;
  #markDead: () => void = () => {};
  #markStalled: () => void = () => {};
  #gate: Promise<void> | null = null;
  #wake: () => void = () => {};
  #hasStalled = false;
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
    this.died = new Promise((resolve) => {
      this.#markDead = () => resolve('died');
    });
    this.stalled = new Promise((resolve) => {
      this.#markStalled = () => resolve('stalled');
    });
  }

  doing(): string {
    return doing.getStore() ?? 'opening';
  }

  die(): void {
    this.alive = false;
    this.#markDead();
  }

  /** After a stall. */
  wake(): void {
    this.#gate = null;
    this.#wake();
  }

  /** Works until nothing is due for long, whatever breaks on the way. */
  async work(archive: Archive): Promise<'rested'> {
    const { clock, together } = this.#around;
    const steps = await this.#steps(archive);
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      const look = (step: () => Promise<Date | null>) =>
        step().catch(() => new Date(clock.now().getTime() + AFTER_FAILURE_MS));
      const due: (Date | null)[] = [];
      if (together) due.push(...(await Promise.all(steps.map(look))));
      else for (const step of steps) due.push(await look(step));
      const next = Math.min(...due.map((at) => at?.getTime() ?? Number.POSITIVE_INFINITY));
      const wait = next - clock.now().getTime();
      // Side by side, what one step made due may have been missed by the one before.
      const isRested = wait > HORIZON_MS && (!together || looks % 3 === 2);
      if (isRested) return 'rested';
      await this.#clock.sleep(wait > HORIZON_MS ? 250 : Math.max(250, wait));
    }
    throw new Error('it does not come to rest: something is due for ever');
  }

  async #steps(real: Archive): Promise<(() => Promise<Date | null>)[]> {
    const { topics, subscriptions, random } = this.#around;
    const archive = this.#archive(real);
    const inbox = await this.#inbox();
    const chats = new Map<Platform, Chat>(this.#around.platforms.map((model) => [model.platform, this.#chat(model)]));
    const shelf = async () => topics;
    const clock = this.#clock;
    const ports = {
      archive,
      inbox,
      chats,
      renderers: chats,
      shelf,
      topics,
      subscriptions,
      clock,
      random,
      log: silent,
      reader: modelReader(shelf, this.#model(), this.#around.prompt, 2),
      embedder: null,
      judge: null,
      pace: createPace(chats, clock),
      tell: (event: PipelineEvent) => {
        if (this.alive && !this.#gate) this.#around.tell(event);
      },
    };
    return [
      async () => {
        await takeIn(ports);
        // Whatever stayed there is found by a later sweep.
        const stayed = readdirSync(join(this.#around.folder, 'inbox')).length > 0;
        return stayed ? new Date(clock.now().getTime() + SWEEP_MS) : null;
      },
      async () => {
        const next = await readDue(ports, NEVER);
        await correctDue(ports);
        return next;
      },
      () => publishDue(ports),
      () => sendDue(ports, NEVER),
    ];
  }

  // ---- what it reaches the outside by --------------------------------------------------------------------------------

  /** Never, once it is dead; later, while it stands still. */
  async #blocked(): Promise<void> {
    while (this.#gate) await this.#gate;
    if (!this.alive) await new Promise(() => {});
  }

  get #isBlocked(): boolean {
    return this.#gate !== null || !this.alive;
  }

  async #guard<T>(act: () => Promise<T>): Promise<T> {
    if (this.#isBlocked) await this.#blocked();
    return this.#until(act());
  }

  /** What came of it, which a dead process never learns. */
  async #until<T>(act: Promise<T>): Promise<T> {
    try {
      const result = await act;
      if (this.#isBlocked) await this.#blocked();
      return result;
    } catch (error) {
      if (this.#isBlocked) await this.#blocked();
      throw error;
    }
  }

  stall(): boolean {
    if (this.#hasStalled) return false;
    this.#hasStalled = true;
    this.#gate = new Promise((resolve) => {
      this.#wake = resolve;
    });
    this.#markStalled();
    return true;
  }

  async #stall(): Promise<void> {
    if (this.stall() && this.#isBlocked) await this.#blocked();
  }

  /** `act` is told what befalls it, where that is not of the process. `overslept` is what it comes to after a stall before it. */
  async #pass<T>(
    place: Place,
    name: string,
    act: (fault: Fault | null) => Promise<T>,
    overslept?: () => T,
  ): Promise<T> {
    // What is at its call when the process is stopped has made it: nothing lies between the last look at the clock and the call.
    const isBlocked = place === 'call' ? !this.alive : this.#isBlocked;
    if (isBlocked) await this.#blocked();
    const fault = this.#around.faults.pass(place, name);
    if (fault === 'kill before') {
      this.die();
      await this.#blocked();
    }
    if (fault === 'stall before') {
      await this.#stall();
      if (overslept) return overslept();
    }
    const made = async () => {
      const result = await act(fault);
      if (fault === 'kill after') this.die();
      if (fault === 'stall after') await this.#stall();
      return result;
    };
    return this.#until(made());
  }

  get #clock(): Clock {
    const { clock } = this.#around;
    return { now: clock.now, sleep: (ms, signal) => this.#guard(() => clock.sleep(ms, signal)) };
  }

  #archive(real: Archive): Archive {
    const timeless = this.#around.clock.timeless(real);
    const methods = Object.keys(real).map((name) => {
      const method = timeless[name as keyof Archive] as (...values: unknown[]) => Promise<unknown>;
      const call = (...values: unknown[]) => doing.run(name, () => method(...values));
      const guarded = CHANGES.test(name)
        ? (...values: unknown[]) => this.#pass('step', name, () => call(...values))
        : (...values: unknown[]) => this.#guard(() => call(...values));
      return [name, guarded];
    });
    return Object.fromEntries(methods);
  }

  async #inbox(): Promise<Inbox> {
    const { folder, clock, parser } = this.#around;
    const path = (part: string) => join(folder, part);
    const real = clock.timeless(
      await clock
        .timeless({ open: openInbox })
        .open({ inbox: path('inbox'), done: path('done'), rejected: path('rejected'), clock, log: silent, parser }),
    );
    const file = <T>(name: string, act: () => Promise<T>) =>
      this.#pass('file', `inbox.${name}`, async (fault) => {
        if (fault === 'disk full') throw new Error('ENOSPC: no space left on device');
        return act();
      });
    return {
      ...real,
      sweep: () => file('sweep', () => real.sweep()),
      read: (one) => file('read', () => real.read(one)),
      settle: (one, fate) =>
        this.#pass('file', 'inbox.settle', async (fault) => {
          if (fault === 'disk full') throw new Error('ENOSPC: no space left on device');
          if (fault !== 'kill halfway') return real.settle(one, fate);
          if (fate.kind === 'rejected') writeFileSync(path(`rejected/${one.name}.reason.txt`), `${fate.reason}\n`);
          this.die();
        }),
    };
  }

  #chat(model: PlatformModel): Chat {
    const { platform } = model;
    let befalls: Fault | null = null;
    const real = model.chat(this.#around.clock, () => befalls);
    const call = <A, T>(name: string, act: (value: A) => Promise<T>, overslept?: () => T) => {
      const one = (value: A) => (fault: Fault | null) => {
        befalls = fault;
        return act(value);
      };
      return (value: A) => this.#pass('call', `${platform}.${name}`, one(value), overslept);
    };
    // The connection was closed meanwhile: the call never leaves, and whoever made it knows.
    const unreached = () => ({ kind: 'failed', reason: 'It could not be reached.' }) as const;
    const remote = platform === 'console' ? undefined : unreached;
    return {
      ...real,
      post: call('post', real.post, remote),
      edit: call('edit', real.edit, remote),
      find: call('find', real.find),
    };
  }

  #model(): Llm {
    const failed = (reason: string): LlmAnswer => ({ kind: 'failed', reason, permanent: false, usage: NO_USAGE });
    return {
      model: 'invented-model',
      check: async () => ({ ok: true, text: '' }),
      complete: ({ user }) =>
        this.#pass('call', 'model.complete', async (fault): Promise<LlmAnswer> => {
          const { clock } = this.#around;
          await clock.sleep(1_000);
          if (fault === '429' || fault === '500') return failed(`The model answered ${fault}.`);
          if (fault === 'hang') {
            await clock.sleep(120_000);
            return failed('The model did not answer in time.');
          }
          const fenced = /^BEGIN (.+)\n([\s\S]*)\nEND \1$/m.exec(user)?.[2] ?? '';
          const json = fault === 'garbage' ? { weather: 'fine' } : honestSummary(fenced);
          return { kind: 'answered', json, raw: JSON.stringify(json), usage: NO_USAGE, cached: false };
        }),
    };
  }
}
