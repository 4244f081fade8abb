import { afterEach, describe } from 'vitest';
import type { Archive } from '../../src/ports.ts';
import { digestContract } from './contract/digests.ts';
import { intakeContract } from './contract/intake.ts';
import { ledgerContract } from './contract/ledger.ts';
import { outboxContract } from './contract/outbox.ts';
import { outboxOrderContract } from './contract/outbox-order.ts';
import { readingContract } from './contract/readings.ts';
import { searchContract } from './contract/search.ts';
import { storyContract } from './contract/stories.ts';

/** What every store keeps, whatever its database. `open` gives a new, empty archive each time. */
export function archiveContract(name: string, open: () => Promise<Archive>): void {
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
    storyContract(openOne);
    searchContract(openOne);
    digestContract(openOne);
    outboxContract(openOne);
    outboxOrderContract(openOne);
    ledgerContract(openOne);
  });
}
