/**
 * `npm run test:faults -- [--seed N] [--runs N]`: every fault at every point, and then several at random, with a table of what
 * came of them. Ends with 1 when anything was lost or doubled. With TEST_DATABASE_URL also on PostgreSQL.
 */
import { parseArgs } from 'node:util';
import { Schemas, serverUrl, WITHOUT_SERVER } from '../support/postgres.ts';
import type { Hit } from './faults.ts';
import { breachesOf, type Case, oneAfterAnother, seeded, singles, Table, tryCase } from './matrix.ts';
import { type RunOptions, run } from './run.ts';
import { postgresStores, sqliteStores } from './stores.ts';

const { values } = parseArgs({ options: { seed: { type: 'string' }, runs: { type: 'string', default: '1000' } } });
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const runs = Number(values.runs);
if (!Number.isInteger(seed) || !Number.isInteger(runs) || runs < 0) {
  console.error('test:faults: --seed and --runs are whole numbers');
  process.exit(2);
}

const table = new Table();
let [count, breaches] = [0, 0];

async function each(cases: AsyncIterable<Case>, again: string): Promise<void> {
  try {
    for await (const tried of cases) {
      count += 1;
      table.add(tried);
      for (const breach of breachesOf(tried)) complain(`${breach} ${again}`);
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

/** @param random how many times several faults */
async function through(name: string, stores: Pick<RunOptions, 'make'>, random: number): Promise<void> {
  const { faults } = await run([], stores);
  const { points } = faults;
  const hits = singles(faults);
  console.log(
    `${name}: ${hits.length} faults at ${points.length} points, then ${random} times several one after another`,
  );
  for (const hit of hits) await each(alone(hit, stores), `(${name})`);
  const sideBySide = (await run([], { ...stores, together: true })).faults.points;
  for (let nth = 0; nth < random; nth++) {
    const draw = seeded(seed + nth);
    const together = draw() < 0.5;
    const options = { ...stores, together, random: draw };
    const several = oneAfterAnother(together ? sideBySide : points, 3, draw, options);
    await each(several, `(${name}, --seed ${seed + nth} --runs 1)`);
  }
}

console.log(`seed ${seed}`);
const stores = await sqliteStores();
await through('SQLite', stores, runs);
stores.remove();
if (serverUrl === null) console.log(`PostgreSQL ${WITHOUT_SERVER}`);
else {
  const schemas = new Schemas(serverUrl);
  await through('PostgreSQL', { make: postgresStores(schemas) }, Math.ceil(runs / 10));
  await schemas.drop();
}
console.log(`\n${table}\n\n${count} runs, ${breaches} not as promised; seed ${seed}`);
process.exitCode = breaches > 0 ? 1 : 0;
