/** Every manager's command, by the desk: what was changed stands once in the audit log, and nothing else does. */
import { describe, expect, it } from 'vitest';
import { commandsOf } from '../../../src/command/catalogue.ts';
import { type Args, type Caller, commandName } from '../../../src/command/command.ts';
import { createDesk } from '../../../src/pipeline/desk.ts';
import { anArrival, anArticle } from '../../support/articles.ts';
import { DAM, STRIKE } from '../../support/news.ts';
import { aCall, HARBOUR, type TestRoom } from '../../support/room.ts';
import { aManagersRoom, type ManagersRoom } from './give.ts';

/** Typed wherever text can be typed: the log must not hold it. */
const WORDS = 'tomato soup';

interface Deed {
  /** Given before, by somebody else. */
  readonly before?: readonly (readonly [string, Args])[];
  readonly prepare?: (room: ManagersRoom) => Promise<void>;
  /** What changes something; null for a command that never does. */
  readonly changes: Args | null;
  /** What it was done to, as the log has it. */
  readonly subject?: RegExp;
  /** Given after that, changes nothing. */
  readonly idle: Args;
}

const SUBSCRIBED = [['subscribe', { topic: 'energy' }]] as const;

const DEEDS: Readonly<Record<string, Deed>> = {
  subscribe: { changes: { topic: 'energy' }, subject: /^energy → slack:CHARBOUR@08:00\.2$/, idle: { topic: 'energy' } },
  unsubscribe: {
    before: SUBSCRIBED,
    changes: { topic: 'energy' },
    subject: /^energy ← slack:CHARBOUR@08:00\.2$/,
    idle: { topic: 'energy' },
  },
  schedule: {
    before: SUBSCRIBED,
    changes: { time: '07:00' },
    subject: /^slack:CHARBOUR@08:00\.2$/,
    idle: { time: '07:00' },
  },
  pause: { changes: {}, subject: /^slack:CHARBOUR@08:00$/, idle: {} },
  resume: { before: [['pause', {}]], changes: {}, subject: /^slack:CHARBOUR@08:00$/, idle: {} },
  preview: { changes: null, idle: { topic: WORDS } },
  mute: {
    changes: { what: 'actor', name: WORDS },
    subject: /^actor \(a name that is not in the latest news\)$/,
    idle: { what: 'story', name: WORDS },
  },
  'topic add': {
    changes: { name: 'tea', terms: WORDS, description: WORDS },
    subject: /^tea$/,
    idle: { name: 'tea', terms: WORDS },
  },
  'topic edit': {
    before: [['topic add', { name: 'tea', terms: 'tea' }]],
    changes: { name: 'tea', terms: WORDS, description: WORDS },
    subject: /^tea$/,
    idle: { name: 'tea', terms: WORDS, description: WORDS },
  },
  'topic remove': {
    before: [['topic add', { name: 'tea', terms: WORDS }]],
    changes: { name: 'tea' },
    subject: /^tea$/,
    idle: { name: 'tea' },
  },
  'story merge': {
    changes: { story: STRIKE.file, with: DAM.file },
    subject: /^s\w+ with s\w+$/,
    idle: { story: STRIKE.file, with: DAM.file },
  },
  'story split': {
    before: [['story merge', { story: STRIKE.file, with: DAM.file }]],
    changes: { story: STRIKE.file, article: DAM.file },
    subject: /^\w+ from s\w+$/,
    idle: { story: DAM.file, article: DAM.file },
  },
  correct: {
    changes: { story: STRIKE.file, text: WORDS },
    subject: /^s\w+$/,
    idle: { story: STRIKE.file, text: WORDS },
  },
  budget: { changes: { person: '3' }, subject: /^questions a day$/, idle: { person: '3' } },
  retry: { prepare: withOneGivenUp, changes: {}, subject: /^slack:CHARBOUR$/, idle: {} },
  audit: { changes: null, idle: {} },
  erase: {
    before: SUBSCRIBED,
    changes: { whom: 'UCARL', confirm: 'erase' },
    subject: /^a person$/,
    idle: { whom: 'UCARL', confirm: 'erase' },
  },
};

async function withOneGivenUp({ archive, clock }: ManagersRoom): Promise<void> {
  await archive.takeIn(anArrival(anArticle({ id: '7'.repeat(32), file: 'torn.txt' }), { at: clock.now() }));
  for (const claim of await archive.claimReading(clock.now(), 60_000, 9))
    await archive.failReading(claim, { reason: 'It is torn.', raw: null, nextAt: null });
}

let events = 0;

function given(room: ManagersRoom, command: string, args: Args, over: Partial<Caller>) {
  const call = aCall(`news-admin ${command}`, args, { event: `slack:A${++events}`, manager: true, ...over });
  return createDesk(room as unknown as TestRoom).answer(call.invocation, () => {});
}

describe('a manager’s command', () => {
  it.each(commandsOf('news-admin').map((command) => commandName(command).replace('news-admin ', '')))(
    'is in the audit log once where it changed something, and not where it did not: %s',
    async (command) => {
      const deed = DEEDS[command];
      if (!deed) throw new Error(`say in this test what /news-admin ${command} changes`);
      const room = await aManagersRoom();
      for (const [other, args] of deed.before ?? []) await given(room, other, args, { person: 'UCARL' });
      await deed.prepare?.(room);
      const theirs = async () =>
        (await room.archive.audit('slack', 'T1', 50)).filter(({ person }) => person === 'UANNA');

      await given(room, command, deed.changes ?? deed.idle, { manager: false });
      expect(await theirs()).toEqual([]);

      if (deed.changes) await given(room, command, deed.changes, {});
      const entries = await theirs();
      expect(entries).toEqual(
        deed.changes === null
          ? []
          : [
              {
                at: room.clock.now(),
                platform: 'slack',
                workspace: 'T1',
                channel: HARBOUR,
                person: 'UANNA',
                command: `news-admin ${command}`,
                subject: expect.stringMatching(deed.subject ?? /^$/),
              },
            ],
      );
      await given(room, command, deed.idle, {});
      expect(await theirs()).toEqual(entries);
      expect(JSON.stringify(await room.archive.audit('slack', 'T1', 50))).not.toContain(WORDS);
    },
  );

  it('of everything that there is, is known here', () => {
    const names = commandsOf('news-admin').map((command) => commandName(command).replace('news-admin ', ''));
    expect(Object.keys(DEEDS).toSorted()).toEqual(names.toSorted());
  });
});
