import { z } from 'zod';
import {
  type ActorKind,
  type ClaimKind,
  type Draft,
  type DraftActor,
  type DraftImplication,
  LIKELIHOODS,
  type Likelihood,
  type Unsupported,
} from './summary.ts';

/** More than this tires a reader; what a model gives beyond is left out. */
export const MOST_ACTORS = 8;
export const MOST_IMPLICATIONS = 5;
export const MOST_ALIASES = 6;

/** In UTF-16 code units. Whatever is longer was not written as asked. */
const LONGEST = { headline: 250, name: 120, role: 250, text: 500, quote: 1_500 };

// Quote before text: a model that has just copied the words stays closer to them. Only what every strict server accepts:
// no optional keys, no lengths, no counts (the prompt asks for those, and `readAnswer` sees to them).
const answerShape = z.object({
  headline: z.string().describe('One sentence: what happened, in at most 20 words'),
  actors: z.array(
    z.object({
      name: z.string().describe('The fullest form of the name in the article'),
      kind: z.enum(['person', 'organization', 'place']),
      role: z.string().nullable().describe('Office or function, in the words of the quote; null if it gives none'),
      aliases: z.array(z.string()).describe('Other names the article uses for the same actor; often empty'),
      quote: z.string().describe('Copied character by character from one paragraph of the article'),
      text: z.string().describe('The bullet: one sentence that the quote proves'),
    }),
  ),
  implications: z.array(
    z.object({
      quote: z.string().describe('Copied character by character from one paragraph of the article'),
      text: z.string().describe('The bullet: one sentence on what may follow'),
      basis: z.enum(['stated', 'assessed']),
      likelihood: z.enum(LIKELIHOODS).nullable().describe('Only when assessed; null when stated'),
    }),
  ),
});

/** What a model is asked to answer with, as strict JSON schema. */
export const SUMMARY_SCHEMA: { readonly name: string; readonly json: Record<string, unknown> } = {
  name: 'summary',
  json: withoutMeta(z.toJSONSchema(answerShape)),
};

function withoutMeta({ $schema: _, '~standard': __, ...json }: Record<string, unknown>): Record<string, unknown> {
  return json;
}

/** `unsupported` holds what had to be left out of the draft, each with its reason. */
export type ReadAnswer =
  | { readonly ok: true; readonly draft: Draft; readonly unsupported: readonly Unsupported[] }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads a model's answer, which may be anything. Forgiving in form (more keys or items than asked for, other words for
 * kinds and likelihoods, one wrapping object), strict in substance: an item without its text or quote, or with a link,
 * a mention or markup, is left out and named in `unsupported`. A headline that won't do becomes empty.
 * An assessed implication without a likelihood is left out too: how likely is half of what it says.
 */
export function readAnswer(json: unknown): ReadAnswer {
  const answer = unwrapped(json);
  if (!answer) return { ok: false, reason: 'It was not a JSON object with headline, actors and implications.' };
  const actors = listOf(answer['actors']).map(readActor);
  const implications = listOf(answer['implications']).map(readImplication);
  const items = [...actors, ...implications];
  const left = items.flatMap((item) => (item.ok ? [] : [item.left]));
  if (left.length > 0 && left.length === items.length) {
    return { ok: false, reason: `No actor or implication in it was usable: ${left[0]?.reason}.` };
  }
  const headline = readHeadline(answer['headline']);
  const draft = {
    headline: headline.ok ? headline.value : '',
    actors: actors.flatMap((item) => (item.ok ? [item.value] : [])).slice(0, MOST_ACTORS),
    implications: implications.flatMap((item) => (item.ok ? [item.value] : [])).slice(0, MOST_IMPLICATIONS),
  };
  return { ok: true, draft, unsupported: headline.ok ? left : [headline.left, ...left] };
}

type Item<T> = { readonly ok: true; readonly value: T } | LeftOut;
type LeftOut = { readonly ok: false; readonly left: Unsupported };

function leftOut(kind: ClaimKind, text: string, reason: string): LeftOut {
  return { ok: false, left: { kind, text: text.slice(0, LONGEST.text).toWellFormed(), reason } };
}

const KEYS = ['headline', 'actors', 'implications'];

