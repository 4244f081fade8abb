import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInbox } from '../../src/inbox/inbox.ts';
import { openParser } from '../../src/inbox/parser.ts';
import type { Clock, Inbox, Log } from '../../src/ports.ts';
import { type QuickClock, quickClock } from '../support/quick-clock.ts';

export const SENTENCE = 'The harbour council of Sordal voted on Tuesday to close the ferry line.';
/** One for all tests of a file, as starting it takes longest; it does not keep the tests alive. */
const parser = openParser();
/** What the clock of these tests shows at first. */
const NOW = '2026-11-24T08:00:00Z';

/** An inbox in a folder of its own, and a clock that stands still. */
export interface Bench {
  readonly inbox: Inbox;
  readonly clock: QuickClock;
  readonly warnings: string[];
  readonly folder: string;
  path(...parts: string[]): string;
  /** Puts a file into the inbox, last touched so many seconds before the clock's time. */
  drop(name: string, content?: string | Uint8Array, secondsAgo?: number): string;
  /** Sets when something in the inbox was last touched. */
  touch(name: string, secondsAgo: number): void;
  list(part: 'inbox' | 'done' | 'rejected'): string[];
  text(...parts: string[]): string;
  /** Sweeps, reads and settles everything, and says for each file what became of it. */
  takeAll(): Promise<Record<string, string>>;
  remove(): void;
}

export async function aBench(options: { clock?: Partial<Clock>; base?: string; done?: string } = {}): Promise<Bench> {
  const folder = mkdtempSync(join(options.base ?? tmpdir(), 'inbox-'));
  const clock = quickClock(NOW);
  const warnings: string[] = [];
  const path = (...parts: string[]) => join(folder, ...parts);
  const inbox = await openInbox({
    inbox: path('inbox'),
    done: options.done ?? path('done'),
    rejected: path('rejected'),
    clock: { ...clock, ...options.clock },
    log: logTo(warnings),
    parser,
  });
  const touch = (name: string, secondsAgo: number) => {
    const time = new Date(NOW).getTime() / 1000 - secondsAgo;
    utimesSync(path('inbox', name), time, time);
  };
  return {
    inbox,
    clock,
    warnings,
    folder,
    path,
    touch,
    drop(name, content = SENTENCE, secondsAgo = 100) {
      writeFileSync(path('inbox', name), content);
      touch(name, secondsAgo);
      return name;
    },
    list: (part) => (existsSync(path(part)) ? readdirSync(path(part)).sort() : []),
    text: (...parts) => readFileSync(path(...parts), 'utf8'),
    async takeAll() {
      const fates: Record<string, string> = {};
      for (const file of await inbox.sweep()) {
        const reading = await inbox.read(file);
        if (!reading) fates[file.name] = 'later';
        else if (reading.parsed.ok) {
          fates[file.name] = 'done';
          await inbox.settle(file, { kind: 'done' });
        } else {
          const { reason } = reading.parsed.problem;
          fates[file.name] = reason;
          await inbox.settle(file, { kind: 'rejected', reason });
        }
      }
      return fates;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function logTo(warnings: string[]): Log {
  const note = (message: string) => void warnings.push(message);
  return { debug() {}, info() {}, warn: note, error: note };
}
