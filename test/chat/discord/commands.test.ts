import { describe, expect, it } from 'vitest';
import { applicationCommands } from '../../../src/chat/discord/commands.ts';
import { COMMANDS } from '../../../src/command/catalogue.ts';
import type { Command } from '../../../src/command/command.ts';
import { commandFaults } from '../../support/discord/command-refusals.ts';
import { aTalk } from './talk.ts';

const PATH = (id: string) => `/applications/${id}/commands`;

/** The registered commands, each as people see it while they type: `/news ask question* topic~ since`. */
function listed(commands: readonly unknown[]): string[] {
  return commands.flatMap((command) => lines(command as Listed, ''));
}

interface Listed {
  readonly name: string;
  readonly type: number;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly options?: readonly Listed[];
}

function lines({ name, options = [] }: Listed, before: string): string[] {
  const full = `${before}${before === '' ? '/' : ' '}${name}`;
  if (options.some(({ type }) => type <= 2)) return options.flatMap((option) => lines(option, full));
  const marked = options.map((one) => `${one.name}${one.required ? '*' : ''}${one.autocomplete ? '~' : ''}`);
  return [[full, ...marked].join(' ')];
}

describe('the commands', () => {
  it('are what Discord takes', () => {
    expect(commandFaults(applicationCommands(COMMANDS))).toEqual([]);
  });

  it('are all there, in their groups, what is required first', async () => {
    const { discord } = await aTalk();
    const names = listed(discord.world.commands.get(PATH(discord.world.bot.id)) ?? []);
    expect(names).toHaveLength(COMMANDS.length);
    expect(names).toContain('/news ask question* topic~ since');
    expect(names).toContain('/news-admin topic add name* terms* description');
    expect(names).toContain('/news-admin subscribe topic*~ channel time zone~ days lookback');
  });

  it('stand in the order that Discord wants, whatever the catalogue has', () => {
    const option = { name: 'late', description: 'Late', type: 'text', required: true } as const;
    const early = { ...option, name: 'early', required: false } as const;
    const command: Command = { ...(COMMANDS[0] as Command), options: [early, option] };
    expect(listed(applicationCommands([command]))).toEqual(['/news digest late* early']);
  });

  it('give each option its kind: whole numbers with bounds, channels that can be posted to, choices', () => {
    const text = JSON.stringify(applicationCommands(COMMANDS));
    expect(text).toMatch(
      /"name":"hours","description":"[^"]+","required":false,"type":4,"min_value":1,"max_value":744/,
    );
    expect(text).toContain('"type":7,"channel_types":[0,5,15]');
    expect(text).toContain('{"name":"Post nothing","value":"silent"}');
  });

  it('show the managers’ ones to managers only, and in servers only', () => {
    const [news, admin] = applicationCommands(COMMANDS);
    expect(news).toMatchObject({ name: 'news', contexts: [0, 1], default_member_permissions: null });
    expect(admin).toMatchObject({ name: 'news-admin', contexts: [0], default_member_permissions: 32 });
  });
});

describe('registration', () => {
  it('changes nothing at the next start, and something when a command differs', async () => {
    const first = await aTalk();
    const kept = first.discord.world.commands;
    const again = await aTalk({
      before: ({ world }) => void world.commands.set(PATH(world.bot.id), [...kept.values()].flat()),
    });
    expect(again.discord.requests.filter(({ method }) => method === 'PUT')).toEqual([]);
    const fewer = { desk: { commands: COMMANDS.slice(1) } };
    const third = await aTalk({
      ...fewer,
      before: ({ world }) => void world.commands.set(PATH(world.bot.id), [...kept.values()].flat()),
    });
    expect(third.discord.requests.filter(({ method, status }) => method === 'PUT' && status === 200)).toHaveLength(1);
  });

  it('that is refused is told to the operator, and people can still write to Newsdesk', async () => {
    const twice = { ...(COMMANDS[0] as Command), description: 'x'.repeat(101) };
    const talk = await aTalk({ desk: { commands: [twice] } });
    expect(talk.logged.join('\n')).toMatch(/could not be registered.*50035/);
  });
});
