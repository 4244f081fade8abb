import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiscordPayload, signed } from '../../../src/chat/discord/payload.ts';
import { renderDiscord } from '../../../src/chat/discord/render.ts';
import type { Block, Bullet, Message, Section } from '../../../src/message/message.ts';
import { liveIn } from '../../support/discord/markdown-reader.ts';
import { readable } from '../../support/discord/readable.ts';
import { postRefusal } from '../../support/discord/refusals.ts';
import { anyMessage, comparable, linksOf, tokensOf } from './any-message.ts';

const KEY = 'render-key-000000-000000';

/** What is posted for a message, root first. */
function bodiesOf(message: Message) {
  return renderDiscord(message).map((part) => signed(part.payload as DiscordPayload, KEY));
}

function textOf(message: Message): string {
  return bodiesOf(message).map(readable).join('\n');
}

function aMessage(over: Partial<Message> = {}): Message {
  return {
    notification: 'Dockers close Port Halden, and 2 more stories.',
    title: 'News digest, Tuesday 24 November',
    context: [{ kind: 'text', text: '24 Nov 2026, 08:00 (Europe/Berlin) · 3 stories' }],
    bottomLine: [{ kind: 'text', text: 'Dockers close Port Halden over a new night shift.' }],
    sections: [aSection('Dockers close Port Halden'), aSection('Orsen votes on a new grid')],
    more: [aSection('Snow shuts the Kell pass')],
    foot: [{ kind: 'text', text: 'Read by the offline reader.' }],
    ...over,
  };
}

function aSection(title: string, blocks: readonly Block[] = [bulletsOf(`${title} says so.`)]): Section {
  return { id: title, title, blocks };
}

function bulletsOf(...texts: string[]): Block {
  const items = texts.map((text): Bullet => ({ inline: [{ kind: 'text', text }], quotes: [] }));
  return { kind: 'bullets', label: 'Key actors', items };
}

const words = (count: number, name: string) => Array.from({ length: count }, (_, n) => `${name}${n}`).join(' ');

describe('the root', () => {
  it('notifies with the bottom line as it stands, and lists the headlines', () => {
    const [root] = bodiesOf(aMessage());
    expect(root?.content).toBe('Dockers close Port Halden over a new night shift.');
    expect(root?.flags).toBeUndefined();
    const text = readable(root ?? {});
    expect(text).toContain('│ • Dockers close Port Halden\n│ • Orsen votes on a new grid');
    expect(text).toContain('+1 more in the thread');
    expect(text).not.toContain('Snow shuts the Kell pass');
  });

  it('carries the buttons, and no other part does', () => {
    const action = { command: 'news why', args: { digest: 'd1' } };
    const bodies = bodiesOf(aMessage({ controls: [{ kind: 'button', label: 'Why', action, look: 'primary' }] }));
    expect(bodies.map((body) => JSON.stringify(body).includes('"custom_id":"news why?digest=d1"'))).toEqual([
      true,
      false,
    ]);
    expect(readable(bodies[0] ?? {})).toMatch(/\n\n\[Why\]$/);
    for (const body of bodies) expect(postRefusal(body)).toBeNull();
  });

  it('does not list what the bottom line has just said', () => {
    const bottomLine = [{ kind: 'text', text: 'Dockers close Port Halden. Snow is on its way.' } as const];
    const text = readable(bodiesOf(aMessage({ bottomLine }))[0] ?? {});
    expect(text.match(/Dockers close Port Halden/g)).toHaveLength(1);
    expect(text).toContain('│ *Also*\n│ • Orsen votes on a new grid\n│\n│ +1 more in the thread');
  });

  it('counts in its "more" the headlines that have no room, and loses none', () => {
    const sections = Array.from({ length: 7 }, (_, index) => aSection(`Headline ${index} ${words(120, `h${index}x`)}`));
    const message = aMessage({ sections, more: [] });
    const listed = readable(bodiesOf(message)[0] ?? {}).match(/• Headline/g)?.length ?? 0;
    expect(listed).toBeGreaterThan(0);
    expect(readable(bodiesOf(message)[0] ?? {})).toContain(`+${7 - listed} more in the thread`);
    for (const index of sections.keys()) expect(textOf(message)).toContain(`h${index}x119`);
  });

  it('falls back on the notification when the bottom line is too long, and says it whole in the thread', () => {
    const message = aMessage({ bottomLine: [{ kind: 'text', text: words(600, 'bottom') }] });
    const [root, first] = bodiesOf(message);
    expect(root?.content).toBe('Dockers close Port Halden, and 2 more stories.');
    expect(readable(first ?? {})).toContain('bottom0 bottom1');
    expect(textOf(message)).toContain('bottom599');
  });

  it('says everything by itself on a quiet day', () => {
    const message = aMessage({
      sections: [],
      more: [],
      bottomLine: [{ kind: 'text', text: 'Nothing new since yesterday.' }],
    });
    expect(bodiesOf(message)).toHaveLength(1);
    expect(readable(bodiesOf(message)[0] ?? {})).toContain('Nothing new since yesterday.');
  });

  it('names the thread after the digest, shortened between words', () => {
    const title = `Digest ${words(60, 'topic')}`;
    const root = renderDiscord(aMessage({ title }))[0]?.payload as DiscordPayload;
    expect(root.threadName.length).toBeLessThanOrEqual(100);
    expect(root.threadName).toMatch(/^Digest topic0 topic1 .* topic\d+…$/);
    expect(textOf(aMessage({ title }))).toContain('topic59');
  });
});

