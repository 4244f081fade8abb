import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discordApplication } from '../../../src/chat/discord/application.ts';
import { discordInvite } from '../../../src/chat/discord/invite.ts';
import { message } from '../../../src/command/reply.ts';
import { CHANNEL_TYPES, PERMISSIONS, storeMessage } from '../../support/discord/world.ts';
import { type DiscordStage, openStage, TOKEN } from './stage.ts';
import { button, textIn } from './talk.ts';

let stage: DiscordStage;
beforeEach(async () => {
  stage = await openStage(30_000);
});
afterEach(() => stage.close());

const hello = message({ say: 'This channel is subscribed to trade.', controls: [button('List', 'news list')] });

describe('what is said outside the outbox', () => {
  it('stands in the channel, with its buttons', async () => {
    const outcome = await stage.chat.say({ channel: stage.channel, thread: null }, hello);
    expect(await textIn(stage.discord, stage.channel.id)).toEqual(['This channel is subscribed to trade.\n\n[List]']);
    expect(outcome).toEqual({ kind: 'sent', ref: stage.discord.posted(stage.channel.id)[0]?.id });
  });

  it('stands in the thread, which is started where there is none', async () => {
    const root = storeMessage(stage.discord.world, stage.channel.id, { content: 'Digest' });
    for (let time = 0; time < 2; time++) {
      expect(await stage.chat.say({ channel: stage.channel, thread: root.id }, hello)).toMatchObject({ kind: 'sent' });
    }
    expect(stage.discord.posted(root.id)).toHaveLength(2);
    expect(stage.discord.posted(stage.channel.id)).toHaveLength(1);
  });

  it('is a post of its own in a forum, called by what it says', async () => {
    const forum = stage.discord.addChannel({ name: 'briefings', type: CHANNEL_TYPES.forum });
    expect(await stage.chat.say({ channel: { platform: 'discord', id: forum }, thread: null }, hello)).toMatchObject({
      kind: 'sent',
    });
    expect(stage.discord.threadsOf(forum).map(({ name }) => name)).toEqual(['This channel is subscribed to trade.']);
  });

  it.each(['500', '429', 'hang-up-after'] as const)('is tried once (%s)', async (kind) => {
    stage.discord.fail({ kind, times: 5 });
    const outcome = await stage.chat.say({ channel: stage.channel, thread: null }, hello);
    expect(outcome.kind).toBe(kind === '429' ? 'limited' : 'unknown');
    expect(stage.discord.requests).toHaveLength(1);
  });

  it('goes nowhere where the channel is none', async () => {
    const channel = { platform: 'discord', id: '../../users/@me' } as const;
    expect(await stage.chat.say({ channel, thread: null }, hello)).toMatchObject({ kind: 'refused', scope: 'channel' });
    expect(stage.discord.requests).toEqual([]);
  });
});

describe('a direct channel', () => {
  it('is one to which things can be said', async () => {
    const direct = await stage.chat.direct('200000000000000001');
    expect(direct).toEqual({ platform: 'discord', id: expect.stringMatching(/^\d+$/) });
    if (direct) expect(await stage.chat.say({ channel: direct, thread: null }, hello)).toMatchObject({ kind: 'sent' });
  });

  it.each(['U0123', ''])('is none for somebody who is not of Discord (%j)', async (person) => {
    expect(await stage.chat.direct(person)).toBeNull();
  });

  it('is none when Discord gives none', async () => {
    stage.discord.fail({ kind: '500', times: 1 });
    expect(await stage.chat.direct('200000000000000001')).toBeNull();
  });
});

describe('the invitation', () => {
  it('asks for the two scopes and exactly the rights that Newsdesk uses', () => {
    const link = new URL(discordInvite('123'));
    expect(`${link.origin}${link.pathname}`).toBe('https://discord.com/oauth2/authorize');
    const everything = Object.values(PERMISSIONS).reduce((bits, bit) => bits | bit, 0n);
    expect(Object.fromEntries(link.searchParams)).toEqual({
      client_id: '123',
      scope: 'bot applications.commands',
      permissions: String(everything),
    });
  });

  it('comes with the application that a token belongs to', async () => {
    const options = { token: TOKEN, apiUrl: stage.discord.apiUrl, timeoutMs: 5_000 };
    const { id } = stage.discord.world.bot;
    expect(await discordApplication(options)).toEqual({
      kind: 'known',
      id,
      name: 'newsdesk',
      invitation: discordInvite(id),
      faults: [],
    });
    expect(await discordApplication({ ...options, token: 'wrong' })).toEqual({
      kind: 'unknown',
      reason: expect.stringContaining('refuses'),
    });
  });
});

describe('an application with which nothing would be heard', () => {
  it.each([
    [{ interactions_endpoint_url: 'https://example.com/hook' }, 'Interactions Endpoint URL'],
    [{ bot_require_code_grant: true }, 'Requires OAuth2 Code Grant'],
    [{ integration_types_config: { 1: {} } }, 'Guild Install'],
  ])('is found by the check: %j', async (fields, words) => {
    Object.assign(stage.discord.world.application, fields);
    const lines = await stage.chat.check([]);
    expect(lines).toEqual([expect.objectContaining({ ok: true }), { ok: false, text: expect.stringContaining(words) }]);
  });
});
