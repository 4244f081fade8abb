import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { openParser, type Parser } from '../../src/inbox/parser.ts';
import { SENTENCE } from './dropped.ts';

let parser: Parser;
afterEach(() => parser.close());

const file = (name: string, content: string) => ({ name, bytes: Buffer.from(content) });
/** Nested so deeply that it takes seconds, though within what is parsed at all. */
const slow = file('slow.html', `${'<div>'.repeat(49_000)}${SENTENCE}`);

describe('the parser', () => {
  it('answers each of many files with its own article', async () => {
    parser = openParser();
    const names = ['a.txt', 'b.md', 'c.html', 'd.json'];
    const contents = [SENTENCE, `# Ferry\n\n${SENTENCE}`, `<p>${SENTENCE}</p>`, JSON.stringify({ text: SENTENCE })];
    const parsed = await Promise.all(names.map((name, index) => parser.parse(file(name, contents[index] ?? ''))));
    expect(parsed.map((one) => one.ok && one.article.file)).toEqual(names);
  });

  it('stops a page that takes too long, and reads the next', async () => {
    parser = openParser(200);
    expect(await parser.parse(slow)).toEqual({
      ok: false,
      problem: {
        reason: 'slow.html took longer than 0.2 seconds to read: save its words as .txt and drop that instead.',
      },
    });
    expect(await parser.parse(file('a.xyz', ''))).toMatchObject({
      problem: { reason: expect.stringContaining('ends in .xyz') },
    });
  });

  it('refuses no file for being closed while it reads: the file waits for the next run', async () => {
    parser = openParser();
    const reading = parser.parse(slow);
    const waiting = parser.parse(file('a.txt', SENTENCE));
    const outcomes = Promise.allSettled([reading, waiting]);
    await parser.close();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('does not keep a program alive that has nothing else to do', () => {
    parser = openParser();
    const program = `
      const { openParser } = await import(${JSON.stringify(new URL('../../src/inbox/parser.ts', import.meta.url).href)});
      const parsed = await openParser().parse({ name: 'a.txt', bytes: new TextEncoder().encode('The ferry closed.') });
      console.log(parsed.ok);`;
    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    });
    expect({ stdout, status }).toEqual({ stdout: 'true\n', status: 0 });
  });
});
