import type { KnownBlock } from '@slack/types';
import { afterEach, describe, expect, it } from 'vitest';
import { encodeAction } from '../../../src/command/action.ts';
import type { Control } from '../../../src/message/control.ts';
import { mentions, opensHome, types, uses, usesAtHome, writesTo } from '../../support/slack/deeds.ts';
import {
  fakeDesk,
  type Mode,
  openStage,
  privately,
  publicly,
  START,
  type Stage,
  type StageOptions,
  saying,
} from '../../support/slack/stage.ts';
import { BOT_USER, NEWS_CHANNEL, TEAM_ID } from '../../support/slack-server.ts';
import { visibleText } from '../../support/slack-text.ts';

const NEWS = NEWS_CHANNEL.id;
const QUOTES = [
  {
    id: 's1',
    title: 'The ferry stays in port',
    blocks: [
      {
        kind: 'bullets',
        label: 'Key actors',
        items: [
          { inline: [{ kind: 'text', text: 'Port authority' }], quotes: [{ quote: 'No sailing.', attribution: null }] },
        ],
      },
    ],
  },
] as const;

describe.each<Mode>(['socket', 'http'])('Newsdesk in Slack, by %s,', (mode) => {
  let stage: Stage | null = null;
  afterEach(() => stage?.close());

  async function open(options: StageOptions = {}): Promise<Stage> {
    stage = await openStage({ mode, ...options });
    return stage;
  }

  describe('a slash command', () => {
    it('comes to the desk as the command with its arguments, and who gave it where', async () => {
      const { server, desk, send, end } = await open();
      const event = types(server, 'ask What did &lt;Karsund&gt; &amp; Tarn say?', { person: 'U0ADMIN' });
      expect(await send(event)).toEqual({});
      await end();
      expect(desk.asked).toEqual([
        {
          event: `slack:${event.payload['trigger_id']}`,
          caller: {
            platform: 'slack',
            person: 'U0ADMIN',
            workspace: TEAM_ID,
            channel: { platform: 'slack', id: NEWS },
            place: 'public',
            manager: true,
            zone: 'Asia/Seoul',
          },
          command: 'news ask',
          args: { question: 'What did <Karsund> & Tarn say?' },
          thread: null,
          via: 'command',
          at: new Date(START),
          back: expect.any(String),
        },
      ]);
    });

    it('for managers is told from the one for everybody, and a channel in it is read', async () => {
      const { server, desk, send, end } = await open();
      await send(types(server, 'pause <#C0OTHER|other>', { command: '/news-admin' }));
      await end();
      expect(desk.asked[0]).toMatchObject({ command: 'news-admin pause', args: { channel: 'slack:C0OTHER' } });
    });

    it('is answered before one pair of eyes, by the address that came with it', async () => {
      const { server, send, end } = await open({ desk: fakeDesk({ answer: async () => privately('Two topics.') }) });
      const event = types(server, 'topics');
      await send(event);
      await end();
      expect(server.hookAnswers()).toMatchObject([
        {
          url: event.payload['response_url'],
          response_type: 'ephemeral',
          replace_original: false,
          text: 'Two topics.',
        },
      ]);
      expect(server.posted(NEWS)).toEqual([]);
    });

    it('is answered before all where the command says so, with the quotes in the thread', async () => {
      const answer = async () => publicly('The ferry stays in port.', { sections: QUOTES });
      const { server, send, end } = await open({ desk: fakeDesk({ answer }) });
      await send(types(server, 'ask Does the ferry sail today?'));
      await end();
      const [root, evidence] = server.posted(NEWS);
      expect(root).toMatchObject({ text: 'The ferry stays in port.' });
      expect(root).not.toHaveProperty('thread_ts');
      expect(evidence).toMatchObject({ thread_ts: root?.ts });
      expect(visibleText(evidence?.blocks as KnownBlock[])).toContain('“No sailing.”');
      expect(server.hookAnswers()).toEqual([]);
    });

    it('given in direct messages is answered by a message there', async () => {
      const direct = { id: 'D0MARA', name: 'mara', im: true };
      const { server, desk, send, end } = await open({ server: { channels: [direct] } });
      await send(types(server, 'status', { channel: direct.id }));
      await end();
      expect(desk.asked[0]?.caller.place).toBe('direct');
      expect(server.posted(direct.id)).toMatchObject([{ text: 'Done.' }]);
      expect(server.hookAnswers()).toEqual([]);
    });
  });

  describe('a button', () => {
    const why: Control = { kind: 'button', label: 'Why', action: { command: 'news why', args: { digest: 'd1' } } };
    const story: Control = {
      kind: 'menu',
      label: 'Sources of…',
      action: { command: 'news sources', args: { digest: 'd1' } },
      fills: 'story',
      choices: [
        { label: 'The ferry', value: 's1' },
        { label: 'The toll', value: 's2' },
      ],
    };

    async function postDigest({ server, chat }: Stage) {
      const to = { channel: { platform: 'slack', id: NEWS }, thread: null } as const;
      await chat.say(to, saying('The ferry stays in port.', { controls: [why, story] }));
      const digest = server.posted(NEWS)[0];
      const row = (digest?.blocks as KnownBlock[] | undefined)?.find((block) => block.type === 'actions');
      return { ts: digest?.ts ?? '', elements: row?.elements ?? [] };
    }

    it('of a digest gives its command, in the thread of the digest', async () => {
      const open_ = await open({ desk: fakeDesk({ answer: async () => publicly('Because of the storm.') }) });
      const { ts, elements } = await postDigest(open_);
      const event = uses(open_.server, elements[0], { ts });
      await open_.send(event);
      await open_.end();
      expect(open_.desk.asked).toMatchObject([
        {
          event: `slack:${event.payload['trigger_id']}`,
          command: 'news why',
          args: { digest: 'd1' },
          thread: ts,
          via: 'control',
        },
      ]);
      expect(open_.server.posted(NEWS).at(-1)).toMatchObject({ text: 'Because of the storm.', thread_ts: ts });
    });

    it('of a digest is answered privately beside the digest, not in a thread that nobody has opened', async () => {
      const open_ = await open();
      const { ts, elements } = await postDigest(open_);
      await open_.send(uses(open_.server, elements[0], { ts }));
      await open_.end();
      const [answer] = open_.server.hookAnswers();
      expect(answer).toMatchObject({ response_type: 'ephemeral', replace_original: false, text: 'Done.' });
      expect(answer).not.toHaveProperty('thread_ts');
    });

    it('in a thread belongs to the thread, and is answered there', async () => {
      const open_ = await open();
      const { ts, elements } = await postDigest(open_);
      await open_.send(uses(open_.server, elements[0], { ts: '1795500000.000900', threadTs: ts }));
      await open_.end();
      expect(open_.desk.asked[0]?.thread).toBe(ts);
      expect(open_.server.hookAnswers()).toMatchObject([{ thread_ts: ts }]);
    });

    it('of a message that one person sees stands under nothing', async () => {
      const open_ = await open();
      const { elements } = await postDigest(open_);
      await open_.send(uses(open_.server, elements[0], { ts: '1795500000.000900', ephemeral: true }));
      await open_.end();
      expect(open_.desk.asked[0]?.thread).toBeNull();
    });

    it('menu gives its command with what was chosen', async () => {
      const open_ = await open();
      const { ts, elements } = await postDigest(open_);
      await open_.send(uses(open_.server, elements[1], { ts, chosen: 's2' }));
      await open_.end();
      expect(open_.desk.asked).toMatchObject([{ command: 'news sources', args: { digest: 'd1', story: 's2' } }]);
    });

    it.each([
      ['of another app', { type: 'button', action_id: 'approve', value: 'approve_4711' }],
      ['with a value that is no command', { type: 'button', action_id: '0', value: '<!channel>' }],
      ['without a value', { type: 'button', action_id: '0' }],
      ['that is a picker of dates', { type: 'datepicker', action_id: '0 story news why', selected_date: '2026-11-24' }],
    ])('%s is acknowledged, and nothing more', async (_, element) => {
      const { server, desk, send, end } = await open();
      expect(await send(uses(server, element, { ts: '1795500000.000100' }))).toEqual({});
      await end();
      expect(desk.asked).toEqual([]);
    });
  });

  describe('a mention', () => {
    it('is answered in the thread that it begins', async () => {
      const open_ = await open({ desk: fakeDesk({ answer: async () => publicly('In port.') }) });
      const { ts } = open_.server.addMessage(NEWS, { user: 'U0MARA', text: 'Where is the ferry?' });
      await open_.send(mentions('Where is the ferry?', { ts }));
      await open_.end();
      expect(open_.desk.asked).toMatchObject([
        {
          event: `slack:${NEWS}:${ts}`,
          command: 'news ask',
          args: { question: 'Where is the ferry?' },
          thread: ts,
          via: 'mention',
        },
      ]);
      expect(open_.server.posted(NEWS).at(-1)).toMatchObject({ text: 'In port.', thread_ts: ts });
    });

    it('in a thread is answered there, and belongs to its root', async () => {
      const open_ = await open({ desk: fakeDesk({ answer: async () => publicly('In port.') }) });
      const { ts } = open_.server.addMessage(NEWS, { user: BOT_USER, text: 'A digest' });
      await open_.send(mentions('status', { ts: '1795500000.000900', threadTs: ts }));
      await open_.end();
      expect(open_.desk.asked).toMatchObject([{ command: 'news status', thread: ts }]);
      expect(open_.server.posted(NEWS).at(-1)).toMatchObject({ thread_ts: ts });
    });

    it('whose answer is for one person only is answered before their eyes', async () => {
      const open_ = await open();
      const { ts } = open_.server.addMessage(NEWS, { user: BOT_USER, text: 'A digest' });
      await open_.send(mentions('list', { ts: '1795500000.000900', threadTs: ts }));
      await open_.end();
      expect(open_.server.ephemerals()).toMatchObject([
        { channel: NEWS, user: 'U0MARA', thread_ts: ts, text: 'Done.' },
      ]);
      expect(open_.server.posted(NEWS)).toHaveLength(1);
    });

    it('tells its quotes under its sentences in a thread, where no thread can hold them', async () => {
      const answer = async () => publicly('The ferry stays in port.', { sections: QUOTES });
      const open_ = await open({ desk: fakeDesk({ answer }) });
      const { ts } = open_.server.addMessage(NEWS, { user: 'U0MARA', text: 'Where is the ferry?' });
      await open_.send(mentions('Where is the ferry?', { ts }));
      await open_.end();
      const answers = open_.server.posted(NEWS).filter((message) => message.thread_ts === ts);
      expect(answers).toHaveLength(1);
      expect(visibleText(answers[0]?.blocks as KnownBlock[])).toMatch(/Port authority\n.*“No sailing\.”/);
    });

    it('in a direct message needs no name, and is answered by a message there', async () => {
      const direct = { id: 'D0MARA', name: 'mara', im: true };
      const { server, desk, send, end } = await open({ server: { channels: [direct] } });
      await send(writesTo(direct.id, 'follow trade', { ts: '1795500000.000100' }));
      await end();
      expect(desk.asked).toMatchObject([
        {
          event: `slack:${direct.id}:1795500000.000100`,
          command: 'news follow',
          args: { what: 'trade' },
          thread: null,
          caller: { place: 'direct', channel: { id: direct.id } },
        },
      ]);
      expect(server.posted(direct.id)).toMatchObject([{ text: 'Done.' }]);
      expect(server.calls('conversations.info')).toEqual([]);
    });

    it('that comes in two events is the same event to the desk', async () => {
      const { desk, send, end } = await open();
      await send(mentions('status', { ts: '1795500000.000100' }));
      await send(writesTo(NEWS, 'status', { ts: '1795500000.000100' }));
      await end();
      const [first, second] = desk.asked.map(({ event }) => event);
      expect(first).toBe(`slack:${NEWS}:1795500000.000100`);
      expect(second).toBe(first);
    });

    it('in a direct message that comes as a mention first is answered there, and not in a thread', async () => {
      const direct = { id: 'D0MARA', name: 'mara', im: true };
      const { server, desk, send, end } = await open({ server: { channels: [direct] } });
      await send(mentions('status', { channel: direct.id }));
      await end();
      expect(desk.asked).toMatchObject([{ thread: null, caller: { place: 'direct' } }]);
      expect(server.posted(direct.id)[0]).not.toHaveProperty('thread_ts');
    });

    it.each(['file_share', 'thread_broadcast', 'me_message'])('of the kind %s is heard', async (subtype) => {
      const { desk, send, end } = await open();
      await send(mentions('status', { more: { subtype } }));
      await send(writesTo('D0MARA', 'topics', { more: { subtype } }));
      await end();
      expect(desk.asked.map(({ command }) => command).sort()).toEqual(['news status', 'news topics']);
    });

    it('that speaks of a channel calls it by its name, and shows no mark-up', async () => {
      const { desk, send, end } = await open();
      await send(mentions('what about <#C0SECRET|secret> &amp; *<http://Booking.com|Booking.com>*?'));
      await end();
      expect(desk.asked).toMatchObject([
        { command: 'news ask', args: { question: 'what about #secret & Booking.com?' } },
      ]);
    });

    it.each([
      ['a bot', mentions('status', { more: { bot_id: 'B0OTHER', user: 'U0OTHER' } })],
      ['Newsdesk itself', mentions('status', { person: BOT_USER })],
      ['Newsdesk itself, in a direct message', writesTo('D0MARA', 'status', { more: { bot_id: 'B0NEWSDESK' } })],
      [
        'somebody who corrects what was said before',
        mentions('status', { more: { edited: { user: 'U0MARA', ts: '1.1' } } }),
      ],
      ['a workflow', mentions('status', { more: { bot_id: 'B0FLOW', subtype: 'bot_message' } })],
      ['Slackbot', writesTo('D0MARA', 'status', { person: 'USLACKBOT', more: { subtype: 'slackbot_response' } })],
      ['a message that was deleted', writesTo('D0MARA', 'status', { more: { subtype: 'message_deleted' } })],
      ['a message that was changed', writesTo('D0MARA', 'status', { more: { subtype: 'message_changed' } })],
      [
        'a channel, of which we are told nothing but mentions',
        writesTo(NEWS, 'status', { more: { channel_type: 'channel' } }),
      ],
    ])('by %s is left alone', async (_, event) => {
      const { desk, send, end } = await open();
      await send(event);
      await end();
      expect(desk.asked).toEqual([]);
    });
  });

  describe('an event that was acted on before', () => {
    it('gets no answer', async () => {
      const { server, desk, send, end } = await open({ desk: fakeDesk({ answer: async () => null }) });
      await send(types(server, 'topics'));
      await send(mentions('status'));
      await end();
      expect(desk.asked).toHaveLength(2);
      expect([...server.hookAnswers(), ...server.ephemerals(), ...server.posted(NEWS)]).toEqual([]);
    });
  });

  describe('the Home tab', () => {
    const pause: Control = { kind: 'button', label: 'Pause', action: { command: 'news-admin pause', args: {} } };

    it('is shown to whoever opens it, as their own', async () => {
      const home = async ({ person, place }: { person: string; place: string }) =>
        saying(`The ${place} home of ${person}`, { controls: [pause] });
      const { server, send, end } = await open({ desk: fakeDesk({ home }) });
      await send(opensHome('U0ADMIN'));
      await end();
      const [home_] = server.views();
      expect(home_).toMatchObject({ user: 'U0ADMIN', view: { type: 'home' } });
      expect(visibleText(home_?.view['blocks'] as KnownBlock[])).toBe('The direct home of U0ADMIN\n\n( Pause )');
    });

    it('is not shown to those who look at their messages', async () => {
      const { server, send, end } = await open();
      await send(opensHome('U0MARA', 'messages'));
      await end();
      expect(server.views()).toEqual([]);
    });

    it('is shown anew after a command of somebody who opened it, and of nobody else', async () => {
      const { server, send, end } = await open();
      await send(opensHome('U0MARA'));
      await send(types(server, 'follow trade', { person: 'U0MARA' }));
      await send(types(server, 'follow trade', { person: 'U0ADMIN' }));
      await end();
      expect(server.views().map(({ user }) => user)).toEqual(['U0MARA', 'U0MARA']);
    });

    it('is shown anew after its own button, although it was opened before the start', async () => {
      const { server, send, end } = await open();
      await send(usesAtHome(server, { type: 'button', action_id: '0', value: encodeAction(pause.action) }));
      await end();
      expect(server.views().map(({ user }) => user)).toEqual(['U0MARA']);
    });

    it('shows the last state, whichever showing takes longer', async () => {
      let asked = 0;
      const first = Promise.withResolvers<void>();
      const home = async () => {
        const state = ++asked;
        if (state === 1) await first.promise;
        return saying(`State ${state}`);
      };
      const { server, clock, send, end } = await open({ desk: fakeDesk({ home }) });
      await send(opensHome('U0MARA'));
      await send(opensHome('U0MARA'));
      for (let turns = 0; turns < 50; turns++) await clock.settle();
      first.resolve();
      await end();
      expect(JSON.stringify(server.views().at(-1)?.view)).toContain('State 2');
    });

    it('is shown when Slack takes it again', async () => {
      const { server, clock, send, end } = await open();
      server.fail({ method: 'views.publish', times: 1, kind: '429', retryAfter: 9 });
      await send(opensHome('U0MARA'));
      for (let turns = 0; turns < 200 && server.calls('views.publish').length === 0; turns++) await clock.settle();
      expect(server.views()).toEqual([]);
      await clock.advance(9000);
      await end();
      expect(server.views().map(({ user }) => user)).toEqual(['U0MARA']);
    });

    it('has buttons that are answered by direct message', async () => {
      const { server, desk, send, end } = await open();
      const element = { type: 'button', action_id: '0', value: encodeAction(pause.action) };
      await send(usesAtHome(server, element));
      await end();
      expect(desk.asked).toMatchObject([
        { command: 'news-admin pause', thread: null, caller: { place: 'direct', channel: { id: 'D0MARA' } } },
      ]);
      expect(server.posted('D0MARA')).toMatchObject([{ text: 'Done.' }]);
    });
  });

  it('acknowledges a hundred commands at once before a slow desk answers a single one', async () => {
    const gate = Promise.withResolvers<void>();
    let answered = 0;
    const answer = async () => {
      await gate.promise;
      answered += 1;
      return privately('Done.');
    };
    const { server, send, end } = await open({ desk: fakeDesk({ answer }) });
    await Promise.all(Array.from({ length: 100 }, () => send(types(server, 'status'))));
    expect(answered).toBe(0);
    gate.resolve();
    await end();
    expect(answered).toBe(100);
    expect(server.hookAnswers()).toHaveLength(100);
  });

  it('writes no word of what was said, and no secret, into the log', async () => {
    const answer = async () => Promise.reject(new Error('the word marmalade is in the text'));
    const { server, logged, send, end } = await open({ desk: fakeDesk({ answer }) });
    server.fail({ method: 'users.info', times: 1, kind: 'wrong-json' });
    await send(types(server, 'ask Who makes marmalade now?'));
    await send(mentions('Who makes marmalade now?'));
    await end();
    expect(logged.join('\n')).toContain('slack: an event came to nothing');
    expect(logged.join('\n')).not.toMatch(/marmalade|xoxb|xapp|0123456789abcdef|ticket|hooks/);
  });
});
