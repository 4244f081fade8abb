/** Two weeks of invented news, and the look back on the second: from Friday 13 to Friday 20 November 2026, 17:00 in Berlin. */
import type { Candidate } from '../../src/digest/candidate.ts';
import type { Digest } from '../../src/digest/digest.ts';
import { type LookbackFrame, type LookbackMaterial, lookingBack } from '../../src/digest/lookback.ts';
import { aCandidate, acts, mayFollow } from './candidates.ts';

export const WEEK = { from: new Date('2026-11-13T16:00:00Z'), to: new Date('2026-11-20T16:00:00Z') };
export const WEEK_BEFORE = { from: new Date('2026-11-06T16:00:00Z'), to: WEEK.from };

export function aLookbackFrame(over: Partial<LookbackFrame> = {}): LookbackFrame {
  return {
    id: 'look-back-of-20-november',
    subscriptionId: 'console:terminal@08:00#lookback',
    channel: { platform: 'console', id: 'terminal' },
    topics: ['all'],
    actors: [],
    window: WEEK,
    before: WEEK_BEFORE,
    zone: 'Europe/Berlin',
    trouble: null,
    ...over,
  };
}

/** Came in and was read on a day of November 2026, at noon UTC. */
export function cameOn(day: number, articleId: string, over: Parameters<typeof aCandidate>[1] = {}): Candidate {
  const date = `2026-11-${String(day).padStart(2, '0')}`;
  return aCandidate(articleId, {
    date,
    takenAt: new Date(`${date}T12:00:00Z`),
    readAt: new Date(`${date}T12:01:00Z`),
    ...over,
  });
}

interface Report {
  readonly source: string;
  readonly headline: string;
  readonly topics?: readonly string[];
}

const UNION = { kind: 'organization', role: null } as const;

function report(day: number, storyId: string, id: string, { source, headline, topics = ['shipping'] }: Report) {
  return (actors: Candidate['summary']['actors'], implications: Candidate['summary']['implications'] = []) =>
    cameOn(day, id, {
      storyId,
      title: headline,
      source,
      summary: { headline, actors, implications, topics: [...topics] },
    });
}

/** A strike that grows, a ferry and a levy that are new, a customs case that wakes, and a canal that goes quiet. */
export function twoWeeksOfNews(): Candidate[] {
  const strike = 'Dockers close Port Halden over a new night shift';
  return [
    report(2, 'customs', 'c1', {
      source: 'Velmark Post',
      headline: 'Customs fraud inquiry opens in Osk',
      topics: ['trade'],
    })([
      acts('c1', 'Ilva Brandt', 'Prosecutor Ilva Brandt opened an inquiry into forged customs papers.', {
        role: 'prosecutor',
      }),
    ]),
    report(10, 'canal', 'k1', { source: 'Velmark Post', headline: 'Karsund Canal shut for repairs' })([
      acts('k1', 'Port Authority', 'The Port Authority shut the Karsund Canal for ten days.', UNION),
    ]),
    report(11, 'canal', 'k2', { source: 'Harbour Courier', headline: 'Barges wait at Karsund' })([
      acts('k2', 'Port Authority', 'The Port Authority counted 40 barges in the queue.', UNION),
    ]),
    report(12, 'tolls', 't1', { source: 'Velmark Post', headline: 'Strait tolls are to rise in spring' })([
      acts('t1', 'Port Authority', 'The Port Authority announced higher strait tolls from April.', UNION),
    ]),
    report(12, 'strike', 's1', { source: 'Harbour Courier', headline: strike })([
      acts('s1', 'Harbour Union', 'The Harbour Union called a walkout at Port Halden.', UNION),
    ]),
    report(16, 'strike', 's2', { source: 'Velmark Post', headline: strike })([
      acts('s2', 'Harbour Union', 'The Harbour Union said 400 dockers had joined the walkout.', UNION),
    ]),
    report(17, 'strike', 's3', { source: 'Coast Gazette', headline: 'Halden strike spreads to the grain terminal' })(
      [acts('s3', 'Harbour Union', 'The Harbour Union closed the grain terminal on Tuesday.', UNION)],
      [mayFollow('s3', 'Grain for the islands could run short within ten days.')],
    ),
    report(18, 'ferry', 'f1', { source: 'Coast Gazette', headline: 'Island ferries halt at night' })([
      acts('f1', 'Harbour Union', 'The Harbour Union stopped all night ferries to the islands.', UNION),
    ]),
    report(19, 'ferry', 'f2', { source: 'Harbour Courier', headline: 'Island ferries halt at night' })([
      acts('f2', 'Sela Marrow', 'Ferry captain Sela Marrow said two boats would sail again on Saturday.', {
        role: 'ferry captain',
      }),
    ]),
    report(19, 'levy', 'l1', {
      source: 'Velmark Post',
      headline: 'Parliament votes on a harbour levy',
      topics: ['trade'],
    })([acts('l1', 'Harbour Union', 'The Harbour Union welcomed the levy in a letter to parliament.', UNION)]),
    report(20, 'customs', 'c2', {
      source: 'Harbour Courier',
      headline: 'Two arrests in the Osk customs case',
      topics: ['trade'],
    })([acts('c2', 'Ilva Brandt', 'Prosecutor Ilva Brandt ordered two arrests on Friday.', { role: 'prosecutor' })]),
  ];
}

export function aLookback(over: Partial<LookbackMaterial> = {}, frame: Partial<LookbackFrame> = {}): Digest {
  return lookbackOf(aLookbackFrame(frame), {
    candidates: twoWeeksOfNews(),
    firstArrival: new Date('2026-11-02T12:00:00Z'),
    ...over,
  });
}

function lookbackOf(frame: LookbackFrame, material: LookbackMaterial): Digest {
  const steps = lookingBack(frame, material);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
