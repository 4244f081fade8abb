/** What the operator has written down: in the environment, or else in `.env`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { environment } from './environment.ts';

/** Settings as they are written, by name. */
export type Settings = Readonly<Record<string, string | undefined>>;

/**
 * What is set, as it is written: by the environment, or else by `.env`. For `setup`, which asks for what is missing and
 * tries a setting out before it writes it down.
 * @returns also the names that the environment sets, whose value in `.env` has no effect
 */
export function readSettings(
  variables: Settings = process.env,
  folder: string = process.cwd(),
): { readonly settings: Settings; readonly fromEnvironment: ReadonlySet<string> } {
  const known = (name: string) => name in environment.shape;
  const settings = Object.entries(settingsOf(variables, folder)).filter(([name]) => known(name));
  const fromEnvironment = Object.keys(withoutEmpty(variables)).filter(known);
  return { settings: Object.fromEntries(settings), fromEnvironment: new Set(fromEnvironment) };
}

/** Every setting that there is. */
export const settingNames = (): readonly string[] => Object.keys(environment.shape);

/** Names that are set and are no settings: perhaps misspelled ones, perhaps another program's. */
export function unknownNames(
  variables: Settings = process.env,
  folder: string = process.cwd(),
): { readonly inFile: readonly string[]; readonly inEnvironment: readonly string[] } {
  const unknown = (set: Settings) => Object.keys(withoutEmpty(set)).filter((name) => !(name in environment.shape));
  return { inFile: unknown(dotEnv(folder)), inEnvironment: unknown(variables) };
}

/** All that is set, the environment before `.env` of the folder. */
export function settingsOf(variables: Settings, folder: string): Settings {
  return withoutEmpty({ ...dotEnv(folder), ...variables });
}

/** A variable that is set to nothing, as in a copied `.env.example`, counts as not set. */
function withoutEmpty(variables: Settings): Settings {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
}

function dotEnv(folder: string): Settings {
  const path = join(folder, '.env');
  // An editor on Windows may put a mark before the first name.
  return existsSync(path) ? parseEnv(readFileSync(path, 'utf8').replace(/^\ufeff/, '')) : {};
}
