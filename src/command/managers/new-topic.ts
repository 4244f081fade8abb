/** Names and terms of topics that are made in chat; the rules are those of `topics.yaml`. */
import { ALL_TOPICS, type Topic } from '../../digest/topic.ts';
import { PLUS } from '../../digest/topics.ts';
import { counted } from '../../digest/words.ts';
import { echoed } from '../reply.ts';
import type { Wrong } from './target.ts';

/** Room for `-2` and the like is left below the file's 64. */
const LONGEST_MADE_NAME = 40;
const LONGEST_TERM = 80;
const MOST_TERMS = 50;
/** Each topic is held against each new article. */
export const MOST_TOPICS = 200;

const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;
/** They stand for all topics, in `subscribe` and `unsubscribe`. */
const RESERVED: readonly string[] = [ALL_TOPICS, 'everything'];

/** A topic's name as it is to be kept, or what is wrong with it. */
export function readName(words: string): { name: string } | Wrong {
  const name = words.trim().toLowerCase();
  if (!NAME.test(name)) {
    return {
      wrong: `${echoed(words)} can’t be a topic’s name: it is lower-case letters, digits and hyphens, e.g. ${slugOf(words)}.`,
    };
  }
  return RESERVED.includes(name)
    ? { wrong: `“${name}” stands for every topic and can’t be the name of one.` }
    : { name };
}

/** Terms with commas between them, or what is wrong with them. */
export function readTerms(text: string): { terms: string[] } | Wrong {
  const terms = distinct(text.split(/[,;\n]+/).map(unquoted)).filter((term) => term !== '');
  if (terms.length === 0)
    return { wrong: 'A topic needs at least one term: words or phrases of its articles, with commas.' };
  if (terms.length > MOST_TERMS)
    return { wrong: `${counted(terms.length, 'term')} are too many: ${MOST_TERMS} at most.` };
  const long = terms.find((term) => term.length > LONGEST_TERM);
  if (long !== undefined) {
    return {
      wrong: `The term “${long.slice(0, 30)}…” is too long: ${LONGEST_TERM} characters at most. Commas part terms.`,
    };
  }
  const short = terms.find((term) => !term.split(PLUS).every(saysEnough));
  return short === undefined
    ? { terms }
    : { wrong: `“${short}” says too little: each term needs two letters or more.` };
}

/** Two letters or digits: `EU`, `5G`, `C#`. */
function saysEnough(part: string): boolean {
  return /[\p{L}\p{N}].*[\p{L}\p{N}+#]/u.test(part);
}

/** A topic made of what somebody wrote where no topic of that name is known, or what is wrong with that. */
export function topicOfWords(words: string, taken: ReadonlySet<string>): Topic | Wrong {
  const read = readTerms(words);
  if ('wrong' in read) return read;
  const idle = read.terms.find((term) => tellingWords(term).length === 0);
  if (idle !== undefined) return { wrong: `“${idle}” says too little to find articles by: name what they are about.` };
  const terms = distinct(read.terms.flatMap((term) => [term, ...joinedWords(term)]));
  return {
    name: freeName(slugOf(words), taken),
    description: read.terms.join(', '),
    terms: terms.slice(0, MOST_TERMS),
  };
}

/** Of `chip export controls`, `chip + export + controls`: its words may stand apart. */
function joinedWords(phrase: string): string[] {
  const words = tellingWords(phrase).filter(saysEnough);
  return words.length >= 2 && words.length <= 5 && !PLUS.test(phrase) ? [words.join(' + ')] : [];
}

/** Without these a phrase says the same. In capitals they are acronyms: `US`, `IT`. */
const IDLE = new Set(
  `a about all an and any are articles as at be by can do for from has have in into is it its latest me new news no not of
  on or our over so stories that the their this to up us was we what when which who will with`.split(/\s+/),
);

function tellingWords(phrase: string): string[] {
  const words = phrase.split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}+#]+$/gu, ''));
  return words.filter((word) => word !== '' && word !== '+' && !IDLE.has(word));
}

/** `Chip export controls` as `chip-export-controls`; words of which no such letter is left give `topic`. */
export function slugOf(words: string): string {
  const letters = words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = letters.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const cut = slug.length > LONGEST_MADE_NAME ? slug.slice(0, LONGEST_MADE_NAME).replace(/-[^-]*$/, '') : slug;
  return cut === '' || RESERVED.includes(cut) ? 'topic' : cut;
}

/** The name, or with the first number behind it that makes it unique. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}

function distinct(terms: readonly string[]): string[] {
  return [...new Map(terms.map((term) => [term.toLowerCase(), term])).values()];
}

function unquoted(term: string): string {
  const even = term.replace(/\s+/g, ' ').trim();
  return /^["“”']([^"“”]*)["“”']$/u.exec(even)?.[1]?.trim() ?? even;
}
