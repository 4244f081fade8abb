/** Looks at what people heard, and at what was done, in the end: from outside, as `observer.ts` does. */
import type { Faults } from './faults.ts';
import type { Verdict } from './observer.ts';
import { type Said, TABLES, type Tables, type Town, type Wish } from './people.ts';
import type { PlatformModel } from './platforms.ts';
import { type Row, type Store, tablesOf } from './stores.ts';

/** Breaches begin with `lost`, `doubled`, `unsaid` or `wrong`, too. */
export async function observeTown(
  store: Store,
  platforms: readonly PlatformModel[],
  town: Town,
  faults: Faults,
): Promise<Verdict> {
  const tables: Tables = await tablesOf(store, TABLES);
  const deliveries = await store.rows('deliveries');
  const breaches = [
    ...town.wishes.flatMap((wish) => aboutWish(wish, { town, tables, platforms, faults })),
    ...questions(tables, town),
    ...corrected(tables, platforms),
    ...(await erased(store, town)),
    ...platforms.flatMap((platform) => posts(platform, deliveries)),
    ...tables.unanswered.map((row) => `lost: ${row['event']} is still to be answered`),
  ];
  return { breaches, ambiguous: deliveries.filter(({ state }) => state === 'ambiguous').length, givenUp: 0 };
}

interface Seen {
  readonly town: Town;
  readonly tables: Tables;
  readonly platforms: readonly PlatformModel[];
  readonly faults: Faults;
}

const NOT_DONE =
  /nothing was looked up or changed|it can keep nothing|Something went wrong here|it was not done any more/;
const OPEN = /restarted|can’t tell whether that was done/;
/** With what follows left out. */
const DONE = /^That was done/;
const saysDoneIn = (wish: Wish, text: string) => wish.done.test(text) || DONE.test(text);

function aboutWish(wish: Wish, seen: Seen): string[] {
  const { name, times } = wish;
  const said = seen.town.of(wish);
  if (said.length === 0) return [];
  const breaches = said.flatMap((one) => answers(one, seen));
  const heard = said.flatMap((one) => one.heard.map(({ text }) => text));
  const saysDone = heard.some((text) => saysDoneIn(wish, text));
  const saysAlready = heard.some((text) => wish.already?.test(text));
  if (times) {
    const done = times(seen.tables);
    if (done > 1) breaches.push(`doubled: "${name}" was done ${done} times`);
    if (done === 0 && (saysDone || saysAlready)) breaches.push(`lost: "${name}" was said to be done`);
    const isToldOtherwise = heard.length > 0 && heard.every((text) => NOT_DONE.test(text));
    if (done > 0 && isToldOtherwise) breaches.push(`wrong: "${name}" was done, and said not to be`);
    const mayHaveBeen = heard.some((text) => OPEN.test(text)) || said.some(({ heard: { length } }) => length === 0);
    if (saysAlready && !saysDone && !mayHaveBeen)
      breaches.push(`wrong: "${name}" was done at first, and said not to be`);
    if (wish.audited) breaches.push(...audit(wish, done, said, seen.tables));
    if (wish.announced) breaches.push(...announcements(wish, done, heard, seen.platforms));
  }
  return breaches;
}

/** One answer to each event; and what an event hears is one of what can be said of it. */
function answers(said: Said, { town, faults }: Seen): string[] {
  const { wish, heard, isKnown } = said;
  const breaches: string[] = [];
  for (const { text } of heard) {
    if (![wish.done, wish.already, NOT_DONE, OPEN, DONE].some((words) => words?.test(text)))
      breaches.push(`wrong: "${wish.name}" heard "${text}"`);
  }
  // Killed between the acknowledgement and the row, which nobody can know of: the one gap there is.
  const isGap = !isKnown && endings(faults) > 0;
  // With somebody who is erased the way back to them is erased.
  if (heard.length === 0 && !isGap && !(wish.isErased && isErased(town)))
    breaches.push(`lost: "${wish.name}" was never answered`);
  // Killed or stopped between the answer and its note, somebody on Slack, which can't be asked, hears both.
  const late = heard.filter((one) => one.late).length;
  if (late > (wish.platform === 'slack' ? endings(faults) : 0) && late + 1 === heard.length)
    breaches.push(`doubled: "${wish.name}" was told ${late} times that it was interrupted, and answered`);
  // What the archive could not take down, and the platform repeats to a process that took the place of the first, is done then.
  const undone = heard.filter(({ text }) => NOT_DONE.test(text)).length;
  const prompt = heard.length - late - (endings(faults) > 0 ? undone : 0);
  if (prompt > 1) breaches.push(`doubled: "${wish.name}" was answered ${heard.length} times`);
  return breaches;
}

