import { readFileSync } from 'node:fs';
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** Something wrong in the settings: where, what, and how to mend it. */
export interface ConfigProblem {
  /** `FILE:LINE`, or the name of an environment variable. */
  readonly place: string;
  readonly what: string;
}

/** A settings file that was read: its value, or every problem in it; `line` finds where a path of the value stands. */
export type YamlFile<T> =
  | { readonly kind: 'read'; readonly value: T; readonly line: (path: readonly PropertyKey[]) => number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'bad'; readonly problems: readonly ConfigProblem[] };

/**
 * Reads a YAML file against a schema and reports all its problems at once, each with its line.
 * @param shownAs how the file is named to people
 */
export function readYamlFile<T>(path: string, shownAs: string, schema: z.ZodType<T>): YamlFile<T> {
  let source: string;
  try {
    source = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { kind: 'missing' };
    return bad([{ place: shownAs, what: `cannot be read (${(error as Error).message}); check its permissions` }]);
  }
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return bad(
      document.errors.map((error) => ({
        place: `${shownAs}:${lines.linePos(error.pos[0]).line}`,
        what: `is not valid YAML: ${error.message}`,
      })),
    );
  }
  const lineOf = (path: readonly PropertyKey[]) => lines.linePos(offsetOf(document, path)).line;
  const parsed = schema.safeParse(document.toJS() ?? []);
  if (parsed.success) return { kind: 'read', value: parsed.data, line: lineOf };
  return bad(
    parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            place: `${shownAs}:${lineOf([...issue.path, key])}`,
            what: `unknown key "${key}"; remove it or correct its spelling`,
          }))
        : [{ place: `${shownAs}:${lineOf(issue.path)}`, what: `${pathName(issue.path)}${issue.message}` }],
    ),
  );
}

function bad(problems: readonly ConfigProblem[]): { kind: 'bad'; problems: readonly ConfigProblem[] } {
  return { kind: 'bad', problems };
}

/** Where a path of the document stands, or where its nearest parent does when it is missing. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (pair && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

function pathName(path: readonly PropertyKey[]): string {
  const keys = path.filter((key) => typeof key === 'string');
  return keys.length > 0 ? `${keys.join('.')}: ` : '';
}
