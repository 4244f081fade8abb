import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordChat } from '../../../src/chat/discord/discord.ts';
import type { RootPayload } from '../../../src/chat/discord/payload.ts';
import type { Log } from '../../../src/ports.ts';
import { readable } from '../../support/discord/readable.ts';
import { CHANNEL_TYPES, directChannel } from '../../support/discord/world.ts';
import { aPost, type DiscordStage, keyOf, openStage, postedRoot, someParts, TOKEN } from './stage.ts';

const PATIENT_MS = 30_000;
const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };
let stage: DiscordStage;
beforeEach(async () => {
  stage = await openStage(PATIENT_MS);
});
afterEach(() => stage.close());

/** Posts the first cards under a root. */
function postCards(rootRef: string, key = keyOf('cards')) {
  return stage.chat.post(aPost(stage, someParts(stage.chat).cards, { key, rootRef }));
}

describe('a root', () => {
  it('is one message, however often it is posted within the minutes that Discord remembers its key', async () => {
    stage.discord.fail({ kind: 'hang-up-after', times: 1 });
    const post = aPost(stage, someParts(stage.chat).root);
    expect(await stage.chat.post(post)).toEqual({ kind: 'unknown', reason: expect.any(String) });
    stage.discord.advance(60_000);
    const again = await stage.chat.post(post);
    const posted = stage.discord.posted(stage.channel.id);
    expect(posted).toHaveLength(1);
    expect(again).toEqual({ kind: 'sent', ref: posted[0]?.id });
  });

  it('pings nobody and asks for no ping', async () => {
    await postedRoot(stage);
    const [posted] = stage.discord.posted(stage.channel.id);
    expect(posted).toMatchObject({ mention_everyone: false, mentions: [] });
    expect(stage.discord.requests.at(-1)?.body).toMatchObject({
      nonce: keyOf('root'),
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
    });
  });

  it('is not posted again when someone has deleted it meanwhile', async () => {
    const ref = await postedRoot(stage);
    stage.discord.delete(stage.channel.id, ref);
    const outcome = await stage.chat.post(aPost(stage, someParts(stage.chat).root));
    expect(outcome).toEqual({ kind: 'refused', scope: 'message', reason: expect.stringContaining('deleted') });
    expect(stage.discord.posted(stage.channel.id)).toEqual([]);
  });

  it('becomes a post of its own in a forum, with the cards in it', async () => {
    const forum = stage.discord.addChannel({ name: 'briefings', type: CHANNEL_TYPES.forum });
    const channel = { platform: 'discord', id: forum } as const;
    const rootRef = await postedRoot(stage, { channel });
    const cards = aPost(stage, someParts(stage.chat).cards, { channel, key: keyOf('cards'), rootRef });
    expect(await stage.chat.post(cards)).toEqual({ kind: 'sent', ref: expect.any(String) });
    expect(stage.discord.threadsOf(forum)).toMatchObject([{ id: rootRef, name: 'Valley digest' }]);
    expect(stage.discord.posted(rootRef).map((message) => /pier 0/i.test(readable(message)))).toEqual([true, true]);
    expect(stage.warnings).toEqual([]);
  });
});

