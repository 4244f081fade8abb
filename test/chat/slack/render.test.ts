import { describe, expect, it } from 'vitest';
import { renderSlack, type SlackPayload } from '../../../src/chat/slack/render.ts';
import { composeMessage } from '../../../src/digest/compose.ts';
import type { Digest } from '../../../src/digest/digest.ts';
import { messageOf } from '../../../src/digest/lookback-message.ts';
import type { Bullet, Inline, Message, Section } from '../../../src/message/message.ts';
import {
  aDigestWithTrouble,
  aHostileDigest,
  anOfflineDigest,
  aQuietDigest,
  aRichDigest,
} from '../../support/digests.ts';
import { aLookback } from '../../support/lookbacks.ts';
import { blocksProblem } from '../../support/slack-blocks.ts';
import { visibleText } from '../../support/slack-text.ts';

describe('a digest in Slack', () => {
  it.each<[string, Digest]>([
    ['rich', aRichDigest()],
    ['offline', anOfflineDigest()],
    ['quiet', aQuietDigest()],
    ['trouble', aDigestWithTrouble()],
    ['look-back', aLookback()],
  ])('reads well: %s', async (name, digest) => {
    await expect(prose(messageOf(digest))).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  it('has this JSON', async () => {
    const parts = renderSlack(composeMessage(anOfflineDigest()));
    await expect(`${JSON.stringify(parts, null, 2)}\n`).toMatchFileSnapshot('golden/offline.json');
  });

  it('is accepted by Slack even when it is hostile', () => {
    for (const { blocks } of payloadsOf(composeMessage(aHostileDigest()))) expect(blocksProblem(blocks)).toBeNull();
  });
});

describe('the root', () => {
  it('shows seven stories and says how many more there are', () => {
    const root = rootOf(aMessage({ stories: 9 }));
    expect(root).toContain('**7. Story seven**');
    expect(root).not.toContain('Story eight');
    expect(root).toContain('**+2 more** in the thread, with the quotes behind the bullets.');
  });

  it('moves whole stories to the thread where seven do not fit, and counts them', () => {
    const message = aMessage({ stories: 7, words: 400 });
    const [root, ...thread] = prosesOf(message);
    expect(root).toContain('**3. Story three**');
    expect(root).not.toContain('Story four');
    expect(root).toContain('**+4 more** in the thread');
    expect(thread.join('\n')).toContain('# 4 more stories\n\n**4. Story four**');
  });

  it('has no story where not even the first fits', () => {
    expect(rootOf(aMessage({ stories: 1, words: 3000 }))).toContain('The story is in the thread.');
    expect(rootOf(aMessage({ stories: 3, words: 3000 }))).toContain('The 3 stories are in the thread.');
  });

  it('leaves quotes to the thread, each story under the same number', () => {
    const [root, evidence] = prosesOf(aMessage({ stories: 2 }));
    expect(root).not.toContain('┃');
    expect(root).toContain('The quotes behind the bullets are in the thread.');
    expect(evidence).toContain('**2. Story two**\n**Key actors**\n  • Actor two does it.\n  ┃ “Actor two did it.”');
  });

  it('stands alone where its bullets are the quotes', () => {
    const section = aSection(0, { quotes: [] });
    expect(prosesOf({ ...aMessage(), sections: [section] })).toHaveLength(1);
  });

  it('moves an overlong bottom line to the thread, whole, and says so', () => {
    const bottomLine = [text('The ferry stays in port. '.repeat(300))];
    const [root, about] = prosesOf({ ...aMessage(), bottomLine });
    expect(root).toContain('_What belongs here is long: it opens the thread._');
    expect(root).toContain('**Story one**');
    expect(about?.match(/The ferry stays in port\./g)).toHaveLength(300);
  });

  it('keeps within fifty blocks however small the stories', () => {
    const more = Array.from({ length: 150 }, (_, index) => ({ id: `${index}`, title: 'x', blocks: [] }));
    const payloads = payloadsOf({ ...aMessage({ stories: 0 }), more });
    expect(payloads.length).toBeGreaterThan(1);
    for (const { blocks } of payloads) expect(blocksProblem(blocks)).toBeNull();
  });

  it('leaves out what cannot be seen', () => {
    const nothing = [text('\u200b\u2060')];
    const [root] = payloadsOf({
      ...aMessage({ stories: 0 }),
      context: nothing,
      bottomLine: nothing,
      foot: nothing,
      title: '\u200b',
    });
    expect(root?.blocks).toEqual([]);
  });

  it('shortens an overlong title in the header and says it whole in the thread', () => {
    const title = `News of the harbour. ${'And of the islands beyond it. '.repeat(10)}`.trim();
    const [root, about] = prosesOf({ ...aMessage(), title });
    expect(root?.split('\n')[0]).toMatch(/^# News of the harbour\. .* \(continues\)$/);
    expect(about).toContain(`**${title}**`);
  });
});

describe('an answer', () => {
  it('has parts that are neither numbered nor stories', () => {
    const [root, ...thread] = prosesOf({ ...aMessage({ stories: 3 }), isAnswer: true });
    expect(root).toContain('**Story two**');
    expect(`${root}${thread}`).not.toMatch(/\*\*\d\. |────|more stor|\d more/);
  });

  it('that is long says that it goes on in the thread, and goes on there', () => {
    const [root, ...thread] = prosesOf({ ...aMessage({ stories: 9 }), isAnswer: true });
    expect(root).toContain('It goes on in the thread.');
    expect(thread.join('\n')).toContain('**Story nine**');
  });
});

describe('evidence', () => {
  it('names the sources again where a quote does not say whose it is', () => {
    const section = aSection(0, { quotes: [{ quote: 'Actor one did it.', attribution: null }] });
    expect(prosesOf({ ...aMessage(), sections: [section] })[1]).toContain(
      '[Source: [Valley Post](https://valley.example/0)]',
    );
  });

  it('keeps a quote verbatim inside quotation marks that differ from its own', () => {
    const section = aSection(0, { quotes: [{ quote: '“No,” she said.', attribution: 'Valley Post' }] });
    expect(prosesOf({ ...aMessage(), sections: [section] })[1]).toContain('┃ ‘“No,” she said.’ — Valley Post');
  });
});

describe('text of others', () => {
  it('is escaped once in the notification', () => {
    const [root] = payloadsOf({ ...aMessage(), notification: 'AT&T <!channel> &amp; <b>' });
    expect(root?.text).toBe('AT&amp;T ‹!channel&gt; &amp;amp; &lt;b&gt;');
  });

  it.each([
    ['*bold* _it_ ~no~ `code`', '∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ'],
    ['> a quote > of more', '› a quote &gt; of more'],
    ['>>> all of it', '››› all of it'],
    [':skull: :+1::skin-tone-2: :100: :a:b:', '∶skull: ∶+1:∶skin-tone-2: ∶100: ∶a∶b:'],
    ['since 08:00: nothing at 10:30:15', 'since 08:00: nothing at 10:30:15'],
    ['08:00:skull:', '08:00∶skull:'],
    ['by a vote of 8:100: a:7: :कील:', 'by a vote of 8∶100: a∶7: ∶कील:'],
    ['https://x.example:80/a:b', 'https://x.example:80/a:b'],
  ])('has no effect in a notification or in small print: %s', (said, shown) => {
    const foot: Inline[] = [text(`${said} `), { kind: 'link', text: said, url: 'https://valley.example/a_b*c*' }];
    const [root] = payloadsOf({ ...aMessage(), notification: said, foot });
    expect(root?.text).toBe(shown);
    expect(JSON.stringify(root?.blocks.at(-1))).toContain(`${shown} <https://valley.example/a_b*c*|${shown}>`);
  });

  it('ends no emoji code in small print that the piece before began', () => {
    const pieces = [text('the score::'), text('skull'), text(':+1:'), text(' at 08:'), text('30:')];
    const link = { kind: 'link', text: 'Valley Post', url: 'https://valley.example/0' } as const;
    const [root] = payloadsOf({ ...aMessage(), foot: [...pieces, link] });
    expect(JSON.stringify(root?.blocks.at(-1))).toContain('the score:∶skull∶+1: at 08:30:<https://valley.example/0|');
  });

  it('begins no mention in rich text either that the next piece goes on with', () => {
    const [root] = payloadsOf({
      ...aMessage(),
      bottomLine: [text('all <'), text('!channel> '), text('<'), text('b>')],
    });
    expect(JSON.stringify(root?.blocks[2])).toContain('all ‹');
    expect(rootOf({ ...aMessage(), bottomLine: [text('1 <'), text('2')] })).toContain('1 <2');
  });

  it('is left as it is in rich text, which no client parses', () => {
    const said = 'AT&T *bold* :skull: `code` https://evil.example <b> &amp;';
    const [root] = payloadsOf({ ...aMessage(), bottomLine: [text(said)] });
    expect(root?.blocks[2]).toEqual({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: said }] }],
    });
  });

  it('cannot break out of a link in small print', () => {
    const foot: Inline[] = [{ kind: 'link', text: 'a|b> <!channel> &', url: 'https://valley.example/?a=1&b=2|3>' }];
    const [root] = payloadsOf({ ...aMessage(), foot });
    expect(root?.blocks.at(-1)).toEqual({
      type: 'context',
      elements: [
        {
          type: 'mrkdwn',
          text: '<https://valley.example/?a=1&amp;b=2%7C3%3E|a¦b&gt; ‹!channel&gt; &amp;>',
          verbatim: true,
        },
      ],
    });
  });

  it('gets no link to an address that is not safe', () => {
    const foot: Inline[] = [{ kind: 'link', text: 'a prize', url: 'javascript:alert(1)' }];
    expect(rootOf({ ...aMessage({ stories: 0 }), foot, bottomLine: foot })).not.toMatch(/javascript|\]\(/);
  });
});

