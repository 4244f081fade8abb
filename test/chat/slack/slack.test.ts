import { afterEach, describe, expect, it } from 'vitest';
import { createSlackChat, type SlackOptions } from '../../../src/chat/slack/slack.ts';
import type { Channel } from '../../../src/digest/subscription.ts';
import type { Chat, Post } from '../../../src/ports.ts';
import { saying } from '../../support/slack/stage.ts';
import {
  ALL_SCOPES,
  NEWS_CHANNEL,
  type SlackServer,
  type SlackServerOptions,
  startSlackServer,
} from '../../support/slack-server.ts';

const NEWS: Channel = { platform: 'slack', id: NEWS_CHANNEL.id };
const TOKEN = 'xoxb-the-secret-bot-token';
const APP_TOKEN = 'xapp-the-secret-app-token';

const POSTING_ONLY = { appToken: null, signingSecret: null, port: null, managers: [] };
const PORTS = {
  log: { debug() {}, info() {}, warn() {}, error() {} },
  clock: { now: () => new Date(), sleep: () => Promise.reject(new Error('The adapter must not wait.')) },
};

describe('Slack', () => {
  const servers: SlackServer[] = [];
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

  async function open(
    options: SlackServerOptions = {},
    settings: Partial<SlackOptions> = {},
  ): Promise<{ server: SlackServer; chat: Chat }> {
    const server = await startSlackServer({ botToken: TOKEN, ...options });
    servers.push(server);
    return {
      server,
      chat: await createSlackChat({ ...POSTING_ONLY, botToken: TOKEN, apiUrl: server.apiUrl, ...settings }, PORTS),
    };
  }

  describe('post', () => {
    it('sends the key, and asks Slack to add nothing of its own', async () => {
      const { server, chat } = await open();
      const root = await chat.post(aPost());
      await chat.post(aPost({ place: 'thread', rootRef: refOf(root), key: 'key-2' }));
      const [first, second] = server.calls('chat.postMessage').map((call) => call.args);
      expect(first).toEqual({
        channel: NEWS.id,
        text: 'The ferry stays in port.',
        blocks: aPost().content.payload.blocks,
        metadata: metadataOf('key-1'),
        parse: 'none',
        link_names: 'false',
        unfurl_links: 'false',
        unfurl_media: 'false',
      });
      expect(second).toMatchObject({ thread_ts: refOf(root), metadata: metadataOf('key-2') });
    });

    it.each([
      ['channel', 'channel_not_found'],
      ['channel', 'not_in_channel'],
      ['channel', 'is_archived'],
      ['channel', 'restricted_action'],
      ['channel', 'restricted_action_read_only_channel'],
      ['channel', 'no_permission'],
      ['channel', 'messages_tab_disabled'],
      ['token', 'invalid_auth'],
      ['token', 'not_authed'],
      ['token', 'account_inactive'],
      ['token', 'token_revoked'],
      ['token', 'token_expired'],
      ['token', 'missing_scope'],
      ['message', 'msg_too_long'],
      ['message', 'msg_blocks_too_long'],
      ['message', 'invalid_blocks'],
      ['message', 'no_text'],
      ['message', 'metadata_too_large'],
      ['message', 'thread_not_found'],
    ])('takes for a refusal of the %s: %s', async (scope, code) => {
      const { server, chat } = await open();
      server.fail({ times: 1, kind: code });
      expect(await chat.post(aPost())).toEqual({ kind: 'refused', scope, reason: aSentence() });
    });

    it('says how to let the bot into a channel', async () => {
      const { chat } = await open({ channels: [{ ...NEWS_CHANNEL, member: false }] });
      const reason = 'The bot is not in the channel: invite it with /invite @Newsdesk.';
      expect(await chat.post(aPost())).toEqual({ kind: 'refused', scope: 'channel', reason });
    });

    it.each(['internal_error', 'fatal_error', 'service_unavailable', 'an_error_of_next_year'])(
      'does not know after %s whether the message was posted, and finds out',
      async (kind) => {
        const { server, chat } = await open();
        server.fail({ method: 'chat.postMessage', times: 1, kind, applied: true });
        expect(await chat.post(aPost())).toEqual({ kind: 'unknown', reason: expect.stringContaining(kind) });
        const ref = server.posted(NEWS.id)[0]?.ts;
        expect(await chat.find(tried(aPost()))).toEqual({ kind: 'posted', ref });
      },
    );

    it.each(['message_limit_exceeded', 'team_added_to_org', '403'])('may try again later after %s', async (kind) => {
      const { server, chat } = await open();
      server.fail({ times: 1, kind });
      expect(await chat.post(aPost())).toEqual({ kind: 'failed', reason: aSentence() });
    });

    it.each([
      ['a rate limit that names no wait', { kind: '429', retryAfter: null }, 30_000],
      ['a rate limit in the body only', { kind: 'ratelimited' }, 30_000],
      ['a wait of no time', { kind: '429', retryAfter: 0 }, 1000],
      ['a wait of a year', { kind: '429', retryAfter: 31_536_000 }, 3_600_000],
    ])('waits sensibly after %s', async (_, failure, retryAfterMs) => {
      const { server, chat } = await open();
      server.fail({ times: 1, ...failure });
      expect(await chat.post(aPost())).toEqual({ kind: 'limited', retryAfterMs });
    });

    it('is limited by Slack when it posts twice within a second', async () => {
      const { chat } = await open({ limits: { channel: { calls: 1, perMs: 1000 } }, now: () => 1_795_500_000_000 });
      expect(await chat.post(aPost())).toMatchObject({ kind: 'sent' });
      expect(await chat.post(aPost({ key: 'key-2' }))).toEqual({ kind: 'limited', retryAfterMs: 1000 });
    });

    it("repeats nothing of an answer that is not Slack's", async () => {
      const { server, chat } = await open();
      server.fail({ times: 1, kind: 'wrong-json' });
      expect(JSON.stringify(await chat.post(aPost()))).not.toMatch(/<|hotel/);
    });
  });

  describe('find', () => {
    it('reads on to the next page', async () => {
      const { server, chat } = await open();
      const outcome = await chat.post(aPost());
      for (let n = 0; n < 450; n++) server.addMessage(NEWS.id, { user: 'U0SOMEONE', text: `chatter ${n}` });
      expect(await chat.find(tried(aPost()))).toEqual({ kind: 'posted', ref: refOf(outcome) });
      expect(server.calls('conversations.history')).toHaveLength(3);
    });

    it('does not call a message absent before every page was read', async () => {
      const { server, chat } = await open();
      for (let n = 0; n < 5001; n++) server.addMessage(NEWS.id, { user: 'U0SOMEONE', text: `chatter ${n}` });
      expect(await chat.find(tried(aPost()))).toEqual({ kind: 'untellable', reason: aSentence() });
    });

    it('allows for clocks that differ, and reads no further back', async () => {
      const slackClock = { now: Date.parse('2026-11-24T06:50:00Z') };
      const { server, chat } = await open({ now: () => slackClock.now });
      const outcome = await chat.post(aPost());
      const firstTriedAt = new Date('2026-11-24T07:00:00Z');
      expect(await chat.find({ ...aPost(), firstTriedAt })).toEqual({ kind: 'posted', ref: refOf(outcome) });
      slackClock.now = Date.parse('2026-11-24T08:00:00Z');
      for (let n = 0; n < 200; n++) server.addMessage(NEWS.id, { user: 'U0SOMEONE', text: `chatter ${n}` });
      const later = { ...aPost({ key: 'key-2' }), firstTriedAt: new Date('2026-11-24T08:00:00Z') };
      const before = server.calls('conversations.history').length;
      expect(await chat.find(later)).toEqual({ kind: 'absent' });
      expect(server.calls('conversations.history').length - before).toBe(1);
    });

    it('says what is wrong with the token', async () => {
      const { server, chat } = await open();
      server.revokeToken();
      const found = await chat.find(tried(aPost()));
      expect(found).toEqual({ kind: 'unavailable', reason: expect.stringContaining('SLACK_BOT_TOKEN') });
    });

    it('needs no call for what was never tried', async () => {
      const { server, chat } = await open();
      expect(await chat.find({ ...aPost(), firstTriedAt: null })).toEqual({ kind: 'absent' });
      expect(server.calls()).toEqual([]);
    });

    it.each([
      ['a channel', NEWS_CHANNEL, 'channels:history'],
      ['a private channel', { ...NEWS_CHANNEL, private: true }, 'groups:history'],
    ])('cannot tell without the right to read %s, and names the scope', async (_, channel, scope) => {
      const { chat } = await open({ channels: [channel], scopes: ['chat:write'] });
      const found = await chat.find(tried(aPost()));
      expect(found).toEqual({ kind: 'untellable', reason: expect.stringContaining(`add the scope ${scope} under`) });
    });

    it('cannot tell in a channel that the bot has left', async () => {
      const { chat } = await open({ channels: [{ ...NEWS_CHANNEL, member: false }] });
      expect(await chat.find(tried(aPost()))).toEqual({
        kind: 'untellable',
        reason: expect.stringContaining('/invite @Newsdesk'),
      });
    });

    it('knows that nothing stands under a message that is gone', async () => {
      const { chat } = await open();
      const post = aPost({ place: 'thread', rootRef: '1795500000.000001' });
      expect(await chat.find(tried(post))).toEqual({ kind: 'absent' });
    });

    it('asks again later when a further page is limited', async () => {
      const { server, chat } = await open();
      for (let n = 0; n < 201; n++) server.addMessage(NEWS.id, { user: 'U0SOMEONE', text: `chatter ${n}` });
      server.fail({ method: 'conversations.history', after: 1, times: 1, kind: '429', retryAfter: 60 });
      expect(await chat.find(tried(aPost()))).toMatchObject({ kind: 'unavailable', retryAfterMs: 60_000 });
    });
  });

  describe('check', () => {
    it('names each channel that cannot be posted to, and why', async () => {
      const { chat } = await open({
        channels: [
          NEWS_CHANNEL,
          { id: 'C0OLD', name: 'old', archived: true },
          { id: 'C0OUT', name: 'out', member: false },
        ],
      });
      const lines = await chat.check(['C0NEWS', 'C0OLD', 'C0OUT'].map((id) => ({ platform: 'slack', id })));
      expect(lines).toEqual([
        { ok: true, text: 'Slack: signed in as newsdesk in the workspace Harbour Desk.' },
        { ok: true, text: 'Slack: the token carries every right that is needed.' },
        { ok: true, text: 'The channel slack:C0NEWS (#news) can be posted to.' },
        { ok: false, text: 'The channel slack:C0OLD is archived: unarchive it, or subscribe another.' },
        { ok: false, text: 'The bot is not in the channel slack:C0OUT: invite it with /invite @Newsdesk.' },
      ]);
    });

    it('names each right that the token lacks, and what for', async () => {
      const { chat } = await open({ scopes: ['chat:write'] });
      const lines = await chat.check([NEWS]);
      expect(lines.map((line) => line.ok)).toEqual([true, false, false]);
      expect(lines[1]?.text).toContain('channels:history (to find out after a broken connection');
      expect(lines[2]?.text).toContain('add the scope channels:read under OAuth & Permissions');
    });

    it('asks for the rights of the conversation too where there is one', async () => {
      const scopes = ['chat:write', 'channels:history', 'channels:read', 'commands'];
      const { chat } = await open({ scopes, appToken: APP_TOKEN }, { appToken: APP_TOKEN });
      const [, rights] = await chat.check([]);
      expect(rights).toEqual({ ok: false, text: expect.stringContaining('users:read (to see who is an admin') });
      expect(rights?.text).not.toContain('commands (');
      const byHttp = await open({ scopes }, { signingSecret: 'secret', port: 3000 });
      expect((await byHttp.chat.check([]))[1]).toEqual(rights);
    });

    it('tries the app-level token where it is set', async () => {
      const { chat } = await open({ appToken: APP_TOKEN }, { appToken: APP_TOKEN });
      expect((await chat.check([])).at(-1)).toEqual({
        ok: true,
        text: 'Slack: commands and mentions arrive by Socket Mode.',
      });
    });

    it.each(['invalid_auth', 'missing_scope', '429', 'hang-up-before'])(
      'says what to do when the app-level token fails with %s',
      async (kind) => {
        const { server, chat } = await open({ appToken: APP_TOKEN }, { appToken: APP_TOKEN });
        server.fail({ method: 'apps.connections.open', times: 1, kind });
        const last = (await chat.check([])).at(-1);
        expect(last).toEqual({ ok: false, text: aSentence() });
        expect(last?.text).not.toContain(APP_TOKEN);
      },
    );

    it('asks for the rights of private channels only where there is one', async () => {
      const scopes = ALL_SCOPES.filter((scope) => !scope.startsWith('groups:'));
      const { chat } = await open({ scopes, channels: [{ ...NEWS_CHANNEL, private: true }] });
      expect((await chat.check([])).every((line) => line.ok)).toBe(true);
      expect((await chat.check([NEWS])).at(-1)?.text).toContain('add the scope groups:read');
    });
  });
});

