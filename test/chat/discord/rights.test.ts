/** Who is a manager, who sees what, and which channels somebody may name. */
import { describe, expect, it } from 'vitest';
import { IDA, MANAGER, type Person, pressId, typeInto, useCommand, write } from '../../support/discord/people.ts';
import { PERMISSIONS, type World } from '../../support/discord/world.ts';
import type { DiscordServer } from '../../support/discord-server.ts';
import { answerOn, aTalk, type Talk, textIn, until } from './talk.ts';

const HERE = (talk: Talk) => ({ in: talk.discord.channelId });
const { VIEW_CHANNEL } = PERMISSIONS;
const ROLE = '400000000000000001';

/** A channel that only members with the role can see, besides the bot. */
function aPrivateChannel({ addChannel, world }: DiscordServer): string {
  const permission_overwrites = [
    { id: world.guildId, type: 0, allow: '0', deny: String(VIEW_CHANNEL) },
    { id: ROLE, type: 0, allow: String(VIEW_CHANNEL), deny: '0' },
    { id: world.bot.id, type: 1, allow: String(VIEW_CHANNEL), deny: '0' },
  ];
  return addChannel({ name: 'board', extra: { permission_overwrites } });
}

function aRole({ roles }: World, permissions: bigint): void {
  roles.push({
    id: ROLE,
    name: 'Board',
    permissions: String(permissions),
    position: 1,
    color: 0,
    managed: false,
    mentionable: false,
    hoist: false,
  });
}

describe('managers', () => {
  it.each([
    ['Manage Server', 1n << 5n, true],
    ['Manage Channels', 1n << 4n, true],
    ['Administrator', 1n << 3n, true],
    ['Manage Messages and Manage Roles', (1n << 13n) | (1n << 28n), false],
    ['nothing', 0n, false],
  ])('in a command, with %s: %s', async (_, permissions, manager) => {
    const talk = await aTalk();
    await answerOn(useCommand(talk.discord, { ...HERE(talk), by: { ...IDA, permissions } }, 'news-admin pause'));
    expect(talk.asked[0]?.caller.manager).toBe(manager);
  });

  it.each([
    ['a role with Manage Server', { ...IDA, roles: [ROLE] }, 1n << 5n, true],
    ['a role without', { ...IDA, roles: [ROLE] }, 0n, false],
    ['no role', IDA, 1n << 5n, false],
  ])('in a mention, with %s: %s', async (_, by: Person, permissions, manager) => {
    const talk = await aTalk({ before: ({ world }) => aRole(world, permissions) });
    write(talk.discord, { ...HERE(talk), by }, `<@${talk.discord.world.bot.id}> status`);
    await until(() => expect(talk.asked[0]?.caller.manager).toBe(manager));
  });

  it("the server's owner is one in a mention too, and whoever is on the operator's list, anywhere", async () => {
    const listed = { id: '200000000000000009', name: 'Operator' };
    const before = ({ world }: DiscordServer) => {
      world.ownerId = MANAGER.id;
    };
    const talk = await aTalk({ managers: [listed.id], before });
    const called = `<@${talk.discord.world.bot.id}> status`;
    write(talk.discord, { ...HERE(talk), by: { ...MANAGER, permissions: 0n } }, called);
    write(talk.discord, { ...HERE(talk), by: listed }, called);
    write(talk.discord, { in: null, by: listed }, 'status');
    write(talk.discord, { in: null, by: MANAGER }, 'status');
    await until(() => expect(talk.asked).toHaveLength(4));
    const managers = talk.asked.map(({ caller }) => [caller.person === listed.id, caller.place, caller.manager]);
    expect(managers.toSorted()).toEqual([
      [false, 'direct', false],
      [false, 'public', true],
      [true, 'direct', true],
      [true, 'public', true],
    ]);
  });
});

