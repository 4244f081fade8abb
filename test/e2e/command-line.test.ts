import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDesk, type Desk } from '../support/newsdesk.ts';

const TOLL = `date 2026-11-10 Velmara announces a toll in the Orrin Strait

Ilse Maronne, minister of transport of Velmara, announced a toll of 12,000 crowns on Tuesday for ships in the Orrin Strait.

Advertisment

Karsund is expected to bring the case before the Strait Commission. The toll could strain the grain trade between Velmara and Karsund.
`;

let desk: Desk;
beforeEach(() => {
  desk = aDesk();
});
afterEach(() => desk.remove());

const keys = (value: object) => Object.keys(value);

describe('summarize', () => {
  it('prints the contract’s JSON, each quote verbatim at its offsets, and stores nothing', async () => {
    writeFileSync(join(desk.folder, 'toll.txt'), TOLL);
    const run = await desk.run(['summarize', '--json', 'toll.txt']);
    expect(run.code).toBe(0);
    const [summary] = run.json();
    expect(keys(summary)).toEqual([
      'file',
      'article',
      'headline',
      'actors',
      'implications',
      'topics',
      'unsupported',
      'reader',
      'usage',
    ]);
    expect(keys(summary.article)).toEqual(['id', 'title', 'date', 'source', 'url', 'language', 'text']);
    expect(keys(summary.actors[0])).toEqual(['name', 'kind', 'role', 'text', 'evidence']);
    expect(keys(summary.implications[0])).toEqual(['text', 'basis', 'likelihood', 'evidence']);
    expect(summary).toMatchObject({ file: 'toll.txt', reader: 'offline', article: { date: '2026-11-10' } });
    expect(summary.actors.map((actor: { name: string }) => actor.name)).toContain('Ilse Maronne');
    for (const { evidence } of [...summary.actors, ...summary.implications]) {
      for (const { quote, start, end } of evidence) expect(summary.article.text.slice(start, end)).toBe(quote);
    }
    expect((await desk.run(['stories', '--json'])).json()).toEqual([]);
  });

  it('gives each file its element, says which could not be read, and fails', async () => {
    writeFileSync(join(desk.folder, 'toll.txt'), TOLL);
    writeFileSync(join(desk.folder, 'empty.txt'), '');
    const run = await desk.run(['summarize', '--json', 'toll.txt', 'empty.txt', 'missing.txt']);
    expect(run.code).toBe(1);
    const [toll, empty, missing] = run.json();
    expect(toll.article.title).toBe('Velmara announces a toll in the Orrin Strait');
    expect(keys(empty)).toEqual(['file', 'problem']);
    expect(missing).toEqual({ file: 'missing.txt', problem: { reason: 'There is no such file.' } });
    expect(run.err.trim().split('\n')).toHaveLength(1);
  });

  it('reads well for people', async () => {
    writeFileSync(join(desk.folder, 'toll.txt'), TOLL);
    const { out } = await desk.run(['summarize', 'toll.txt']);
    expect(out).toContain('Key actors');
    expect(out).toContain('Ilse Maronne');
    expect(out).toContain('Implications');
    expect(out).not.toContain('Advertisment');
  });
});

describe('verify', () => {
  it('answers each line with a verdict a claim', async () => {
    const request = {
      text: TOLL,
      claims: [
        { text: 'Karsund is expected to bring the case before the Strait Commission.' },
        { text: 'The toll is 15,000 crowns.', quote: 'announced a toll of 12,000 crowns on Tuesday' },
        { text: 'Karsund attacked.', quote: 'Karsund attacked the Strait Commission' },
      ],
    };
    const run = await desk.run(['verify', '--json'], { input: `${JSON.stringify(request)}\n` });
    expect(run.code).toBe(0);
    const { claims } = run.json();
    expect(claims.map((claim: { supported: boolean }) => claim.supported)).toEqual([true, false, false]);
    expect(claims.map(keys)).toEqual(Array(3).fill(['supported', 'reason', 'evidence']));
    const [{ quote, start, end }] = claims[0].evidence;
    expect(TOLL.slice(start, end)).toBe(quote);
  });

  it('says which line is no request', async () => {
    const run = await desk.run(['verify', '--json'], { input: 'nonsense\n' });
    expect(run.code).toBe(1);
    expect(run.err).toContain('line 1');
  });
});

