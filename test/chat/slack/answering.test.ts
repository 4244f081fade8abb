import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../../src/ports.ts';
import { mentions, types, uses, writesTo } from '../../support/slack/deeds.ts';
import { fakeDesk, openStage, privately, publicly, type Stage, type StageOptions } from '../../support/slack/stage.ts';
import { NEWS_CHANNEL } from '../../support/slack-server.ts';
import { visibleText } from '../../support/slack-text.ts';

const NEWS = NEWS_CHANNEL.id;
const DIRECT = { id: 'D0MARA', name: 'mara', im: true };
const HALF_AN_HOUR = 30 * 60_000;
/** By which an answer for one person goes out, each tried when the one before fails. */
const WAYS = ['response_url', 'chat.postEphemeral', 'conversations.open'];

describe('an answer in Slack', () => {
  let stage: Stage | null = null;
  afterEach(() => stage?.close());

  async function open(options: StageOptions = {}): Promise<Stage> {
    stage = await openStage(options);
    return stage;
  }

  /** A desk that answers when it is told to. */
  function slowDesk(reply: Awaited<ReturnType<Desk['answer']>>, lines: readonly string[] = []) {
    const gate = Promise.withResolvers<void>();
    const answer: Desk['answer'] = async (_, progress) => {
      for (const line of lines) progress(line);
      await gate.promise;
      return reply;
    };
    return { desk: fakeDesk({ answer }), release: gate.resolve };
  }

  describe('for one person', () => {
    it('reaches them after the address of the event has expired', async () => {
      const { desk, release } = slowDesk(privately('Done.'));
      const { server, clock, send, end } = await open({ desk });
      await send(types(server, 'digest'));
      await arrived(clock, () => desk.asked.length > 0);
      await clock.advance(HALF_AN_HOUR);
      release();
      await end();
      expect(server.ephemerals()).toMatchObject([{ channel: NEWS, user: 'U0MARA', text: 'Done.' }]);
      expect(server.hookAnswers()).toHaveLength(1);
    });

    it.each(['500', 'hang-up-before', '403', 'invalid_blocks'])(
      'reaches them when the address fails with %s',
      async (kind) => {
        const { server, send, end } = await open();
        server.fail({ method: 'response_url', times: 5, kind });
        await send(types(server, 'digest'));
        await end();
        expect(server.ephemerals()).toMatchObject([{ channel: NEWS, user: 'U0MARA', text: 'Done.' }]);
      },
    );

    it('that is longer than five messages goes on without the address, whole and in order', async () => {
      const words = Array.from({ length: 20 }, (_, n) => `Part ${n}. ${'The sea is calm. '.repeat(50)}`);
      const sections = words.map((text, n) => ({
        id: `s${n}`,
        title: `Story ${n}`,
        blocks: [{ kind: 'paragraph', inline: [{ kind: 'text', text }] }] as const,
      }));
      const { server, send, end } = await open({
        desk: fakeDesk({ answer: async () => privately('Lately.', { sections }) }),
      });
      await send(types(server, 'digest'));
      await end();
      expect(server.hookAnswers()).toHaveLength(5);
      expect(server.ephemerals().length).toBeGreaterThan(0);
      const said = [...server.hookAnswers(), ...server.ephemerals()].map(({ blocks }) => shown(blocks)).join('\n');
      const places = words.map((_, n) => said.indexOf(`Part ${n}.`));
      expect(places.every((place) => place >= 0)).toBe(true);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    });

    it.each([
      ['the bot is not', { ...NEWS_CHANNEL, member: false }],
      ['the person is not', { ...NEWS_CHANNEL, absent: ['U0MARA'] }],
    ])('reaches them by direct message from a channel that %s in', async (_, channel) => {
      const { server, send, end } = await open({ server: { channels: [channel] } });
      server.fail({ method: 'response_url', times: 5, kind: '500' });
      await send(types(server, 'digest'));
      await end();
      expect(server.posted('D0MARA')).toMatchObject([{ text: 'Done.' }]);
      expect(server.posted(NEWS)).toEqual([]);
    });

    it('reaches them once Slack can be reached again', async () => {
      const { server, clock, send, end } = await open();
      for (const method of WAYS) server.fail({ method, times: 2, kind: '403' });
      await send(types(server, 'digest'));
      await arrived(clock, () => server.calls('conversations.open').length === 1);
      await clock.advance(2_000);
      await arrived(clock, () => server.calls('conversations.open').length === 2);
      expect(server.hookAnswers()).toEqual([]);
      await clock.advance(8_000);
      await end();
      expect(server.hookAnswers()).toMatchObject([{ text: 'Done.' }]);
      expect([...server.ephemerals(), ...server.posted('D0MARA')]).toEqual([]);
    });

    it('is given up with a word in the log when there is no way at all', async () => {
      const { server, clock, logged, send, end } = await open();
      for (const method of WAYS) server.fail({ method, times: 9, kind: '403' });
      await send(types(server, 'digest'));
      await arrived(clock, () => server.calls('conversations.open').length === 1);
      for (let times = 2; times <= 4; times++) {
        await clock.advance(20_000);
        await arrived(clock, () => server.calls('conversations.open').length === times);
      }
      await end();
      expect(server.calls('conversations.open')).toHaveLength(4);
      expect(logged.filter((line) => line.startsWith('warn slack: an answer did not get through'))).toHaveLength(1);
    });
  });

  describe('for all', () => {
    const all = () => fakeDesk({ answer: async () => publicly('In port.') });

    it('in a channel that the bot is not in goes by the address of the event', async () => {
      const channels = [{ ...NEWS_CHANNEL, member: false }];
      const { server, send, end } = await open({ desk: all(), server: { channels } });
      await send(types(server, 'ask Where is the ferry?'));
      await end();
      expect(server.hookAnswers()).toMatchObject([{ response_type: 'in_channel', text: 'In port.' }]);
    });

    it('is posted in the channel however old the event is', async () => {
      const { desk, release } = slowDesk(publicly('In port.'));
      const { server, clock, send, end } = await open({ desk });
      await send(types(server, 'ask Where is the ferry?'));
      await arrived(clock, () => desk.asked.length > 0);
      await clock.advance(HALF_AN_HOUR);
      release();
      await end();
      expect(server.posted(NEWS)).toMatchObject([{ text: 'In port.' }]);
    });

    it('waits for as long as Slack asks, and is then posted once', async () => {
      const { server, clock, send, end } = await open({ desk: all() });
      server.fail({ method: 'chat.postMessage', times: 1, kind: '429', retryAfter: 7 });
      await send(types(server, 'ask Where is the ferry?'));
      await arrived(clock, () => server.calls('chat.postMessage').length === 1);
      await clock.advance(6999);
      expect(server.calls('chat.postMessage')).toHaveLength(1);
      await clock.advance(1);
      await end();
      expect(server.posted(NEWS)).toMatchObject([{ text: 'In port.' }]);
    });

    it('is posted for all once Slack can be reached again', async () => {
      const { server, clock, send, end } = await open({ desk: all() });
      server.fail({ method: 'chat.postMessage', times: 1, kind: '403' });
      await send(types(server, 'ask Where is the ferry?'));
      await arrived(clock, () => server.calls('chat.postMessage').length === 1);
      await clock.advance(2_000);
      await end();
      expect(server.posted(NEWS)).toMatchObject([{ text: 'In port.' }]);
      expect([...server.hookAnswers(), ...server.ephemerals()]).toEqual([]);
    });

    it('is not posted again when Slack may have taken it', async () => {
      const { server, send, end } = await open({ desk: all() });
      server.fail({ method: 'chat.postMessage', times: 1, kind: 'hang-up-after' });
      await send(types(server, 'ask Where is the ferry?'));
      await end();
      expect(server.posted(NEWS)).toHaveLength(1);
      expect([...server.hookAnswers(), ...server.ephemerals()]).toEqual([]);
    });
  });

  describe('that takes long', () => {
    it('is announced after two seconds, once, with what is under way', async () => {
      const { desk, release } = slowDesk(publicly('In port.'), ['Looking through 900 articles…']);
      const { server, clock, send, end } = await open({ desk });
      await send(types(server, 'ask Where is the ferry?'));
      await arrived(clock, () => desk.asked.length > 0);
      await clock.advance(1999);
      expect(server.calls('response_url')).toEqual([]);
      await clock.advance(1);
      await arrived(clock, () => server.hookAnswers().length > 0);
      expect(server.hookAnswers()).toMatchObject([
        // Slack lets nobody take it away again: beside the answer it must still be right.
        { response_type: 'ephemeral', text: 'Looking through 900 articles: the answer follows.' },
      ]);
      await clock.advance(60_000);
      release();
      await end();
      expect(server.hookAnswers()).toHaveLength(1);
      expect(server.posted(NEWS)).toMatchObject([{ text: 'In port.' }]);
    });

    it('is announced in the thread where it was asked for', async () => {
      const { desk, release } = slowDesk(publicly('In port.'));
      const { server, clock, send, end } = await open({ desk });
      const { ts } = server.addMessage(NEWS, { user: 'U0MARA', text: 'A digest' });
      await send(mentions('Where is the ferry?', { ts: '1795500000.000900', threadTs: ts }));
      await arrived(clock, () => desk.asked.length > 0);
      await clock.advance(2000);
      await arrived(clock, () => server.ephemerals().length > 0);
      expect(server.ephemerals()).toMatchObject([
        { thread_ts: ts, user: 'U0MARA', text: 'This takes a moment: the answer follows.' },
      ]);
      release();
      await end();
      expect(server.posted(NEWS).at(-1)).toMatchObject({ text: 'In port.', thread_ts: ts });
    });

    it('is not held up by an announcement that Slack does not take just now', async () => {
      const { desk, release } = slowDesk(publicly('In port.'));
      const { server, clock, send, end } = await open({ desk });
      const { ts } = server.addMessage(NEWS, { user: 'U0MARA', text: 'A digest' });
      server.fail({ method: 'chat.postEphemeral', times: 1, kind: '429', retryAfter: 20 });
      await send(mentions('Where is the ferry?', { ts: '1795500000.000900', threadTs: ts }));
      await arrived(clock, () => desk.asked.length > 0);
      await clock.advance(2000);
      await arrived(clock, () => server.calls('chat.postEphemeral').length > 0);
      release();
      await end();
      expect(server.posted(NEWS).at(-1)).toMatchObject({ text: 'In port.', thread_ts: ts });
    });

    it('takes the place of its announcement in direct messages', async () => {
      const { desk, release } = slowDesk(publicly('In port.'), ['Looking…']);
      const { server, clock, send, end } = await open({ desk, server: { channels: [DIRECT] } });
      await send(writesTo(DIRECT.id, 'Where is the ferry?'));
      await arrived(clock, () => desk.asked.length > 0);
      await clock.advance(2000);
      await arrived(clock, () => server.posted(DIRECT.id).length > 0);
      expect(server.posted(DIRECT.id)).toMatchObject([{ text: 'Looking…' }]);
      server.fail({ method: 'chat.update', times: 1, kind: '429', retryAfter: 7 });
      release();
      await arrived(clock, () => server.calls('chat.update').length > 0);
      await clock.advance(7000);
      await end();
      expect(server.posted(DIRECT.id)).toMatchObject([{ text: 'In port.' }]);
      expect(server.calls('chat.delete')).toEqual([]);
    });

    it('under a digest in direct messages leaves only the answer, in the thread if it is one for threads', async () => {
      const { desk, release } = slowDesk(publicly('In port.'));
      const { server, clock, send, end } = await open({ desk, server: { channels: [DIRECT] } });
      const { ts } = server.addMessage(DIRECT.id, { user: 'U0NEWSDESK', text: 'A digest' });
      await send(uses(server, { type: 'button', action_id: '0', value: 'news why' }, { ts, channel: DIRECT.id }));
      await arrived(clock, () => desk.asked.length > 0);
      await clock.advance(2000);
      await arrived(clock, () => server.posted(DIRECT.id).length > 1);
      release();
      await end();
      expect(server.posted(DIRECT.id).slice(1)).toMatchObject([{ text: 'In port.', thread_ts: ts }]);
    });

    it('leaves no announcement behind when there is nothing to say', async () => {
      const { desk, release } = slowDesk(null);
      const { server, clock, send, end } = await open({ desk, server: { channels: [DIRECT] } });
      await send(writesTo(DIRECT.id, 'Where is the ferry?'));
      await arrived(clock, () => desk.asked.length > 0);
      await clock.advance(2000);
      await arrived(clock, () => server.posted(DIRECT.id).length > 0);
      release();
      await end();
      expect(server.posted(DIRECT.id)).toEqual([]);
    });

    it('is not announced when it came in time', async () => {
      const { server, clock, desk, send, end } = await open();
      await send(types(server, 'status'));
      await arrived(clock, () => desk.asked.length > 0 && server.hookAnswers().length > 0);
      await clock.advance(10_000);
      await end();
      expect(server.hookAnswers()).toMatchObject([{ text: 'Done.' }]);
    });
  });

  it('is inert, whatever stands in it: no mention, no link, no markup, nothing hidden', async () => {
    let reply = privately('');
    const open_ = await open({
      desk: fakeDesk({ answer: async () => reply }),
      server: { channels: [NEWS_CHANNEL, DIRECT] },
    });
    const hostile = fc
      .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme', maxLength: 20 })), {
        minLength: 1,
        maxLength: 6,
      })
      .map((pieces) => pieces.join(' '));
    await fc.assert(
      fc.asyncProperty(hostile, fc.boolean(), async (words, isPublic) => {
        reply = (isPublic ? publicly : privately)(words, { title: words, foot: [{ kind: 'text', text: words }] });
        const before = open_.server.calls().length;
        await open_.send(types(open_.server, 'status'));
        const said = () =>
          open_.server
            .calls()
            .slice(before)
            .filter(({ method }) => /response_url|chat\.post/.test(method));
        await arrived(open_.clock, () => said().length > 0);
        for (const { args } of said()) {
          expect(args['text']).not.toMatch(/[<>]/);
          expect(String(args['unfurl_links'])).toBe('false');
          expect(String(args['parse'])).toBe('none');
          for (const value of stringsOf(args['blocks'])) {
            expect(value).not.toMatch(/<[!@#]/);
            expect(value).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u200b\u2060\ufeff\u{e0000}-\u{e007f}]/u);
          }
          expect(typesOf(args['blocks'])).not.toContain('mrkdwn');
          expect(typesOf(args['blocks'])).not.toContain('link');
        }
      }),
      { numRuns: 40 },
    );
    expect(open_.logged.filter((line) => line.startsWith('warn'))).toEqual([]);
  });
});

const HOSTILE = [
  '<!channel>',
  '<@U0ADMIN>',
  '<#C0NEWS|news>',
  '<https://evil.example|your bank>',
  'https://evil.example/',
  '@channel @here',
  '*bold* _it_ ~no~ `code`',
  '&lt;!here&gt; &amp;',
  '\u202e!channel\u202c',
  '\u200b\u0000\u001b[31m',
  ':skull:',
  '\ud800',
];

/** Lets the traffic go on until something has happened. Fails the test's own expectations if it never does. */
async function arrived({ settle }: Stage['clock'], happened: () => boolean): Promise<void> {
  for (let turns = 0; turns < 500 && !happened(); turns++) await settle();
}

const shown = (blocks: unknown) => visibleText(blocks as KnownBlock[]);

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

function typesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && typeof value.type === 'string' ? [value.type] : [];
  return [...own, ...Object.values(value).flatMap(typesOf)];
}
