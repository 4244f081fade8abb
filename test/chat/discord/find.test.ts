import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordChat } from '../../../src/chat/discord/discord.ts';
import { CHANNEL_TYPES } from '../../support/discord/world.ts';
import { aPost, type DiscordStage, keyOf, openStage, postedRoot, someParts, TOKEN } from './stage.ts';

const PATIENT_MS = 30_000;
const HOUR_MS = 3_600_000;
let stage: DiscordStage;
beforeEach(async () => {
  stage = await openStage(PATIENT_MS);
});
afterEach(() => stage.close());

const rootPost = () => aPost(stage, someParts(stage.chat).root);
const chatter = (count: number) => {
  for (let n = 0; n < count; n++) stage.discord.someoneSays(stage.channel.id, { content: `Chatter ${n}` });
};

describe('long after the first call, when Discord has forgotten the key', () => {
  it('a root is found, where posting again would double it', async () => {
    const post = rootPost();
    stage.discord.fail({ kind: 'hang-up-after', times: 1 });
    expect(await stage.chat.post(post)).toMatchObject({ kind: 'unknown' });
    stage.discord.advance(HOUR_MS);
    const [posted] = stage.discord.posted(stage.channel.id);
    expect(await stage.chat.find(post)).toEqual({ kind: 'posted', ref: posted?.id });
    await stage.chat.post(post);
    expect(stage.discord.posted(stage.channel.id)).toHaveLength(2);
  });

  it('a root is found behind a page and more of other messages', async () => {
    chatter(130);
    const post = rootPost();
    const ref = await postedRoot(stage);
    chatter(130);
    stage.discord.advance(HOUR_MS);
    expect(await stage.chat.find(post)).toEqual({ kind: 'posted', ref });
  });

  it('a root that was never posted is absent, whatever else was said', async () => {
    const post = rootPost();
    await postedRoot(stage, { key: keyOf('another') });
    chatter(230);
    stage.discord.advance(HOUR_MS);
    expect(await stage.chat.find(post)).toEqual({ kind: 'absent' });
  });

  it('nothing is said of a root under more messages than can be read', async () => {
    const post = rootPost();
    chatter(2_100);
    stage.discord.advance(HOUR_MS);
    expect(await stage.chat.find(post)).toEqual({ kind: 'untellable', reason: expect.stringContaining('2000') });
  });

  it('a root whose embed Discord dropped is known by its words', async () => {
    stage.discord.deny(stage.channel.id, 'EMBED_LINKS');
    const post = rootPost();
    const ref = await postedRoot(stage);
    stage.discord.advance(HOUR_MS);
    expect(stage.discord.posted(stage.channel.id)[0]?.['embeds']).toEqual([]);
    expect(await stage.chat.find(post)).toEqual({ kind: 'posted', ref });
  });

  it('cards that went into the channel itself are found there', async () => {
    stage.discord.deny(stage.channel.id, 'CREATE_PUBLIC_THREADS');
    const rootRef = await postedRoot(stage);
    const post = aPost(stage, someParts(stage.chat).cards, { key: keyOf('cards'), rootRef });
    const sent = await stage.chat.post(post);
    stage.discord.advance(HOUR_MS);
    expect(await stage.chat.find(post)).toEqual({ kind: 'posted', ref: 'ref' in sent ? sent.ref : '' });
    expect(await stage.chat.find({ ...post, key: keyOf('other') })).toEqual({ kind: 'absent' });
  });

  it("a forum's post is found among others, and one that is not there is absent", async () => {
    const channel = { platform: 'discord', id: stage.discord.addChannel({ type: CHANNEL_TYPES.forum }) } as const;
    await postedRoot(stage, { channel, key: keyOf('yesterday') });
    const ref = await postedRoot(stage, { channel });
    await postedRoot(stage, { channel, key: keyOf('tomorrow') });
    stage.discord.advance(HOUR_MS);
    const post = { ...rootPost(), channel, firstTriedAt: new Date(stage.discord.world.now() - HOUR_MS) };
    expect(await stage.chat.find(post)).toEqual({ kind: 'posted', ref });
    expect(await stage.chat.find({ ...post, key: keyOf('never') })).toEqual({ kind: 'absent' });
  });
});

describe('without Read Message History, when Discord shows an empty channel', () => {
  beforeEach(() => {
    stage.discord.deny(stage.channel.id, 'READ_MESSAGE_HISTORY');
  });

  it('posting again is safe while Discord remembers the key', async () => {
    const post = rootPost();
    await stage.chat.post(post);
    stage.discord.advance(60_000);
    expect(await stage.chat.find(post)).toEqual({ kind: 'absent' });
    await stage.chat.post(post);
    expect(stage.discord.posted(stage.channel.id)).toHaveLength(1);
  });

  it('later nobody can tell, and the cure is said', async () => {
    const post = rootPost();
    await stage.chat.post(post);
    stage.discord.advance(HOUR_MS);
    const reason = expect.stringContaining('Read Message History');
    expect(await stage.chat.find(post)).toEqual({ kind: 'untellable', reason });
  });
});

describe('in a channel that was always empty', () => {
  it('nothing is there', async () => {
    const post = rootPost();
    stage.discord.advance(HOUR_MS);
    expect(await stage.chat.find(post)).toEqual({ kind: 'absent' });
  });
});

describe('a look-up that takes long', () => {
  it('ends before the lease of its delivery does, without a word on whether it was posted', async () => {
    chatter(2_500);
    let seconds = 0;
    const clock = {
      now: () => {
        seconds += 4;
        return new Date(stage.discord.world.now() + seconds * 1_000);
      },
      sleep: () => Promise.resolve(),
    };
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const options = { token: TOKEN, apiUrl: stage.discord.apiUrl, managers: [] };
    const chat = await createDiscordChat(options, { clock, log });
    const firstTriedAt = new Date(stage.discord.world.now() - HOUR_MS);
    const reason = 'Discord has not said enough within 40 seconds.';
    expect(await chat.find({ ...rootPost(), firstTriedAt })).toEqual({ kind: 'unavailable', reason });
    expect(stage.discord.requests.length).toBeLessThan(12);
    await chat.close();
  });
});
