import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usedAction } from '../../../src/chat/slack/controls.ts';
import { renderSlack, type SlackPayload } from '../../../src/chat/slack/render.ts';
import { type ReplyKind, renderHome, renderReply } from '../../../src/chat/slack/reply.ts';
import type { Choice, Control } from '../../../src/message/control.ts';
import type { Message, Section } from '../../../src/message/message.ts';
import { EPHEMERAL_TEXT } from '../../support/slack/hooks.ts';
import { saying } from '../../support/slack/stage.ts';
import { viewProblem } from '../../support/slack/views.ts';
import { blocksProblem, textSize } from '../../support/slack-blocks.ts';
import { visibleText } from '../../support/slack-text.ts';

const ask: Control = {
  kind: 'button',
  label: 'Ask',
  action: { command: 'news ask', args: { digest: 'd1' } },
  look: 'primary',
};
const sources: Control = {
  kind: 'menu',
  label: 'Sources of…',
  action: { command: 'news sources', args: { digest: 'd1' } },
  fills: 'story',
  choices: [{ label: 'The ferry', value: 's1' }],
};

const rootOf = (message: Message) => renderSlack(message)[0]?.payload as SlackPayload;
const shown = (blocks: readonly KnownBlock[]) => visibleText(blocks as KnownBlock[]);

describe('what can be done with a message', () => {
  it('stands at its end, buttons before menus', () => {
    const { blocks } = rootOf(
      saying('The ferry stays in port.', { controls: [sources, ask], foot: [{ kind: 'text', text: 'Small print' }] }),
    );
    expect(shown(blocks).split('\n').at(-1)).toBe('( Ask ) ( Sources of… ▾ The ferry )');
    expect(blocksProblem(blocks)).toBeNull();
  });

  it('stands once, in the root, and not in the thread', () => {
    const parts = renderSlack({ ...saying('Much.', { controls: [ask] }), sections: stories(40) });
    const rows = parts.map(({ payload }) => (payload as SlackPayload).blocks.filter(({ type }) => type === 'actions'));
    expect(rows.map((row) => row.length)).toEqual([1, ...parts.slice(1).map(() => 0)]);
  });

  it('comes back as the action that it was', () => {
    fc.assert(
      fc.property(anyControl(), (control) => {
        const row = rootOf(saying('Done.', { controls: [control] })).blocks.find((block) => block.type === 'actions');
        const [element] = row?.elements ?? [];
        const chosen = control.kind === 'menu' ? (control.choices[0]?.value ?? '') : null;
        const used = usedAction({
          ...(element as object),
          selected_option: chosen === null ? null : { value: chosen },
        });
        const { command, args } = control.action;
        const filled = control.kind === 'menu' && chosen !== null ? { [control.fills]: chosen } : {};
        expect(used).toEqual({ command, args: { ...args, ...filled } });
      }),
    );
  });

  it('is left out where it cannot be, and the message is not lost for it', () => {
    const long = { ...ask, action: { command: 'news ask', args: { question: 'x'.repeat(200) } } };
    const none = { ...sources, choices: [] };
    const { blocks } = rootOf(saying('Done.', { controls: [long, none] }));
    expect(blocks.some(({ type }) => type === 'actions')).toBe(false);
  });
});

