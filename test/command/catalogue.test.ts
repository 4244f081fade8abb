import { describe, expect, it } from 'vitest';
import { COMMANDS, commandNamed, commandsOf } from '../../src/command/catalogue.ts';
import { commandName } from '../../src/command/command.ts';
import { GROUPS } from '../../src/command/everyone/help-pages.ts';

const named = COMMANDS.map((command) => [commandName(command), command] as const);

describe('the catalogue', () => {
  it('has every command of the design', () => {
    const paths = (root: 'news' | 'news-admin') => commandsOf(root).map(({ path }) => path.join(' '));
    expect(paths('news').toSorted()).toEqual(
      'ask changed digest follow help list report search sources status story topics unfollow why'.split(' '),
    );
    expect(paths('news-admin').toSorted()).toEqual(
      [
        ...'audit budget correct erase mute pause preview resume retry schedule subscribe'.split(' '),
        'story merge',
        'story split',
        'topic add',
        'topic edit',
        'topic remove',
        'unsubscribe',
      ].toSorted(),
    );
  });

  it('names each command once, and finds it by its name', () => {
    expect(new Set(named.map(([name]) => name)).size).toBe(COMMANDS.length);
    for (const [name, command] of named) expect(commandNamed(name)).toBe(command);
    expect(commandNamed('news constructor')).toBeNull();
    expect(commandNamed('__proto__')).toBeNull();
  });

  it('stands whole in the help', () => {
    for (const root of ['news', 'news-admin'] as const) {
      expect(
        Object.values(GROUPS[root])
          .flatMap((briefs) => Object.keys(briefs))
          .toSorted(),
      ).toEqual(
        commandsOf(root)
          .map(({ path }) => path.join(' '))
          .toSorted(),
      );
    }
  });
});

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object */
describe.each(named)('%s', (name, command) => {
  it('keeps the limits of both platforms', () => {
    expect(name).toMatch(/^news(-admin)?( [a-z]{1,32}){1,2}$/);
    expect(command.description.length).toBeLessThanOrEqual(100);
    expect(command.verb.length).toBeLessThanOrEqual(24);
    expect(command.options.length).toBeLessThanOrEqual(25);
    for (const option of command.options) {
      expect(option.name).toMatch(/^[a-z]{1,32}$/);
      expect(option.description.length).toBeLessThanOrEqual(100);
      expect(option.choices?.length ?? 0).toBeLessThanOrEqual(25);
    }
  });

  it('can be written in one line', () => {
    expect(command.options.filter(({ rest }) => rest).length).toBeLessThanOrEqual(1);
    // A name that stands for something else in an action would be taken for it.
    expect(command.options.map((option) => option.name)).not.toContain('digest');
    expect(command.options.map((option) => option.name)).not.toContain('draft');
    expect(command.example.startsWith(command.path.join(' '))).toBe(true);
  });
});
