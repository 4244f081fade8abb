import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A script in a process of its own, which does not outlive the test, however the test ends. */
export function startScript(url: URL, ...args: string[]) {
  const script = fileURLToPath(url);
  const child: ChildProcess = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let complaint = '';
  child.stdout?.on('data', (data) => {
    output += data;
  });
  child.stderr?.on('data', (data) => {
    complaint += data;
  });
  const ended = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    pid: child.pid,
    /** Resolves when it has written that many lines. */
    async lines(count: number): Promise<void> {
      while (output.split('\n').length <= count) {
        const last = await Promise.race([ended, once(child.stdout ?? child, 'data').then(() => null)]);
        if (last && output.split('\n').length <= count)
          throw new Error(`${basename(script)} ended early: ${complaint}`);
      }
    },
    /** `kill -9`; gives every whole line it had written. */
    async kill(): Promise<string[]> {
      child.kill('SIGKILL');
      await ended;
      return output.split('\n').slice(0, -1);
    },
  };
}
