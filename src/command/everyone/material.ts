/** What a digest is made from besides the articles: what its channel was told before, and what it called wrong. */

import { afterOthers } from '../../digest/after-others.ts';
import type { Candidate } from '../../digest/candidate.ts';
import type { Material } from '../../digest/digest-of.ts';
import { openingOf } from '../../digest/opening.ts';
import { creditedAgency } from '../../digest/publishers.ts';
import { type Channel, channelName } from '../../digest/subscription.ts';
import type { Archive, Told } from '../../ports/archive.ts';
import type { Report } from '../../ports/conversation.ts';
import { correctionsFor } from './set-right.ts';

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

/** As long as the candidates are there: a morning's digests look into the same ones for channel after channel. */
const seen = new WeakMap<Candidate, Candidate>();

async function lookInto(candidate: Candidate, archive: Archive): Promise<Candidate> {
  const known = seen.get(candidate);
  if (known) return known;
  const article = await archive.article(candidate.articleId);
  if (!article) return candidate;
  await afterOthers();
  const looked = { ...candidate, agency: creditedAgency(article), opening: openingOf(article) };
  seen.set(candidate, looked);
  return looked;
}

/** Whose report each article is, and what it says first. That makes a difference only where several tell one story. */
async function lookedInto(candidates: readonly Candidate[], archive: Archive): Promise<Candidate[]> {
  const perStory = Map.groupBy(candidates, ({ storyId }) => storyId);
  const looked: Candidate[] = [];
  for (const candidate of candidates) {
    const isAlone = perStory.get(candidate.storyId)?.length === 1;
    looked.push(isAlone ? candidate : await lookInto(candidate, archive));
  }
  return looked;
}

/** Stories that somebody in the channel reported and no manager has set right since. */
async function reportedIn({ channel, workspace }: Place, archive: Archive): Promise<string[]> {
  if (workspace === undefined) return [];
  const reports = await archive.reports(channel.platform, workspace, REPORTS_LOOKED_THROUGH);
  const here = reports.filter((report) => channelName(report.channel) === channelName(channel));
  if (here.length === 0) return [];
  const corrections = await correctionsFor(
    here.map(({ storyId }) => storyId),
    { channel, workspace },
    { archive },
  );
  const isSetRight = ({ storyId, made }: Report) =>
    corrections.some((correction) => correction.storyId === storyId && correction.made.at >= made.at);
  return [...new Set(here.filter((report) => !isSetRight(report)).map(({ storyId }) => storyId))];
}
