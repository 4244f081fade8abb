/** For `doctor`: the archive, and what in it concerns the platforms. */
import type { Config } from '../../config.ts';
import type { Channel } from '../../digest/subscription.ts';
import { counted } from '../../digest/words.ts';
import { openArchiveForReading } from '../../main/archives.ts';
import { checkRights } from '../../store/postgres/check.ts';
import type { Finding } from './finding.ts';

export interface Looked {
  readonly finding: Finding;
  /** Of the subscriptions made in chat. */
  readonly channels: readonly Channel[];
  /** Those of them that are nobody's own. */
  readonly shared: readonly Channel[];
  /** To which nothing is posted any more. */
  readonly closed: readonly { readonly channel: Channel; readonly reason: string }[];
}

export async function examineArchive(config: Config): Promise<Looked> {
  const check = config.database ? 'database' : 'archive';
  const nothing = { channels: [], shared: [], closed: [] };
  try {
    const rights = config.database && (await checkRights(config.database.url));
    if (rights?.missing) {
      return { finding: { check, state: 'problem', text: `${rights.server}: ${rights.missing}` }, ...nothing };
    }
    const archive = await openArchiveForReading(config);
    try {
      const { articles, unread, problems, stories } = await archive.counts();
      const made = await archive.keptSubscriptions();
      const kept = `${counted(articles, 'article')} in ${counted(stories, 'story', 'stories')}, ${unread} still to be read, ${problems} refused or given up`;
      return {
        finding: { check, state: 'ok', text: rights ? `${rights.server}: ${kept}` : kept },
        channels: made.map(({ channel }) => channel),
        shared: made.filter(({ follower }) => follower === null).map(({ channel }) => channel),
        closed: await archive.pausedChannels(),
      };
    } finally {
      await archive.close();
    }
  } catch (error) {
    return { finding: { check, state: 'problem', text: (error as Error).message }, ...nothing };
  }
}
