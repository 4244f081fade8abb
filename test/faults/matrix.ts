/** Which faults are tried at which points, and a table of what came of them. */
import { type Fault, type Faults, faultsAt, type Hit, type Point } from './faults.ts';
import { type Ran, type RunOptions, run } from './run.ts';

export interface Case {
  readonly hits: readonly Hit[];
  readonly ran: Ran;
}

/** Every fault that can happen at every point of a run in which nothing else goes wrong. */
export function singles({ points }: Faults): readonly (Hit & { readonly point: Point })[] {
  return points.flatMap((point) => faultsAt(point).map((fault) => ({ at: point.number, fault, point })));
}

/** Those at points that the program comes to only because people talk to it. */
export function ofPeople(talked: Faults, untalked: Faults): ReturnType<typeof singles> {
  const known = new Set(untalked.points.map(({ name }) => name));
  return singles(talked).filter(({ point }) => !known.has(point.name));
}

export const isKill = ({ fault }: { readonly fault: Fault }) => fault.startsWith('kill');

/** One of each kind at each place, and that where it comes first. */
export function firstOfEach<T extends Hit & { readonly point: Point }>(hits: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return hits.filter(({ fault, point: { place, name } }) => {
    const kind = `${fault} ${place} ${name}`;
    return !seen.has(kind) && seen.add(kind);
  });
}

/**
 * One fault, and then another at what the program came to after it, and so on: each struck whoever cleared up after the one
 * before. Gives every step of the way.
 */
export async function* oneAfterAnother(
  points: readonly Point[],
  count: number,
  random: () => number,
  options: RunOptions,
): AsyncGenerator<Case> {
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)];
  const hits: Hit[] = [];
  let ahead = points;
  while (hits.length < count) {
    const point = pick(ahead);
    if (!point) return;
    hits.push({ at: point.number, fault: pick(faultsAt(point)) ?? 'kill before' });
    const tried = await tryCase([...hits], options);
    yield tried;
    ahead = tried.ran.faults.points.filter(({ number }) => number > point.number).slice(0, NEAR);
  }
}

/** Points after a fault within which the next one strikes: there it is cleared up after. */
const NEAR = 40;

export async function tryCase(hits: readonly Hit[], options: RunOptions): Promise<Case> {
  try {
    return { hits, ran: await run(hits, options) };
  } catch (error) {
    throw new Error(`with ${textOf(hits)}: ${(error as Error).message}`, { cause: error });
  }
}

export function textOf(hits: readonly Hit[]): string {
  return hits.map(({ at, fault }) => `"${fault}" at ${at}`).join(', ');
}

/** What is not as promised, with what it takes to see it again. */
export function breachesOf({ hits, ran }: Case): readonly string[] {
  const what = ran.faults.happened.map(({ fault, point: { place, name } }) => `${fault} ${name} (${place})`).join(', ');
  return ran.breaches.map((breach) => `${breach} — after ${what || 'nothing'} [${textOf(hits)}]`);
}

/** Outcomes by fault and point. */
export class Table {
  readonly #rows = new Map<string, { tried: number; ambiguous: number; givenUp: number; breaches: number }>();

  add({ ran }: Case): void {
    for (const { fault, point } of ran.faults.happened) {
      const key = `${fault.padEnd(16)}${point.place.padEnd(8)}${point.name}`;
      const row = this.#rows.get(key) ?? { tried: 0, ambiguous: 0, givenUp: 0, breaches: 0 };
      row.tried += 1;
      if (ran.ambiguous > 0) row.ambiguous += 1;
      if (ran.givenUp > 0) row.givenUp += 1;
      if (ran.breaches.length > 0) row.breaches += 1;
      this.#rows.set(key, row);
    }
  }

  toString(): string {
    const head = `${'fault'.padEnd(16)}${'point'.padEnd(34)}${'runs'.padStart(6)}  outcome`;
    const lines = [...this.#rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, row]) => {
        const said = [
          row.breaches > 0 && `${row.breaches} NOT AS PROMISED`,
          row.ambiguous > 0 && `${row.ambiguous} with a delivery to a terminal said to be ambiguous`,
          row.givenUp > 0 && `${row.givenUp} with an article given up, and said so`,
        ].filter(Boolean);
        return `${key.padEnd(50)}${String(row.tried).padStart(6)}  ${said.join('; ') || 'as if nothing had happened'}`;
      });
    return [head, ...lines].join('\n');
  }
}

/** Random numbers in [0, 1) that are the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
