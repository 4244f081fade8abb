import { topicsOf } from '../digest/topics.ts';
import { ArchiveUnreachable, type ArticleArchive, type Likeness } from '../ports/archive.ts';
import type { Clock, Inbox, InboxFile, Log, Reading } from '../ports.ts';
import type { Tell } from './events.ts';
import { likenessOf } from './likeness.ts';
import type { TopicShelf } from './topic-shelf.ts';

export interface TakenIn {
  readonly taken: number;
  readonly rejected: number;
  readonly duplicates: number;
}

interface Ports {
  readonly inbox: Inbox;
  readonly archive: ArticleArchive;
  /** An article is seen where its topics may be seen from the first moment, not only once it is read. */
  readonly shelf: TopicShelf;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: Tell;
}

/**
 * Takes in whatever is at rest in the inbox. A file is recorded before it is moved: a crash between the two leaves it
 * in the inbox, where the next sweep finds it known and only moves it. A file that can't be moved stays, and is tried
 * again at the next sweep. Throws only when the inbox itself can't be read, or the archive can't be reached.
 */
export async function takeIn(ports: Ports, signal?: AbortSignal): Promise<TakenIn> {
  const counts = { taken: 0, rejected: 0, duplicates: 0 };
  for (const file of await ports.inbox.sweep()) {
    if (signal?.aborted) break;
    try {
      const kind = await takeInFile(file, ports);
      if (kind === 'taken') counts.taken++;
      if (kind === 'rejected') counts.rejected++;
      if (kind === 'duplicate') counts.duplicates++;
    } catch (error) {
      // That is of no file: all of them wait.
      if (error instanceof ArchiveUnreachable) throw error;
      const text = `${file.name} could not be taken in and stays in the inbox: ${(error as Error).message}`;
      ports.log.error(text, { file: file.name });
      ports.tell({ kind: 'trouble', text });
    }
  }
  return counts;
}

async function takeInFile(file: InboxFile, ports: Ports): Promise<'taken' | 'duplicate' | 'rejected' | 'later'> {
  const { inbox, archive, clock, tell } = ports;
  const reading = await inbox.read(file);
  if (!reading) return 'later';
  const { parsed } = reading;
  const topics = parsed.ok ? topicsOf(parsed.article, await ports.shelf()) : [];
  const likeness = await likenessFor(reading, ports);
  const intake = await archive.takeIn({ ...reading, file: file.name, at: clock.now(), topics, likeness });
  await inbox.settle(file, parsed.ok ? { kind: 'done' } : { kind: 'rejected', reason: parsed.problem.reason });
  await archive.settled(file.name, reading.hash);

  if (!parsed.ok) {
    tell({ kind: 'rejected', file: file.name, reason: parsed.problem.reason });
    return 'rejected';
  }
  if (intake.kind === 'duplicate') {
    tell({ kind: 'duplicate', file: file.name });
    return 'duplicate';
  }
  // A file already known was counted by the run that recorded it, but nobody was told: the crash came first.
  tell({ kind: 'taken', file: file.name });
  return 'taken';
}

/** A file is not lost because nobody can say what it is like: then it is taken for a text of its own. */
async function likenessFor({ parsed }: Reading, { archive, log }: Ports): Promise<Likeness | null> {
  if (!parsed.ok) return null;
  const { article } = parsed;
  return likenessOf(article, archive).catch((error: Error) => {
    if (error instanceof ArchiveUnreachable) throw error;
    log.error('an article could not be held against others', { article: article.id, error: error.stack });
    return null;
  });
}
