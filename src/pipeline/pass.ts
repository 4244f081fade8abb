/** What is the same for all that are published at one hour is read once, and forgotten soon. */
import type { Candidate } from '../digest/candidate.ts';
import type { Window } from '../digest/digest.ts';
import type { Channel } from '../digest/subscription.ts';
import type { Archive } from '../ports/archive.ts';
import type { Clock } from '../ports.ts';

/** Topics are edited and articles let go meanwhile: what was read is used no longer than this, in milliseconds. */
const FORGOTTEN_AFTER_MS = 5_000;
/** Some five kilobytes each. */
const MOST_KEPT = 2_000;

/** One going through of what is due; to be dropped afterwards. */
export interface Pass {
  /** As the archive has them. Which they are is asked anew for each channel; only what they say is remembered. */
  candidates(channel: Channel | null, window: Window): Promise<readonly Candidate[]>;
  /** Articles that came in before an instant that is past, and are not read. Once there is none, none can be added. */
  countUnread(before: Date): Promise<number>;
  /** Reads anew from now on. */
  forget(): void;
}

type Asked = Pick<Archive, 'candidates' | 'countUnread'>;

export function createPass(archive: Asked, clock: Pick<Clock, 'now'>): Pass {
  const known = new Map<string, Candidate>();
  const allRead = new Set<number>();
  let since = clock.now().getTime();
  return {
    async candidates(channel, window) {
      const now = clock.now().getTime();
      if (now - since > FORGOTTEN_AFTER_MS) {
        known.clear();
        since = now;
      }
      const found = await archive.candidates(channel, window, known);
      if (known.size + found.length > MOST_KEPT) known.clear();
      for (const candidate of found.slice(0, MOST_KEPT)) known.set(candidate.articleId, candidate);
      return found;
    },
    async countUnread(before) {
      if (allRead.has(before.getTime())) return 0;
      const unread = await archive.countUnread(before);
      if (unread === 0) allRead.add(before.getTime());
      return unread;
    },
    forget() {
      known.clear();
    },
  };
}
