import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderSlack, type SlackPayload } from '../../../src/chat/slack/render.ts';
import type { Block, Bullet, Inline, Message, Quoted, Section } from '../../../src/message/message.ts';
import { blocksProblem } from '../../support/slack-blocks.ts';
import { visibleText } from '../../support/slack-text.ts';

describe('any message, however hostile or long,', () => {
  it('is accepted by Slack, part by part', () => {
    fc.assert(
      fc.property(aMessage(), (message) => {
        for (const { text, blocks } of payloadsOf(message)) {
          expect(blocksProblem(blocks)).toBeNull();
          expect(text.trim()).not.toBe('');
          expect(text.length).toBeLessThanOrEqual(4000);
        }
      }),
    );
  });

  it('loses no word of a bullet or a quote', () => {
    fc.assert(
      fc.property(aMessage(), (message) => {
        const shown = textOf(message);
        for (const word of markedWords(message)) expect(shown).toContain(word);
      }),
    );
  });

  it('mentions nobody and links nowhere of its own', () => {
    fc.assert(
      fc.property(aMessage(), (message) => {
        for (const { text, blocks } of payloadsOf(message)) {
          expect(text).not.toMatch(/[<>]/);
          for (const value of stringsOf(blocks)) expect(value).not.toMatch(/<[!@#]/);
          for (const marked of mrkdwnOf(blocks)) {
            expect(marked.replace(/<https?:\/\/[^<>|\s]+\|[^<>|]*>/g, '')).not.toMatch(/[<>]/);
          }
          for (const type of typesOf(blocks)) expect(INERT_TYPES).toContain(type);
        }
      }),
    );
  });

  it('shows nothing invisible', () => {
    fc.assert(
      fc.property(aMessage(), (message) => {
        for (const value of payloadsOf(message).flatMap(stringsOf)) expect(value).not.toMatch(INVISIBLE);
      }),
    );
  });
});

describe('hundreds of stories', () => {
  it('are all said, seven of them in the root, in few and acceptable parts', () => {
    const message = aMessageOf(300);
    const payloads = payloadsOf(message);
    for (const { blocks } of payloads) expect(blocksProblem(blocks)).toBeNull();
    const text = textOf(message);
    for (const word of markedWords(message)) expect(text).toContain(word);
    expect(text).toContain('**+293 more** in the thread');
    expect(payloads.length).toBeLessThan(40);
  });
});

describe('one word without end', () => {
  it.each([1000, 12_000, 40_000])('is said whole, in as many parts as it takes: %i characters', (length) => {
    const bullet: Bullet = {
      inline: [{ kind: 'text', text: '甲'.repeat(length) }],
      quotes: [{ quote: '乙'.repeat(length), attribution: null }],
    };
    const message = {
      ...EMPTY,
      sections: [{ id: 's', title: 'Long', blocks: [{ kind: 'bullets', label: 'Actors', items: [bullet] }] }],
    } as const;
    for (const { blocks } of payloadsOf(message)) expect(blocksProblem(blocks)).toBeNull();
    const text = textOf(message);
    expect(text.match(/甲/g)?.length).toBeGreaterThanOrEqual(length);
    expect(text.match(/乙/g)).toHaveLength(length);
  });
});

// ---- arbitrary messages ----------------------------------------------------------------------------------------

const EMPTY: Message = { notification: '', title: '', context: [], bottomLine: [], sections: [], more: [], foot: [] };

const INERT_TYPES = [
  ...['header', 'context', 'divider', 'rich_text', 'plain_text', 'mrkdwn'],
  ...['rich_text_section', 'rich_text_list', 'rich_text_quote', 'text', 'link'],
];
const INVISIBLE = /[\p{Cc}\p{Bidi_Control}\u200b\u2060\ufeff\u{e0000}-\u{e007f}]/u;

const HOSTILE = [
  '<!channel>',
  '<!here|everyone>',
  '<@U0123ABCD>',
  '<#C0123ABCD|general>',
  '<!subteam^S012>',
  '&lt;!channel&gt;',
  '&amp;lt;',
  '<https://evil.example|your bank>',
  '@channel @here #general',
  'https://evil.example/',
  '*bold* _it_ ~no~ `code` ```block```',
  '> quote\n• bullet',
  ':skull: :wave:',
  '<\u200b!channel>',
  '<\u202e!channel\u202c>',
  '\u0000\u001b[31mred\u001b[0m',
  '\ud800',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'Straße, 東京, القاهرة',
  '|>|<|',
  '',
  ' ',
];
const URLS = [
  'https://courier.example/a?b=1&c=2',
  'https://courier.example/a|b>c<d',
  'javascript:alert(1)',
  'https://user:pass@evil.example/',
  `https://courier.example/${'x'.repeat(900)}`,
  `https://courier.example/${'x'.repeat(5000)}`,
  'not an address',
];

/** Words that can be looked for are marked `wNNz`; those around them need not survive as they are. */
const aWord = fc.oneof(
  { weight: 3, arbitrary: fc.nat(9999).map((n) => `w${n}z`) },
  fc.constantFrom(...HOSTILE),
  fc.string(),
);
const aText = (most: number) => fc.array(aWord, { maxLength: most }).map((words) => words.join(' '));
/** As long as a whole message, or several. */
const aLongText = fc
  .integer({ min: 100, max: 2000 })
  .map((count) => Array.from({ length: count }, (_, n) => `w${n}z`).join(' '));
const mostlyShort = (most: number) => fc.oneof({ weight: 60, arbitrary: aText(most) }, aLongText);
const anInline: fc.Arbitrary<Inline> = fc.oneof(
  mostlyShort(10).map((text): Inline => ({ kind: 'text', text })),
  fc.record({ kind: fc.constant('text' as const), text: mostlyShort(10), style: fc.constantFrom('bold', 'italic') }),
  fc.record({ kind: fc.constant('link' as const), text: mostlyShort(4), url: fc.constantFrom(...URLS) }),
);
const someInline = fc.array(anInline, { maxLength: 4 });
const aQuoted: fc.Arbitrary<Quoted> = fc.record({ quote: mostlyShort(10), attribution: fc.option(mostlyShort(5)) });
const aBullet: fc.Arbitrary<Bullet> = fc.record({ inline: someInline, quotes: fc.array(aQuoted, { maxLength: 3 }) });
const aBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('heading' as const),
    text: aText(8),
    level: fc.constantFrom(1 as const, 2 as const, 3 as const),
  }),
  fc.record({ kind: fc.constantFrom('paragraph' as const, 'note' as const), inline: someInline }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('bullets' as const),
      label: aText(2),
      items: fc.array(aBullet, { maxLength: 4 }),
    }),
  },
);
const aSection: fc.Arbitrary<Section> = fc.record({
  id: fc.string(),
  title: mostlyShort(8),
  blocks: fc.array(aBlock, { maxLength: 5 }),
});