describe('the cards', () => {
  it('start one thread under the root, named after the digest, and follow in it', async () => {
    const rootRef = await postedRoot(stage);
    for (const key of ['one', 'two', 'three']) {
      expect(await postCards(rootRef, keyOf(key))).toEqual({ kind: 'sent', ref: expect.any(String) });
    }
    expect(stage.discord.threadsOf(stage.channel.id)).toMatchObject([{ id: rootRef, name: 'Valley digest' }]);
    expect(stage.discord.posted(rootRef)).toHaveLength(3);
    expect(stage.discord.posted(stage.channel.id)).toHaveLength(1);
  });

  it.each([
    ['a channel', 'text', 2],
    ['a forum', 'forum', 2],
  ] as const)('start under a root that another process posted in %s with no call too many', async (_, type, most) => {
    const id = stage.discord.addChannel({ type: CHANNEL_TYPES[type] });
    const channel = { platform: 'discord', id } as const;
    const rootRef = await postedRoot(stage, { channel });
    const ports = { clock: { now: () => new Date(), sleep: async () => {} }, log: SILENT };
    const options = { token: TOKEN, apiUrl: stage.discord.apiUrl, managers: [], timeoutMs: 30_000 };
    const other = await createDiscordChat(options, ports);
    const before = stage.discord.requests.length;
    const cards = aPost(stage, someParts(stage.chat).cards, { channel, rootRef });
    expect(await other.post({ ...cards, key: keyOf('one'), isFirst: true })).toMatchObject({ kind: 'sent' });
    expect(stage.discord.requests.length - before).toBe(most);
    expect(await stage.chat.post({ ...cards, key: keyOf('two'), isFirst: false })).toMatchObject({ kind: 'sent' });
    expect(stage.discord.requests.length - before).toBe(most + 1);
    expect(stage.discord.threadsOf(id)).toHaveLength(1);
    await other.close();
  });

  it('go into a thread that an earlier, cut-off call has started', async () => {
    const rootRef = await postedRoot(stage);
    stage.discord.fail({ route: START_THREAD, kind: 'hang-up-after', times: 1 });
    expect(await postCards(rootRef)).toMatchObject({ kind: 'failed' });
    expect(stage.discord.posted(rootRef)).toEqual([]);
    expect(await postCards(rootRef)).toMatchObject({ kind: 'sent' });
    expect(stage.discord.posted(rootRef)).toHaveLength(1);
  });

  it.each([
    ['500', 'failed'],
    ['hang-up-before', 'failed'],
    ['wrong-json', 'failed'],
    ['429', 'limited'],
  ] as const)('are certainly not posted when starting the thread gives %s', async (kind, outcome) => {
    const rootRef = await postedRoot(stage);
    stage.discord.fail({ route: START_THREAD, kind, times: 1 });
    expect(await postCards(rootRef)).toMatchObject({ kind: outcome });
    expect(stage.discord.posted(stage.channel.id)).toHaveLength(1);
    expect(stage.discord.posted(rootRef)).toEqual([]);
  });

  it.each(['CREATE_PUBLIC_THREADS', 'SEND_MESSAGES_IN_THREADS'] as const)(
    'follow in the channel itself, silently, and with a warning, without %s',
    async (permission) => {
      const rootRef = await postedRoot(stage);
      stage.discord.deny(stage.channel.id, permission);
      expect(await postCards(rootRef)).toMatchObject({ kind: 'sent' });
      const posted = stage.discord.posted(stage.channel.id);
      expect(posted.map(({ id }) => id === rootRef)).toEqual([true, false]);
      expect(Number(posted[1]?.['flags']) & (1 << 12)).not.toBe(0);
      expect(stage.warnings).toHaveLength(1);
    },
  );

  it('follow the root itself in direct messages, which have no threads', async () => {
    const channel = await stage.chat.direct('200000000000000001');
    if (!channel) throw new Error('there is no direct channel');
    const { root, cards } = someParts(stage.chat);
    const posted = await stage.chat.post(aPost(stage, root, { channel }));
    const rootRef = 'ref' in posted ? posted.ref : '';
    const next = await stage.chat.post(aPost(stage, cards, { channel, rootRef, key: keyOf('cards') }));
    expect(next.kind).toBe('sent');
    expect(stage.discord.posted(channel.id)).toHaveLength(2);
    expect(stage.warnings).toEqual([]);
  });

  it('are given up, the channel not, when someone has deleted the root', async () => {
    const rootRef = await postedRoot(stage);
    stage.discord.delete(stage.channel.id, rootRef);
    expect(await postCards(rootRef)).toMatchObject({ kind: 'refused', scope: 'message' });
  });

  it('are given up, the channel not, when someone has deleted the post in a forum', async () => {
    const channel = { platform: 'discord', id: stage.discord.addChannel({ type: CHANNEL_TYPES.forum }) } as const;
    const rootRef = await postedRoot(stage, { channel });
    stage.discord.world.channels.delete(rootRef);
    const cards = aPost(stage, someParts(stage.chat).cards, { channel, rootRef });
    expect(await stage.chat.post(cards)).toMatchObject({ kind: 'refused', scope: 'message' });
  });
});