describe('any reply, however long, with whatever there is to do with it,', () => {
  it.each<ReplyKind>(['message', 'ephemeral'])('is accepted by Slack as %s, and whole', (kind) => {
    fc.assert(
      fc.property(anyMessage(), (message) => {
        const payloads = renderReply(message, kind);
        expect(payloads.length).toBeGreaterThan(0);
        for (const payload of payloads) {
          expect(blocksProblem(payload.blocks)).toBeNull();
          expect(payload.text.trim()).not.toBe('');
          if (kind === 'ephemeral') expect(textSize([payload])).toBeLessThanOrEqual(EPHEMERAL_TEXT);
        }
        const text = payloads.map(({ blocks }) => shown(blocks)).join('\n');
        for (const word of markedWords(message)) expect(text).toContain(word);
      }),
      { numRuns: 60 },
    );
  });

  it('is accepted by Slack as the root of a digest', () => {
    fc.assert(
      fc.property(anyMessage(), (message) => {
        expect(blocksProblem(rootOf(message).blocks)).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('is accepted by Slack as a Home tab, with its controls', () => {
    fc.assert(
      fc.property(anyMessage(), (message) => {
        const view = renderHome(message);
        expect(viewProblem(view, 'home')).toBeNull();
        const rows = view.blocks.filter(({ type }) => type === 'actions');
        expect(rows).toHaveLength((message.controls ?? []).length > 0 ? 1 : 0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a reply', () => {
  it('of one sentence is one message of one block', () => {
    expect(renderReply(saying('You follow trade now.'), 'ephemeral')).toEqual([
      {
        text: 'You follow trade now.',
        blocks: [
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'You follow trade now.' }] }],
          },
        ],
      },
    ]);
  });

  it('says something even when there is nothing in it', () => {
    const [only] = renderReply(saying(''), 'message');
    expect(only?.text).toBe('A news digest.');
    expect(blocksProblem(only?.blocks)).toBeNull();
    expect(shown(only?.blocks ?? [])).not.toBe('');
  });

  it('in several messages has its controls at the end of the last', () => {
    const payloads = renderReply({ ...saying('Much.', { controls: [ask] }), sections: stories(20) }, 'ephemeral');
    expect(payloads.length).toBeGreaterThan(1);
    expect(payloads.map(({ blocks }) => blocks.at(-1)?.type === 'actions')).toEqual([
      ...payloads.slice(1).map(() => false),
      true,
    ]);
  });

  it('never leaves its controls alone in a message that says nothing', () => {
    const foot = [{ kind: 'text', text: 'Small print' }] as const;
    for (let length = 1; length <= 150; length++) {
      const blocks = [
        { kind: 'paragraph', inline: [{ kind: 'text', text: 'The sea is calm. '.repeat(length) }] },
      ] as const;
      const sections = [{ id: 's1', title: 'The ferry', blocks }];
      const payloads = renderReply(saying('In port.', { controls: [ask], sections, foot }), 'ephemeral');
      const last = payloads.at(-1)?.blocks.map(({ type }) => type) ?? [];
      expect([last.length > 1, last.at(-1)]).toEqual([true, 'actions']);
      const text = payloads.map((payload) => shown(payload.blocks)).join('\n');
      expect(text.indexOf('In port.')).toBeLessThan(text.indexOf('The sea'));
      expect(text.lastIndexOf('The sea')).toBeLessThan(text.indexOf('Small print'));
    }
  });
});

describe('the Home tab', () => {
  it('says how much it left out', () => {
    const { blocks } = renderHome({ ...saying('Your subscriptions.'), sections: stories(150) });
    expect(shown(blocks as KnownBlock[])).toMatch(/\+\d+ more, for which there is no room here\./);
  });
});

// ---- arbitrary messages ------------------------------------------------------------------------------------------

function stories(count: number): Section[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `s${n}`,
    title: `Story ${n}`,
    blocks: [
      { kind: 'paragraph', inline: [{ kind: 'text', text: `W${n}W ${'The sea is calm. '.repeat(12)}` }] },
      { kind: 'note', inline: [{ kind: 'text', text: 'Harbour Courier, 24 Nov' }] },
    ],
  }));
}

const markedWords = (message: Message) => JSON.stringify(message.sections).match(/W\d+W/g) ?? [];

function anyMessage(): fc.Arbitrary<Message> {
  const words = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom('<!channel>', '&', 'x'.repeat(4000)),
  );
  return fc
    .record({ title: words, said: words, foot: words, context: words, count: fc.nat(30), controls: anyControls() })
    .map(({ title, said, foot, context, count, controls }) => ({
      ...saying(said, controls.length === 0 ? {} : { controls }),
      title,
      context: [{ kind: 'text', text: context }],
      foot: [{ kind: 'text', text: foot }],
      sections: stories(count),
    }));
}

function anyControls(): fc.Arbitrary<Control[]> {
  return fc
    .tuple(fc.array(anyButton(), { maxLength: 5 }), fc.array(anyMenu(), { maxLength: 2 }))
    .map((both) => both.flat());
}

const anyControl = (): fc.Arbitrary<Control> => fc.oneof(anyButton(), anyMenu());
const anyLabel = () =>
  fc.oneof(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.constantFrom('', '<@U0MARA>', '👩‍👩‍👧‍👦'.repeat(20)));
const anyAction = () =>
  fc.record({
    command: fc.constantFrom('news ask', 'news-admin topic remove'),
    args: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z0-9-]{0,12}$/), { maxKeys: 2 }),
  });

function anyButton(): fc.Arbitrary<Control> {
  return fc.record({ kind: fc.constant('button'), label: anyLabel(), action: anyAction() });
}

function anyMenu(): fc.Arbitrary<Control & { kind: 'menu' }> {
  const choice: fc.Arbitrary<Choice> = fc.record({
    label: anyLabel(),
    value: fc.string({ minLength: 1, maxLength: 100 }),
  });
  return fc.record({
    kind: fc.constant('menu'),
    label: anyLabel(),
    action: anyAction(),
    fills: fc.constantFrom('story', 'what'),
    choices: fc.array(choice, { minLength: 1, maxLength: 25 }),
  });
}
