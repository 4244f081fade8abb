import { describe, expect, it } from 'vitest';
import { type Outgoing, sendAll } from '../../src/pipeline/senders.ts';
import { virtualClock } from '../support/virtual-clock.ts';

const running = new AbortController().signal;

describe('sending', () => {
  it('that breaks somewhere begins nothing more, lets the rest end, and then says what broke', async () => {
    const clock = virtualClock();
    const ended: string[] = [];
    let batches = 0;
    const outgoing: Outgoing = {
      async begin() {
        batches += 1;
        const slow = clock.sleep(10_000).then(() => void ended.push('slow'));
        const broken = clock.sleep(100).then(() => {
          throw new Error('the disk is full');
        });
        return [slow, broken];
      },
    };
    await expect(clock.run(sendAll([outgoing], clock, running))).rejects.toThrow('the disk is full');
    expect(ended).toEqual(['slow']);
    expect(batches).toBe(1);
  });

  it('says so when nothing can be claimed, and waits for what is under way', async () => {
    const clock = virtualClock();
    let ended = false;
    const good: Outgoing = {
      async begin(held) {
        if (held > 0 || ended) return [];
        const work = async () => {
          await clock.sleep(3_000);
          ended = true;
        };
        return [work()];
      },
    };
    const bad: Outgoing = { begin: () => Promise.reject(new Error('the database is gone')) };
    await expect(clock.run(sendAll([good, bad], clock, running))).rejects.toThrow('the database is gone');
    expect(ended).toBe(true);
  });
});
