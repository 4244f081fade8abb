import { ArchiveUnreachable } from '../ports/archive.ts';
import { type ChangeState, Overtaken } from './desk-change.ts';

const MADE =
  'That was done. Something went wrong after it, so not all that follows may have happened yet: /news list shows how things stand.';
const OVERTAKEN =
  'That was interrupted for so long that it was not done any more: please look (/news list shows how things stand), and if need be, try again.';
const UNCLEAR =
  'Newsdesk’s database broke off in the middle, so I can’t tell whether that was done. Please look (/news list shows how things stand), and if not, try again in a minute.';

/**
 * What is said to somebody whose command broke, when it had come so far with what it changes. The error's own words may name
 * files, and are for the log.
 */
export function troubleWords(error: unknown, change: ChangeState = 'none'): string {
  if (error instanceof Overtaken) return OVERTAKEN;
  if (change !== 'none') return change === 'made' ? MADE : UNCLEAR;
  if (error instanceof ArchiveUnreachable)
    return 'Newsdesk’s database does not answer just now, so nothing was looked up or changed. Please try again in a minute.';
  const { message } = error as Error;
  if (/cannot grow, the disk is full/.test(message))
    return 'Newsdesk’s disk is full, so it can keep nothing. Whoever runs it has to free some space first.';
  if (/is busy: another program/.test(message))
    return 'Another program holds Newsdesk’s archive just now. Please try again in a minute.';
  return 'Something went wrong here; the log says what. Please try again in a minute.';
}
