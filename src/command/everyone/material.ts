/** What a digest is made from besides the articles: what its channel was told before, and what it called wrong. */
import type { Candidate } from '../../digest/candidate.ts';
import type { Material } from '../../digest/digest-of.ts';
import { openingOf } from '../../digest/opening.ts';
import { creditedAgency } from '../../digest/publishers.ts';
import { type Channel, channelName } from '../../digest/subscription.ts';
import { afterOthers } from '../../digest/turn.ts';
import type { Archive, Told } from '../../ports/archive.ts';
import type { Report } from '../../ports/conversation.ts';

/** Reports looked through: older ones are forgotten, and so are their stories. */
const REPORTS_LOOKED_THROUGH = 200;

export interface Place {
  readonly channel: Channel;
  /** Where its reports are kept; left out where nobody knows. */
  readonly workspace?: string | null;
  /** What was told later than this is what the digest itself is to tell again; left out, all counts that was told. */
  readonly before?: Date;
}

/** Of the stories to which the candidates belong. */
export async function materialFor(
  candidates: readonly Candidate[],
  place: Place,
  archive: Archive,
): Promise<Required<Pick<Material, 'candidates' | 'told' | 'reported'>>> {
  const storyIds = [...new Set(candidates.map(({ storyId }) => storyId))];
  return {
    candidates: await lookedInto(candidates, archive),
    told: storyIds.length === 0 ? new Map() : toldBefore(await archive.told(place.channel, storyIds), place.before),
    reported: await reportedIn(place, archive),
  };
}

function toldBefore(told: ReadonlyMap<string, readonly Told[]>, before: Date | undefined) {
  if (before === undefined) return told;
  const earlier = [...told].map(
    ([storyId, tellings]) => [storyId, tellings.filter(({ publishedAt }) => publishedAt <= before)] as const,
  );
  return new Map(earlier.filter(([, tellings]) => tellings.length > 0));
}

type Look = Pick<Candidate, 'agency' | 'opening'>;

/** An article never changes, and a morning's digests look into the same ones for channel after channel. */
const seenIn = new WeakMap<Archive, Map<string, Look>>();
const MOST_SEEN = 3_000;

async function lookInto(articleId: string, archive: Archive): Promise<Look | null> {
  const seen = seenIn.get(archive) ?? new Map<string, Look>();
  seenIn.set(archive, seen);
  const known = seen.get(articleId);
  if (known) return known;
  const article = await archive.article(articleId);
  if (!article) return null;
  await afterOthers();
  const look = { agency: creditedAgency(article), opening: openingOf(article) };
  if (seen.size >= MOST_SEEN) seen.clear();
  seen.set(articleId, look);
  return look;
}

/** Whose report each article is, and what it says first. That makes a difference only where several tell one story. */
async function lookedInto(candidates: readonly Candidate[], archive: Archive): Promise<Candidate[]> {
  const perStory = Map.groupBy(candidates, ({ storyId }) => storyId);
  const seen: Candidate[] = [];
  for (const candidate of candidates) {
    const isAlone = perStory.get(candidate.storyId)?.length === 1;
    const look = isAlone ? null : await lookInto(candidate.articleId, archive);
    seen.push(look ? { ...candidate, ...look } : candidate);
  }
  return seen;
}

/** Stories that somebody in the channel reported and no manager has set right since. */
async function reportedIn({ channel, workspace }: Place, archive: Archive): Promise<string[]> {
  if (workspace === undefined) return [];
  const reports = await archive.reports(channel.platform, workspace, REPORTS_LOOKED_THROUGH);
  const here = reports.filter((report) => channelName(report.channel) === channelName(channel));
  if (here.length === 0) return [];
  const corrections = await archive.corrections(here.map(({ storyId }) => storyId));
  const isSetRight = ({ storyId, made }: Report) =>
    corrections.some((correction) => correction.storyId === storyId && correction.made.at >= made.at);
  return [...new Set(here.filter((report) => !isSetRight(report)).map(({ storyId }) => storyId))];
}
