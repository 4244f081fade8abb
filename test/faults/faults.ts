/** Where a run can be hit, and by what. A point is passed each time the program commits, calls or moves something. */

/** `commit`: a transaction that changed something. `step`: a call of the archive that may. `call`: of a platform or a model. */
export type Place = 'commit' | 'step' | 'call' | 'file';

export interface Point {
  /** From 0, in the order in which they are passed. */
  readonly number: number;
  readonly place: Place;
  /** What is done there, e.g. `settleDelivery`, `slack.post`, `inbox.settle`. */
  readonly name: string;
}

export type Fault =
  /** The process is gone (`kill -9`) right before or after it. */
  | 'kill before'
  | 'kill after'
  /** The process stands still (SIGSTOP) until every lease has run out and another one has done its work; then it wakes up. */
  | 'stall before'
  | 'stall after'
  /** Nothing can be written for a while. */
  | 'disk full'
  /** The connection to the database breaks: nothing was done, or it was done and nobody heard so. */
  | 'connection lost'
  | 'answer lost'
  /** The database is gone for a while, with what was not committed; or with it committed, and nobody heard so. */
  | 'restart before'
  | 'restart after'
  /** As `stall before`, in the middle of the transaction, which the database then undoes: it holds locks for so long only. */
  | 'stall within'
  /** Killed between writing the reason and moving the file. */
  | 'kill halfway'
  | '429'
  | '500'
  | 'hang-up before'
  | 'hang-up after'
  | 'slow'
  /** Applied only after the caller has given up. */
  | 'late'
  | 'wrong JSON'
  | 'hang'
  | 'garbage';

const KILLS = ['kill before', 'kill after'] as const;
const STALLS = ['stall before', 'stall after'] as const;
const OF_POSTS = ['429', '500', 'hang-up before', 'hang-up after', 'slow', 'late', 'wrong JSON'] as const;
const OF_LOOK_UPS = ['429', '500', 'hang-up before', 'slow', 'wrong JSON'] as const;
const OF_ANSWERS = ['429', 'slow'] as const;
const OF_MODELS = ['429', '500', 'hang', 'garbage'] as const;

/** What can happen at a point. */
export function faultsAt({ place, name }: Point): readonly Fault[] {
  switch (place) {
    case 'commit':
      return [
        ...KILLS,
        'stall within',
        'disk full',
        'connection lost',
        'answer lost',
        'restart before',
        'restart after',
      ];
    case 'step':
      return STALLS;
    case 'file':
      return [...KILLS, ...STALLS, 'disk full', ...(name === 'inbox.settle' ? (['kill halfway'] as const) : [])];
    case 'call':
      return [...KILLS, ...STALLS, ...ofCall(name)];
  }
}

function ofCall(name: string): readonly Fault[] {
  if (name.startsWith('model')) return OF_MODELS;
  // A terminal answers at once, whatever it is asked.
  if (name.startsWith('console')) return [];
  if (name.endsWith('.answer')) return OF_ANSWERS;
  return name.endsWith('.find') ? OF_LOOK_UPS : OF_POSTS;
}

/** At the point of this number, counted over all processes of the run, this happens. */
export interface Hit {
  readonly at: number;
  readonly fault: Fault;
}

/** Counts the points of a run and says what happens at each. */
export class Faults {
  readonly points: Point[] = [];
  /** What did happen, in order. */
  readonly happened: { readonly point: Point; readonly fault: Fault }[] = [];
  readonly #hits: ReadonlyMap<number, Fault>;

  constructor(hits: readonly Hit[] = []) {
    this.#hits = new Map(hits.map(({ at, fault }) => [at, fault]));
  }

  /** Null where all goes well, and where what was planned can't happen at what the run came to there. */
  pass(place: Place, name: string): Fault | null {
    const point = { number: this.points.length, place, name };
    this.points.push(point);
    const fault = this.#hits.get(point.number);
    if (fault === undefined || !faultsAt(point).includes(fault)) return null;
    this.happened.push({ point, fault });
    return fault;
  }
}

/** What a killed process throws inside, and nobody outside ever sees. */
export class Killed extends Error {}
