import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A folder with its own feeds and data, in which the real program runs as a user would run it. */
export interface Desk {
  readonly folder: string;
  readonly inbox: string;
  /** Puts a file into the inbox. */
  drop(name: string, content: string | Uint8Array): void;
  /** Writes a file below the folder, e.g. `feeds/subscriptions.yaml`. */
  write(path: string, content: string): void;
  /** Names in a folder of `feeds/`, sorted. */
  list(folder: 'inbox' | 'done' | 'rejected'): string[];
  /** Runs one command to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<Run>;
  /** Starts one command and leaves it running. */
  spawn(args: readonly string[], options?: RunOptions): Running;
  remove(): void;
}

export interface RunOptions {
  readonly env?: Record<string, string>;
  readonly input?: string;
}

export interface Run {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
  /** Standard output as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it as a script would
  json(): any;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Run>;
  /** Resolves when standard output matches; rejects when the program ends first. */
  printed(pattern: RegExp): Promise<string>;
  kill(signal: NodeJS.Signals): void;
}

/** @param options.samples copies the sample articles in, as in a fresh clone */
export function aDesk(options: { samples?: boolean } = {}): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-'));
  const inbox = join(folder, 'feeds', 'inbox');
  mkdirSync(inbox, { recursive: true });
  if (options.samples) {
    cpSync(join(root, 'feeds', 'samples'), join(folder, 'feeds', 'samples'), { recursive: true });
    cpSync(join(root, 'feeds', 'topics.yaml'), join(folder, 'feeds', 'topics.yaml'));
  }
  const desk: Desk = {
    folder,
    inbox,
    drop: (name, content) => writeFileSync(join(inbox, name), content),
    write: (path, content) => writeFileSync(join(folder, path), content),
    list(name) {
      const path = join(folder, 'feeds', name);
      return existsSync(path) ? readdirSync(path).sort() : [];
    },
    run: (args, options) => desk.spawn(args, options).ended,
    spawn: (args, options = {}) => spawnNewsdesk(folder, args, options),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  return desk;
}

function spawnNewsdesk(folder: string, args: readonly string[], options: RunOptions): Running {
  const child = spawn(process.execPath, [join(root, 'src', 'newsdesk.mjs'), ...args], {
    cwd: folder,
    // A clean environment: whatever the tester has set must not matter.
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, LOG_LEVEL: 'warn', ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (const look of waiting) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  const ended = new Promise<Run>((resolve) => {
    child.on('close', (code, signal) => {
      resolve({ code, signal, out, err, json: () => JSON.parse(out) });
    });
  });
  return {
    process: child,
    ended,
    printed(pattern) {
      return new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(out)) return;
          waiting.delete(look);
          resolve(out);
        };
        waiting.add(look);
        void ended.then(() => {
          if (waiting.has(look)) reject(new Error(`ended before printing ${pattern}:\n${out}\n${err}`));
        });
        look();
      });
    },
    kill: (signal) => void child.kill(signal),
  };
}
