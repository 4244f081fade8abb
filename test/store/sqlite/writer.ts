/**
 * Run by a test as a process of its own, until it is killed: takes in, reads, publishes and delivers one article after
 * another, from the number given on, and says on standard output what the archive has acknowledged, as soon as it has.
 */
import { writeSync } from 'node:fs';
import { openSqliteArchive } from '../../../src/store/sqlite/open.ts';
import { anArrival, aSummary } from '../../support/articles.ts';
import { aPublication } from '../contract/publications.ts';
import { at, MINUTE } from '../contract/times.ts';
import { numbered } from './numbered.ts';

const [, , folder = '', first = '0'] = process.argv;
const archive = await openSqliteArchive({ folder });
const acknowledge = (what: string, id: string) => writeSync(1, `${what} ${id}\n`);

for (let n = Number(first); ; n++) {
  const article = numbered(n);
  await archive.takeIn(anArrival(article, { at: at(n) }));
  acknowledge('taken', article.id);
  for (const claim of await archive.claimReading(at(n), MINUTE, 1)) {
    if (await archive.keepSummary(claim, aSummary(claim.article), at(n))) acknowledge('read', claim.article.id);
  }
  const id = `digest-${n}`;
  await archive.publish(aPublication(id, { from: at(n), to: at(n + 1) }, { articleIds: [article.id] }));
  acknowledge('published', id);
  for (const claim of await archive.claimDeliveries(at(n), MINUTE, 1, ['slack'])) {
    if (await archive.settleDelivery(claim, { kind: 'sent', ref: `ref-${n}`, at: at(n) })) {
      acknowledge('sent', claim.delivery.digestId);
    }
  }
}
