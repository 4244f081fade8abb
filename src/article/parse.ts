import type { Parsed } from './article.ts';
import type { Reader } from './content.ts';
import { decode } from './decode.ts';
import { articleId, finishArticle } from './finish.ts';
import { readHtml } from './html.ts';
import { readJson } from './json.ts';
import { MAX_BYTES, READ_EXTENSIONS, tooLarge } from './limits.ts';
import { readMarkdown } from './markdown.ts';
import { sentencesOf } from './sentences.ts';
import { cleanLabel } from './title.ts';
import { readTxt } from './txt.ts';

const READERS: Readonly<Record<(typeof READ_EXTENSIONS)[number], Reader>> = {
  '.txt': readTxt,
  '.md': readMarkdown,
  '.html': readHtml,
  '.htm': readHtml,
  '.json': readJson,
};

/**
 * Bytes -> Article, or one sentence that says what is wrong and how to mend it. Pure, and never throws. A hostile HTML
 * page can take it very long: run it where it can be stopped (see `inbox/parser.ts`).
 */
export function parseArticle(file: { name: string; bytes: Uint8Array }): Parsed {
  const outcome = read(file);
  if ('article' in outcome) return { ok: true, article: outcome.article };
  return { ok: false, problem: { reason: `${cleanLabel(file.name) ?? 'The file'} ${outcome.reason}.` } };
}

type Outcome = Pick<Extract<Parsed, { ok: true }>, 'article'> | { reason: string };

function read({ name, bytes }: { name: string; bytes: Uint8Array }): Outcome {
  const extension = /[^.](\.[^./\\\s]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const reader = isRead(extension) ? READERS[extension] : null;
  if (!reader) return { reason: unknownExtension(extension) };
  if (bytes.length === 0) return { reason: 'is empty: drop it again once it has been written' };
  if (bytes.length > MAX_BYTES) return { reason: tooLarge(bytes.length) };
  const decoded = decode(bytes, reader === readHtml ? 'html' : 'other');
  if (!decoded.ok) return decoded;
  if (decoded.text.trim() === '') return { reason: 'holds nothing but white space: put the text of an article in it' };

  const found = attempt(reader, decoded.text);
  if (!found.ok) return found;
  const article = finishArticle(articleId(bytes), name, found.content);
  if (sentencesOf(article).length > 0) return { article };
  return { reason: 'has no sentence to read in it: put at least one paragraph of the article in it' };
}

function isRead(extension: string): extension is keyof typeof READERS {
  return READ_EXTENSIONS.some((known) => known === extension);
}

function unknownExtension(extension: string): string {
  const known = `${READ_EXTENSIONS.slice(0, -1).join(', ')} and ${READ_EXTENSIONS.at(-1)}`;
  const what =
    extension === '' ? 'has no ending to tell its format by' : `ends in ${cleanLabel(extension)}, which isn't read`;
  return `${what}: ${known} files are, so save or rename it as one of them`;
}

/** A page nested so deeply that the stack overflows is a problem of the page. */
function attempt(reader: Reader, text: string): ReturnType<Reader> {
  try {
    return reader(text);
  } catch (error) {
    const cause =
      error instanceof RangeError ? 'is nested too deeply to be read' : 'is built so that it could not be read';
    return { ok: false, reason: `${cause}: save its words as .txt and drop that instead` };
  }
}
