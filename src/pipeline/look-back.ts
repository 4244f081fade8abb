/** Gathers what the look back of a week is made from. */
import { readingOf } from '../command/everyone/told.ts';
import { afterOthers } from '../digest/after-others.ts';
import type { Candidate } from '../digest/candidate.ts';
import type { Digest, Window } from '../digest/digest.ts';
import { heldBack } from '../digest/gates.ts';
import { cameAt, type LookbackFrame, type LookbackMaterial, lookingBack } from '../digest/lookback.ts';
import { creditedAgency } from '../digest/publishers.ts';
import type { Archive } from '../ports/archive.ts';

/** Stories that are looked at in one go, some milliseconds' work. */
const AT_ONCE = 8;

/** What the channel may not or does not want to see. */
export type Wishes = Omit<LookbackMaterial, 'candidates' | 'firstArrival'>;

/** The look back of `frame.window`. Reads, and keeps nothing. */
export async function lookBack(frame: LookbackFrame, wishes: Wishes, archive: Archive): Promise<Digest> {
  const late = await archive.candidates(null, { from: frame.before.from, to: frame.window.to });
  const candidates: Candidate[] = [];
  for (const [storyId, articles] of Map.groupBy(late, (candidate) => candidate.storyId)) {
    const isTold = moved(articles, frame.window) && heldBack(articles, { ...wishes, ...frame })?.gate !== 'topic';
    candidates.push(...(isTold ? await whole(storyId, articles, archive) : articles));
  }
  const steps = lookingBack(frame, { ...wishes, candidates, firstArrival: await firstArrival(archive) });
  for (let looked = 1; ; looked++) {
    const step = steps.next();
    if (step.done) return step.value;
    if (looked % AT_ONCE === 0) await afterOthers();
  }
}

const moved = (articles: readonly Candidate[], { from }: Window) => articles.some((article) => cameAt(article) >= from);

/** With the articles from before, and whose report each is, where several tell the story. */
async function whole(storyId: string, late: readonly Candidate[], archive: Archive): Promise<readonly Candidate[]> {
  const ids = new Set((await archive.story(storyId))?.articles.map(({ id }) => id) ?? []);
  if (ids.size < 2) return late;
  const known = new Map(late.map((candidate) => [candidate.articleId, candidate]));
  const found: Candidate[] = [];
  const outdated = new Set<string | null>();
  for (const id of ids) {
    const trace = await archive.trace(id);
    if (!trace) continue;
    const candidate = known.get(id);
    const agency = creditedAgency(trace.article);
    const read = candidate ? { ...candidate, agency } : await readingOf(trace, storyId, archive);
    if (read) found.push(read);
    if (trace.reading.state === 'read') outdated.add(trace.newerOf);
  }
  return found.filter(({ articleId }) => !outdated.has(articleId));
}

/** When the archive's first article came in. */
async function firstArrival(archive: Archive): Promise<Date | null> {
  const [first] = await archive.articlesSince(new Date(0), null, 1);
  return first ? ((await archive.trace(first.id))?.takenAt ?? null) : null;
}
