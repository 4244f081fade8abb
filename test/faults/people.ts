/** What people ask and change during a run, and what they hear of it. All of them are invented. */
import { createHash } from 'node:crypto';
import type { Caller, Invocation } from '../../src/command/command.ts';
import type { Platform } from '../../src/digest/subscription.ts';
import type { Action, Control } from '../../src/message/control.ts';
import type { Row } from './stores.ts';

/** What the store holds, by table. */
export type Tables = Readonly<Record<(typeof TABLES)[number], readonly Row[]>>;
export const TABLES = [
  'subscriptions',
  'paused_subscriptions',
  'topics',
  'mutes',
  'reports',
  'corrections',
  'question_limits',
  'question_counts',
  'turns',
  'audit',
  'drafts',
  'digests',
  'edits',
  'handled_events',
  'unanswered',
] as const;

/** Something that somebody wants, and gives up on only when it was done or they were told for good. */
export interface Wish {
  readonly name: string;
  /** The act during which it is said first. */
  readonly when: number;
  readonly person: string;
  readonly manager?: true;
  readonly platform: Exclude<Platform, 'console'>;
  readonly channel: string;
  readonly via: Invocation['via'];
  readonly thread?: string;
  /** By somebody who is erased afterwards, and does not say it again. */
  readonly isErased?: true;
  /** Said when everybody else has said what they want in that act. */
  readonly last?: true;
  /** What is said or pressed. Null where there is nothing to press: what would have brought it was not answered. */
  readonly action: (town: Town, tables: Tables) => Action | null;
  /** The platform sends the event twice: at once, or again during the next act. */
  readonly twice?: 'at once' | 'later';
  /** What is said when it is done, or answered. */
  readonly done: RegExp;
  /** What is said when there is nothing left to do. */
  readonly already?: RegExp;
  /** How often it was done; left out where nothing is changed. */
  readonly times?: (tables: Tables) => number;
  readonly audited?: true;
  /** What its channel is told of it. */
  readonly announced?: RegExp;
}

/** One event, and what came of it. */
export interface Said {
  readonly wish: Wish;
  /** The platform's id of it. */
  readonly event: string;
  readonly action: Action;
  readonly heard: Heard[];
  /** The archive knew of it at some time: it forgets after days. */
  isKnown: boolean;
  /** Times that the platform still sends it. */
  left: number;
}

export interface Heard {
  readonly text: string;
  readonly controls: readonly Control[];
  /** Told by a process that found out that the one before had ended. */
  readonly late: boolean;
}

/** Who says the same twice has it done once, however often they say it. */
const OPEN = /try again|ask again|can’t tell whether that was done|Please look whether/;

/** The people, and what they have said and heard so far. They live on whatever becomes of the program. */
export class Town {
  readonly said: Said[] = [];
  readonly wishes: readonly Wish[];

  constructor(wishes: readonly Wish[]) {
    this.wishes = wishes;
  }

  /** What is sent during an act: what is said for the first time, what is said once more, and what the platform repeats. */
  speak(act: number, tables: Tables): void {
    for (const wish of this.wishes) {
      const before = this.of(wish);
      if (wish.when > act || (before.length > 0 && !this.#isOpen(wish, tables))) continue;
      const action = wish.action(this, tables);
      if (!action) continue;
      const event = `${wish.platform}:${wish.name} ${before.length + 1}`;
      this.said.push({ wish, event, action, heard: [], isKnown: false, left: wish.twice === 'later' ? 2 : 1 });
    }
  }

  /** Looks which events the archive knows of just now. */
  look({ handled_events }: Pick<Tables, 'handled_events'>): void {
    const known = new Set(handled_events.map((row) => row['event']));
    for (const one of this.said) one.isKnown ||= known.has(fingerprintOf(one.event));
  }

  of(wish: Wish): Said[] {
    return this.said.filter((one) => one.wish === wish);
  }

  buttonUnder(name: string, label: string): Action | null {
    const controls = this.said.filter(({ wish }) => wish.name === name).flatMap(({ heard }) => heard);
    const button = controls.flatMap((one) => one.controls).find((one) => one.kind === 'button' && one.label === label);
    return button?.action ?? null;
  }

  /** Whoever was not told that it is done looks whether it was, and if not, says it again. */
  #isOpen(wish: Wish, tables: Tables): boolean {
    const last = this.of(wish).at(-1);
    if (!last || wish.isErased || (last.heard.length > 0 && last.heard.some(({ text }) => !OPEN.test(text))))
      return false;
    return wish.times === undefined || wish.times(tables) === 0 || wish.name === 'corrects a story';
  }
}

/** As the archive remembers an event. */
const fingerprintOf = (event: string) => createHash('sha256').update(event).digest('base64url');

/** As an adapter makes one of what somebody did. */
export function invocationOf({ wish, event, action }: Said, at: Date): Invocation {
  const { platform, person, manager = false, channel, via, thread = null } = wish;
  const caller: Caller = {
    platform,
    person,
    workspace: 'T1',
    channel: { platform, id: channel },
    place: 'public',
    manager,
    zone: 'UTC',
  };
  return { event, caller, ...action, thread, via, at, back: event };
}
