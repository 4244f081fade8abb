import { channelName } from '../digest/subscription.ts';
import type { QuestionArchive } from '../ports/conversation.ts';
import { DAY_MS } from '../spans.ts';
import { nextNumber } from './numbers.ts';
import { isCounted } from './question-counts.ts';
import { workspaceColumn } from './rows.ts';
import type { Db } from './schema.ts';

/** What was said in a thread is not kept for longer. */
const TURNS_KEPT_MS = 30 * DAY_MS;

/** The questions of each thread with their answers. */
export function turnStore(db: Db): Pick<QuestionArchive, 'turns' | 'keepTurn'> {
  return {
    async turns(channel, thread, limit) {
      const rows = await db
        .selectFrom('turns')
        .select(['question', 'answer', 'article_ids', 'asked_at'])
        .where('channel', '=', channelName(channel))
        .where('thread', '=', thread)
        .orderBy('number', 'desc')
        .orderBy('asked_at', 'desc')
        .limit(limit)
        .execute();
      return rows.toReversed().map(({ question, answer, article_ids, asked_at }) => ({
        question,
        answer,
        articleIds: JSON.parse(article_ids),
        at: new Date(asked_at),
      }));
    },

    keepTurn: (channel, thread, person, workspace, turn, countedOn) =>
      db.transaction().execute(async (trx) => {
        const by = { platform: channel.platform, workspace, channel, person };
        if (countedOn !== undefined && !(await isCounted(trx, by, countedOn))) return;
        await trx
          .insertInto('turns')
          .values({
            number: await nextNumber(trx, 'turns'),
            platform: channel.platform,
            channel: channelName(channel),
            thread,
            workspace: workspaceColumn(workspace),
            person,
            asked_at: turn.at.getTime(),
            question: turn.question,
            answer: turn.answer,
            article_ids: JSON.stringify(turn.articleIds),
          })
          .execute();
        await trx
          .deleteFrom('turns')
          .where('asked_at', '<', turn.at.getTime() - TURNS_KEPT_MS)
          .execute();
      }),
  };
}
