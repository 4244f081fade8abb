import { addAffiliations } from './affiliations.ts';
import { add, type Clues, type EntityKind, kindOf, noClues } from './clues.ts';
import { gazetteer, knownName, plain } from './gazetteer.ts';
import type { Line } from './lines.ts';
import type { Span } from './spans.ts';
import { cluesOf } from './typing.ts';

/** One way of writing a name, with all its uses. */
interface Form {
  readonly text: string;
  readonly words: readonly string[];
  readonly spans: Span[];
  readonly clues: Clues;
}

/** Forms that name the same thing. */
export interface Cluster {
  readonly forms: Form[];
  readonly spans: Span[];
  readonly kind: EntityKind;
}

const CORPORATE = new Set(
  'Inc Inc. Corp Corp. Corporation Ltd Ltd. Limited LLC Company Co Co. Group Holdings PLC plc Party Newspaper Incorporated SA AG'.split(
    ' ',
  ),
);
const ACRONYM = /^(?:\p{Lu}\.?){2,7}$|^\p{Lu}{1,3}\d\p{Lu}$/u;

/** Joins spans into clusters: written forms first, then what abbreviates or shortens what. */
export function clustersOf(spans: readonly Span[], lines: readonly Line[], title: string): Cluster[] {
  const forms = formsOf(spans, lines);
  addAffiliations(forms, lines);
  const groups = new Groups(forms);
  joinKnown(forms, groups);
  joinAbbreviations(forms, lines, groups);
  joinFullNames(forms, groups);
  joinShortenedBodies(forms, groups);
  const clusters = groups.lists().map((members) => clusterOf(members));
  return assignShortNames(clusters, plain(title));
}

function formsOf(spans: readonly Span[], lines: readonly Line[]): Form[] {
  const byText = new Map<string, Span[]>();
  for (const span of spans) {
    if (span.mark === 'demonym') continue;
    const key = plain(span.text).replace(/^The /u, '');
    byText.set(key, [...(byText.get(key) ?? []), span]);
  }
  return [...byText.values()].map((uses) => ({
    text: uses[0]?.text ?? '',
    words: plain(uses[0]?.text ?? '')
      .replace(/^The /u, '')
      .split(' '),
    spans: uses,
    clues: cluesOf(uses, lines),
  }));
}

function clusterOf(forms: Form[]): Cluster {
  const clues = noClues();
  const longest = [...forms].sort((a, b) => b.words.length - a.words.length);
  for (const [i, form] of longest.entries()) add(clues, form.clues, i === 0 ? 1 : 0.5);
  const spans = forms.flatMap((form) => form.spans).sort((a, b) => a.start - b.start);
  return { forms, spans, kind: kindOf(clues, longest[0]?.text ?? '') };
}

/** Union of forms. */
class Groups {
  readonly #group = new Map<Form, Form[]>();

  constructor(forms: readonly Form[]) {
    for (const form of forms) this.#group.set(form, [form]);
  }

  join(left: Form, right: Form): void {
    const a = this.#group.get(left) ?? [left];
    const b = this.#group.get(right) ?? [right];
    if (a === b) return;
    const both = [...a, ...b];
    for (const form of both) this.#group.set(form, both);
  }

