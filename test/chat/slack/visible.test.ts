/** What an admin of Slack may know and steer: the channels that they see themselves. */
import { afterEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/command/catalogue.ts';
import type { Desk } from '../../../src/ports.ts';
import { looksFor, opensHome, types, uses } from '../../support/slack/deeds.ts';
import { type DeskAnswers, fakeDesk, openStage, type Stage } from '../../support/slack/stage.ts';
import { NEWS_CHANNEL, type SlackChannel } from '../../support/slack-server.ts';

const ADMIN = { person: 'U0ADMIN', command: '/news-admin' };
const OPEN: SlackChannel = { id: 'C0OPEN', name: 'open', member: false };
const SECRET: SlackChannel = { id: 'C0SECRET', name: 'secret', private: true, absent: ['U0ADMIN'] };
const OURS: SlackChannel = { id: 'C0OURS', name: 'ours', private: true };
const GROUP: SlackChannel = { id: 'G0GROUP', name: 'group', mpim: true, absent: ['U0ADMIN'] };
const UNSEEN: SlackChannel = { id: 'C0UNSEEN', name: 'unseen', private: true, member: false };
const OTHERS: SlackChannel = { id: 'D0MARA', name: 'mara', im: true };
const CHANNELS = [NEWS_CHANNEL, OPEN, SECRET, OURS, GROUP, UNSEEN, OTHERS];

describe('a channel that a Slack admin names', () => {
  let stage: Stage | null = null;
  afterEach(() => stage?.close());

  async function open(desk: DeskAnswers = {}): Promise<Stage> {
    const own = { ...fakeDesk(desk), commands: COMMANDS };
    stage = await openStage({ desk: own, server: { channels: CHANNELS } });
    return stage;
  }

  it.each([
    ['a public one', OPEN.id],
    ['a private one that they are in', OURS.id],
    ['the one that they speak in', NEWS_CHANNEL.id],
  ])('may be %s', async (_, channel) => {
    const { server, desk, send, end } = await open();
    await send(types(server, `pause channel:slack:${channel}`, ADMIN));
    await end();
    expect(desk.asked).toMatchObject([{ args: { channel: `slack:${channel}` } }]);
  });

  it.each([
    ['a private one that they are not in', SECRET.id],
    ['a group’s messages in which they are not', GROUP.id],
    ['one that the bot cannot see', UNSEEN.id],
    ['one that does not exist', 'C0NOWHERE'],
    ['somebody else’s direct messages', OTHERS.id],
    ['somebody else', 'U0MARA'],
  ])('may not be %s, and nobody learns why', async (_, channel) => {
    const { server, desk, send, end } = await open();
    await send(types(server, `pause channel:slack:${channel}`, ADMIN));
    await send(types(server, `pause <#${channel}|x>`, ADMIN));
    const button = { type: 'button', action_id: '0', value: `news-admin pause?channel=slack%3A${channel}` };
    await send(uses(server, button, { ts: '1.000001', ephemeral: true, person: 'U0ADMIN' }));
    await end();
    expect(desk.asked).toEqual([]);
    const words = server.hookAnswers().map(({ text }) => text);
    expect(words).toHaveLength(3);
    expect(new Set(words)).toEqual(new Set([expect.stringMatching(/^I don’t see that channel/)]));
  });

  it.each(['conversations.info', 'users.conversations'])('is not taken while Slack is silent at %s', async (method) => {
    const { server, desk, send, end } = await open();
    for (const kind of ['429', '500']) {
      server.fail({ method, times: 5, kind });
    }
    await send(types(server, `pause channel:slack:${OURS.id}`, ADMIN));
    await end();
    expect(desk.asked).toEqual([]);
    expect(server.hookAnswers()).toMatchObject([{ text: expect.stringContaining('Please try again in a minute') }]);
  });

  it('and does not see is neither asked about in a form, nor are its topics offered', async () => {
    const asked: unknown[] = [];
    const complete: Desk['complete'] = async (request) => {
      asked.push(request);
      return [{ label: 'trade', value: 'trade' }];
    };
    const { server, send, end } = await open({
      complete,
      form: ({ args, via }) => (via === 'form' ? null : form(args)),
    });
    await send(types(server, `unsubscribe channel:slack:${SECRET.id}`, ADMIN));
    await send(types(server, `unsubscribe channel:slack:${OURS.id}`, ADMIN));
    await opened(stage as Stage);
    const [view] = server.views();
    if (!view) throw new Error('no form was opened');
    await send(looksFor(view, 'topic', 't', { person: 'U0ADMIN' }));
    await end();
    expect(server.views()).toHaveLength(1);
    expect(asked).toMatchObject([{ args: { channel: `slack:${OURS.id}` } }]);
  });

  it('by somebody who is no manager is not looked up', async () => {
    const { server, send, end } = await open();
    await send(types(server, `pause channel:slack:${SECRET.id}`, { command: '/news-admin' }));
    await end();
    expect(server.calls('users.conversations')).toEqual([]);
  });

  it('on their Home tab is one that they see, as far as Slack tells it', async () => {
    const told: Record<string, boolean | null> = {};
    const names: (string | null)[] = [];
    const home: Desk['home'] = async (_, known) => {
      for (const { id } of CHANNELS) told[id] = known?.sees({ platform: 'slack', id }, 'public') ?? null;
      names.push(...CHANNELS.map(({ id }) => known?.nameOf({ platform: 'slack', id }) ?? null));
      return { notification: 'Home', title: '', context: [], bottomLine: [], sections: [], more: [], foot: [] };
    };
    const { send, end } = await open({ home });
    await send(opensHome('U0ADMIN'));
    await end();
    expect(told).toEqual({
      [NEWS_CHANNEL.id]: true,
      [OPEN.id]: null,
      [SECRET.id]: false,
      [OURS.id]: true,
      [GROUP.id]: false,
      [UNSEEN.id]: null,
      [OTHERS.id]: null,
    });
    expect(names).toEqual(['#news', null, null, '#ours', null, null, null]);
  });

  it('on their Home tab is none that was private while Slack is silent', async () => {
    const told: (boolean | null | undefined)[] = [];
    const home: Desk['home'] = async (_, known) => {
      for (const place of ['public', 'private', 'direct'] as const) told.push(known?.sees(NEWS, place));
      return { notification: 'Home', title: '', context: [], bottomLine: [], sections: [], more: [], foot: [] };
    };
    const { server, send, end } = await open({ home });
    server.fail({ method: 'users.conversations', times: 3, kind: '429' });
    await send(opensHome('U0ADMIN'));
    await end();
    expect(told).toEqual([null, false, false]);
  });
});

const NEWS = { platform: 'slack', id: NEWS_CHANNEL.id } as const;

function form(args: Readonly<Record<string, string>>) {
  const field = { name: 'topic', label: 'Topic', hint: null, kind: 'one' as const, required: true, value: null };
  return {
    command: 'news-admin unsubscribe',
    args,
    title: 'Unsubscribe',
    intro: null,
    submit: 'Unsubscribe',
    fields: [{ ...field, choices: [], complete: 'subscribed-topic' as const }],
  };
}

async function opened({ server, clock }: Stage): Promise<void> {
  for (let turns = 0; turns < 200 && server.views().length === 0; turns++) await clock.settle();
}
