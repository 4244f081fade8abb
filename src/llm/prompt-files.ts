import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { PLACEHOLDER, type Prompt, type PromptKind, SUMMARY_PROMPT } from '../summary/prompt.ts';

const frontMatter = z.strictObject({
  schema: z.string('must be the name of the schema, such as summary'),
  model: z.string('must be a model name, or null for the configured one').min(1).nullable().default(null),
  temperature: z
    .number('must be a number from 0 to 2, or null')
    .min(0, 'must be from 0 to 2')
    .max(2, 'must be from 0 to 2')
    .nullable()
    .default(null),
  max_output_tokens: z
    .int('must be a whole number, such as 4000')
    .min(100, 'must be at least 100')
    .max(200_000, 'must be at most 200000'),
});

/** Stands alone on a line, between the fixed instructions and what varies. */
const dividerOf = ({ per }: PromptKind) => `<!-- per ${per} -->`;

interface Problem {
  /** From 1. */
  readonly line: number;
  readonly what: string;
}

/**
 * Reads a prompt file: YAML front matter (`schema`, `max_output_tokens`, optionally `model` and `temperature`), the fixed
 * instructions, a line such as `<!-- per article -->`, and what varies, ending in the kind's last variable.
 * Throws one Error that lists every problem as `FILE:LINE: what is wrong and how to mend it`, with the file as it was given.
 */
export async function loadPrompt(path: string, kind: PromptKind = SUMMARY_PROMPT): Promise<Prompt> {
  const source = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `${path}: the prompt file can't be read (${error.code ?? error.message}); restore it, or set its rights.`,
    );
  });
  const read = readPrompt(source.replace(/\r\n/g, '\n'), kind);
  if (!read.ok) {
    const problems = read.problems.toSorted((a, b) => a.line - b.line);
    throw new Error(problems.map(({ line, what }) => `${path}:${line}: ${what}`).join('\n'));
  }
  return { name: basename(path), hash: createHash('sha256').update(source).digest('hex'), ...read.prompt };
}

type PromptText = Omit<Prompt, 'name' | 'hash'>;
type ReadPrompt = { ok: true; prompt: PromptText } | { ok: false; problems: readonly Problem[] };

function readPrompt(source: string, kind: PromptKind): ReadPrompt {
  const match = /^---\n([\s\S]*?\n)---\n/.exec(source);
  if (!match?.[1]) {
    return {
      ok: false,
      problems: [{ line: 1, what: 'the file must begin with front matter: settings between two lines of ---.' }],
    };
  }
  const settings = readSettings(match[1], kind);
  const body = readBody(source, match[0].length, kind);
  const problems = [...settings.problems, ...body.problems];
  if (!settings.value || problems.length > 0) return { ok: false, problems };
  const { model, temperature, max_output_tokens: maxOutputTokens } = settings.value;
  return { ok: true, prompt: { model, temperature, maxOutputTokens, system: body.system, user: body.user } };
}

function readSettings(yaml: string, kind: PromptKind): { value?: z.output<typeof frontMatter>; problems: Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  // The front matter begins on the file's second line.
  const lineAt = (offset: number) => lines.linePos(offset).line + 1;
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map(({ pos, message }) => ({
        line: lineAt(pos[0]),
        what: `not valid YAML: ${message}`,
      })),
    };
  }
  const lineOf = (key: unknown) => {
    const pair =
      isMap(document.contents) && document.contents.items.find((item) => isScalar(item.key) && item.key.value === key);
    return pair && isScalar(pair.key) && pair.key.range ? lineAt(pair.key.range[0]) : 1;
  };
  const parsed = frontMatter.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.map((key) => ({
              line: lineOf(key),
              what: `unknown setting "${key}"; remove it or correct its spelling.`,
            }))
          : [{ line: lineOf(issue.path[0]), what: `${String(issue.path[0] ?? 'front matter')} ${issue.message}.` }],
      ),
    };
  }
  if (parsed.data.schema !== kind.schema) {
    return {
      problems: [{ line: lineOf('schema'), what: `schema must be ${kind.schema}, not ${parsed.data.schema}.` }],
    };
  }
  return { value: parsed.data, problems: [] };
}

function readBody(
  source: string,
  start: number,
  kind: PromptKind,
): { system: string; user: string; problems: Problem[] } {
  const line = dividerOf(kind);
  const divider = source.indexOf(`\n${line}\n`, start - 1);
  if (divider < 0) {
    const what = `a line "${line}" must divide the fixed instructions from what varies with the ${kind.per}.`;
    return { system: '', user: '', problems: [{ line: lineAt(source, source.length), what }] };
  }
  const userStart = divider + line.length + 2;
  const [system, user] = [source.slice(start, divider), source.slice(userStart)];
  const problems = [
    ...unknownVariables(source, start, divider, kind.systemVariables, `above "${line}"`),
    ...unknownVariables(source, userStart, source.length, kind.userVariables, `below "${line}"`),
    ...missingVariables(user, kind.required).map((what) => ({ line: lineAt(source, userStart), what })),
  ];
  const afterLast = new RegExp(`\\{\\{\\s*${kind.last}\\s*\\}\\}\\s*(\\S)`).exec(user);
  if (afterLast)
    problems.push({
      line: lineAt(source, userStart + afterLast.index + afterLast[0].length - 1),
      what: `{{${kind.last}}} must come last: text after it would read as part of the ${kind.last}.`,
    });
  if (system.trim() === '')
    problems.push({ line: lineAt(source, start), what: 'there are no instructions; write what the model is to do.' });
  return { system: system.trim(), user: user.trim(), problems };
}

function unknownVariables(
  source: string,
  start: number,
  end: number,
  known: readonly string[],
  where: string,
): Problem[] {
  return [...source.slice(start, end).matchAll(PLACEHOLDER)]
    .filter(([, name]) => !known.includes(name ?? ''))
    .map((match) => ({
      line: lineAt(source, start + match.index),
      what: `unknown variable {{${match[1]}}}; ${where} there are ${known.map((name) => `{{${name}}}`).join(', ')}.`,
    }));
}

function missingVariables(text: string, required: readonly string[]): string[] {
  const used = new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name));
  return required.filter((name) => !used.has(name)).map((name) => `the variable {{${name}}} is missing; put it in.`);
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}
