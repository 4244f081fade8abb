/** Installations whose tokens are encrypted in the archive and plain in memory only. */
import type { Platform } from '../digest/subscription.ts';
import type { Installation, InstallationArchive, Installations, SealedInstallation } from '../ports/installations.ts';
import type { Keyring } from './keyring.ts';

export function createInstallations(platform: Platform, archive: InstallationArchive, keyring: Keyring): Installations {
  const opened = (kept: SealedInstallation) => openOne(kept, keyring);
  return {
    all: async () => (await archive.installations(platform)).map(opened),
    async find(workspace) {
      const kept = await archive.installation(platform, workspace);
      return kept && opened(kept);
    },
    keep: ({ workspace, name, token, at }) =>
      archive.keepInstallation({
        platform,
        workspace,
        name,
        at,
        ...keyring.seal(token, placeOf({ platform, workspace })),
      }),
    drop: (workspace, made) => archive.dropInstallation(platform, workspace, made),
    workspaceOf: archive.workspaceOf,
  };
}

/**
 * Encrypts with the current key what is still encrypted with the old one, so that the old one can be thrown away.
 * @returns how many were
 */
export async function resealInstallations(
  platform: Platform,
  archive: InstallationArchive,
  keyring: Keyring,
): Promise<number> {
  let resealed = 0;
  for (const kept of await archive.installations(platform)) {
    const installation = openOne(kept, keyring);
    if (kept.keyId === keyring.keyId || installation.kind !== 'installed') continue;
    await archive.resealInstallation(kept, keyring.seal(installation.token, placeOf(kept)));
    resealed++;
  }
  return resealed;
}

function openOne(kept: SealedInstallation, keyring: Keyring): Installation {
  const { workspace, name, at } = kept;
  try {
    return { kind: 'installed', workspace, name, at, token: keyring.open(kept, placeOf(kept)) };
  } catch (error) {
    const reason = `The token of the workspace ${name} (${workspace}) can’t be read: ${(error as Error).message}; or install Newsdesk there again.`;
    return { kind: 'unreadable', workspace, name, reason };
  }
}

/** A token that is copied into another workspace's row can't be opened there. */
function placeOf({ platform, workspace }: Pick<SealedInstallation, 'platform' | 'workspace'>): string {
  return `installation ${platform} ${workspace}`;
}
