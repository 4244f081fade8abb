import type { RetentionArchive, RetentionMark } from '../ports/retention.ts';
import type { Clock, Log } from '../ports.ts';
import { DAY_MS } from '../spans.ts';

interface Ports {
  readonly archive: RetentionArchive;
  /** Null to keep everything. */
  readonly keepDays: number | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** Short transactions in one go; then what is due to be published has its turn. */
const AT_ONCE = 50;

/** One going through all that is old. */
interface Round {
  readonly before: Date;
  after: RetentionMark | null;
  part: 'articles' | 'words' | 'room';
  removed: number;
  quoted: number;
}

/**
 * Lets go of what is older than `keepDays`, once when it is first called and then once a day. Each call does some seconds' work
 * at most, and resolves to when to call again: at once while there is more, or null for "at any later heartbeat". A crash
 * costs nothing: the next round begins anew and finds the rest.
 */
export function createRetention({ archive, keepDays, clock, log }: Ports): () => Promise<Date | null> {
  let nextRound = 0;
  let round: Round | null = null;
  return async () => {
    if (keepDays === null) return null;
    const now = clock.now();
    if (!round && now.getTime() < nextRound) return null;
    nextRound = now.getTime() + DAY_MS;
    round ??= begin(new Date(now.getTime() - keepDays * DAY_MS));
    for (let turn = 0; turn < AT_ONCE; turn++) {
      if (await goOn(round, archive)) continue;
      const { removed, quoted } = round;
      if (removed + quoted > 0) log.info('old articles were let go', { removed, quoted, keepDays });
      round = null;
      return null;
    }
    return now;
  };
}

function begin(before: Date): Round {
  return { before, after: null, part: 'articles', removed: 0, quoted: 0 };
}

/** False when there is no more. */
async function goOn(round: Round, archive: RetentionArchive): Promise<boolean> {
  if (round.part === 'articles') {
    const { removed, quoted, after } = await archive.letGo(round.before, round.after);
    round.removed += removed;
    round.quoted += quoted;
    round.after = after;
    if (!after) round.part = 'words';
    return true;
  }
  if (round.part === 'words') {
    if ((await archive.letGoOfWords(round.before)) === 0) round.part = 'room';
    return true;
  }
  return archive.giveBackRoom();
}
