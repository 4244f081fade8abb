import { z } from 'zod';

/** What a `.json` article and the front matter of a `.md` one may say of it. Keys that are not listed are passed over. */
export const FIELDS = z.object({
  title: z.string().nullish(),
  date: z.string().nullish(),
  source: z.string().nullish(),
  author: z.union([z.string(), z.array(z.string())]).nullish(),
  url: z.string().nullish(),
  language: z.string().nullish(),
});

export type Fields = z.infer<typeof FIELDS>;

/** Names of authors as one label. */
export function authorLabel(author: Fields['author']): string | null {
  return Array.isArray(author) ? author.join(', ') : (author ?? null);
}

/** The first thing wrong, in words that end the sentence "<name> ...", e.g. `has a number as its "title": ...`. */
export function wrongField(error: z.ZodError): string {
  const issue = error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  if (issue === undefined || field === '') return 'is not one article: write one object with "title" and "text"';
  const wanted = field.startsWith('author') ? 'text or a list of texts' : 'text in quotes';
  return `has something other than text as its "${field}": write ${wanted}, or leave "${field}" out`;
}
