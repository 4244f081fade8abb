/** What SQLite's result codes mean for the operator: https://sqlite.org/rescode.html */
const MEANINGS: Record<number, string> = {
  5: 'is busy: another program holds it; close whatever else has it open',
  8: 'is open for reading only: nothing can be written',
  10: 'cannot be read or written (input/output error): check the disk',
  11: 'is damaged: stop newsdesk, keep a copy, and put a backup in its place',
  13: 'cannot grow, the disk is full: nothing was changed; free some space',
  14: 'cannot be opened: check that the folder exists and that you may write to it',
  26: 'is not a newsdesk database: move that file away, or set NEWSDESK_DATA to another folder',
};

/** SQLite's "somebody else holds the lock". */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === 5;
}

/** Says in one sentence what went wrong with the database at `place`; any other error is given back as it is. */
export function explain(error: unknown, place: string): unknown {
  const meaning = MEANINGS[primaryCode(error) ?? 0];
  return meaning ? new Error(`${place} ${meaning}`, { cause: error }) : error;
}

/** The lowest byte; the others of `errcode` say where it happened. */
function primaryCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode & 0xff;
}
