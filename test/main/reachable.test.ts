import { describe, expect, it } from 'vitest';
import { onceReachable } from '../../src/main/reachable.ts';
import { ArchiveUnreachable } from '../../src/ports/archive.ts';
import { quickClock } from '../support/quick-clock.ts';

const running = new AbortController().signal;

describe('a server that is not there at the start', () => {
  function opened(times: number, error: Error = new ArchiveUnreachable('PostgreSQL at db does not answer')) {
    let tries = 0;
    return async () => {
      tries += 1;
      if (tries <= times) throw error;
      return `opened at try ${tries}`;
    };
  }

  it('is waited for, which is said once', async () => {
    const said: string[] = [];
    const ports = { clock: quickClock(), say: (text: string) => void said.push(text) };
    expect(await onceReachable(opened(5), ports, running)).toBe('opened at try 6');
    expect(said).toEqual(['PostgreSQL at db does not answer. Newsdesk waits for it, for a minute at most.']);
  });

  it('is given up after a minute, with what is wrong', async () => {
    const clock = quickClock();
    await expect(onceReachable(opened(1_000), { clock, say() {} }, running)).rejects.toThrow('does not answer');
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBe(60_000);
  });

  it('is not waited for when it is there and refuses', async () => {
    const clock = quickClock();
    const refusal = new Error('refuses the password of DATABASE_URL');
    await expect(onceReachable(opened(1, refusal), { clock, say() {} }, running)).rejects.toThrow('password');
    expect(clock.slept).toEqual([]);
  });

  it('is forgotten when the program is told to stop meanwhile', async () => {
    const stop = new AbortController();
    const say = () => stop.abort();
    expect(await onceReachable(opened(1_000), { clock: quickClock(), say }, stop.signal)).toBeNull();
  });
});
