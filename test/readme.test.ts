import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { NEEDED_PERMISSIONS } from '../src/chat/discord/invite.ts';
import { usageOf } from '../src/cli/news.ts';
import { COMMANDS } from '../src/command/catalogue.ts';
import type { Command } from '../src/command/command.ts';
import { settingNames } from '../src/config/settings.ts';
import { aDesk } from './support/newsdesk.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');
const example = read('.env.example');

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

describe('what is told of settings', () => {
  it('is in .env.example for each that there is, empty and after its explanation, and for no other', () => {
    expect(Object.keys(parseEnv(example)).toSorted()).toEqual(settingNames().toSorted());
    expect(Object.values(parseEnv(example)).join('')).toBe('');
    for (const [before, name] of example.matchAll(/(.*)\n([A-Z_]+)=/g)) expect([name, before]).not.toEqual([name, '']);
  });

  it('names in the README and the docs only what is there', () => {
    // Of Docker Compose, of the tests, and of Node.
    const others = read('compose.yaml') + read('docs/CONTRIBUTING.md') + read('Dockerfile');
    const known = new Set([...settingNames(), ...(others.match(NAMES) ?? [])]);
    const told = new Set(readme.match(NAMES));
    expect([...told].filter((name) => !known.has(name))).toEqual([]);
    expect(told.size).toBeGreaterThan(20);
  });
});

const NAMES = /\b(?:OPENAI|SLACK|DISCORD|NEWSDESK|OTEL|DATABASE|LOG|TEST|POSTGRES)_[A-Z_]+\b/g;

describe('what is told of rights', () => {
  it.each([
    ['the README', readme],
    ['.env.example', example],
  ])('names in %s what the bot needs on Discord, as Discord names it', (_, text) => {
    const told = text.replaceAll(/\s+(?:# )?/g, ' ');
    const names = NEEDED_PERMISSIONS.map((name) => SHOWN[name] ?? name.replace(/(?<=[a-z])(?=[A-Z])/g, ' '));
    for (const name of names) expect(told).toContain(name);
  });
});

/** Where the settings of Discord word it otherwise than its API. */
const SHOWN: Readonly<Record<string, string>> = {
  ViewChannel: 'View Channels',
  SendMessagesInThreads: 'Send Messages in Threads',
};

describe('links', () => {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  );
  const files = ['README.md', ...docs.map((name) => join('docs', name))];

  it.each(files)('and paths in %s lead somewhere', (file) => {
    const text = read(file).replace(/```[\s\S]*?```/g, '');
    const linked = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    for (const target of linked.filter((one) => !/^https?:/.test(one))) {
      const [path = '', anchor] = target.split('#');
      const place = path === '' ? file : join(dirname(file), path);
      expect([target, existsSync(join(root, place))]).toEqual([target, true]);
      if (anchor !== undefined)
        expect([target, anchorsOf(read(place))]).toEqual([target, expect.arrayContaining([anchor])]);
    }
    const named = [...text.matchAll(/`((?:docs|prompts|feeds\/samples|test\/faults|test\/eval)\/[\w./-]*)`/g)];
    for (const [, path = ''] of named) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
  });
});

/** As GitHub makes them of headings. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );

describe('what machines are told', () => {
  it('is what they get', async () => {
    const desk = aDesk({ samples: true });
    onTestFinished(() => desk.remove());
    desk.write('feeds/inbox/toll.txt', readFileSync(join(root, 'feeds/samples/01-orrin-strait-toll.txt'), 'utf8'));
    const once = (await desk.run(['once', '--now', '--json'])).json();
    const [story] = (await desk.run(['stories', '--json'])).json();
    const [hit] = (await desk.run(['search', '--json', 'toll'])).json();
    const answer = (await desk.run(['ask', '--json', 'What toll did Velmara announce?'])).json();
    const [finding] = (await desk.run(['doctor', '--json'])).json();
    for (const value of [once, story, hit, answer, finding]) {
      expect(readme.replaceAll(/\s+/g, ' ')).toContain(shapeOf(value));
    }
  });
});

/** `{ "key", "list": [{ "key" }] }`, as the README writes it; of a list, its first element. */
function shapeOf(value: object): string {
  const keys = Object.entries(value).map(([key, inside]) => {
    const first = Array.isArray(inside) ? inside[0] : null;
    return typeof first === 'object' && first !== null ? `"${key}": [${shapeOf(first)}]` : `"${key}"`;
  });
  return `{ ${keys.join(', ')} }`;
}

describe('the program', () => {
  it('can be run by npx after a pull, which keeps only what git knows of a file', () => {
    expect(statSync(join(root, 'src', 'newsdesk.mjs')).mode & 0o111).toBe(0o111);
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
