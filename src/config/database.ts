import { z } from 'zod';

/** Nothing here repeats what was written: it has a password in it. */
const HOW = 'write postgres://USER:PASSWORD@HOST:5432/DATABASE';

/** Where the server is that keeps the archive. */
export const databaseSetting = z
  .string()
  .trim()
  .transform((text, context) => {
    const problem = problemWith(text);
    if (problem === null) return text;
    context.addIssue(`${problem}; ${HOW}, or leave it out to keep the archive in the data folder`);
    return z.NEVER;
  })
  .optional();

function problemWith(text: string): string | null {
  if (!/^postgres(ql)?:\/\//.test(text)) return 'is no address of a PostgreSQL server';
  const url = URL.parse(text);
  // The rest of a password would be taken for host and database, and shown.
  if (!url || url.pathname.includes('@'))
    return 'is no address (a "#", "/", "?" or "@" in the password is written %23, %2F, %3F or %40)';
  return url.pathname.length > 1 ? null : 'names no database';
}
