/** One process of the program, with everything it reaches the outside by; it can be killed or stand still at any of it. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform, Subscription } from '../../src/digest/subscription.ts';
import type { Topic } from '../../src/digest/topic.ts';
import type { Parser } from '../../src/inbox/parser.ts';
import { correctDue } from '../../src/pipeline/correct.ts';
import type { PipelineEvent } from '../../src/pipeline/events.ts';
import { createPace } from '../../src/pipeline/pace.ts';
import { publishDue } from '../../src/pipeline/publish.ts';
import { readDue } from '../../src/pipeline/read.ts';
import { modelReader } from '../../src/pipeline/reader.ts';
import { sendDue } from '../../src/pipeline/send.ts';
import { takeIn } from '../../src/pipeline/take-in.ts';
import { createTopicShelf } from '../../src/pipeline/topic-shelf.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Chat, Clock, Log } from '../../src/ports.ts';
import type { Prompt } from '../../src/summary/prompt.ts';
import type { VirtualClock } from '../support/virtual-clock.ts';
import type { Fault, Faults, Place } from './faults.ts';
import type { Holder } from './faulty-dialect.ts';
import { createHearing, type Hearing } from './hearing.ts';
import { faultyInbox, faultyModel, type Outside } from './outside.ts';
import type { Town } from './people.ts';
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
  /** Those who talk to it; null where nobody does. */
  readonly town: Town | null;
  /** In [0, 1). */
  readonly random: () => number;
}

/** A step that broke is tried again after this, in milliseconds; as the dispatcher does. */
const AFTER_FAILURE_MS = 10_000;
/** The inbox is swept so often, in milliseconds, as by `start`. */
const SWEEP_MS = 2_000;
/** Whoever waits for a process that has ended is told within so many milliseconds. */
const UNHEARD_MS = 50_000;
/** What is due later than this is not waited for. */
const HORIZON_MS = 3 * 3_600_000;
/** Looks after which a process that still has something due will never come to rest. */
const MOST_LOOKS = 200;

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const NEVER = new AbortController().signal;
/** The calls of the archive that may change something. */
const CHANGES =
  /^(takeIn|settle|versionSettled|claim|keep|fail|release|publish$|close(Channel|Quiet)|correctDigest|firstSeen|takeUnanswered|drop|record|pauseS|resume|reopen|spend|giveBack|erase|fileUnder|atOnce)/;

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
  #ears: Hearing | null = null;
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
  async work(archive: Archive, alone: boolean): Promise<'rested'> {
    const { town, together } = this.#around;
    if (!town) return this.#work(archive);
    const hearing = this.#hearing(archive, town, alone);
    const over = new AbortController();
    const late = hearing.late(over.signal);
    if (together) await Promise.all([hearing.hear(together), this.#work(archive)]);
    else await hearing.hear(together);
    await this.#work(archive);
    await this.#clock.sleep(UNHEARD_MS);
    over.abort();
    await late;
    return 'rested';
  }

  async #work(archive: Archive): Promise<'rested'> {
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
    const { topics, random, town } = this.#around;
    const archive = this.#archive(real);
    const outside: Outside = { ...this.#around, pass: (...point) => this.#pass(...point), die: () => this.die() };
    const inbox = await faultyInbox(outside);
    const chats = this.#chats();
    const shelf = town ? createTopicShelf(topics, archive) : async () => topics;
    const subscriptions = this.#around.subscriptions;
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
      reader: modelReader(shelf, faultyModel(outside), this.#around.prompt, 2),
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

  /** The desk lives as long as the process. */
  #hearing(real: Archive, town: Town, alone: boolean): Hearing {
    this.#ears ??= createHearing({
      archive: this.#archive(real),
      clock: this.#clock,
      chats: this.#chats(),
      subscriptions: this.#around.subscriptions,
      log: silent,
      town,
      alone,
      call: (name, act) => this.#pass('call', name, act),
    });
    return this.#ears;
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

  #chats(): Map<Platform, Chat> {
    return new Map(this.#around.platforms.map((model) => [model.platform, this.#chat(model)]));
  }

  #chat(model: PlatformModel): Chat {
    const { platform } = model;
    let befalls: Fault | null = null;
    const real = model.chat(this.#around.clock, () => befalls);
    const call = <A extends unknown[], T>(name: string, act: (...values: A) => Promise<T>, overslept?: () => T) => {
      const one = (values: A) => (fault: Fault | null) => {
        befalls = fault;
        return act(...values);
      };
      return (...values: A) => this.#pass('call', `${platform}.${name}`, one(values), overslept);
    };
    // The connection was closed meanwhile: the call never leaves, and whoever made it knows.
    const unreached = () => ({ kind: 'failed', reason: 'It could not be reached.' }) as const;
    const remote = platform === 'console' ? undefined : unreached;
    return {
      ...real,
      post: call('post', real.post, remote),
      edit: call('edit', real.edit, remote),
      find: call('find', real.find),
      say: call('say', real.say, remote),
    };
  }
}
