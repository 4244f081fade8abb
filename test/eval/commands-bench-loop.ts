/** Loaded into the program before anything else: writes down each time that its event loop was held, one JSON a line. */
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const LOOK_MS = 10;
const HELD_MS = 50;

export interface Hold {
  /** How long nothing else had its turn, in milliseconds. */
  readonly ms: number;
  /** What the program's main thread worked meanwhile, in milliseconds: the rest of the time the machine was busy with others. */
  readonly worked: number;
  /** When it ended, in milliseconds since the epoch. */
  readonly at: number;
  /** The same by the clock of `--cpu-prof`, in microseconds. */
  readonly ticks: number;
}

const file = process.env['BENCH_HOLDS'];
// What the other threads do holds nobody up.
if (file && isMainThread) {
  let [last, before] = [performance.now(), worked()];
  const look = setInterval(() => {
    const [now, after] = [performance.now(), worked()];
    const ms = now - last - LOOK_MS;
    const ticks = Number(process.hrtime.bigint() / 1_000n);
    if (ms >= HELD_MS)
      appendFileSync(file, `${JSON.stringify({ ms, worked: after - before, at: Date.now(), ticks } satisfies Hold)}\n`);
    [last, before] = [now, after];
  }, LOOK_MS);
  look.unref();
}

function worked(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