describe('the notification', () => {
  it("is cut at a sentence's end when it is longer than Slack takes", () => {
    const [root] = payloadsOf({ ...aMessage(), notification: 'Tide & wind are high. '.repeat(300) });
    expect(root?.text.length).toBeLessThanOrEqual(4000);
    expect(root?.text).toMatch(/Tide &amp; wind are high\. \(continues\)$/);
  });

  it('is the title where there is none, for Slack would show an empty one', () => {
    expect(payloadsOf({ ...aMessage(), notification: ' ' })[0]?.text).toBe('Valley digest');
    expect(payloadsOf({ ...aMessage(), notification: '', title: '' })[0]?.text).toBe('A news digest.');
  });
});

// ---- fixtures --------------------------------------------------------------------------------------------------

const NUMBERS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Stories with one actor each; `words` makes their bullets long. */
function aMessage({ stories = 1, words = 0 } = {}): Message {
  const sections = Array.from({ length: stories }, (_, index) => aSection(index, {}, words));
  return {
    notification: 'The ferry stays in port.',
    title: 'Valley digest',
    context: [text('Tuesday')],
    bottomLine: [text('The ferry stays in port.')],
    sections: sections.slice(0, 7),
    more: sections.slice(7),
    foot: [text('Read by the offline reader.')],
  };
}

