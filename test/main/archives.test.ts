import { describe, expect, it } from 'vitest';
import { reopenChannels } from '../../src/main/archives.ts';
import type { Outbox } from '../../src/ports/outbox.ts';
import type { Log } from '../../src/ports.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
const NOW = new Date('2026-11-24T08:00:00Z');
const closed = (id: string, minutesAgo: number) => ({
  channel: { platform: 'slack', id } as const,
  reason: 'There is no such channel.',
  at: new Date(NOW.getTime() - minutesAgo * 60_000),
});

describe('channels that were closed get another chance', () => {
  async function reopened(database: { url: string } | null): Promise<string[]> {
    const ids: string[] = [];
    const outbox: Pick<Outbox, 'pausedChannels' | 'reopenChannel'> = {
      pausedChannels: async () => [closed('old', 11), closed('new', 9)],
      reopenChannel: async ({ id }) => void ids.push(id),
    };
    await reopenChannels({ database }, outbox, NOW, silent);
    return ids;
  }

  it('at each start of a person’s own process', async () => {
    expect(await reopened(null)).toEqual(['old', 'new']);
  });

  it('and on a server, where processes are started again and again, not at once', async () => {
    expect(await reopened({ url: 'postgres://localhost/news' })).toEqual(['old']);
  });
});