describe('once', () => {
  it('takes in the inbox, publishes and delivers, and says so in the contract’s JSON', async () => {
    desk.drop('toll.txt', TOLL);
    desk.drop('copy.txt', TOLL);
    desk.drop('empty.txt', '');
    const run = await desk.run(['once', '--now', '--json']);
    expect(run.json()).toEqual({
      taken: 1,
      rejected: 1,
      duplicates: 1,
      stories: 1,
      deliveries: [{ channel: 'console:terminal', state: 'sent' }],
    });
    expect(run.code).toBe(0);
    expect(desk.list('inbox')).toEqual([]);
    expect(desk.list('done')).toEqual(['copy.txt', 'toll.txt']);
    expect(desk.list('rejected')).toEqual(['empty.txt', 'empty.txt.reason.txt']);
  });

  it('lists each story with its articles and copies', async () => {
    desk.drop('toll.txt', TOLL);
    desk.drop('toll-again.txt', TOLL);
    await desk.run(['once', '--now']);
    const [story] = (await desk.run(['stories', '--json'])).json();
    expect(keys(story)).toEqual(['id', 'title', 'status', 'firstSeen', 'lastSeen', 'publishers', 'articles']);
    expect(story).toMatchObject({ status: 'open', firstSeen: '2026-11-10', lastSeen: '2026-11-10', publishers: 1 });
    expect(keys(story.articles[0])).toEqual(['id', 'file', 'title', 'date', 'duplicateOf']);
    expect(story.articles.map((article: { duplicateOf: unknown }) => article.duplicateOf === null).sort()).toEqual([
      false,
      true,
    ]);
  });

  it('finds what was taken in, one JSON line for each line asked', async () => {
    desk.drop('toll.txt', TOLL);
    await desk.run(['once', '--now']);
    const run = await desk.run(['search', '--json', 'grain', 'trade']);
    const [hit] = run.json();
    expect(keys(hit)).toEqual(['article', 'score', 'quote']);
    expect(hit.quote).toBe('The toll could strain the grain trade between Velmara and Karsund.');
    const lines = await desk.run(['search', '--json'], { input: 'grain trade\nelephants\n' });
    const answers = lines.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map((hits) => hits.length)).toEqual([1, 0]);
  });

  it('composes a digest without posting it', async () => {
    desk.drop('toll.txt', TOLL);
    await desk.run(['once', '--now']);
    expect((await desk.run(['digest'])).out).toContain('Ilse Maronne');
    expect((await desk.run(['digest', '--json', '--since', '7d'])).json().stories).toHaveLength(1);
    expect((await desk.run(['digest', '--weekly'])).out).toMatch(/Look back[\s\S]*This week: 1 story, a new one/);
    expect((await desk.run(['digest', '--weekly', '--json'])).json().lookback.counts.new).toBe(1);
  });
});

describe('help', () => {
  it.each([[[]], [['help']], [['--help']], [['-h']]])('%j lists the commands', async (args) => {
    const run = await desk.run(args);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain('Commands:');
    expect(run.out).toContain('  setup ');
  });

  it.each([
    [['help', 'ask'], 'Usage: newsdesk ask'],
    [['ask', '--help'], 'Usage: newsdesk ask'],
    [['news', '--help'], 'What everybody can ask for'],
    [['help', 'news-admin'], 'What managers can ask for'],
    [['news', 'ask', '--help'], '/news ask <question>'],
    [['help', 'news', 'ask'], '/news ask <question>'],
    [['--version'], JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version],
  ])('%j tells of one', async (args, words) => {
    const run = await desk.run(args);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain(words);
    expect(run.out).not.toContain('default: false');
  });
});

describe('what is printed', () => {
  it('ends quietly when its reader does, and has no colour where there is no terminal', async () => {
    desk.drop('toll.txt', TOLL);
    expect((await desk.run(['once', '--now'], { env: { FORCE_COLOR: '' } })).out).not.toContain('\u001b');
    const program = [process.execPath, fileURLToPath(new URL('../../src/newsdesk.mjs', import.meta.url))];
    const [code, err] = await new Promise<[number | null, string]>((resolve) => {
      const child = spawn(program[0] ?? '', [program[1] ?? '', 'stories', '--json'], {
        cwd: desk.folder,
        env: { PATH: process.env['PATH'] ?? '' },
      });
      let err = '';
      child.stderr.on('data', (text) => {
        err += text;
      });
      child.stdout.destroy();
      child.on('close', (code) => resolve([code, err]));
    });
    expect([code, err]).toEqual([0, '']);
  });
});

describe('mistakes', () => {
  it.each([
    [['digest', '--since', 'yesterday'], '--since takes'],
    [['digest', '--weekly', '--since', '3d'], '--weekly tells of the last seven days'],
    [['digest', '--topic', 'unicorns'], 'there is no topic "unicorns"'],
    [['stories', '--topic', 'unicorns'], 'there is no topic "unicorns"; known are all'],
    [['dance'], "unknown command 'dance'"],
    [['help', 'dance'], "unknown command 'dance'"],
    [['doctr'], "unknown command 'doctr'; did you mean doctor? See: npx newsdesk --help"],
    [['summarize'], "missing required argument 'file'. See: npx newsdesk summarize --help"],
    [['ask', '--form'], "unknown option '--form'. See: npx newsdesk ask --help"],
  ])('%j is answered in one line', async (args, words) => {
    const run = await desk.run(args);
    expect(run.code).toBe(1);
    expect(run.err).toContain(words);
    expect(run.err.trim().split('\n')).toHaveLength(1);
  });

  it('in the settings are all told at once', async () => {
    desk.write('feeds/subscriptions.yaml', '- channel: irc:news\n  topics: [all]\n  at: "08:00"\n  zone: Mars\n');
    const run = await desk.run(['once'], { env: { LOG_LEVEL: 'loud' } });
    expect(run.code).toBe(1);
    expect(run.err).toContain('3 problems');
    expect(run.err).toContain('feeds/subscriptions.yaml:1');
    expect(run.err).toContain('LOG_LEVEL');
  });
});

describe('doctor', () => {
  it('finds nothing wrong with nothing set, and says what could be connected', async () => {
    const run = await desk.run(['doctor']);
    expect(run.code).toBe(0);
    expect(run.out).toContain('set OPENAI_API_KEY');
    expect(run.out).toContain('set SLACK_BOT_TOKEN');
  });

  it('names a subscription whose platform has no token', async () => {
    desk.write('feeds/subscriptions.yaml', '- channel: slack:C1\n  topics: [all]\n  at: "08:00"\n  zone: UTC\n');
    const run = await desk.run(['doctor', '--json']);
    expect(run.code).toBe(1);
    expect(run.json()).toContainEqual({
      check: 'slack',
      state: 'problem',
      text: 'digests for slack:C1 wait: set SLACK_BOT_TOKEN',
    });
  });
});