function aMessage(): fc.Arbitrary<Message> {
  return fc.record({
    notification: mostlyShort(20),
    title: mostlyShort(6),
    context: someInline,
    bottomLine: someInline,
    sections: fc.array(aSection, { maxLength: 7 }),
    more: fc.array(aSection, { maxLength: 5 }),
    foot: someInline,
  });
}

/** Many plain stories, each with words of its own. */
function aMessageOf(stories: number): Message {
  const sections = Array.from({ length: stories }, (_, story): Section => {
    const bullets = [1, 2, 3].map((n) => ({
      inline: [
        { kind: 'text' as const, text: `Somebody of story w${story}${n}z does something that matters to others.` },
      ],
      quotes: [
        { quote: `Somebody did what matters, said a witness w${story}9${n}z.`, attribution: 'Valley Post, 23 Nov' },
      ],
    }));
    return {
      id: String(story),
      title: 'Something happens',
      blocks: [{ kind: 'bullets', label: 'Key actors', items: bullets }],
    };
  });
  return { ...EMPTY, sections: sections.slice(0, 7), more: sections.slice(7) };
}

function payloadsOf(message: Message): SlackPayload[] {
  return renderSlack(message).map((part) => part.payload as SlackPayload);
}

function textOf(message: Message): string {
  return payloadsOf(message)
    .map(({ blocks }) => visibleText(blocks))
    .join('\n');
}

function markedWords(message: Message): string[] {
  const blocks = [...message.sections, ...message.more].flatMap((section) => section.blocks);
  const bullets = blocks.flatMap((block) => (block.kind === 'bullets' ? block.items : []));
  const texts = bullets.flatMap(({ inline, quotes }) => [
    ...inline.map(({ text }) => text),
    ...quotes.map(({ quote }) => quote),
  ]);
  return texts.flatMap((text) => text.split(' ')).filter((word) => /^w\d+z$/.test(word));
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

function objectsOf(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : [value as Record<string, unknown>];
  return [...own, ...Object.values(value).flatMap(objectsOf)];
}

function typesOf(blocks: readonly KnownBlock[]): unknown[] {
  return objectsOf(blocks).flatMap((object) => ('type' in object ? [object['type']] : []));
}

function mrkdwnOf(blocks: readonly KnownBlock[]): string[] {
  return objectsOf(blocks)
    .filter((object) => object['type'] === 'mrkdwn')
    .map((object) => String(object['text']));
}
