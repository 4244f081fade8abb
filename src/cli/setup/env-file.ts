import { access, constants, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseEnv } from 'node:util';
import { OperatorError } from '../output.ts';

const EXAMPLE = fileURLToPath(new URL('../../../.env.example', import.meta.url));

/**
 * Whether there can be a change at all, before anybody is asked for anything.
 * @throws OperatorError when the folder of the `.env` can't be written
 */
export async function checkEnvFile(path: string): Promise<void> {
  try {
    await access(dirname(await realpath(path).catch(() => path)), constants.W_OK);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/**
 * Changes settings in a `.env`, or makes one from the example, readable by its owner only. Everything else in it stays,
 * and a crash leaves the old file or the new one.
 * @param changes a value of null empties the setting
 * @throws OperatorError when it can't be written, or has a form in which the change would not be read
 */
export async function changeEnvFile(path: string, changes: ReadonlyMap<string, string | null>): Promise<void> {
  try {
    const target = await realpath(path).catch(() => path);
    const before = await readFile(target, 'utf8').catch(orExample);
    await replaceFile(target, changedEnv(before, changes));
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw unwritable(path, error);
  }
}

function unwritable(path: string, error: unknown): OperatorError {
  return new OperatorError(`${path} can't be written (${(error as Error).message}); let this user write there`);
}

async function orExample(error: NodeJS.ErrnoException): Promise<string> {
  if (error.code !== 'ENOENT') throw error;
  return readFile(EXAMPLE, 'utf8').catch(() => '');
}

/**
 * The text with its settings changed: where a setting stands already there, else at the end.
 * @throws OperatorError when Node would not read the result as meant
 */
export function changedEnv(text: string, changes: ReadonlyMap<string, string | null>): string {
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  // An editor on Windows ends lines so.
  const end = text.includes('\r\n') ? '\r' : '';
  for (const [name, value] of changes) {
    const line = `${name}=${quoted(value ?? '')}${end}`;
    const setting = new RegExp(`^\\s*(export\\s+)?${name}\\s*=`);
    const places = [...lines.keys()].filter((index) => setting.test(lines[index] ?? ''));
    if (places.length === 0) lines.push(line);
    for (const index of places) lines[index] = `${setting.exec(lines[index] ?? '')?.[1] ?? ''}${line}`;
  }
  const changed = `${lines.join('\n')}\n`;
  const wanted = { ...parseEnv(text), ...Object.fromEntries([...changes].map(([name, value]) => [name, value ?? ''])) };
  if (isDeepStrictEqual({ ...parseEnv(changed) }, wanted)) return changed;
  const names = [...changes.keys()].join(', ');
  throw new OperatorError(`.env is written in a way that can't be changed safely; set ${names} in it by hand`);
}

/** Node's `.env` has quotation marks and no escapes. */
function quoted(value: string): string {
  if (/^[\w.:/@%+,=~-]*$/.test(value)) return value;
  const mark = ['"', "'", '`'].find((mark) => !value.includes(mark)) ?? '"';
  return `${mark}${value}${mark}`;
}

async function replaceFile(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`;
  await rm(fresh, { force: true });
  try {
    const file = await open(fresh, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
