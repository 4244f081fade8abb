/** How one process hears what people say: as an adapter does, acknowledged first and answered after. */
import { correctByHand } from '../../src/pipeline/correct.ts';
import { createAsk } from '../../src/pipeline/ask.ts';
import { createDesk } from '../../src/pipeline/desk.ts';
import { forDesk } from '../../src/pipeline/desk-archive.ts';
import { sayBy } from '../../src/pipeline/desk-say.ts';
import { answerLeft } from '../../src/pipeline/desk-unanswered.ts';
import type { Reply } from '../../src/command/command.ts';
import type { Platform, Subscription } from '../../src/digest/subscription.ts';
import { plainText } from '../../src/message/plain.ts';
import type { Archive } from '../../src/ports/archive.ts';
import type { Chat, Clock, Log } from '../../src/ports.ts';
import type { Fault } from './faults.ts';
import { invocationOf, type Said, type Town } from './people.ts';
import { TOPICS } from './wishes.ts';

export interface HearingPorts {
  readonly archive: Archive;
  readonly clock: Clock;
  readonly chats: ReadonlyMap<Platform, Chat>;
  readonly subscriptions: readonly Subscription[];
  readonly log: Log;
  readonly town: Town;
  /** Nobody else can have the archive open. */
  readonly alone: boolean;
  /** A call of a platform, which may be hit. */
  call<T>(name: string, act: (fault: Fault | null) => Promise<T>): Promise<T>;
}

export interface Hearing {
  /** Hears what is being said just now, to its end; side by side, or one after another. */
  hear(together: boolean): Promise<void>;
  /** Tells those whom a process before this one left, until the signal. */
  late(signal: AbortSignal): Promise<void>;
}

/** An adapter asks the platform who somebody is. */
const LOOK_MS = 30;
/** A limit of the platform is waited for. */
const LIMIT_MS = 2_000;

export function createHearing(ports: HearingPorts): Hearing {
  const { clock, chats, town, log, subscriptions } = ports;
  const archive = forDesk(ports.archive, clock);
  const desk = createDesk({
    archive,
    clock,
    log,
    topics: TOPICS,
    subscriptions,
    zone: 'UTC',
    reader: 'offline',
    connected: ['slack', 'discord', 'console'],
    operator: { platform: 'slack', id: 'COPERATOR' },
    ask: createAsk({ archive: ports.archive, llm: null, prompt: null, log }),
    correct: (correction) => correctByHand(correction, { archive: ports.archive, renderers: chats, log }),
    say: sayBy(async () => chats, clock),
    direct: async (platform, person) => ({ platform, id: `D${person}` }),
    hint() {},
  });

  /** An answer that certainly did not arrive is given again, by another way or later. */
  async function tell(said: Said, reply: Reply, late: boolean): Promise<void> {
    const { message } = reply;
    await ports.call(`${said.wish.platform}.answer`, async (fault) => {
      await clock.sleep(fault === '429' ? LIMIT_MS : LOOK_MS);
      const text = plainText(message.bottomLine).replace(/\s+/g, ' ');
      // On Discord an answer takes the place of what stood there.
      if (said.wish.platform === 'discord') said.heard.length = 0;
      said.heard.push({ text, controls: message.controls ?? [], late });
    });
  }

  async function hearOne(said: Said): Promise<void> {
    const { wish, event, action } = said;
    const { platform, person } = wish;
    const waiting = { event, platform, workspace: 'T1', person, command: action.command, back: event };
    // A mention tells all that is to be known by itself.
    const begun = wish.via === 'mention' ? Promise.resolve(true) : desk.begin?.(waiting);
    await clock.sleep(LOOK_MS);
    if (!(await begun)) return;
    const reply = await desk.answer(invocationOf(said, clock.now()), () => {});
    if (reply === null) return;
    await tell(said, reply, false);
    await desk.answered?.(event);
  }

  /** Discord is asked whether an answer stands already; Slack can't be. */
  async function answerLate(back: string, reply: Reply): Promise<boolean> {
    const said = town.said.find(({ event }) => event === back);
    if (!said) throw new Error(`nobody said ${back}`);
    if (said.wish.platform === 'discord' && said.heard.length > 0) return true;
    await tell(said, reply, true);
    return true;
  }

  return {
    async hear(together) {
      const sent = town.said.filter(({ left, wish }) => left > 0 && !wish.last);
      const last = town.said.filter(({ left, wish }) => left > 0 && wish.last);
      const persons = [...Map.groupBy(sent, ({ wish }) => wish.person).values()];
      const inTurn = async (theirs: readonly Said[]) => {
        for (const one of theirs) {
          // Another process may have heard it meanwhile.
          if (one.left === 0) continue;
          one.left -= 1;
          const copies = one.wish.twice === 'at once' ? [one, one] : [one];
          await Promise.all(copies.map(hearOne));
        }
      };
      if (together) await Promise.all(persons.map(inTurn));
      else for (const theirs of persons) await inTurn(theirs);
      await inTurn(last);
    },
    late: (signal) =>
      answerLeft(
        {
          archive,
          desk,
          clock,
          log,
          alone: ports.alone,
          chats: new Map([...chats].map(([platform, chat]) => [platform, { ...chat, answerLate }])),
        },
        signal,
      ),
  };
}
