import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { grantedBits } from '../../../src/chat/discord/rights.ts';
import { CHANNEL_TYPES, PERMISSIONS } from '../../support/discord/world.ts';
import { type DiscordStage, openStage } from './stage.ts';

let stage: DiscordStage;
beforeEach(async () => {
  stage = await openStage(30_000);
});
afterEach(() => stage.close());

async function lineOf(id: string) {
  const [token, line] = await stage.chat.check([{ platform: 'discord', id }]);
  expect(token).toEqual({ ok: true, text: 'Discord accepts the token; the bot is newsdesk.' });
  return line;
}

describe('a check', () => {
  it('says that a channel is ready, by its name', async () => {
    const text = `Discord channel ${stage.channel.id} (#daily-news) is ready.`;
    expect(await lineOf(stage.channel.id)).toEqual({ ok: true, text });
  });

  it('names what is missing as the settings name it', async () => {
    const id = stage.discord.addChannel({ name: 'quiet', deny: ['EMBED_LINKS', 'CREATE_PUBLIC_THREADS'] });
    const text = `Discord channel ${id} (#quiet): give the bot Embed Links, Create Public Threads there.`;
    expect(await lineOf(id)).toEqual({ ok: false, text });
  });

  it('says so when the bot may not even see the channel', async () => {
    const id = stage.discord.addChannel({ deny: ['VIEW_CHANNEL'] });
    expect(await lineOf(id)).toEqual({ ok: false, text: expect.stringContaining('View Channel') });
  });

  it('asks no thread permission of a forum but to write in its posts', async () => {
    const id = stage.discord.addChannel({ type: CHANNEL_TYPES.forum, deny: ['CREATE_PUBLIC_THREADS'] });
    expect(await lineOf(id)).toMatchObject({ ok: true });
  });

  it('finds the forum that wants tags, the category, and the id that is none', async () => {
    const tagged = stage.discord.addChannel({ type: CHANNEL_TYPES.forum, extra: { flags: 1 << 4 } });
    expect(await lineOf(tagged)).toEqual({ ok: false, text: expect.stringContaining('tag') });
    const category = stage.discord.addChannel({ type: CHANNEL_TYPES.category });
    expect(await lineOf(category)).toEqual({ ok: false, text: expect.stringContaining('category') });
    expect(await lineOf('general')).toEqual({ ok: false, text: expect.stringContaining('digits only') });
  });
});

describe('permissions', () => {
  const { VIEW_CHANNEL, SEND_MESSAGES, EMBED_LINKS } = PERMISSIONS;
  const facts = {
    guildId: '1',
    userId: '9',
    roles: [
      { id: '1', permissions: String(VIEW_CHANNEL | SEND_MESSAGES) },
      { id: '2', permissions: String(EMBED_LINKS) },
      { id: '3', permissions: String(1n << 3n) },
    ],
    member: { roles: ['2'] },
    overwrites: [] as { id: string; allow?: string; deny?: string }[],
  };

  it('are those of everyone and of the roles one has', () => {
    expect(grantedBits(facts)).toBe(VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS);
  });

  it('are overwritten for everyone, then for roles, then for the member', () => {
    const everyone = { id: '1', deny: String(VIEW_CHANNEL | SEND_MESSAGES) };
    const role = { id: '2', allow: String(VIEW_CHANNEL | SEND_MESSAGES), deny: String(EMBED_LINKS) };
    const member = { id: '9', deny: String(SEND_MESSAGES) };
    expect(grantedBits({ ...facts, overwrites: [member, everyone] })).toBe(EMBED_LINKS);
    expect(grantedBits({ ...facts, overwrites: [role, everyone] })).toBe(VIEW_CHANNEL | SEND_MESSAGES);
    expect(grantedBits({ ...facts, overwrites: [member, role, everyone] })).toBe(VIEW_CHANNEL);
  });

  it('are all of them for an administrator, whatever is overwritten', () => {
    const overwrites = [{ id: '1', deny: String(SEND_MESSAGES) }];
    const granted = grantedBits({ ...facts, member: { roles: ['3'] }, overwrites });
    expect(granted & SEND_MESSAGES).toBe(SEND_MESSAGES);
  });
});