function aSection(index: number, over: Partial<Bullet> = {}, words = 0): Section {
  const number = NUMBERS[index] as string;
  const bullet: Bullet = {
    inline: [text(`Actor ${number} does it.${' again'.repeat(words)}`)],
    quotes: [{ quote: `Actor ${number} did it.`, attribution: 'Valley Post, 23 Nov' }],
    ...over,
  };
  const source: Inline = { kind: 'link', text: 'Valley Post', url: `https://valley.example/${index}` };
  return {
    id: number,
    title: `Story ${number}`,
    blocks: [
      { kind: 'bullets', label: 'Key actors', items: [bullet] },
      { kind: 'note', inline: [text('Source: '), source] },
    ],
  };
}

function text(words: string): Inline {
  return { kind: 'text', text: words };
}

function payloadsOf(message: Message): SlackPayload[] {
  return renderSlack(message).map((part) => part.payload as SlackPayload);
}

function prosesOf(message: Message): string[] {
  return payloadsOf(message).map(({ blocks }) => visibleText(blocks));
}

function rootOf(message: Message): string {
  return prosesOf(message)[0] as string;
}

/** All parts as a person meets them: the notification, then what opens when it is tapped. */
function prose(message: Message): string {
  const parts = renderSlack(message).map(({ place, payload }) => {
    const { text: notification, blocks } = payload as SlackPayload;
    return `═══ ${place} ═══ ${notification}\n\n${visibleText(blocks)}\n`;
  });
  return parts.join('\n');
}
