/** Between rows and the core's types. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Article } from '../article/article.ts';
import { type Channel, PLATFORMS } from '../digest/subscription.ts';
import type { Maker } from '../ports/conversation.ts';
import type { ArticleRow } from './schema.ts';

export const ARTICLE_COLUMNS = [
  'id',
  'file',
  'title',
  'date',
  'source',
  'author',
  'url',
  'language',
  'text',
  'blocks',
] as const;

export function articleOf(row: Pick<ArticleRow, (typeof ARTICLE_COLUMNS)[number]>): Article {
  const { id, file, title, date, source, author, url, language, text, blocks } = row;
  return { id, file, title, date, source, author, url, language, text, blocks: JSON.parse(blocks) };
}

/** Reads what `channelName` wrote. */
export function channelOf(name: string): Channel {
  const platform = PLATFORMS.find((known) => name.startsWith(`${known}:`));
  if (!platform) throw new Error(`the database names a channel "${name}" on no platform that this program knows`);
  return { platform, id: name.slice(platform.length + 1) };
}

/** The day of an instant in UTC, `YYYY-MM-DD`. */
export function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

export function dateOrNull(instant: number | null | undefined): Date | null {
  return instant == null ? null : new Date(instant);
}

/** A workspace as its column holds it. */
export function workspaceColumn(workspace: string | null): string {
  return workspace ?? '';
}

export function workspaceOf(column: string): string | null {
  return column === '' ? null : column;
}

export function madeColumns({ person, at }: Maker): { made_by: string; made_at: number } {
  return { made_by: person, made_at: at.getTime() };
}

export function makerOf(row: { made_by: string; made_at: number }): Maker {
  return { person: row.made_by, at: new Date(row.made_at) };
}

// The next ones are the conditions of partial indexes. A planner uses such an index only for a query that states its
// condition in the same words, with literals and not with parameters.

/** Neither sent nor settled otherwise: still to be acted on. */
export function isOpen(table: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(`${table}.state`)} in ('pending', 'sending', 'failed', 'unknown')`;
}

/** A correction of what was posted that is still to be made. */
export function isToEdit(table: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(`${table}.state`)} in ('waiting', 'sending')`;
}

/** A model may still be asked where it belongs. */
export function isBalanced(table: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(`${table}.balanced_with`)} is not null`;
}

/** The model is being asked, or will be asked again. */
export function isToJudge(table: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(`${table}.state`)} in ('asking', 'failed')`;
}

export function isJudged(table: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(`${table}.state`)} = 'judged'`;
}

/** Neither read nor given up, and no copy. */
export function isToRead(table: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(`${table}.state`)} in ('unread', 'reading', 'failed')`;
}

export function isGivenUp(table: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(`${table}.state`)} = 'given-up'`;
}
