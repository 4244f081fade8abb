import { channelName } from '../digest/subscription.ts';
import type { InstallationArchive, SealedInstallation } from '../ports/installations.ts';
import { workspaceOf } from './rows.ts';
import type { Db } from './schema.ts';
import type { InstallationRow } from './schema-installations.ts';

/** The workspaces that took Newsdesk in, with their tokens, which are encrypted before they come here. */
export function installationStore(db: Db): InstallationArchive {
  return {
    async installations(platform) {
      const rows = await db
        .selectFrom('installations')
        .selectAll()
        .where('platform', '=', platform)
        .orderBy('installed_at')
        .orderBy('workspace')
        .execute();
      return rows.map(installationOf);
    },

    async installation(platform, workspace) {
      const row = await db
        .selectFrom('installations')
        .selectAll()
        .where((eb) => eb.and({ platform, workspace }))
        .executeTakeFirst();
      return row ? installationOf(row) : null;
    },

    async keepInstallation({ platform, workspace, name, keyId, sealed, at }) {
      const columns = { name, key_id: keyId, sealed, installed_at: at.getTime() };
      await db
        .insertInto('installations')
        .values({ platform, workspace, ...columns })
        .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet(columns))
        .execute();
    },

    async resealInstallation({ platform, workspace, sealed }, anew) {
      await db
        .updateTable('installations')
        .set({ key_id: anew.keyId, sealed: anew.sealed })
        .where((eb) => eb.and({ platform, workspace, sealed }))
        .execute();
    },

    async dropInstallation(platform, workspace, made) {
      const dropped = await db
        .deleteFrom('installations')
        .where((eb) => eb.and({ platform, workspace }))
        .where('installed_at', '<=', made.getTime())
        .executeTakeFirst();
      return dropped.numDeletedRows > 0n;
    },

    async workspaceOf(channel) {
      const row = await db
        .selectFrom('subscriptions')
        .select('workspace')
        .where('channel', '=', channelName(channel))
        .where('workspace', '<>', '')
        .orderBy('number')
        .orderBy('id')
        .executeTakeFirst();
      return row ? workspaceOf(row.workspace) : null;
    },
  };
}

function installationOf(row: InstallationRow): SealedInstallation {
  const { platform, workspace, name, key_id: keyId, sealed, installed_at } = row;
  return { platform, workspace, name, keyId, sealed, at: new Date(installed_at) };
}