/** Processes that ended, or stood still for long. */
const endings = ({ happened }: Faults) => happened.filter(({ fault }) => /^(kill|stall)/.test(fault)).length;

function audit({ name, channel }: Wish, done: number, said: readonly Said[], { audit: entries }: Tables): string[] {
  const command = said[0]?.action.command;
  const its = entries.filter((row) => row['channel'] === `slack:${channel}` && row['command'] === command);
  if (its.length === done) return [];
  return [
    `${its.length < done ? 'unsaid' : 'doubled'}: "${name}" has ${its.length} entries in the audit log, done ${done}`,
  ];
}

function announcements(
  wish: Wish,
  done: number,
  heard: readonly string[],
  platforms: readonly PlatformModel[],
): string[] {
  const { name, channel, announced } = wish;
  const told = platforms
    .flatMap(({ said }) => said)
    .filter((one) => one.channel === channel && announced?.test(one.text));
  const saysNot = heard.some((text) => wish.done.test(text) && /nothing was announced/.test(text));
  const isSaid = heard.some((text) => wish.done.test(text) && !/announced/.test(text));
  if (told.length > 1) return [`doubled: "${name}" was announced ${told.length} times`];
  if (told.length === 1 && done === 0) return [`wrong: "${name}" was announced and not done`];
  if (told.length === 1 && saysNot) return [`wrong: "${name}" was announced, and said not to be`];
  if (told.length === 0 && isSaid) return [`lost: "${name}" was not announced`];
  return [];
}

/** A question is counted once, and no more often than it was asked. */
function questions({ question_counts }: Tables, town: Town): string[] {
  const breaches: string[] = [];
  for (const [wish, said] of Map.groupBy(town.said, (one) => one.wish)) {
    if (said[0]?.action.command !== 'news ask') continue;
    const counts = question_counts.filter((row) => row['kind'] === 'person' && row['subject'] === wish.person);
    const asked = counts.reduce((sum, row) => sum + Number(row['asked']), 0);
    const answered = said.filter(({ heard }) => heard.some(({ text }) => wish.done.test(text))).length;
    if (asked > said.length) breaches.push(`doubled: "${wish.name}" is counted ${asked} times, asked ${said.length}`);
    if (asked < answered) breaches.push(`lost: "${wish.name}" is counted ${asked} times, answered ${answered}`);
  }
  return breaches;
}

/** A correction that is kept stands in the messages. */
function corrected({ corrections }: Tables, platforms: readonly PlatformModel[]): string[] {
  if (corrections.length === 0) return [];
  const words = JSON.stringify(String(corrections[0]?.['text']).slice(0, 20)).slice(1, -1);
  return platforms
    .filter(({ platform, shown }) => platform === 'slack' && shown.length > 0)
    .filter(({ shown }) => !shown.some(({ content }) => content.includes(words)))
    .map(({ platform }) => `lost: a correction is not in the messages on ${platform}`);
}

const isErased = (town: Town) =>
  town.said.some(({ wish, heard }) => {
    const says = (text: string) => wish.done.test(text) || wish.already?.test(text);
    return wish.name === 'erases somebody' && heard.some(({ text }) => says(text));
  });

/** Of somebody who was erased nothing is left, nor does it come back with what is repeated or was under way. */
async function erased(store: Pick<Store, 'rows'>, town: Town): Promise<string[]> {
  if (!isErased(town)) return [];
  const of = (table: string, rows: readonly Row[]) =>
    rows.filter((row) => JSON.stringify(row).includes('UCARL')).map(() => `wrong: an erased person stands in ${table}`);
  const tables = await tablesOf(store, [...TABLES, 'windows', 'deliveries']);
  return Object.entries(tables).flatMap(([table, rows]) => of(table, rows));
}

/** What is published is posted, each part once. */
function posts({ platform, shown }: PlatformModel, deliveries: readonly Row[]): string[] {
  const its = deliveries.filter(({ channel }) => String(channel).startsWith(`${platform}:`));
  return its.flatMap(({ key, state }) => {
    const stand = shown.filter((one) => one.key === key).length;
    if (stand > 1) return [`doubled: ${stand} messages on ${platform} are one part`];
    const isDone = state === 'sent' || (state === 'ambiguous' && platform === 'console');
    return isDone && (stand === 1 || platform === 'console') ? [] : [`lost: a part on ${platform} is ${state}`];
  });
}