describe('the place', () => {
  it('is private where not everybody on the server can see the channel', async () => {
    let board = '';
    const talk = await aTalk({
      before: (discord) => {
        board = aPrivateChannel(discord);
      },
    });
    await answerOn(useCommand(talk.discord, { in: board }, 'news status'));
    await answerOn(useCommand(talk.discord, HERE(talk), 'news status'));
    expect(talk.asked.map(({ caller }) => caller.place)).toEqual(['private', 'public']);
  });

  it('is private in a channel that the gateway has not told of', async () => {
    const talk = await aTalk();
    const fresh = talk.discord.addChannel({ name: 'fresh' });
    await answerOn(useCommand(talk.discord, { in: fresh }, 'news status'));
    expect(talk.asked[0]?.caller.place).toBe('private');
  });

  it('follows what is changed on the server meanwhile', async () => {
    const talk = await aTalk();
    const { world, channelId } = talk.discord;
    const permission_overwrites = [{ id: world.guildId, type: 0, allow: '0', deny: String(VIEW_CHANNEL) }];
    talk.discord.dispatch('CHANNEL_UPDATE', {
      id: channelId,
      type: 0,
      guild_id: world.guildId,
      name: 'daily-news',
      position: 0,
      permission_overwrites,
    });
    await answerOn(useCommand(talk.discord, HERE(talk), 'news status'));
    expect(talk.asked[0]?.caller.place).toBe('private');
  });
});

describe('a channel that is named', () => {
  const REFUSED = 'You can name only channels of this server that you can see yourself.';

  it('comes as the core writes channels', async () => {
    const talk = await aTalk();
    const other = talk.discord.addChannel({ name: 'other' });
    await answerOn(useCommand(talk.discord, HERE(talk), 'news-admin pause', { channel: { id: other } }));
    expect(talk.asked[0]?.args).toEqual({ channel: `discord:${other}` });
  });

  it('is refused where the person can not see it, and the desk hears nothing', async () => {
    const talk = await aTalk();
    const other = talk.discord.addChannel({ name: 'other' });
    const picked = { channel: { id: other, permissions: 0n } };
    expect(await answerOn(useCommand(talk.discord, HERE(talk), 'news-admin pause', picked))).toContain(REFUSED);
    expect(talk.asked).toEqual([]);
  });

  it.each(['discord:999999999999999999', 'slack:C0123ABCD', 'console:terminal'])(
    'is refused as text (%s) where it is none of this server',
    async (channel) => {
      const talk = await aTalk();
      expect(await answerOn(useCommand(talk.discord, HERE(talk), 'news-admin pause', { channel }))).toContain(REFUSED);
      expect(talk.asked).toEqual([]);
    },
  );

  it('in a mention is checked in the same way', async () => {
    let board = '';
    const talk = await aTalk({
      before: (discord) => {
        aRole(discord.world, 0n);
        board = aPrivateChannel(discord);
      },
    });
    const called = `<@${talk.discord.world.bot.id}> news-admin pause <#${board}>`;
    write(talk.discord, HERE(talk), called);
    expect((await textIn(talk.discord, talk.discord.channelId, 2))[1]).toContain(REFUSED);
    write(talk.discord, { ...HERE(talk), by: { ...IDA, roles: [ROLE] } }, called);
    await until(() =>
      expect(talk.asked).toMatchObject([{ command: 'news-admin pause', args: { channel: `discord:${board}` } }]),
    );
  });
});

const MANAGE_CHANNELS = 1n << 4n;

/** A channel in which one person has been given Manage Channels, and nothing elsewhere. */
function aChannelOf({ addChannel }: DiscordServer, person: Person): string {
  const given = { id: person.id, type: 1, allow: String(MANAGE_CHANNELS), deny: '0' };
  return addChannel({ name: 'handed-over', extra: { permission_overwrites: [given] } });
}

/** Somebody who may manage one channel only, in it; `other` is a public channel beside it. */
async function aTalkWithCaretaker(over: Parameters<typeof aTalk>[0] = {}) {
  const caretaker = { ...IDA, permissions: VIEW_CHANNEL | MANAGE_CHANNELS };
  let own = '';
  let other = '';
  const talk = await aTalk({
    ...over,
    before: (discord) => {
      own = aChannelOf(discord, caretaker);
      other = discord.addChannel({ name: 'other' });
    },
  });
  return { talk, own, other, at: { in: own, by: caretaker } };
}

