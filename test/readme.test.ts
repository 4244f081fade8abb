import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { usageOf } from '../src/cli/news.ts';
import { COMMANDS } from '../src/command/catalogue.ts';
import type { Command } from '../src/command/command.ts';
import { aDesk } from './support/newsdesk.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  // `vitest -u` writes the table anew.
  it('tells each command of chat as the catalogue has it', async () => {
    const marked = /(<!-- chat commands[^>]*-->\n)[\s\S]*(<!-- \/chat commands -->)/;
    expect(readme).toMatch(marked);
    await expect(readme.replace(marked, (_, begin, end) => `${begin}\n${chatCommands()}\n${end}`)).toMatchFileSnapshot(
      '../README.md',
    );
  });

  it('tells each command of the program, and none that is not there', async () => {
    const desk = aDesk();
    onTestFinished(() => desk.remove());
    const { out } = await desk.run(['--help']);
    const commands = [...(out.split('Commands:')[1] ?? '').matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name);
    const table = readme.slice(readme.indexOf('## Commands'), readme.indexOf('### For machines'));
    const told = [...table.matchAll(/^\| `([a-z-]+)/gm)].map(([, name]) => name);
    expect(told.toSorted()).toEqual(commands.filter((name) => name !== 'help').toSorted());
  });
});

function chatCommands(): string {
  const rows = COMMANDS.map((command) => [`\`/${command.root} ${usageOf(command)}\``, escaped(command)]);
  const head = ['in chat', 'does'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return `${[line(head), rule, ...rows.map(line)].join('\n')}\n`;
}

const escaped = ({ description }: Command) => description.replaceAll('|', '\\|');
