import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asTyped, news, newsHelp, type OpenDesk } from '../../src/cli/news.ts';
import { COMMANDS } from '../../src/command/catalogue.ts';
import type { Invocation } from '../../src/command/command.ts';
import { parseCommand } from '../../src/command/parse.ts';
import { sentence } from '../../src/command/reply.ts';
import { loadConfig } from '../../src/config.ts';

let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

function config() {
  const loaded = loadConfig({}, '/nowhere');
  if (!loaded.ok) throw new Error('no configuration');
  return loaded.config;
}

/** A desk that refuses everything, kindly. */
function aDesk() {
  const asked: Invocation[] = [];
  let closed = 0;
  const openDesk: OpenDesk = async (_config, screen) => ({
    desk: {
      commands: COMMANDS,
      complete: async () => [],
      form: async () => null,
      async answer(invocation: Invocation) {
        asked.push(invocation);
        if (invocation.command === 'news-admin topic remove') screen.write('Told beside the answer.\n');
        return sentence('That story is not known here.');
      },
      home: async () => sentence('').message,
    },
    async close() {
      closed++;
    },
  });
  return { asked, openDesk, closed: () => closed };
}

describe('newsdesk news', () => {
  it('asks the desk as chat would, prints the reply, and closes what it opened', async () => {
    const { asked, openDesk, closed } = aDesk();
    await news(config(), { root: 'news', words: ['why', 'strait toll', 'topic:the sea'], json: false }, openDesk);
    expect(asked).toMatchObject([
      { command: 'news why', caller: { platform: 'console', manager: true, place: 'private' }, via: 'command' },
    ]);
    expect(printed).toBe('That story is not known here.\n');
    expect(closed()).toBe(1);
  });

  it('keeps what is told beside the answer out of what machines read', async () => {
    const { openDesk } = aDesk();
    let past = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      past += String(text);
      return true;
    });
    await news(config(), { root: 'news-admin', words: ['topic', 'remove', 'tea'], json: true }, openDesk);
    expect(JSON.parse(printed)).toMatchObject({ command: 'news-admin topic remove' });
    expect(past).toBe('Told beside the answer.\n');
  });

  it('gives machines the command and the reply', async () => {
    const { openDesk } = aDesk();
    await news(config(), { root: 'news-admin', words: ['pause'], json: true }, openDesk);
    expect(JSON.parse(printed)).toMatchObject({
      command: 'news-admin pause',
      reply: { text: ['That story is not known here.'], message: { notification: 'That story is not known here.' } },
    });
  });

  it('closes what it opened when something goes wrong', async () => {
    const { openDesk, closed } = aDesk();
    const broken: OpenDesk = async (...given) => {
      const opened = await openDesk(...given);
      return { ...opened, desk: { ...opened.desk, answer: () => Promise.reject(new Error('no')) } };
    };
    await expect(news(config(), { root: 'news', words: ['status'], json: false }, broken)).rejects.toThrow('no');
    expect(closed()).toBe(1);
  });

  it('needs no desk to show its help', async () => {
    const never = () => Promise.reject(new Error('opened'));
    await news(config(), { root: 'news', words: [], json: false }, never);
    await expect(printed).toMatchFileSnapshot('golden/news-help.txt');
    printed = '';
    await news(config(), { root: 'news-admin', words: [], json: true }, never);
    expect(JSON.parse(printed).reply.text.join('\n')).toBe(newsHelp('news-admin'));
    await expect(newsHelp('news-admin')).toMatchFileSnapshot('golden/news-admin-help.txt');
  });

  it('has each command of the catalogue in its help', () => {
    const help = `${newsHelp('news')}\n${newsHelp('news-admin')}`;
    for (const { path, description } of COMMANDS)
      expect(help).toMatch(new RegExp(`^  ${path.join(' ')}\\b.*  ${description.replace(/[.?*()]/g, '\\$&')}$`, 'm'));
  });

  it.each([
    [['ask', 'What did Karsund say?'], { question: 'What did Karsund say?' }],
    [['ask What did Karsund say?'], { question: 'What did Karsund say?' }],
    [['ask', 'What', 'happened?', 'topic:trade'], { question: 'What happened?', topic: 'trade' }],
    [['report', 'strait toll', 'The date is wrong'], { story: 'strait toll', reason: 'The date is wrong' }],
    [['report', 'story:strait toll', 'wrong'], { story: 'strait toll', reason: 'wrong' }],
  ])('reads what the shell parted: %j', (words, args) => {
    expect(parseCommand('news', asTyped(words)).args).toEqual(args);
  });
});
