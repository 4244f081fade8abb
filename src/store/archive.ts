import type { Announce, Archive } from '../ports/archive.ts';
import { announcer } from './announcing.ts';
import { articleStore } from './articles.ts';
import type { StoreDialect } from './dialect.ts';
import { digestStore } from './digests.ts';
import { editStore } from './edits.ts';
import { embeddingStore } from './embeddings.ts';
import { historyStore } from './history.ts';
import { installationStore } from './installations.ts';
import { joined } from './joined.ts';
import { judgementStore } from './judgements.ts';
import { ledgerStore } from './ledger.ts';
import { moderationStore } from './moderation.ts';
import { outboxStore } from './outbox.ts';
import { questionStore } from './questions.ts';
import { readingStore } from './readings.ts';
import { retentionStore } from './retention.ts';
import type { Db } from './schema.ts';
import { searchStore } from './search.ts';
import { storyStore } from './stories.ts';
import { subscriptionStore } from './subscriptions.ts';
import { topicStore } from './topics.ts';
import { vitalsStore } from './vitals.ts';

/** Joins the stores into the archive, over a database that is migrated. Closing it twice is harmless. */
export function createArchive(db: Db, dialect: StoreDialect, close: () => Promise<void>, announce?: Announce): Archive {
  const tell = announcer(announce);
  let closing: Promise<void> | undefined;
  return {
    ...articleStore(db, dialect, tell),
    ...readingStore(db, dialect, tell),
    ...storyStore(db),
    ...searchStore(db, dialect),
    ...digestStore(db, dialect, tell),
    ...outboxStore(db, dialect, tell),
    ...editStore(db, dialect, tell),
    ...embeddingStore(db),
    ...judgementStore(db),
    ...ledgerStore(db),
    ...subscriptionStore(db, tell),
    ...topicStore(db),
    ...questionStore(db),
    ...moderationStore(db, dialect),
    ...historyStore(db, tell),
    ...retentionStore(db, dialect),
    ...installationStore(db),
    ...vitalsStore(db),
    atOnce: (change) =>
      db.transaction().execute(async (trx) => {
        await dialect.lock(trx, 'changes');
        return change(createArchive(joined(trx), dialect, async () => {}, announce));
      }),
    close() {
      closing ??= close();
      return closing;
    },
  };
}
