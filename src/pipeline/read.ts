import { ArchiveUnreachable, type ArticleArchive, type ReadingClaim } from '../ports/archive.ts';
import type { EmbeddingArchive, JudgementArchive } from '../ports/judgement.ts';
import type { Clock, Embedder, Log } from '../ports.ts';
import { MINUTE_MS } from '../spans.ts';
import { embed } from './embed.ts';
import type { Tell } from './events.ts';
import { insist } from './insist.ts';
import type { Reader } from './reader.ts';
import { type Judge, judgeBalanced } from './same-story.ts';

interface Ports {
  readonly archive: ArticleArchive & EmbeddingArchive & JudgementArchive;
  readonly reader: Reader;
  readonly embedder: Embedder | null;
  readonly judge: Judge | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: Tell;
}

/** Longer than the slowest reading (several parts, each with retries): a lease that runs out means a dead process. */
const READING_LEASE_MS = 15 * MINUTE_MS;

/** A reading that fails in a way that may pass is tried again after these waits, in minutes, then hourly. */
const RETRY_MINUTES = [1, 5, 15, 60];

/** After this many tries an article is given up and kept as a problem. */
const MOST_ATTEMPTS = 24;

/**
 * Reads every article that is due, `reader.concurrency` at a time at the model, then has the model judge where the evidence for a story is
 * balanced. Resolves to when the next one is due, or null.
 */
export async function readDue(ports: Ports, signal: AbortSignal): Promise<Date | null> {
  const worker = async () => {
    while (!signal.aborted) {
      const [claim] = await ports.archive.claimReading(ports.clock.now(), READING_LEASE_MS, 1);
      if (!claim) return;
      await readOne(claim, ports, signal);
    }
  };
  await Promise.all(Array.from({ length: workersFor(ports.reader) }, worker));
  const judging = await judgeBalanced(ports, signal);
  const reading = await ports.archive.nextReadingAt();
  return reading && judging && judging < reading ? judging : (reading ?? judging);
}

/**
 * Twice as many as may call the model: when all calls end together, as many articles are in hand to be asked about at once, while
 * those answered are verified and kept. One reader alone keeps to the order of arrival.
 */
function workersFor({ concurrency }: Reader): number {
  return concurrency === 1 ? 1 : 2 * concurrency;
}

async function readOne(claim: ReadingClaim, ports: Ports, signal: AbortSignal): Promise<void> {
  const { archive, reader, clock, log, tell } = ports;
  const { article } = claim;
  const reading = await reader.read(article, signal).catch((error: Error) => {
    if (error instanceof ArchiveUnreachable) return null;
    log.error('reading failed unexpectedly', { article: article.id, error: error.stack });
    return { kind: 'problem', reason: `Reading failed: ${error.message}`, raw: null, retry: 'soon' } as const;
  });
  if (reading?.kind === 'summary') {
    await embed(article, ports, signal);
    const kept = await insist(() => archive.keepSummary(claim, reading.summary, clock.now()), clock, signal);
    if (kept) tell({ kind: 'read', title: article.title });
    else log.warn('a reading came too late; another process has done it', { article: article.id });
    return;
  }
  // A stop in the middle, or an archive out of reach, is no failure of the article: the next process takes it at once.
  if (reading === null || signal.aborted) return insist(() => archive.releaseReading(claim), clock, signal);
  const nextAt = whenAgain(reading.retry, claim.attempt, clock.now());
  const failure = { reason: reading.reason, raw: reading.raw, nextAt };
  // Before it is written down: killed in between, it is read again, and told again.
  tell({ kind: 'unreadable', title: article.title, reason: reading.reason, final: nextAt === null });
  await insist(() => archive.failReading(claim, failure), clock, signal);
}

function whenAgain(retry: Date | 'soon' | 'never', attempt: number, now: Date): Date | null {
  if (retry === 'never' || attempt >= MOST_ATTEMPTS) return null;
  if (retry !== 'soon') return retry;
  const minutes = RETRY_MINUTES[Math.min(attempt, RETRY_MINUTES.length) - 1] ?? 60;
  return new Date(now.getTime() + minutes * MINUTE_MS);
}
