import { linkFrom, type StoryProfile } from './similarity.ts';
import type { Verdict } from './verdict.ts';

/** An article, or a story that is kept in one piece. */
export interface Unit {
  /** None for a story in one piece. */
  readonly articleIds: readonly string[];
  readonly profile: StoryProfile;
  /** The story it is in; null for a newcomer. */
  readonly from: string | null;
  readonly held: boolean;
  /** A story in one piece. */
  readonly isWhole: boolean;
}

export interface Grouped {
  readonly units: readonly Unit[];
  readonly articleIds: readonly string[];
}

/** From this mean link on, two may be on one event. */
export const THRESHOLD = 0.2;
/**
 * Two groups are one only if they are about as near to each other as each is in itself: to this share of it, and the more of it
 * the more articles stand on both sides, since a mean of many tells more.
 */
const AS_NEAR = 0.8;

/**
 * Groups by average link, the nearest first. Links are worked out through the terms that units share; the order in which
 * units are given doesn't matter. Verdicts come first: what they bind is one group, and what they part never is, unless a
 * manager says otherwise.
 */
export function grouped(units: readonly Unit[], verdicts: readonly Verdict[] = []): Grouped[] {
  const sorted = units.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const links = linksBetween(sorted);
  const groups = new Map(sorted.map((unit, at) => [at, beginning(unit)]));
  const next = () => nearestPair(groups, links, verdicts);
  bind(groups, links, verdicts);
  for (let pair = next(); pair; pair = next()) merge(groups, links, pair);
  return [...groups.values()].map(({ units: its }) => ({
    units: its,
    articleIds: its.flatMap((unit) => unit.articleIds),
  }));
}

/** A group that grows; `cohesion` is the mean link within. */
interface Group {
  readonly units: readonly Unit[];
  readonly size: number;
  readonly cohesion: number;
  readonly held: boolean;
}

type Links = readonly Float64Array[];
type Pair = readonly [number, number];

function beginning(unit: Unit): Group {
  const { articles, cohesion } = unit.profile;
  return { units: [unit], size: articles, cohesion, held: unit.held };
}

function keyOf({ articleIds, from }: Unit): string {
  return articleIds[0] ?? from ?? '';
}

function linksBetween(units: readonly Unit[]): Links {
  const links = units.map(() => new Float64Array(units.length));
  for (const having of Map.groupBy(termsIn(units), ({ text }) => text).values())
    for (const [nth, one] of having.entries())
      for (const other of having.slice(0, nth)) add(links, one.at, other.at, one.weight * other.weight);
  for (const [a, one] of units.entries())
    for (let b = 0; b < a; b++) {
      const other = units[b];
      if (other) set(links, a, b, linkFrom(links[a]?.[b] ?? 0, one.profile, other.profile));
    }
  return links;
}

/** The terms of all units, by their mean weights. */
function termsIn(units: readonly Unit[]): { text: string; at: number; weight: number }[] {
  return units.flatMap(({ profile }, at) =>
    profile.terms.map(({ text, weight }) => ({ text, at, weight: weight / profile.articles })),
  );
}

/** Makes one group of what verdicts say is one event. What a manager holds is not touched, but a newcomer may join it. */
function bind(groups: Map<number, Group>, links: Links, verdicts: readonly Verdict[]): void {
  for (const { between, same } of verdicts) {
    if (!same) continue;
    const [a, b] = between.map((standing) => [...groups].find(([, group]) => has(group, standing)));
    if (!a || !b || a[0] === b[0] || !mayBind(a[1], b[1]) || areApart(a[1], b[1], verdicts)) continue;
    merge(groups, links, [a[0], b[0]]);
  }
}

function mayBind(a: Group, b: Group): boolean {
  const others = [a, b].filter(({ held }) => !held).flatMap(({ units }) => units);
  return (!a.held && !b.held) || (others.length > 0 && others.every(({ from }) => from === null));
}

function areApart(a: Group, b: Group, verdicts: readonly Verdict[]): boolean {
  return verdicts.some(
    ({ between: [one, other], same }) => !same && ((has(a, one) && has(b, other)) || (has(a, other) && has(b, one))),
  );
}

/** Whether what stands there is among the units. */
export function has({ units }: Pick<Grouped, 'units'>, { articleId, storyId }: Verdict['between'][0]): boolean {
  return units.some((unit) => (unit.isWhole ? unit.from === storyId : unit.articleIds.includes(articleId)));
}

function nearestPair(groups: ReadonlyMap<number, Group>, links: Links, verdicts: readonly Verdict[]): Pair | null {
  let nearest: Pair | null = null;
  let best = THRESHOLD;
  for (const [a, one] of groups)
    for (const [b, other] of groups) {
      if (b >= a) break;
      const link = links[a]?.[b] ?? 0;
      if (link < best || (nearest && link === best) || !belongTogether(one, other, link)) continue;
      if (areApart(one, other, verdicts)) continue;
      nearest = [a, b];
      best = link;
    }
  return nearest;
}

function belongTogether(a: Group, b: Group, link: number): boolean {
  if (a.held && b.held) return false;
  const several = [a, b].filter(({ size }) => size > 1);
  if (several.length === 0) return true;
  const cohesion = several.reduce((product, group) => product * group.cohesion, 1) ** (1 / several.length);
  const fewer = Math.min(a.size, b.size);
  return link >= AS_NEAR * (fewer / (fewer + 1)) * cohesion;
}

/** Into the first of the pair; the links of a merged group are the means over its articles. */
function merge(groups: Map<number, Group>, links: Links, [a, b]: Pair): void {
  const one = groups.get(a);
  const other = groups.get(b);
  if (!one || !other) return;
  for (const c of groups.keys())
    if (c !== a && c !== b)
      set(links, a, c, ((links[a]?.[c] ?? 0) * one.size + (links[b]?.[c] ?? 0) * other.size) / (one.size + other.size));
  groups.set(a, {
    units: [...one.units, ...other.units],
    size: one.size + other.size,
    cohesion: cohesionOf(one, other, links[a]?.[b] ?? 0),
    held: one.held || other.held,
  });
  groups.delete(b);
}

function cohesionOf(a: Group, b: Group, link: number): number {
  const pairs = ({ size }: Group) => (size * (size - 1)) / 2;
  const between = a.size * b.size;
  return (a.cohesion * pairs(a) + b.cohesion * pairs(b) + link * between) / (pairs(a) + pairs(b) + between);
}

function add(links: Links, a: number, b: number, amount: number): void {
  set(links, a, b, (links[a]?.[b] ?? 0) + amount);
}

function set(links: Links, a: number, b: number, link: number): void {
  const [row, column] = [links[a], links[b]];
  if (row) row[b] = link;
  if (column) column[a] = link;
}
