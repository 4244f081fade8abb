import { describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/ports/archive.ts';
import type { SealedInstallation } from '../../../src/ports/installations.ts';
import { createInstallations, resealInstallations } from '../../../src/secrets/installations.ts';
import { createKeyring } from '../../../src/secrets/keyring.ts';
import { at } from './times.ts';

const NORTH: SealedInstallation = {
  platform: 'slack',
  workspace: 'T0NORTH',
  name: 'North “Desk”',
  keyId: 'k1',
  sealed: 'c2VhbGVk',
  at: at(0),
};
const SOUTH: SealedInstallation = { ...NORTH, workspace: 'T0SOUTH', name: 'South Desk', at: at(1) };

const [OLD, NEW] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const before = createKeyring({ current: OLD, old: null });
const after = createKeyring({ current: NEW, old: OLD });

export function installationContract(open: () => Promise<Archive>, dump: (archive: Archive) => Promise<string>): void {
  describe('an installation', () => {
    it('comes back as it was kept, oldest first', async () => {
      const archive = await open();
      expect(await archive.installation('slack', 'T0NORTH')).toBeNull();
      await archive.keepInstallation(SOUTH);
      await archive.keepInstallation(NORTH);
      expect(await archive.installation('slack', 'T0NORTH')).toEqual(NORTH);
      expect(await archive.installations('slack')).toEqual([NORTH, SOUTH]);
      expect(await archive.installations('discord')).toEqual([]);
    });

    it('takes the place of an earlier one of the same workspace', async () => {
      const archive = await open();
      await archive.keepInstallation(NORTH);
      await archive.keepInstallation({ ...NORTH, sealed: 'YW5ldw==', at: at(5) });
      expect(await archive.installations('slack')).toEqual([{ ...NORTH, sealed: 'YW5ldw==', at: at(5) }]);
    });

    it('goes, unless it was made later than what took it away', async () => {
      const archive = await open();
      await archive.keepInstallation({ ...NORTH, at: at(5) });
      expect(await archive.dropInstallation('slack', 'T0NORTH', at(4))).toBe(false);
      expect(await archive.installation('slack', 'T0NORTH')).not.toBeNull();
      expect(await archive.dropInstallation('slack', 'T0NORTH', at(5))).toBe(true);
      expect(await archive.dropInstallation('slack', 'T0NORTH', at(5))).toBe(false);
      expect(await archive.installations('slack')).toEqual([]);
    });

    it('is encrypted anew only where its token is still the same', async () => {
      const archive = await open();
      await archive.keepInstallation({ ...NORTH, sealed: 'YW5ldw==' });
      await archive.resealInstallation(NORTH, { keyId: 'k2', sealed: 'bGF0ZQ==' });
      expect(await archive.installation('slack', 'T0NORTH')).toMatchObject({ keyId: 'k1', sealed: 'YW5ldw==' });
      await archive.resealInstallation({ ...NORTH, sealed: 'YW5ldw==' }, { keyId: 'k2', sealed: 'bGF0ZQ==' });
      expect(await archive.installation('slack', 'T0NORTH')).toMatchObject({ keyId: 'k2', sealed: 'bGF0ZQ==' });
    });
  });

  describe('a token', () => {
    it('is nowhere in the database as it is', async () => {
      const archive = await open();
      const token = 'xoxb-12-34-a-token-of-north';
      const installations = createInstallations('slack', archive, before);
      await installations.keep({ workspace: 'T0NORTH', name: 'North', token, at: at(0) });
      expect(await installations.find('T0NORTH')).toMatchObject({ kind: 'installed', token });
      const kept = await dump(archive);
      expect(kept).toContain('T0NORTH');
      expect(kept).not.toContain(token);
      expect(kept).not.toContain(Buffer.from(token).toString('base64').slice(0, 20));
    });

    it('outlives a change of the key, and then needs the old one no longer', async () => {
      const archive = await open();
      const token = 'xoxb-token';
      await createInstallations('slack', archive, before).keep({
        workspace: 'T0NORTH',
        name: 'North',
        token,
        at: at(0),
      });
      const withNewOnly = createInstallations('slack', archive, createKeyring({ current: NEW, old: null }));
      expect(await withNewOnly.find('T0NORTH')).toMatchObject({
        kind: 'unreadable',
        reason: expect.stringContaining('NEWSDESK_SECRET_KEY_OLD'),
      });
      expect(await resealInstallations('slack', archive, after)).toBe(1);
      expect(await resealInstallations('slack', archive, after)).toBe(0);
      expect(await withNewOnly.find('T0NORTH')).toMatchObject({ kind: 'installed', token });
    });

    it('copied into another workspace’s row can’t be read there', async () => {
      const archive = await open();
      const installations = createInstallations('slack', archive, before);
      await installations.keep({ workspace: 'T0NORTH', name: 'North', token: 'xoxb-token', at: at(0) });
      const north = await archive.installation('slack', 'T0NORTH');
      if (north) await archive.keepInstallation({ ...north, workspace: 'T0SOUTH' });
      expect(await installations.find('T0SOUTH')).toMatchObject({ kind: 'unreadable' });
      expect(await installations.all()).toMatchObject([{ kind: 'installed' }, { kind: 'unreadable' }]);
    });
  });

  describe('the workspace of a channel', () => {
    it('is that in which it was subscribed', async () => {
      const archive = await open();
      const channel = { platform: 'slack', id: 'C0NEWS' } as const;
      expect(await archive.workspaceOf(channel)).toBeNull();
      const subscription = {
        channel,
        topics: ['all'],
        actors: [],
        schedule: { at: '08:00', zone: 'UTC', days: ['mon'] },
        quiet: 'say',
        place: 'public',
        follower: null,
        made: { person: 'U0MARA', at: at(0) },
      } as const;
      await archive.keepSubscription({ ...subscription, id: 'one', workspace: null });
      expect(await archive.workspaceOf(channel)).toBeNull();
      await archive.keepSubscription({ ...subscription, id: 'two', workspace: 'T0NORTH' });
      expect(await archive.workspaceOf(channel)).toBe('T0NORTH');
      expect(await archive.workspaceOf({ platform: 'slack', id: 'C0OTHER' })).toBeNull();
    });
  });
}