const START_THREAD = 'POST /channels/:id/messages/:message/threads';

describe('what Discord refuses', () => {
  it.each(['VIEW_CHANNEL', 'SEND_MESSAGES'] as const)(
    'is the channel without %s, and the cure is said',
    async (permission) => {
      stage.discord.deny(stage.channel.id, permission);
      expect(await stage.chat.post(aPost(stage, someParts(stage.chat).root))).toEqual({
        kind: 'refused',
        scope: 'channel',
        reason: expect.stringContaining('give it View Channel, Send Messages, Embed Links, Create Public Threads'),
      });
    },
  );

  it('is the channel when its id is none', async () => {
    const channel = { platform: 'discord', id: '../users/@me' } as const;
    const outcome = await stage.chat.post(aPost(stage, someParts(stage.chat).root, { channel }));
    expect(outcome).toMatchObject({ kind: 'refused', scope: 'channel' });
    expect(stage.discord.requests).toEqual([]);
  });

  it.each([
    ['a person takes no direct messages', 'closed'],
    ['a person has left every server in which Newsdesk is', 'left'],
  ])('is the channel when %s, so that they are not tried every morning', async (_, is) => {
    const channel = await stage.chat.direct('200000000000000001');
    if (!channel) throw new Error('there is no direct channel');
    directChannel(stage.discord.world, '200000000000000001').extra[is] = true;
    expect(await stage.chat.post(aPost(stage, someParts(stage.chat).root, { channel }))).toEqual({
      kind: 'refused',
      scope: 'channel',
      reason: expect.stringContaining('they must allow direct messages'),
    });
  });

  it('is the channel when it is a category', async () => {
    const channel = { platform: 'discord', id: stage.discord.addChannel({ type: CHANNEL_TYPES.category }) } as const;
    const outcome = await stage.chat.post(aPost(stage, someParts(stage.chat).root, { channel }));
    expect(outcome).toMatchObject({ kind: 'refused', scope: 'channel' });
  });

  it('is the message alone when Discord does not like its form', async () => {
    const { payload } = someParts(stage.chat).root;
    const content = { place: 'root', payload: { ...(payload as RootPayload), content: 'x'.repeat(2_001) } } as const;
    const outcome = await stage.chat.post(aPost(stage, content));
    expect(outcome).toMatchObject({ kind: 'refused', scope: 'message', reason: expect.stringContaining('50035') });
  });

  it('is the token, at every call anew, and no call throws', async () => {
    stage.discord.revokeToken();
    for (let call = 0; call < 3; call++) {
      const outcome = await stage.chat.post(aPost(stage, someParts(stage.chat).root));
      expect(outcome).toMatchObject({ kind: 'refused', scope: 'token' });
    }
    expect(stage.discord.requests).toHaveLength(3);
  });
});

describe('rate limits', () => {
  it('are told to the millisecond, and a global one holds for every channel without another call', async () => {
    stage.discord.fail({ kind: '429', retryAfter: 61.25, global: true, times: 1 });
    const post = aPost(stage, someParts(stage.chat).root);
    expect(await stage.chat.post(post)).toEqual({ kind: 'limited', retryAfterMs: 61_250 });
    const channel = { platform: 'discord', id: stage.discord.addChannel() } as const;
    const elsewhere = await stage.chat.post({ ...post, channel });
    expect(elsewhere).toMatchObject({ kind: 'limited' });
    expect(stage.discord.requests).toHaveLength(1);
  });

  it('are foreseen from the headers, so that they are not run into', async () => {
    stage.discord.limitEachBucket(2, 3_600_000);
    // discord.js learns from the first answer what bucket the route is in, and only then counts.
    await postedRoot(stage, { key: keyOf('first') });
    await postedRoot(stage, { key: keyOf('second') });
    const third = await stage.chat.post(aPost(stage, someParts(stage.chat).root, { key: keyOf('third') }));
    expect(third.kind === 'limited' && third.retryAfterMs).toBeGreaterThan(3_000_000);
    expect(stage.discord.requests.map(({ status }) => status)).toEqual([200, 200]);
  });
});
