import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDesk, type Desk } from '../support/newsdesk.ts';

let desk: Desk;
beforeEach(() => {
  desk = aDesk({ samples: true });
});
afterEach(() => desk.remove());

const reason = (run: { err: string }) => run.err.replace(/^newsdesk: /, '').trim();

describe('backup and restore', () => {
  it('go beside a running newsdesk, and after it', async () => {
    const running = desk.spawn(['start']);
    await running.printed(/Ctrl-C stops\./);

    const made = await desk.run(['backup', 'kept.db']);
    expect(made.out).toMatch(/^Wrote kept\.db: \d+ articles, the newest of .* UTC; \d+ digests?; .* MB\..*whole\.\n/);
    expect(made.out).toContain('Not in it: article files');
    expect(made.code).toBe(0);
    expect(reason(await desk.run(['backup', 'kept.db']))).toBe(
      'kept.db is there already: choose another name, or say --force to write over it',
    );
    const again = (await desk.run(['backup', '--force', '--json', 'kept.db'])).json();
    expect(again).toMatchObject({ bytes: statSync(join(desk.folder, 'kept.db')).size, digests: 1 });
    expect(reason(await desk.run(['backup', 'nowhere/kept.db']))).toMatch(/^there is no folder .*: create it first$/);
    expect(reason(await desk.run(['restore', 'kept.db']))).toMatch(/^another newsdesk \(process \d+.*; stop it/);
    running.kill('SIGTERM');
    await running.ended;

    expect(reason(await desk.run(['restore', 'none.db']))).toMatch(/^there is no file .*none\.db$/);
    const restored = await desk.run(['restore', 'kept.db']);
    expect(restored.out).toMatch(/^Restored \d+ articles/);
    expect(restored.out).toContain('newsdesk.db.before-restore');
    expect(existsSync(join(desk.folder, 'data', 'newsdesk.db.before-restore'))).toBe(true);
    // It is as it was: what was told is not told again.
    const once = (await desk.run(['once', '--json'])).json();
    expect(once).toMatchObject({ taken: 0, deliveries: [] });
  });
});
