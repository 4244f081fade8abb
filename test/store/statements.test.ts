import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { parseSync } from '@swc/core';
import { describe, expect, it } from 'vitest';

/**
 * Kysely's builder and its tagged `sql` make a parameter of every value, and quote the names that `sql.ref` and `sql.table` take.
 * What is written into a statement as it stands goes through one of these.
 */
const RAW = ['sql.raw', 'sql.lit', 'CompiledQuery.raw'];
const RUN = ['prepare', 'exec', 'query'];
const LOOKS_LIKE_SQL =
  /\b(select|insert into|update \S+ set|delete from|pragma|truncate|alter table|union all|where)\s/i;

/** All that is no constant of the program, with why nothing from outside gets in. */
const ALLOWED: Readonly<Record<string, string>> = {
  'store/announcing.ts: text': 'statements of pg-boss, with its parameters beside them',
  'store/postgres/backup.ts: table': 'names of tables, as the new file’s own schema has them',
  'store/postgres/backup.ts: columns.map().join()': 'names of columns, as the new file’s own schema has them',
  'store/postgres/pool.ts: text': 'statements of Kysely, with their parameters beside them',
  'store/sqlite/driver.ts: sql': 'statements of Kysely, with their parameters beside them',
  'store/sqlite/driver.ts: statement': 'begin, commit, rollback and savepoints of Kysely',
  'store/sqlite/nearest.ts: text': 'made in this file, of what follows',
  'store/sqlite/nearest.ts: found': 'a constant of this file',
  'store/sqlite/nearest.ts: union()': 'repeats a constant of this file, so often as there are parameters',
  'store/sqlite/nearest.ts: perKey': 'a number of the program',
  'store/sqlite/nearest.ts: perTerm': 'a number of the program',
  'store/sqlite/nearest.ts: most': 'a number of the program',
  'store/sqlite/room.ts: name': 'names of pragmas, constants of this file',
  'store/sqlite/source.ts: table': 'names of tables, as the schema of this very database has them',
  'store/sqlite/source.ts: ORDER[]': 'constants of this file',
};

interface Node {
  readonly type?: string;
  readonly [field: string]: unknown;
}

/** What is put into statements as it stands, and is neither a literal nor a constant: `file: what`. */
function piecesIn(file: string, code: string): string[] {
  const found = new Set<string>();
  const note = (node: Node) => {
    for (const piece of piecesOf(node))
      if (!/^([A-Z][A-Z_]*|sql\.lit\(\))$/.test(piece)) found.add(`${file}: ${piece}`);
  };
  visit(parseSync(code, { syntax: 'typescript' }) as unknown as Node, false, (node, tagged) => {
    if (node.type === 'TemplateLiteral' && !tagged && LOOKS_LIKE_SQL.test(textOf(node))) note(node);
    if (node.type !== 'CallExpression') return;
    const callee = named(node['callee'] as Node);
    const [argument] = node['arguments'] as { expression: Node }[];
    const isRun = RUN.some((name) => callee.endsWith(`.${name}`)) && !/^[A-Z_0-9]+\./.test(callee);
    if (argument && (RAW.includes(callee) || isRun)) note(argument.expression);
  });
  return [...found];
}

function visit(value: unknown, tagged: boolean, see: (node: Node, tagged: boolean) => void): void {
  if (Array.isArray(value)) {
    for (const one of value) visit(one, false, see);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node = value as Node;
  if (node.type) see(node, tagged);
  for (const [name, field] of Object.entries(node)) {
    visit(field, node.type === 'TaggedTemplateExpression' && name === 'template', see);
  }
}

/** What an expression is made of, but for its literals. */
function piecesOf(node: Node): string[] {
  if (node.type === 'StringLiteral') return [];
  if (node.type === 'TemplateLiteral') return (node['expressions'] as Node[]).flatMap(piecesOf);
  if (node.type === 'BinaryExpression') return [node['left'], node['right']].flatMap((side) => piecesOf(side as Node));
  return [named(node)];
}

const textOf = (node: Node) => (node['quasis'] as { raw: string }[]).map(({ raw }) => raw).join(' ? ');

/** Enough of an expression to be recognised. */
function named(node: Node): string {
  switch (node.type) {
    case 'Identifier':
      return String(node['value']);
    case 'MemberExpression': {
      const property = node['property'] as Node;
      const object = named(node['object'] as Node);
      return property.type === 'Computed' ? `${object}[]` : `${object}.${named(property)}`;
    }
    case 'CallExpression':
      return `${named(node['callee'] as Node)}()`;
    default:
      return node.type ?? '';
  }
}

describe('statements', () => {
  it('take values as parameters only: what else is in them is listed here', async () => {
    const root = new URL('../../', import.meta.url);
    const found: string[] = [];
    let files = 0;
    for await (const path of glob('src/{store,jobs}/**/*.ts', { cwd: root })) {
      files++;
      found.push(...piecesIn(path.replace(/^src\//, ''), readFileSync(new URL(path, root), 'utf8')));
    }
    expect(files).toBeGreaterThan(40);
    expect(found.toSorted()).toEqual(Object.keys(ALLOWED).toSorted());
  });

  it.each([
    [`database.prepare(\`select * from articles where id = \${id}\`)`],
    ["database.exec('delete from ' + table)"],
    ['sql.raw(name)'],
    [`const statement = \`select 1 from articles where title = '\${title}'\``],
    ['pool.query(text)'],
  ])('with a value in them are caught: %s', (code) => {
    expect(piecesIn('planted.ts', code)).not.toEqual([]);
  });

  it.each([
    [`sql\`select * from articles where id = \${id}\``],
    ["database.exec('pragma foreign_keys = on')"],
    ["sql.raw('without rowid')"],
  ])('with parameters and literals are not: %s', (code) => {
    expect(piecesIn('planted.ts', code)).toEqual([]);
  });
});
