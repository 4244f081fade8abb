import { type Arguments, Refusal } from './state.ts';

/** What a call's `limit` and `cursor` ask for, and how it goes on. https://docs.slack.dev/apis/web-api/pagination */
export function page<T>(args: Arguments, all: readonly T[]) {
  const from = args['cursor'] === undefined ? 0 : Number(String(args['cursor']).replace('next:', ''));
  const limit = Math.min(Number(args['limit'] ?? 100), 999);
  if (!Number.isInteger(from)) throw new Refusal('invalid_cursor');
  const more = all.length > from + limit;
  return {
    items: all.slice(from, from + limit),
    has_more: more,
    ...(more ? { response_metadata: { next_cursor: `next:${from + limit}` } } : {}),
  };
}