describe('the cards', () => {
  it('make no sound and call nobody', () => {
    const [root, ...cards] = bodiesOf(aMessage());
    expect(cards.map(({ flags }) => flags)).toEqual([(1 << 15) | (1 << 12)]);
    for (const body of [root, ...cards]) expect(body?.allowed_mentions).toEqual({ parse: [] });
  });

  it('hold a story whole while there is room, and number themselves', () => {
    const sections = Array.from({ length: 6 }, (_, n) => aSection(`Story ${n}`, [bulletsOf(words(150, `s${n}w`))]));
    const [, ...cards] = bodiesOf(aMessage({ sections, more: [] }));
    expect(cards.length).toBeGreaterThan(1);
    for (const [index, card] of cards.entries()) {
      expect(readable(card)).toMatch(new RegExp(`\\(${index + 1} of ${cards.length} · ref [0-9a-f]{10}\\)$`));
    }
    const holding = sections.map((_, n) => cards.filter((card) => readable(card).includes(`s${n}w`)).length);
    expect(holding).toEqual(sections.map(() => 1));
  });

  it('show the evidence under its bullet', () => {
    const quotes = [{ quote: 'Not one crane moves.', attribution: 'Harbour Courier, 23 Nov' }];
    const items = [{ inline: [{ kind: 'text', text: 'The gates stay shut.' } as const], quotes }];
    const section = aSection('Port Halden', [{ kind: 'bullets', label: 'Implications', items }]);
    expect(textOf(aMessage({ sections: [section] }))).toContain(
      '│ *Implications*\n│ • The gates stay shut.\n│   ◦ “Not one crane moves.” — Harbour Courier, 23 Nov',
    );
  });
});

interface Component {
  readonly type: number;
  readonly content?: string;
  readonly components?: readonly Component[];
}

function textsIn(components: readonly Component[]): string[] {
  return components.flatMap(({ content, components: inside = [] }) => [
    ...(content === undefined ? [] : [content]),
    ...textsIn(inside),
  ]);
}

describe('for any message', () => {
  it('Discord takes every part, within our own budgets; no text is lost; nothing is live but the links we set', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const bodies = bodiesOf(message);
        const allowed = new Set(linksOf(message).map(comparable));
        for (const body of bodies) {
          expect(postRefusal({ ...body, nonce: KEY, enforce_nonce: true })).toBeNull();
          const cards = textsIn((body.components ?? []) as readonly Component[]);
          expect(cards.join('').length).toBeLessThanOrEqual(3_500);
          expect(cards.reduce((sum, text) => sum + Buffer.byteLength(text) + 12, 0)).toBeLessThanOrEqual(9_500);
          const embeds = (body.embeds ?? []).flatMap(({ title, description }) => [title ?? '', description ?? '']);
          const links = [body.content ?? '', ...embeds, ...cards].flatMap(liveIn).map(comparable);
          expect(links.filter((link) => !allowed.has(link))).toEqual([]);
        }
        expect(bodies[0]?.content?.trim()).not.toBe('');
        const seen = bodies.map(readable).join('\n').toLowerCase();
        expect(tokensOf(message).filter((token) => !seen.includes(token))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('thousands of characters without a space, and hundreds of stories, are fitted too', () => {
    const giant = aMessage({
      title: 'x'.repeat(5_000),
      notification: '海'.repeat(4_000),
      bottomLine: [{ kind: 'text', text: '*'.repeat(9_000) }],
      sections: [aSection('👍🏽'.repeat(3_000), [bulletsOf('_'.repeat(30_000), '海'.repeat(9_000))])],
      more: Array.from({ length: 400 }, (_, index) => aSection(`Story ${index}`)),
    });
    const bodies = bodiesOf(giant);
    for (const body of bodies) expect(postRefusal(body)).toBeNull();
    const seen = bodies.map(readable).join('');
    expect(seen.match(/海/g)?.length).toBeGreaterThanOrEqual(9_000);
    expect(seen.match(/_/g)?.length).toBe(30_000);
    expect(seen).toContain('STORY 399');
  });
});
