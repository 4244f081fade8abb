import type { Archive } from '../ports/archive.ts';
import { articleStore } from './articles.ts';
import type { StoreDialect } from './dialect.ts';
import { digestStore } from './digests.ts';
import { editStore } from './edits.ts';
import { historyStore } from './history.ts';
import { ledgerStore } from './ledger.ts';
import { moderationStore } from './moderation.ts';
import { outboxStore } from './outbox.ts';
import { questionStore } from './questions.ts';
import { readingStore } from './readings.ts';
import type { Db } from './schema.ts';
import { searchStore } from './search.ts';
import { storyStore } from './stories.ts';
import { subscriptionStore } from './subscriptions.ts';
import { topicStore } from './topics.ts';

/** Joins the stores into the archive, over a database that is migrated. Closing it twice is harmless. */
export function createArchive(db: Db, dialect: StoreDialect, close: () => Promise<void>): Archive {
  let closing: Promise<void> | undefined;
  return {
    ...articleStore(db, dialect),
    ...readingStore(db, dialect),
    ...storyStore(db),
    ...searchStore(db, dialect),
    ...digestStore(db),
    ...outboxStore(db, dialect),
    ...editStore(db, dialect),
    ...ledgerStore(db),
    ...subscriptionStore(db),
    ...topicStore(db),
    ...questionStore(db),
    ...moderationStore(db),
    ...historyStore(db),
    close() {
      closing ??= close();
      return closing;
    },
  };
}
