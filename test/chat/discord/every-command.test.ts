/** Every command by everybody, with the real desk behind the real adapter, at a server that refuses what Discord refuses. */
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/command/catalogue.ts';
import { type Command, commandName, isForManagers, type Option } from '../../../src/command/command.ts';
import { IDA, type Person, useCommand, type Values, type Where } from '../../support/discord/people.ts';
import type { DiscordServer } from '../../support/discord-server.ts';
import { aNewsroom, expectAllTaken, wholeAnswer } from './newsroom.ts';
import { isHidden, type Talk } from './talk.ts';

const OWNER = '100000000000000001';
const LISTED = '200000000000000009';

interface Role {
  readonly is: string;
  readonly person?: Partial<Person>;
  readonly manages?: boolean;
  /** In a server's channel when left out. */
  readonly in?: null;
  readonly oddly?: Where['oddly'];
}

const asMember = (permissions?: unknown) => ({ member: { user: { id: IDA.id }, roles: [], permissions } });

const ROLES: readonly Role[] = [
  { is: 'an administrator', person: { permissions: 1n << 3n }, manages: true },
  { is: 'a member with Manage Server', person: { permissions: 1n << 5n }, manages: true },
  { is: 'a member with Manage Channels', person: { permissions: 1n << 4n }, manages: true },
  { is: 'the owner, of whom Discord says nothing else', person: { id: OWNER, permissions: 0n }, manages: true },
  { is: 'somebody whom the operator listed', person: { id: LISTED, permissions: 0n }, manages: true },
  { is: 'an ordinary member', person: { permissions: 0n } },
  { is: 'a member whose rights Discord leaves out', oddly: asMember() },
  { is: 'a member whose rights make no sense', oddly: asMember('many') },
  { is: 'somebody in a direct message', in: null },
  { is: 'somebody who brought Newsdesk along', in: null, oddly: { context: 2 } },
];

/** Something that every option takes. */
function valuesOf({ options }: Command, { channelId }: DiscordServer): Values {
  return Object.fromEntries(options.map((option) => [option.name, given(option, channelId)]));
}

const GIVEN: Readonly<Record<string, string>> = {
  topic: 'energy',
  time: '07:30',
  zone: 'Europe/Berlin',
  days: 'weekdays',
  lookback: 'fri 17:00',
  since: '7d',
  story: 'strait toll',
  with: 'harbour strike',
  article: 'toll',
  terms: 'pier, quay',
  whom: 'me',
  confirm: 'no',
};

function given({ name, type, choices, min }: Option, channelId: string) {
  if (type === 'channel') return { id: channelId };
  if (type === 'number') return min ?? 1;
  return choices?.[0]?.value ?? GIVEN[name] ?? 'piers';
}

const whereIs = ({ discord }: Talk, { person, in: place, oddly }: Role): Where => ({
  by: { ...IDA, ...person },
  in: place === null ? null : discord.channelId,
  ...(oddly && { oddly }),
});

describe.each(ROLES)('$is', (role) => {
  it('is answered on every command, and does what managers do only as one', async () => {
    const talk = await aNewsroom({ managers: [LISTED] });
    const isAlone = role.in === null && role.oddly === undefined;
    for (const command of COMMANDS) {
      const name = commandName(command);
      const interaction = useCommand(talk.discord, whereIs(talk, role), name, valuesOf(command, talk.discord));
      const text = await wholeAnswer(talk, interaction);
      expect(text, name).not.toMatch(/went wrong/);
      if (isForManagers(command) && !role.manages) expect(text, name).toMatch(/^Only members with Manage Server/);
      if (isForManagers(command) && role.manages)
        expect(text, name).not.toMatch(/Only members|manage this channel only/);
      const hidden = interaction.messages.map(({ flags }) => isHidden(flags));
      const isForAll = isAlone || (command.seen === 'channel' && role.in !== null);
      expect(hidden, name).toEqual(hidden.map(() => !isForAll));
    }
    expectAllTaken(talk);
  }, 60_000);
});
