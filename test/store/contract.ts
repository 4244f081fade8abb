import { afterEach, describe } from 'vitest';
import type { Archive } from '../../src/ports/archive.ts';
import { atOnceContract } from './contract/at-once.ts';
import { clusteringContract } from './contract/clustering.ts';
import { digestContract } from './contract/digests.ts';
import { duplicateContract } from './contract/duplicates.ts';
import { editContract } from './contract/edits.ts';
import { eraseContract } from './contract/erase.ts';
import { eraseTablesContract, type Tables } from './contract/erase-tables.ts';
import { historyContract } from './contract/history.ts';
import { installationContract } from './contract/installations.ts';
import { intakeContract } from './contract/intake.ts';
import { interactionContract } from './contract/interactions.ts';
import { judgementContract } from './contract/judgements.ts';
import { ledgerContract } from './contract/ledger.ts';
import { moderationContract } from './contract/moderation.ts';
import { outboxContract } from './contract/outbox.ts';
import { outboxOrderContract } from './contract/outbox-order.ts';
import { questionContract } from './contract/questions.ts';
import { readingContract } from './contract/readings.ts';
import { retentionContract } from './contract/retention.ts';
import { retryContract } from './contract/retry.ts';
import { searchContract } from './contract/search.ts';
import { searchFilterContract } from './contract/search-filter.ts';
import { storyContract } from './contract/stories.ts';
import { storyEditContract } from './contract/story-edits.ts';
import { subscriptionContract } from './contract/subscriptions.ts';
import { toldContract } from './contract/told.ts';
import { topicContract } from './contract/topics.ts';
import { vitalsContract } from './contract/vitals.ts';

/**
 * What every store keeps, whatever its database. `open` gives a new, empty archive each time, `tables` all that is in the
 * database of one.
 */
export function archiveContract(
  name: string,
  open: () => Promise<Archive>,
  tables: (archive: Archive) => Promise<Tables>,
): void {
  const dump = async (archive: Archive) => {
    const all = Object.values(await tables(archive)).flatMap(({ rows }) => rows);
    return all.map((row) => JSON.stringify(row)).join('\n');
  };
  const opened: Archive[] = [];
  const openOne = async () => {
    const archive = await open();
    opened.push(archive);
    return archive;
  };
  afterEach(async () => {
    for (const archive of opened.splice(0)) await archive.close();
  });
  describe(name, () => {
    intakeContract(openOne);
    readingContract(openOne);
    duplicateContract(openOne);
    storyContract(openOne);
    clusteringContract(openOne);
    storyEditContract(openOne);
    judgementContract(openOne);
    toldContract(openOne);
    searchContract(openOne);
    digestContract(openOne);
    outboxContract(openOne);
    outboxOrderContract(openOne);
    editContract(openOne);
    ledgerContract(openOne);
    searchFilterContract(openOne);
    subscriptionContract(openOne);
    topicContract(openOne);
    questionContract(openOne);
    moderationContract(openOne);
    atOnceContract(openOne);
    interactionContract(openOne);
    eraseContract(openOne, dump);
    eraseTablesContract(openOne, tables);
    historyContract(openOne);
    installationContract(openOne, dump);
    retryContract(openOne);
    vitalsContract(openOne);
    retentionContract(openOne, dump);
  });
}
