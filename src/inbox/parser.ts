import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Parsed } from '../article/article.ts';

/** Some pages take minutes: 200,000 nested elements did. What is not read by then won't be. */
export const PARSE_LIMIT_MS = 10_000;
/** Megabytes; a page that needs more is refused, and the process lives on. */
const HEAP_LIMIT_MB = 512;

/** Parses files one after the other in a worker thread. */
export interface Parser {
  /** Never throws for what the file holds: a page that takes too long or too much memory is a ParseProblem. */
  parse(file: { name: string; bytes: Uint8Array }): Promise<Parsed>;
  /** Stops the worker for good; what is being parsed then rejects, since nothing was found out about that file. */
  close(): Promise<void>;
}

/** The worker starts with the first file and serves many; it does not keep the process alive between them. */
export function openParser(limitMs: number = PARSE_LIMIT_MS): Parser {
  let running: Promise<Worker> | null = null;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  async function parse(file: { name: string; bytes: Uint8Array }): Promise<Parsed> {
    if (closed) throw new Error(`${file.name} was not read: the program is stopping`);
    running ??= startWorker();
    const worker = await running.catch((error) => {
      running = null;
      throw error; // no fault of the file's
    });
    try {
      return await ask(worker, file, limitMs);
    } catch (error) {
      await stop();
      if (closed) throw error;
      return { ok: false, problem: { reason: `${file.name} ${refusal(error, limitMs)}` } };
    }
  }

  async function stop(): Promise<void> {
    const worker = running;
    running = null;
    await (await worker?.catch(() => null))?.terminate();
  }

  return {
    parse(file) {
      const answer = last.then(() => parse(file));
      last = answer.catch(() => {});
      return answer;
    },
    close() {
      closed = true;
      return stop();
    },
  };
}

class TimeUp extends Error {}

async function startWorker(): Promise<Worker> {
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    execArgv: [], // what this process was started with, such as -e, is not for the worker
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
  });
  await once(worker, 'message'); // "ready": loading it must not count against the first file; rejects on 'error'
  worker.on('error', () => {}); // the one who asked hears of it; between two files there is nobody to tell
  worker.unref();
  return worker;
}

/** Real time, not the Clock's: what is bounded is how long a thread computes. */
async function ask(worker: Worker, file: { name: string; bytes: Uint8Array }, limitMs: number): Promise<Parsed> {
  const answered = new AbortController();
  worker.ref();
  try {
    return await new Promise<Parsed>((resolve, reject) => {
      const timer = setTimeout(() => reject(new TimeUp()), limitMs);
      const { signal } = answered;
      signal.addEventListener('abort', () => clearTimeout(timer));
      once(worker, 'message', { signal }).then(([parsed]) => resolve(parsed as Parsed), reject);
      once(worker, 'exit', { signal }).then(
        () => reject(new Error('the reader was stopped')),
        () => {},
      );
      worker.postMessage({ name: file.name, bytes: new Uint8Array(file.bytes) });
    });
  } finally {
    answered.abort();
    worker.unref();
  }
}

function refusal(error: unknown, limitMs: number): string {
  const cure = 'save its words as .txt and drop that instead';
  if (error instanceof TimeUp) return `took longer than ${limitMs / 1000} seconds to read: ${cure}.`;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return `needs too much memory to be read: ${cure}.`;
  return `could not be read (${error instanceof Error ? error.message : String(error)}): ${cure}.`;
}