describe('Manage Channels that was given in one channel', () => {
  it('makes a manager of that channel only, in a command and in a mention', async () => {
    const { talk, at } = await aTalkWithCaretaker();
    await answerOn(useCommand(talk.discord, at, 'news-admin pause'));
    write(talk.discord, at, `<@${talk.discord.world.bot.id}> status`);
    await until(() => expect(talk.asked).toHaveLength(2));
    expect(talk.asked.map(({ caller: { manager, reach } }) => [manager, reach])).toEqual([
      [true, 'channel'],
      [true, 'channel'],
    ]);
  });

  it('is the whole server’s where a role has it, or whoever has Manage Server or is on the operator’s list', async () => {
    const before = (discord: DiscordServer) => aRole(discord.world, MANAGE_CHANNELS);
    const listed = { id: '200000000000000009', name: 'Operator', permissions: MANAGE_CHANNELS };
    const talk = await aTalk({ before, managers: [listed.id] });
    const fresh = talk.discord.addChannel({ name: 'not told of' });
    for (const by of [{ ...IDA, roles: [ROLE], permissions: MANAGE_CHANNELS }, MANAGER, listed]) {
      for (const place of [talk.discord.channelId, fresh]) {
        await answerOn(useCommand(talk.discord, { in: place, by }, 'news-admin pause'));
      }
    }
    expect(talk.asked.map(({ caller }) => [caller.manager, caller.reach])).toEqual(
      Array.from({ length: 6 }, () => [true, undefined]),
    );
  });

  it('does not reach another channel: picked, written by a button of old, or in a mention', async () => {
    const { talk, other, at } = await aTalkWithCaretaker();
    const { discord } = talk;
    const REFUSED = 'only for channels in which you have Manage Channels';
    const seenOnly = { channel: { id: other, permissions: VIEW_CHANNEL } };
    expect(await answerOn(useCommand(discord, at, 'news-admin pause', seenOnly))).toContain(REFUSED);
    const root = write(discord, { in: at.in, by: MANAGER }, 'a message');
    for (const channel of [`discord:${other}`, `<#${other}>`, ` discord:${other} `]) {
      const customId = `news-admin pause?${new URLSearchParams({ channel })}`;
      expect(await answerOn(pressId(discord, at, root, customId))).toContain(REFUSED);
    }
    const before = discord.posted(at.in).length;
    write(discord, at, `<@${discord.world.bot.id}> news-admin pause <#${other}>`);
    expect((await textIn(discord, at.in, before + 2)).at(-1)).toContain(REFUSED);
    expect(talk.asked).toEqual([]);
    const theirs = { channel: { id: other, permissions: VIEW_CHANNEL | MANAGE_CHANNELS } };
    await answerOn(useCommand(discord, at, 'news-admin pause', theirs));
    expect(talk.asked).toHaveLength(1);
  });

  it('offers nothing of another channel while somebody types', async () => {
    const asked: unknown[] = [];
    const complete = async ({ args }: { args: unknown }) => {
      asked.push(args);
      return [{ label: 'mergers', value: 'mergers' }];
    };
    const { talk, other, own, at } = await aTalkWithCaretaker({ desk: { complete } });
    const typing = (channel: string, by = at.by) =>
      typeInto(talk.discord, { ...at, by }, 'news-admin unsubscribe', 'topic', 'm', {
        channel: { id: channel, permissions: VIEW_CHANNEL },
      });
    const foreign = typing(other);
    const theirs = typing(own);
    await until(() => expect(foreign.callback && theirs.callback).not.toBeNull());
    expect(foreign.callback?.data).toEqual({ choices: [] });
    expect(theirs.callback?.data).toMatchObject({ choices: [{ value: 'mergers' }] });
    expect(asked).toMatchObject([{ channel: `discord:${own}` }]);
  });
});
