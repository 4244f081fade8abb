import { parseDocument } from 'yaml';
import { boilerplateKind } from './boilerplate.ts';
import { compose, type Piece } from './compose.ts';
import type { Reader } from './content.ts';
import { authorLabel, FIELDS, type Fields, wrongField } from './fields.ts';
import { isTitleLike } from './layout.ts';
import { plainWords } from './markup.ts';

/** Opened by a key, so that a text that begins with a ruled line is not taken for it. */
const FRONT_MATTER = /^\s*---[ \t]*\r?\n(\s*(?:#.*\r?\n\s*)*[\w-]+[ \t]*:[\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const COMMENT = /<!--[\s\S]*?-->/g;
const FENCE = /^ {0,3}(```+|~~~+)/;
const HEADING = /^ {0,3}#{1,6}(?:[ \t]+|$)/;
const UNDERLINE = /^ {0,3}(?:=+|-{2,})[ \t]*$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+/;
const QUOTE = /^\s*(?:>[ \t]?)+/;
const REFERENCE = /^ {0,3}\[[^\]]+\]:\s*\S+/;

/**
 * `.md`: YAML front matter (title, date, source, author, url, language) and Markdown. The stored text is the readable one,
 * as for HTML: markup and the addresses of links are left out, so that a quote reads as its author meant it.
 */
export const readMarkdown: Reader = (file) => {
  const matter = FRONT_MATTER.exec(file);
  const fields = readFrontMatter(matter?.[1] ?? '');
  if (!fields.ok) return fields;
  const { title, date, source, url, language, author } = fields.value;
  const pieces = piecesOf(file.slice(matter?.[0].length ?? 0).replace(COMMENT, ''));
  return {
    ok: true,
    content: {
      ...compose(withTitle(pieces, title ?? null)),
      title: title ?? null,
      date: date ?? null,
      source: source ?? null,
      author: authorLabel(author),
      url: url ?? null,
      language: language ?? null,
    },
  };
};

function readFrontMatter(yaml: string): { ok: true; value: Fields } | { ok: false; reason: string } {
  // The failsafe schema leaves every scalar as it is written: a date stays a text, `1984` a title.
  const document = parseDocument(yaml, { schema: 'failsafe', logLevel: 'silent' });
  const error = document.errors[0];
  if (error) {
    const line = (error.linePos?.[0].line ?? 1) + 1;
    return {
      ok: false,
      reason: `has front matter that is not valid YAML at line ${line}: mend that line, e.g. put the value in quotes`,
    };
  }
  const checked = FIELDS.safeParse(valuesOf(document));
  return checked.success ? { ok: true, value: checked.data } : { ok: false, reason: wrongField(checked.error) };
}

function valuesOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS() ?? {};
  } catch {
    return null; // too many aliases: no front matter of an article has any
  }
}

/** The first heading is the title, unless the front matter gives one that differs; without any, the front matter's opens the text. */
function withTitle(pieces: readonly Piece[], title: string | null): Piece[] {
  const [first, ...rest] = pieces;
  const opens = first?.kind === 'heading' && (title === null || title.trim() === first.text);
  if (first && opens) return [{ kind: 'title', text: first.text }, ...rest];
  return title?.trim() ? [{ kind: 'title', text: title.replace(/\s+/g, ' ') }, ...pieces] : [...pieces];
}

/** Goes through the lines once, gathering paragraphs. */
function piecesOf(body: string): Piece[] {
  const pieces: Piece[] = [];
  let lines: string[] = [];
  let fence: string | null = null;
  const flush = (kind: Piece['kind'] = 'paragraph') => {
    const text = plainWords(lines.join('\n'));
    lines = [];
    if (text !== '') pieces.push({ kind: kind === 'paragraph' && boilerplateKind(text) ? 'boilerplate' : kind, text });
  };

  for (const raw of body.split(/\r\n|\n|\r/)) {
    const marker = FENCE.exec(raw)?.[1];
    if (fence !== null) {
      if (marker?.startsWith(fence)) fence = null;
      continue; // code is nobody's prose
    }
    const line = raw.replace(QUOTE, '');
    if (marker) {
      flush();
      fence = marker;
    } else if (line.trim() === '' || REFERENCE.test(line)) flush();
    else if (UNDERLINE.test(line) && lines.length > 0)
      flush(lines.length === 1 && isTitleLike(lines[0] ?? '') ? 'heading' : 'paragraph');
    else if (RULE.test(line)) flush();
    else if (HEADING.test(line)) {
      flush();
      lines = [line.replace(HEADING, '').replace(/(?<![ \t])[ \t]+#+[ \t]*$/, '')];
      flush('heading');
    } else if (ITEM.test(line)) {
      flush();
      lines = [line.replace(ITEM, '')];
    } else lines.push(line);
  }
  flush();
  return pieces;
}
