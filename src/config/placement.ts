/** Which connections to the platforms this process keeps, where several processes share them. */
import { z } from 'zod';

/** Of `count` shards in all, those with these numbers, each once, in order. */
export interface Shards {
  readonly ids: readonly number[];
  readonly count: number;
}

/** More than Discord has needed for any bot; it keeps a slip of the finger from opening a million connections. */
const MOST_SHARDS = 10_000;

/** Slack's own limit: https://docs.slack.dev/apis/events-api/using-socket-mode#using-multiple-connections */
const MOST_CONNECTIONS = 10;
const CONNECTIONS = `must be a whole number from 1 to ${MOST_CONNECTIONS}: Slack allows an app no more connections`;

export const connectionsSetting = z.coerce
  .number({ error: CONNECTIONS })
  .int(CONNECTIONS)
  .min(1, CONNECTIONS)
  .max(MOST_CONNECTIONS, CONNECTIONS)
  .default(1);

/** Those of this process and how many there are in all: `0,1/4`, `0-7/16`. */
export const shardsSetting = z
  .string()
  .transform((text, context) => {
    const read = readShards(text);
    if (typeof read !== 'string') return read;
    context.addIssue(`${read}; write the shards of this process and how many there are in all, e.g. 0,1/4 or 0-7/16`);
    return z.NEVER;
  })
  .optional();

/** What is wrong with it, where something is. */
function readShards(text: string): Shards | string {
  const [, list = '', all = ''] = /^([\d,\s-]+)\/\s*(\d+)$/.exec(text.trim()) ?? [];
  const count = Number(all);
  if (all === '') return `"${text}" names no shards`;
  if (count < 1 || count > MOST_SHARDS) return `there can be 1 to ${MOST_SHARDS} shards, not ${all}`;
  const ids = new Set<number>();
  for (const piece of list.split(',')) {
    const [, first = '', last = first] = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(piece) ?? [];
    if (first === '' || Number(last) < Number(first)) return `"${piece.trim()}" is no shard`;
    if (Number(last) >= count) return `of ${count} shards the last is ${count - 1}, so there is no ${last}`;
    for (let id = Number(first); id <= Number(last); id++) ids.add(id);
  }
  return { ids: [...ids].sort((a, b) => a - b), count };
}