describe('Slack, outside the outbox,', () => {
  const servers: SlackServer[] = [];
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

  async function open(options: SlackServerOptions = {}) {
    const server = await startSlackServer({ botToken: TOKEN, ...options });
    servers.push(server);
    const chat = await createSlackChat({ ...POSTING_ONLY, botToken: TOKEN, apiUrl: server.apiUrl }, PORTS);
    return { server, chat };
  }

  const quoted = saying('This channel is subscribed to trade now.', {
    sections: [
      {
        id: 's1',
        title: 'The ferry',
        blocks: [
          {
            kind: 'bullets',
            label: 'Key actors',
            items: [
              { inline: [{ kind: 'text', text: 'Port' }], quotes: [{ quote: 'No sailing.', attribution: null }] },
            ],
          },
        ],
      },
    ],
  });

  it('says a message in a channel, with the rest under it, and no key', async () => {
    const { server, chat } = await open();
    const outcome = await chat.say({ channel: NEWS, thread: null }, quoted);
    const [root, rest] = server.posted(NEWS.id);
    expect(outcome).toEqual({ kind: 'sent', ref: root?.ts });
    expect(root).toMatchObject({ text: 'This channel is subscribed to trade now.' });
    expect(root).not.toHaveProperty('metadata');
    expect(rest).toMatchObject({ thread_ts: root?.ts });
    const [call] = server.calls('chat.postMessage');
    expect(call?.args).toMatchObject({
      parse: 'none',
      link_names: 'false',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
  });

  it('says a message in a thread, all of it there', async () => {
    const { server, chat } = await open();
    const { ts } = server.addMessage(NEWS.id, { user: 'U0MARA', text: 'A digest' });
    expect(await chat.say({ channel: NEWS, thread: ts }, quoted)).toMatchObject({ kind: 'sent' });
    const said = server.posted(NEWS.id).slice(1);
    expect(said).toMatchObject([{ thread_ts: ts }]);
    expect(JSON.stringify(said)).toContain('No sailing.');
  });

  it.each([
    ['429', 'limited'],
    ['is_archived', 'refused'],
    ['hang-up-before', 'unknown'],
    ['500', 'unknown'],
  ])('says it once, whatever happens: %s', async (kind, outcome) => {
    const { server, chat } = await open();
    server.fail({ method: 'chat.postMessage', times: 1, kind });
    expect(await chat.say({ channel: NEWS, thread: null }, quoted)).toMatchObject({ kind: outcome });
    expect(server.calls('chat.postMessage')).toHaveLength(1);
  });

  it('finds the direct messages with a person, asking once', async () => {
    const { server, chat } = await open();
    expect(await chat.direct('U0MARA')).toEqual({ platform: 'slack', id: 'D0MARA' });
    expect(await chat.direct('U0MARA')).toEqual({ platform: 'slack', id: 'D0MARA' });
    expect(server.calls('conversations.open')).toHaveLength(1);
  });

  it.each(['user_not_found', '500', 'hang-up-before'])('has no direct messages when Slack answers %s', async (kind) => {
    const { server, chat } = await open();
    server.fail({ method: 'conversations.open', times: 1, kind });
    expect(await chat.direct('U0MARA')).toBeNull();
    expect(await chat.direct('U0MARA')).not.toBeNull();
  });
});

// ---- fixtures --------------------------------------------------------------------------------------------------

function aPost({ place = 'root', rootRef = null, key = 'key-1' }: Partial<Post> & { place?: 'root' | 'thread' } = {}) {
  const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'The ferry stays in port.' } }];
  const content = { place, payload: { text: 'The ferry stays in port.', blocks } };
  return { key, channel: NEWS, content, rootRef, firstTriedAt: null };
}

function metadataOf(key: string) {
  return { event_type: 'newsdesk_part', event_payload: { key } };
}

function tried(post: Post): Post {
  return { ...post, firstTriedAt: new Date() };
}

function refOf(outcome: Awaited<ReturnType<Chat['post']>>): string {
  return outcome.kind === 'sent' ? outcome.ref : `not sent: ${JSON.stringify(outcome)}`;
}

function aSentence(): unknown {
  return expect.stringMatching(/^\p{Lu}[^\n]{10,300}[.!?]$/u);
}