/** The answer's object, also from inside one wrapper such as `{"summary": {…}}`. */
function unwrapped(json: unknown): Record<string, unknown> | null {
  const candidates = [json, ...(isObject(json) ? Object.values(json) : [])].filter(isObject);
  const found = candidates.find((object) => KEYS.some((key) => Array.isArray(object[key])));
  return found ?? null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How many items of an overlong list are looked at; nobody was asked for so many. */
const MOST_ITEMS = 50;

function listOf(value: unknown): Record<string, unknown>[] {
  return (Array.isArray(value) ? value : []).slice(0, MOST_ITEMS).map((item) => (isObject(item) ? item : {}));
}

function readHeadline(value: unknown): Item<string> {
  const headline = clean(value);
  const fault = faultOf(headline, LONGEST.headline, '');
  return fault ? leftOut('headline', headline, fault) : { ok: true, value: headline };
}

function readActor(item: Record<string, unknown>): Item<DraftActor> {
  const [name, role, text, quote] = [
    clean(item['name']),
    clean(item['role']),
    clean(item['text']),
    cleanQuote(item['quote']),
  ];
  const kind = KINDS.get(folded(item['kind']));
  const shown = text || name;
  if (!name) return leftOut('actor', shown, 'the model gave no name');
  const fault = faultOfBullet(text, quote) ?? faultOf(name, LONGEST.name, quote) ?? faultOf(role, LONGEST.role, quote);
  if (fault) return leftOut('actor', shown, fault);
  if (!kind) return leftOut('actor', shown, 'the model calls it neither a person, an organization nor a place');
  const aliases = listOfStrings(item['aliases']).filter(
    (alias) => alias !== name && !faultOf(alias, LONGEST.name, quote),
  );
  return {
    ok: true,
    value: {
      name,
      kind,
      role: NO_ROLE.has(folded(role)) ? null : role,
      aliases: [...new Set(aliases)].slice(0, MOST_ALIASES),
      text,
      quote,
    },
  };
}

function readImplication(item: Record<string, unknown>): Item<DraftImplication> {
  const [text, quote] = [clean(item['text']), cleanQuote(item['quote'])];
  const fault = faultOfBullet(text, quote);
  if (fault) return leftOut('implication', text, fault);
  const basis = folded(item['basis']);
  if (basis === 'stated') return { ok: true, value: { text, basis, likelihood: null, quote } };
  if (basis !== 'assessed')
    return leftOut('implication', text, 'the model says neither that it is stated nor that it is assessed');
  const likelihood = LIKELIHOOD_WORDS.get(folded(item['likelihood']));
  if (!likelihood) return leftOut('implication', text, 'the model assesses it without saying how likely it is');
  return { ok: true, value: { text, basis, likelihood, quote } };
}

function faultOfBullet(text: string, quote: string): string | null {
  if (!text) return 'the model gave no sentence';
  if (!quote) return 'the model gave no quote';
  if (quote.length > LONGEST.quote) return `the quote is longer than ${LONGEST.quote} characters`;
  return faultOf(text, LONGEST.text, quote);
}

/** A link, a mention, a tag or markup: nothing a plain sentence of a summary has in it. */
const NOT_PLAIN = /https?:|www\.|<[!@#:/a-z]|@(?:everyone|here|channel)\b|\]\(|```|\*\*|^#{1,6}\s/i;

/** `harbour.example`, which chat programs make into a link by themselves. */
const HOST_NAME = /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu;

function faultOf(text: string, longest: number, quote: string): string | null {
  if (text.length > longest) return `the model wrote more than ${longest} characters`;
  if (NOT_PLAIN.test(text)) return 'the model put a link, a mention or markup into it';
  const hostNames = text.match(HOST_NAME) ?? [];
  if (hostNames.some((host) => !quote.includes(host)))
    return 'the model put an address into it that its quote does not have';
  return null;
}

const KINDS = meanings<ActorKind>({
  person: ['people', 'individual', 'human'],
  organization: ['organisation', 'org', 'company', 'agency', 'institution', 'group', 'party', 'government', 'ministry'],
  place: ['location', 'country', 'state', 'city', 'region', 'nation', 'gpe'],
});

// ICD 203's second scale, and spellings that models slip into.
const LIKELIHOOD_WORDS = meanings<Likelihood>({
  'almost no chance': ['remote', 'almost none'],
  'very unlikely': ['highly unlikely', 'highly improbable'],
  unlikely: ['improbable'],
  'roughly even chance': ['roughly even odds', 'roughly even', 'even chance', 'even odds'],
  likely: ['probable', 'probably'],
  'very likely': ['highly likely', 'highly probable'],
  'almost certain': ['almost certainly', 'nearly certain'],
});

const NO_ROLE = new Set(['', 'null', 'none', 'n/a', 'unknown', 'not given', 'not stated', 'not specified']);

/** Each word, and the meaning itself, with its meaning. */
function meanings<T extends string>(words: Record<T, readonly string[]>): Map<string, T> {
  const pairs = Object.entries(words) as [T, readonly string[]][];
  return new Map(pairs.flatMap(([meaning, others]) => [meaning, ...others].map((word) => [word, meaning] as const)));
}

function folded(value: unknown): string {
  return clean(value).toLowerCase().replace(/[_-]+/g, ' ').replace(/\.$/, '');
}

function listOfStrings(value: unknown): string[] {
  return (Array.isArray(value) ? value : []).slice(0, MOST_ITEMS).map(clean).filter(Boolean);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: to take them out
const TERMINAL_SEQUENCE = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-Z\\-_])/g;
const CONTROL = /\p{Cc}/gu;
const DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** One line of plain text; empty if it is no text. */
function clean(value: unknown): string {
  return cleanQuote(value).replace(DIRECTION, '').replace(/\s+/g, ' ').trim();
}

/** As `clean`, but with white space and direction marks as they are, since an article may have them in it. */
function cleanQuote(value: unknown): string {
  if (typeof value !== 'string') return '';
  return value
    .slice(0, 10_000)
    .toWellFormed()
    .replace(TERMINAL_SEQUENCE, '')
    .replace(CONTROL, (control) => (/\s/.test(control) ? control : ''))
    .trim();
}
