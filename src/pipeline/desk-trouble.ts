import { ArchiveUnreachable } from '../ports/archive.ts';

/** What is said to somebody whose command broke. The error's own words may name files, and are for the log. */
export function troubleWords(error: unknown): string {
  if (error instanceof ArchiveUnreachable)
    return 'Newsdesk’s database does not answer just now, so nothing was looked up or changed. Please try again in a minute.';
  const { message } = error as Error;
  if (/cannot grow, the disk is full/.test(message))
    return 'Newsdesk’s disk is full, so it can keep nothing. Whoever runs it has to free some space first.';
  if (/is busy: another program/.test(message))
    return 'Another program holds Newsdesk’s archive just now. Please try again in a minute.';
  return 'Something went wrong here; the log says what. Please try again in a minute.';
}
