import { gazetteer, knownName } from './gazetteer.ts';
import type { Line } from './lines.ts';
import type { Span } from './spans.ts';
import { type Token, textOf } from './tokens.ts';

/** A body that the article calls by its country: "the Kenyan government", "Kenya's parliament". */
export interface Body {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly spans: readonly Span[];
}

const BODIES = new Set(
  'government military army parliament police navy embassy cabinet authorities senate legislature judiciary'.split(' '),
);

/** Bodies named by country and a lower-case noun; "Kenyan government" and "government of Kenya" are one. */
export function bodiesOf(lines: readonly Line[]): Body[] {
  const found = lines.flatMap((line, index) => bodiesIn(line, index));
  return [...Map.groupBy(found, ({ key }) => key).values()].map((uses) => {
    const texts = [...new Set(uses.map(({ span }) => span.text))];
    return { name: texts[0] ?? '', aliases: texts.slice(1), spans: uses.map(({ span }) => span) };
  });
}

function bodiesIn(line: Line, index: number): { key: string; span: Span }[] {
  const { tokens } = line;
  return tokens.flatMap((token, i) => {
    if (token.capital || !BODIES.has(token.lower)) return [];
    const owner = ownerBefore(tokens, i) ?? ownerAfter(tokens, i);
    if (!owner) return [];
    const { first, last, country } = owner;
    const start = tokens[first]?.start ?? 0;
    const end = tokens[last]?.end ?? start;
    const text = line.text.slice(start - line.start, end - line.start);
    return [
      { key: `${country} ${token.lower}`, span: { line: index, first, last, start, end, text, mark: 'name' as const } },
    ];
  });
}

interface Owner {
  readonly first: number;
  readonly last: number;
  readonly country: string;
}

function ownerBefore(tokens: readonly Token[], noun: number): Owner | null {
  const possessive = tokens[noun - 1]?.kind === 'possessive' ? 1 : 0;
  for (const length of [2, 1]) {
    const first = noun - possessive - length;
    if (!tokens[first]?.capital) continue;
    const text = textOf(tokens, first, noun - possessive - 1);
    const country = countryOf(text);
    if (country !== undefined) return { first, last: noun, country };
  }
  return null;
}

function ownerAfter(tokens: readonly Token[], noun: number): Owner | null {
  if (tokens[noun + 1]?.lower !== 'of') return null;
  for (const length of [2, 1]) {
    const last = noun + 1 + length;
    const known = knownName(textOf(tokens, noun + 2, last));
    if (known?.sort === 'country') return { first: noun, last, country: known.canonical };
  }
  return null;
}

function countryOf(text: string): string | undefined {
  const known = knownName(text);
  return known?.sort === 'country' ? known.canonical : gazetteer().demonymOf(text);
}
