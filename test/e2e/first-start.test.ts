import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDesk, type Desk } from '../support/newsdesk.ts';

let desk: Desk;
beforeEach(() => {
  desk = aDesk({ samples: true });
});
afterEach(() => desk.remove());

describe('the first start, with nothing configured', () => {
  it('reads the samples, shows a digest, says what could be connected, watches, and stops on Ctrl-C', async () => {
    const newsdesk = desk.spawn(['start']);
    const shown = await newsdesk.printed(/Implications[\s\S]*Ctrl-C stops/);
    expect(shown).toContain('the offline reader');
    expect(shown).toMatch(/Key actors/);
    expect(shown).toMatch(/Implications/);
    expect(shown).toContain('OPENAI_API_KEY');
    expect(shown).toContain('SLACK_BOT_TOKEN');
    expect(shown).toContain('DISCORD_TOKEN');
    expect(shown).not.toMatch(/Advertis/);
    expect(desk.list('inbox')).toEqual([]);

    newsdesk.kill('SIGINT');
    const { code, out } = await newsdesk.ended;
    expect(code).toBe(0);
    expect(out).toContain('Stopped.');
  });

  it('takes in what is dropped while it runs', async () => {
    const newsdesk = desk.spawn(['start']);
    await newsdesk.printed(/Ctrl-C stops/);
    const before = desk.list('done').length;
    desk.drop('late.txt', 'date 2026-11-24 Harbour opens\n\nThe harbour of Tasmere opened again on Tuesday.\n');
    for (let look = 0; look < 200 && desk.list('done').length === before; look++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(desk.list('done')).toContain('late.txt');
    newsdesk.kill('SIGTERM');
    expect((await newsdesk.ended).code).toBe(0);
  });

  it('shows the digest once: a second start has nothing new to show', async () => {
    const first = desk.spawn(['start']);
    await first.printed(/Ctrl-C stops/);
    first.kill('SIGINT');
    await first.ended;
    const second = desk.spawn(['start']);
    const shown = await second.printed(/Ctrl-C stops/);
    second.kill('SIGINT');
    await second.ended;
    expect(shown).not.toMatch(/Key actors/);
  });

  it('refuses a second process on the same folder, and names the first', async () => {
    const first = desk.spawn(['start']);
    await first.printed(/Ctrl-C stops/);
    const second = await desk.run(['once']);
    expect(second.code).toBe(1);
    expect(second.err).toContain(String(first.process.pid));
    expect(second.err.trim().split('\n')).toHaveLength(1);
    // Looking is allowed beside it.
    expect((await desk.run(['stories', '--json'])).json().length).toBeGreaterThan(5);
    first.kill('SIGINT');
    await first.ended;
  });
});

describe('somebody’s own inbox', () => {
  it('gets no samples mixed in', async () => {
    desk.drop('own.txt', 'date 2026-11-24 Harbour opens\n\nThe harbour of Tasmere opened again on Tuesday.\n');
    const newsdesk = desk.spawn(['start']);
    const shown = await newsdesk.printed(/Ctrl-C stops/);
    newsdesk.kill('SIGINT');
    await newsdesk.ended;
    expect(desk.list('done')).toEqual(['own.txt']);
    expect(shown).not.toContain('sample');
  });
});
