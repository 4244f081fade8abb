/** Messages of every shape and size for property tests, made of hostile text. */
import fc from 'fast-check';
import type { Block, Bullet, Inline, Message, Section } from '../../../src/message/message.ts';
import { hostileText } from './hostile.ts';

/** Each text carries a word of its own, so that a lost text is noticed whatever else stands in it. */
let token = 0;
function tokened(text: string): string {
  token += 1;
  return `${text} tok${token.toString(36)}end `;
}

const text = hostileText.map(tokened);
const long = fc
  .tuple(hostileText, fc.integer({ min: 50, max: 250 }))
  .map(([piece, times]) => Array.from({ length: times }, () => tokened(piece)).join(''));
const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 12, arbitrary: text.map((words): Inline => ({ kind: 'text', text: words })) },
  { weight: 4, arbitrary: text.map((words): Inline => ({ kind: 'text', text: words, style: 'bold' })) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('link' as const),
      text,
      url: fc.oneof(fc.webUrl(), fc.constant('https://courier.example/a(b)c'), hostileText),
    }),
  },
  { weight: 1, arbitrary: long.map((words): Inline => ({ kind: 'text', text: words })) },
);
const inlines = fc.array(inline, { minLength: 1, maxLength: 3 });
const bullet: fc.Arbitrary<Bullet> = fc.record({
  inline: inlines,
  quotes: fc.array(
    fc.record({
      quote: fc.oneof({ weight: 7, arbitrary: text }, { weight: 1, arbitrary: long }),
      attribution: fc.option(text, { nil: null }),
    }),
    {
      maxLength: 3,
    },
  ),
});
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text, level: fc.constantFrom(1, 2, 3) }) as fc.Arbitrary<Block>,
  fc.record({ kind: fc.constantFrom('paragraph' as const, 'note' as const), inline: inlines }) as fc.Arbitrary<Block>,
  fc.record({ kind: fc.constant('bullets' as const), label: hostileText, items: fc.array(bullet, { maxLength: 4 }) }),
);
const section: fc.Arbitrary<Section> = fc.record({
  id: fc.string(),
  title: fc.oneof({ weight: 5, arbitrary: text }, { weight: 1, arbitrary: long }),
  blocks: fc.array(block, { maxLength: 4 }),
});
export const anyMessage: fc.Arbitrary<Message> = fc.record({
  notification: hostileText,
  title: fc.oneof({ weight: 5, arbitrary: text }, { weight: 1, arbitrary: long }),
  context: inlines,
  bottomLine: inlines,
  sections: fc.array(section, { maxLength: 7 }),
  more: fc.array(section, { maxLength: 4 }),
  foot: inlines,
});

/** The tokens of a message's texts; the notification is a fallback and may go unsaid. */
export function tokensOf(any: Message): string[] {
  const { notification: _, ...said } = any;
  return [...new Set(stringsOf(said).flatMap((one) => one.match(/tok[0-9a-z]+?end/g) ?? []))];
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsOf);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

export function linksOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(linksOf);
  if (typeof value !== 'object' || value === null) return [];
  const url = 'url' in value && typeof value.url === 'string' ? [value.url] : [];
  return [...url, ...Object.values(value).flatMap(linksOf)];
}

/** The same address, however much of it is percent-encoded. */
export function comparable(url: string): string {
  return URL.canParse(url)
    ? decodeURI(new URL(url).href).replace(/%([0-9A-F]{2})/gi, (_, hex) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : url;
}
