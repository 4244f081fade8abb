/** Text of others stays text wherever Discord shows it: in messages, and in names, labels and choices, which know no markup. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlRows, label } from '../../../src/chat/discord/controls.ts';
import { openLine } from '../../../src/chat/discord/line.ts';
import { modalOf } from '../../../src/chat/discord/modal.ts';
import { type MessageBody, payloadOf, signed } from '../../../src/chat/discord/payload.ts';
import { renderDiscord } from '../../../src/chat/discord/render.ts';
import { replyBodies, spokenBodies } from '../../../src/chat/discord/reply.ts';
import type { Control } from '../../../src/message/control.ts';
import { safeText } from '../../../src/message/safe.ts';
import { handClock } from '../../support/clock.ts';
import { bodyRefusal } from '../../support/discord/described/bodies.ts';
import { liveIn, readLines } from '../../support/discord/markdown-reader.ts';
import { componentsIn } from '../../support/discord/people.ts';
import { anyMessage } from './any-message.ts';
import { hostileText } from './hostile.ts';
import { aForm, NOW } from './talk.ts';

const anyText = fc.oneof(
  hostileText,
  fc.tuple(hostileText, fc.integer({ min: 20, max: 60 })).map(([text, times]) => text.repeat(times)),
);

/** One line of what can be seen, as long as it may be. */
function expectPlain(text: unknown, most: number): void {
  expect(typeof text === 'string' && text.trim() !== '').toBe(true);
  const shown = text as string;
  expect(shown).toBe(safeText(shown));
  expect(shown.length).toBeLessThanOrEqual(most);
  expect(shown).not.toContain('\ufffd');
}

/** Texts in which Discord reads Markdown. */
function markdownOf({ content, embeds = [], components = [] }: MessageBody): string[] {
  const displays = componentsIn({ components }).map((component) => component['content']);
  return [content, ...embeds.flatMap(({ title, description }) => [title, description]), ...displays].filter(
    (text) => typeof text === 'string',
  );
}

describe('whatever somebody wrote', () => {
  it('begins no heading, quote or list in a message but ours', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const parts = renderDiscord(message).map(({ payload }) => signed(payloadOf(payload), 'k'));
        for (const text of [...parts, ...replyBodies(message), ...spokenBodies(message)].flatMap(markdownOf)) {
          for (const { marks } of readLines(text)) {
            expect(marks.length).toBeLessThanOrEqual(1);
            expect(['quote', 'number']).not.toContain(marks[0]);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is one visible line in the name of a thread and in a footer', () => {
    fc.assert(
      fc.property(anyMessage, anyText, (message, title) => {
        const [root] = renderDiscord({ ...message, title }).map(({ payload }) => payloadOf(payload));
        if (root?.kind !== 'root') throw new Error('the first part is the root');
        expectPlain(root.threadName, 100);
        for (const line of (root.embed.footer?.text ?? 'none').split('\n')) expectPlain(line, 2_048);
      }),
      { numRuns: 100 },
    );
  });

  it('is one visible line on buttons, menus and their choices', () => {
    fc.assert(
      fc.property(anyText, fc.array(anyText, { minLength: 1, maxLength: 30 }), (words, labels) => {
        const action = { command: 'news why', args: {} };
        const choices = labels.map((label, n) => ({ label, value: String(n) }));
        const controls: Control[] = [
          { kind: 'button', label: words, action },
          { kind: 'menu', label: words, action, fills: 'story', choices },
        ];
        for (const component of componentsIn({ components: controlRows(controls) })) {
          if (component['type'] === 2) expectPlain(component['label'], 80);
          if (component['type'] !== 3) continue;
          expectPlain(component['placeholder'], 150);
          for (const { label } of component['options'] as { label: string }[]) expectPlain(label, 100);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is cut where it has no end in sight, and joins nothing to nothing', () => {
    const chain = '👨‍👩‍👧‍👦‍'.repeat(40);
    for (const length of [45, 80, 100, 150]) expectPlain(label(chain, length), length);
  });

  it('is one visible line in a form, and stays text above it', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (title, label, hint) => {
        const [field] = aForm().fields;
        if (!field) throw new Error('the form has a field');
        const modal = modalOf(aForm({ title, intro: hint, fields: [{ ...field, label, hint }] }));
        expectPlain(modal?.title, 45);
        for (const component of componentsIn({ components: modal?.components ?? [] })) {
          if (component['type'] === 10) expect(liveIn(String(component['content']))).toEqual([]);
          if (component['type'] !== 18) continue;
          expectPlain(component['label'], 45);
          expectPlain(component['description'], 100);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is one visible line among what is offered while somebody types', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 30 }), async (labels) => {
        let sent: unknown = null;
        const call = async (_: string, __: string, options?: { readonly body?: object }) => {
          sent = options?.body;
          return { kind: 'ok', body: null } as const;
        };
        const line = openLine({ call, close() {} }, handClock(NOW), { id: '1', token: 't', applicationId: '2' });
        await line.offer(labels.map((label, n) => ({ label, value: `${label} ${n}` })));
        expect(bodyRefusal('POST /interactions/:id/:token/callback', sent)).toBeNull();
        const { choices } = (sent as { data: { choices: { name: string; value: string }[] } }).data;
        for (const { name, value } of choices) {
          expectPlain(name, 100);
          expect(value.length).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 200 },
    );
  });
});
