/** Messages for the contract suite, made of words that can be looked for one by one. */
import type { Bullet, Message, Section } from '../../src/message/message.ts';

/** Stories of numbered words, so that each word can be looked for. `wordsPerBullet` makes bullets long. */
export function aMessage(stories: number, wordsPerBullet = 6): Message {
  const sections = Array.from({ length: stories }, (_, index) => aSection(index, wordsPerBullet));
  return {
    notification: `${stories} stories from the valley: the ferry stays in port.`,
    title: 'Valley digest',
    context: [{ kind: 'text', text: 'Tuesday, 24 November 2026, 08:00 in Berlin' }],
    bottomLine: [{ kind: 'text', text: 'The ferry stays in port until the pier is mended.' }],
    sections: sections.slice(0, 7),
    more: sections.slice(7),
    foot: [{ kind: 'text', text: 'Read by the offline reader.' }],
  };
}

function aSection(index: number, wordsPerBullet: number): Section {
  const bullet = (name: string): Bullet => ({
    inline: [
      { kind: 'text', text: Array.from({ length: wordsPerBullet }, (_, n) => `${name}${index}w${n}.`).join(' ') },
    ],
    quotes: [{ quote: `${name}${index}said so.`, attribution: 'Valley Post, 23 Nov' }],
  });
  return {
    id: `story-${index}`,
    title: `Pier ${index} is closed`,
    blocks: [
      { kind: 'bullets', label: 'Key actors', items: [bullet('keeper'), bullet('mayor')] },
      { kind: 'bullets', label: 'Implications', items: [bullet('delay')] },
      { kind: 'note', inline: [{ kind: 'link', text: 'Valley Post', url: `https://valley.example/pier/${index}` }] },
    ],
  };
}

/** Of all stories, in order. */
export function bulletsOf(message: Message): Bullet[] {
  return [...message.sections, ...message.more]
    .flatMap((section) => section.blocks)
    .flatMap((block) => (block.kind === 'bullets' ? block.items : []));
}

/** Of a bullet and its quotes; none contains white space or markup. */
export function wordsOf(bullet: Bullet): string[] {
  const texts = [...bullet.inline.map((piece) => piece.text), ...bullet.quotes.map((quoted) => quoted.quote)];
  return texts.flatMap((text) => text.split(' '));
}