  lists(): Form[][] {
    return [...new Set(this.#group.values())];
  }
}

/** "US" and "United States": names the gazetteer gives for one thing. */
function joinKnown(forms: readonly Form[], groups: Groups): void {
  const byCanonical = new Map<string, Form>();
  for (const form of forms) {
    const known = knownName(form.text);
    if (!known) continue;
    const earlier = byCanonical.get(known.canonical);
    if (earlier) groups.join(earlier, form);
    else byCanonical.set(known.canonical, form);
  }
}

/** "Workers' Party of Korea (WPK)", "CEI (Italian Episcopal Conference)", and abbreviations whose letters fit. */
function joinAbbreviations(forms: readonly Form[], lines: readonly Line[], groups: Groups): void {
  const formOf = new Map(forms.flatMap((form) => form.spans.map((span) => [span, form] as const)));
  const inOrder = [...formOf.keys()].sort((a, b) => a.start - b.start);
  inOrder.forEach((span, i) => {
    const next = inOrder[i + 1];
    const tokens = lines[span.line]?.tokens;
    if (!next || !tokens || next.line !== span.line || next.first !== span.last + 2) return;
    if (tokens[span.last + 1]?.text !== '(' || tokens[next.last + 1]?.text !== ')') return;
    const [left, right] = [formOf.get(span), formOf.get(next)];
    if (left && right && abbreviates(left, right)) groups.join(left, right);
  });
  for (const short of forms) {
    if (!/^\p{Lu}{3,7}$/u.test(short.text) || knownName(short.text)) continue;
    const long = forms.find((form) => form.words.length > 1 && initialsOf(form.words) === short.text);
    if (long) groups.join(long, short);
  }
}

function abbreviates(left: Form, right: Form): boolean {
  const [long, short] = left.words.length > right.words.length ? [left, right] : [right, left];
  if (long.words.length < 2 || !ACRONYM.test(short.text)) return false;
  const kind = kindOf(long.clues, long.text);
  return kind !== 'person' && !(kind === 'place' && knownName(long.text));
}

function initialsOf(words: readonly string[]): string {
  return words
    .filter((word) => /^\p{Lu}/u.test(word))
    .map((word) => word.charAt(0))
    .join('');
}

/** "George W. Orrin" and "George Orrin": the same first and last words, in people's names. */
function joinFullNames(forms: readonly Form[], groups: Groups): void {
  const people = forms.filter((form) => form.words.length >= 2 && kindOf(form.clues, form.text) === 'person');
  for (const [i, form] of people.entries()) {
    for (const other of people.slice(i + 1)) {
      if (isSamePerson(form.words, other.words)) groups.join(form, other);
    }
  }
}

function isSamePerson(left: readonly string[], right: readonly string[]): boolean {
  const joined = (words: readonly string[]): string => words.join('').replaceAll(/[-.]/gu, '').toLowerCase();
  if (joined(left) === joined(right)) return true;
  const [long, short] = left.length >= right.length ? [left, right] : [right, left];
  if (short.length < 2 || long.length === short.length) return false;
  return short.every((word) => long.includes(word)) && (long.at(-1) === short.at(-1) || long[0] === short[0]);
}

/** "Orrin Holdings" and "Orrin", "Tamanian Supreme Court of Appeal" and "Supreme Court": bodies named shorter later on. */
function joinShortenedBodies(forms: readonly Form[], groups: Groups): void {
  const bodies = forms.filter((form) => form.words.length >= 2 && kindOf(form.clues, form.text) === 'organization');
  for (const short of forms) {
    const longer = bodies.filter((long) => long !== short && shortens(short, long));
    if (longer[0] && longer.length === 1) groups.join(longer[0], short);
  }
}

function shortens(short: Form, long: Form): boolean {
  const known = knownName(short.text);
  if (short.words.length >= long.words.length || (known && known.sort !== 'organization')) return false;
  if (short.words.length === 1) {
    const word = short.words[0] ?? '';
    const { isFirstName, demonymOf, organizationHeads } = gazetteer();
    if (organizationHeads.has(word)) return headOf(long.words) === word && !CORPORATE.has(word);
    if (known || isFirstName(word) || demonymOf(word)) return false;
    return long.words[0] === word && (long.words.length === 2 || CORPORATE.has(long.words[1] ?? ''));
  }
  const at = long.words.indexOf(short.words[0] ?? '');
  return (
    at >= 0 &&
    short.words.every((word, i) => long.words[at + i] === word) &&
    kindOf(short.clues, short.text) !== 'person'
  );
}

/** "Court" of "Supreme Court of Appeal". */
function headOf(words: readonly string[]): string {
  const of = words.indexOf('of');
  return (of > 0 ? words[of - 1] : words.at(-1)) ?? '';
}

/**
 * Gives each single word that is part of a person's full name to its bearer: the one in the title, or else the one named
 * last before it, or first after it: "Wang" to "Wang Yi". Other clusters stay as they are.
 */
function assignShortNames(clusters: readonly Cluster[], title: string): Cluster[] {
  const bearers = new Map<string, Cluster[]>();
  for (const cluster of clusters) {
    if (cluster.kind !== 'person') continue;
    const words = new Set(
      cluster.forms
        .filter((form) => form.words.length >= 2)
        .flatMap((form) => [form.words.at(-1) ?? '', form.words[0] ?? '']),
    );
    for (const word of words) bearers.set(word, [...(bearers.get(word) ?? []), cluster]);
  }
  const gained = new Map<Cluster, Form[]>();
  const given = new Set<Cluster>();
  for (const cluster of clusters) {
    const [form] = cluster.forms;
    const candidates =
      form && cluster.forms.length === 1 && form.words.length === 1 ? bearers.get(form.words[0] ?? '') : undefined;
    if (
      !form ||
      !candidates ||
      (cluster.kind === 'place' && knownName(form.text) && form.clues.place - form.clues.person > 2.5)
    )
      continue;
    for (const bearer of candidates) {
      const theirs = form.spans.filter((span) => bearerOf(span, candidates, form, title) === bearer);
      if (theirs.length > 0) gained.set(bearer, [...(gained.get(bearer) ?? []), { ...form, spans: theirs }]);
    }
    given.add(cluster);
  }
  return clusters
    .filter((cluster) => !given.has(cluster))
    .map((cluster) => {
      const more = gained.get(cluster);
      if (!more) return cluster;
      const forms = [...cluster.forms, ...more];
      return {
        forms,
        spans: forms.flatMap((form) => form.spans).sort((a, b) => a.start - b.start),
        kind: cluster.kind,
      };
    });
}

function bearerOf(span: Span, candidates: readonly Cluster[], form: Form, title: string): Cluster | undefined {
  const surname = candidates.filter((cluster) =>
    cluster.forms.some(({ words }) => words.length > 1 && words.at(-1) === form.words[0]),
  );
  const among = surname.length > 0 ? surname : candidates;
  const titular = among.filter((cluster) =>
    cluster.forms.some(({ words }) => words.length > 1 && title.includes(words.join(' '))),
  );
  if (titular.length === 1) return titular[0];
  const lastBefore = (cluster: Cluster): number =>
    cluster.spans.filter(({ start }) => start < span.start).at(-1)?.start ?? -1;
  const before = [...among].sort((a, b) => lastBefore(b) - lastBefore(a))[0];
  if (before && lastBefore(before) >= 0) return before;
  return [...among].sort((a, b) => (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0))[0];
}
