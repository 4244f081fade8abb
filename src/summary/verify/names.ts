import { COUNTRIES } from '../offline/lexicon/countries.ts';
import { ORGANIZATIONS } from '../offline/lexicon/organizations.ts';
import { keyOf, type Token, tokensOf } from './tokens.ts';

/** One thing known by several names: its number, and how many tokens of a text name it. */
interface Known {
  readonly keys: readonly string[];
  readonly name: string;
}

// "Korean" names Korea, "US" and "American" the United States: whatever stands on one line of a table is one name.
const knownByFirstKey = new Map<string, Known[]>();
for (const line of `${COUNTRIES}\n${ORGANIZATIONS}`.split('\n')) {
  const names = line.split(/[|,]/).map((name) => name.trim());
  const [first = ''] = names;
  for (const name of names) {
    const keys = tokensOf(name).map(({ key }) => key);
    const [head] = keys;
    if (head === undefined) continue;
    knownByFirstKey.set(head, [...(knownByFirstKey.get(head) ?? []), { keys, name: first }]);
  }
}
for (const known of knownByFirstKey.values()) known.sort((one, other) => other.keys.length - one.keys.length);

/** For each token, the one name that the phrase it belongs to goes by ("North Korean" -> "North Korea"), or null. */
export function knownNames(tokens: readonly Token[]): (string | null)[] {
  const names = new Array<string | null>(tokens.length).fill(null);
  for (let at = 0; at < tokens.length; ) {
    const known = tokens[at]?.capital
      ? knownByFirstKey.get(tokens[at]?.key ?? '')?.find((one) => standsAt(tokens, at, one))
      : undefined;
    if (known) names.fill(known.name, at, at + known.keys.length);
    at += known?.keys.length ?? 1;
  }
  return names;
}

function standsAt(tokens: readonly Token[], at: number, { keys }: Known): boolean {
  return keys.every(
    (key, step) => tokens[at + step]?.key === key && (step === 0 || /^[ '-]*$/.test(tokens[at + step]?.gap ?? '')),
  );
}

/** "wpk" for the words of "Workers' Party of Korea": the first letters of the capitals. Empty for fewer than two. */
export function initialsOf(tokens: readonly Token[]): string {
  const capitals = tokens.filter(({ capital }) => capital);
  return capitals.length < 2 ? '' : capitals.map(({ key }) => key[0] ?? '').join('');
}

/** Whether the token is an abbreviation by its look: two to six capitals. */
export function looksLikeAcronym({ form }: Token): boolean {
  return /^(?:\p{Lu}\.?){2,6}(?:'?s)?$/u.test(form);
}

/** Whether an acronym may stand for the named words, by their first letters. */
export function abbreviates(acronym: Token, name: readonly Token[]): boolean {
  return looksLikeAcronym(acronym) && initialsOf(name) === keyOf(acronym.form.replace(/'?s?$/, '').replaceAll('.', ''));
}
