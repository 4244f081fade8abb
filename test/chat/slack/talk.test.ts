import { describe, expect, it } from 'vitest';
import { SILENT, type SlackClient } from '../../../src/chat/slack/client.ts';
import { createOpening } from '../../../src/chat/slack/opening.ts';
import { createSeal } from '../../../src/chat/slack/seal.ts';
import { createTalk, type Deed, type TalkParts } from '../../../src/chat/slack/talk.ts';
import type { Caller } from '../../../src/command/command.ts';
import { handClock } from '../../support/clock.ts';
import { fakeDesk, START } from '../../support/slack/stage.ts';

const DEED: Deed = {
  event: '1.2.abc',
  action: { command: 'news status', args: {} },
  via: 'command',
  spot: { person: 'U0MARA', channel: 'C0NEWS', thread: null, lookingAt: null, hook: null },
  place: null,
  trigger: '1.2.abc',
};
const MARA: Caller = {
  platform: 'slack',
  person: 'U0MARA',
  workspace: 'T0DESK',
  channel: { platform: 'slack', id: 'C0NEWS' },
  place: 'public',
  manager: false,
  zone: null,
};

/** A conversation in which Slack says who asks when it is told to; `said` is what people see, in order. */
function scene(first = true) {
  const said: string[] = [];
  const known = Promise.withResolvers<Caller>();
  const clock = handClock(START);
  const desk = { ...fakeDesk(), begin: async () => first };
  const parts: TalkParts = {
    desk,
    findCaller: () => known.promise,
    mouth: {
      answer: async (_, { message }) => void said.push(message.notification),
      progress: async (_, line) => {
        said.push(line);
        return null;
      },
      takeBack: async () => {},
    },
    // Nothing is opened here, so nothing of Slack's client is used.
    opening: createOpening({} as SlackClient, createSeal('a secret'), { clock, log: SILENT }),
    home: { open: async () => {}, isOpen() {}, refresh: async () => {} },
    workspace: 'T0DESK',
  };
  return { said, clock, known, desk, talk: createTalk(parts, { clock }) };
}

describe('somebody who asks in Slack', () => {
  it('sees that something is under way also while Slack takes its time to say who that is', async () => {
    const { said, clock, known, talk } = scene();
    const acted = talk.act(DEED);
    await clock.advance(1999);
    expect(said).toEqual([]);
    await clock.advance(1);
    expect(said).toEqual(['This takes a moment…']);
    known.resolve(MARA);
    await acted;
    expect(said).toEqual(['This takes a moment…', 'Done.']);
  });

  it('is answered also where it can’t be told which form there would be', async () => {
    const { said, clock, known, talk, desk } = scene();
    Object.assign(desk, { form: () => Promise.reject(new Error('the archive is locked')) });
    known.resolve(MARA);
    await talk.act(DEED);
    await clock.advance(5000);
    expect(said).toEqual(['Done.']);
  });

  it('sees it once, by whichever of two events comes first', async () => {
    const { said, clock, known, talk } = scene(false);
    const acted = talk.act(DEED);
    await clock.advance(5000);
    known.resolve(MARA);
    await acted;
    expect(said).toEqual([]);
  });
});
