import { ArchiveUnreachable } from '../../ports/archive.ts';

/** What PostgreSQL's SQLSTATE codes mean for the operator: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const MEANINGS: Record<string, string> = {
  '28000': 'refuses this user: check the user of DATABASE_URL, and pg_hba.conf on the server',
  '28P01': 'refuses the password of DATABASE_URL',
  '3D000': 'has no database of that name: create it ("createdb NAME"), or correct DATABASE_URL',
  '42501': 'does not let this user do that: grant it the right to create and change tables in its schema',
  '25006': 'takes no changes: it is a standby, or this session reads only',
  '53100': 'cannot grow, its disk is full: nothing was changed; free some space there',
  '53200': 'is out of memory: nothing was changed',
  '53300': 'has no connection left for newsdesk: raise max_connections there, or run fewer processes',
  '54000': 'refuses what is too large for it: nothing was changed',
  '55P03': 'kept this waiting too long behind another process: nothing was changed, and it will be tried again',
  '57014': 'took too long over this: nothing was changed, and it will be tried again',
  '57P01': 'is being stopped or restarted: nothing was changed, and it will be tried again',
  '57P02': 'is being restarted after a crash: nothing was changed, and it will be tried again',
  '57P03': 'is only just starting: nothing was changed, and it will be tried again',
  '25P03':
    'ended a transaction in which nothing happened for too long: nothing was changed, and it will be tried again',
};

/** What went wrong before the server could say anything. */
const NETWORK: Record<string, string> = {
  ECONNREFUSED: 'does not answer: is it running, and are host and port of DATABASE_URL right?',
  ENOTFOUND: 'cannot be found: check the host of DATABASE_URL',
  EAI_AGAIN: 'cannot be found at the moment: the name service does not answer',
  EHOSTUNREACH: 'cannot be reached over the network',
  ENETUNREACH: 'cannot be reached over the network',
  ETIMEDOUT: 'did not answer in time',
  ENOENT: 'does not answer: there is no such socket; is it running?',
};

const LOST = 'lost the connection: what was under way may or may not have been done, and it will be looked at again';

/** The connection is of no use any more, or there never was one. */
class ConnectionLost extends ArchiveUnreachable {}

/** Two transactions got in each other's way; one of them was undone, and does well when it is tried again. */
export function isCollision(error: unknown): boolean {
  const code = codeOf(error);
  return code === '40001' || code === '40P01';
}

/**
 * Says in one sentence what went wrong with the database at `place`; any other error is given back as it is. Neither the
 * message nor anything below it has the password.
 */
export function explain(error: unknown, place: string): unknown {
  const code = codeOf(error) ?? '';
  const meaning = MEANINGS[code];
  if (isOfConnection(error))
    return new ConnectionLost(`${place} ${meaning ?? NETWORK[code] ?? LOST}`, { cause: error });
  return meaning ? new Error(`${place} ${meaning}`, { cause: error }) : error;
}

/** Errors after which the connection is thrown away. */
export function isOfConnection(error: unknown): boolean {
  if (error instanceof ConnectionLost) return true;
  const code = codeOf(error) ?? '';
  if (code in NETWORK || /^(08|57P0|25P03)/.test(code) || /^E(PIPE|CONN)/.test(code)) return true;
  return error instanceof Error && WORDS_OF_PG.test(error.message);
}

/** pg gives these errors no code. */
const WORDS_OF_PG =
  /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed|Cannot use a pool|The server does not support SSL)/;

/** The code of an error, of the one that caused it, or of one of several attempts to connect. */
function codeOf(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at instanceof AggregateError ? at.errors[0] : at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return null;
}
