/**
 * `npm run test:faults -- [--seed N] [--runs N] [--only sqlite|postgres] [--flow news|talk]`: every fault at every point of the
 * news' way, and at every point that only people's commands come to; and then, on each of the two ways, several faults at
 * random, `--runs` times up to three. A table says what came of them; it ends with 1 when anything was lost or doubled. With
 * TEST_DATABASE_URL also on PostgreSQL. Some four thousand runs on each database, unless `--runs` says otherwise.
 */
import { parseArgs } from 'node:util';
import { Schemas, serverUrl, WITHOUT_SERVER } from '../support/postgres.ts';
import type { Hit } from './faults.ts';
import { breachesOf, type Case, oneAfterAnother, ofPeople, seeded, singles, Table, tryCase } from './matrix.ts';
import { type RunOptions, run } from './run.ts';
import { type MakeStore, postgresStores, sqliteStores } from './stores.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    runs: { type: 'string', default: '400' },
    only: { type: 'string' },
    flow: { type: 'string' },
  },
});
const { only } = values;
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const runs = Number(values.runs);
if (!Number.isInteger(seed) || !Number.isInteger(runs) || runs < 0) {
  console.error('test:faults: --seed and --runs are whole numbers');
  process.exit(2);
}

const table = new Table();
let [count, breaches] = [0, 0];

/** Runs at a time: each waits for its database most of the time. */
const LANES = 3;
/** Runs between two words of progress. */
const WORD_EVERY = 250;

async function each(cases: AsyncIterable<Case>, again: string): Promise<void> {
  try {
    for await (const tried of cases) {
      count += 1;
      table.add(tried);
      for (const breach of breachesOf(tried)) complain(`${breach} ${again}`);
      if (count % WORD_EVERY === 0) console.log(`${count} runs so far, ${breaches} not as promised`);
    }
  } catch (error) {
    complain(`${(error as Error).message} ${again}`);
  }
}

async function* alone(hit: Hit, options: RunOptions): AsyncGenerator<Case> {
  yield await tryCase([hit], options);
}

function complain(text: string): void {
  breaches += 1;
  console.log(`NOT AS PROMISED: ${text}`);
}

/** What goes on while the faults strike. */
const FLOWS = [
  { flow: 'news', talked: false },
  { flow: 'talk', talked: true },
] as const;

/** @param random how many times several faults, of each flow */
async function through(name: string, make: MakeStore, random: number): Promise<void> {
  for (const { flow, talked } of FLOWS) {
    if (!values.flow || values.flow === flow) await throughFlow(`${name}, ${flow}`, { make, talked }, random);
  }
}

async function throughFlow(name: string, options: RunOptions, random: number): Promise<void> {
  const { faults } = await run([], options);
  const hits = options.talked ? ofPeople(faults, (await run([], { make: options.make })).faults) : singles(faults);
  console.log(
    `${name}: ${hits.length} faults at ${faults.points.length} points, then ${random} times several one after another`,
  );
  const sideBySide = (await run([], { ...options, together: true })).faults.points;

  function several(nth: number): Promise<void> {
    const draw = seeded(seed + nth);
    const together = draw() < 0.5;
    const cases = oneAfterAnother(together ? sideBySide : faults.points, 3, draw, {
      ...options,
      together,
      random: draw,
    });
    return each(cases, `(${name}, --seed ${seed + nth} --runs 1)`);
  }

  await inLanes([
    ...hits.map((hit) => () => each(alone(hit, options), `(${name})`)),
    ...Array.from({ length: random }, (_, nth) => () => several(nth)),
  ]);
}

async function inLanes(work: readonly (() => Promise<void>)[]): Promise<void> {
  const left = work.values();
  const lane = async () => {
    for (const next of left) await next();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

console.log(`seed ${seed}`);
const stores = await sqliteStores();
if (!only || only === 'sqlite') await through('SQLite', stores.make, runs);
stores.remove();
if (serverUrl === null) console.log(`PostgreSQL ${WITHOUT_SERVER}`);
else if (!only || only === 'postgres') {
  const onServer = postgresStores(new Schemas(serverUrl));
  await through('PostgreSQL', onServer.make, runs);
  await onServer.remove();
}
console.log(`\n${table}\n\n${count} runs, ${breaches} not as promised; seed ${seed}`);
process.exitCode = breaches > 0 ? 1 : 0;
