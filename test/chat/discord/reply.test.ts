import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlRows } from '../../../src/chat/discord/controls.ts';
import { replyBodies, spokenBodies } from '../../../src/chat/discord/reply.ts';
import { message } from '../../../src/command/reply.ts';
import type { Control } from '../../../src/message/control.ts';
import { liveIn } from '../../support/discord/markdown-reader.ts';
import { componentsIn } from '../../support/discord/people.ts';
import { readable } from '../../support/discord/readable.ts';
import { postRefusal } from '../../support/discord/refusals.ts';
import { anyMessage, comparable, linksOf, tokensOf } from './any-message.ts';
import { hostileText } from './hostile.ts';
import { button } from './talk.ts';

const action = { command: 'news why', args: { story: 's1' } };
const label = fc.oneof(hostileText, fc.string({ maxLength: 200 }));
const choice = fc.record({ label, value: fc.string({ maxLength: 110 }) });
const controls: fc.Arbitrary<Control[]> = fc
  .tuple(
    fc.array(fc.record({ kind: fc.constant('button' as const), label, action: fc.constant(action) }), { maxLength: 5 }),
    fc.array(
      fc.record({
        kind: fc.constant('menu' as const),
        label,
        action: fc.constant(action),
        fills: fc.constant('story'),
        choices: fc.array(choice, { maxLength: 30 }),
      }),
      { maxLength: 2 },
    ),
  )
  .map(([buttons, menus]) => [...buttons, ...menus]);

describe('a reply', () => {
  it('of one sentence is that sentence', () => {
    expect(replyBodies(message({ say: 'Paused.' })).map(readable)).toEqual(['Paused.']);
    expect(spokenBodies(message({ say: 'Paused.' }))).toEqual([
      { content: 'Paused.', flags: 4, allowed_mentions: { parse: [] } },
    ]);
  });

  it('has its title on top, its sections on cards, its small print at the end, its buttons below', () => {
    const sections = [{ id: 's1', title: 'Strait toll', blocks: [] }];
    const said = message({
      title: 'Stories',
      say: 'One story.',
      sections,
      foot: 'Read offline.',
      controls: [button('Why', 'news why')],
    });
    expect(replyBodies(said).map(readable)).toEqual([
      'STORIES\nOne story.\n\n│ STRAIT TOLL\n\n(Read offline.)\n\n[Why]',
    ]);
  });

  it('that says nothing but what a notification shows says that', () => {
    expect(replyBodies({ ...message({ say: '' }), notification: 'Nothing new.' }).map(readable)).toEqual([
      'Nothing new.',
    ]);
  });

  it('keeps room for its controls beside many small sections', () => {
    const sections = Array.from({ length: 40 }, (_, n) => ({ id: `s${n}`, title: `Story ${n}`, blocks: [] }));
    const menu = (n: number): Control => ({
      kind: 'menu',
      label: `M${n}`,
      action,
      fills: 'story',
      choices: [{ label: 'A', value: 'a' }],
    });
    const all = [...Array.from({ length: 5 }, (_, n) => button(`B${n}`, 'news why')), menu(1), menu(2)];
    const bodies = replyBodies(message({ say: 'Forty stories.', sections, controls: all }));
    expect(bodies.map((body) => postRefusal(body))).toEqual(bodies.map(() => null));
    expect(
      bodies
        .map(readable)
        .join('\n')
        .match(/STORY \d+/g),
    ).toHaveLength(40);
  });

  it('of any text, with any controls, is one that Discord takes; nothing is lost, and nothing is live but our links', () => {
    fc.assert(
      fc.property(anyMessage, controls, (any, some) => {
        const whole = { ...any, controls: some };
        const allowed = new Set(linksOf(any).map(comparable));
        for (const bodies of [replyBodies(whole), spokenBodies(whole)]) {
          for (const body of bodies) {
            expect(postRefusal(body)).toBeNull();
            expect(body.allowed_mentions).toEqual({ parse: [] });
            const texts = componentsIn({ components: body.components ?? [] }).map(({ content }) => content);
            const cards = texts.filter((text) => typeof text === 'string');
            expect(cards.join('').length).toBeLessThanOrEqual(3_500);
            expect(cards.reduce((sum, text) => sum + Buffer.byteLength(text) + 12, 0)).toBeLessThanOrEqual(9_500);
            const live = [body.content, ...texts].flatMap((text) => (typeof text === 'string' ? liveIn(text) : []));
            expect(live.map(comparable).filter((link) => !allowed.has(link))).toEqual([]);
          }
          const seen = bodies.map(readable).join('\n').toLowerCase();
          expect(tokensOf(any).filter((token) => !seen.includes(token))).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('controls', () => {
  it('stand five to a row, menus in rows of their own, and each has an id of its own', () => {
    const menu: Control = {
      kind: 'menu',
      label: 'Sources',
      action,
      fills: 'story',
      choices: [{ label: 'A', value: 'a' }],
    };
    const buttons = Array.from({ length: 5 }, (_, n) => ({ ...button(`B${n}`, 'news why', { story: 's1' }) }));
    const rows = controlRows([...buttons, menu, menu]);
    expect(rows.map(({ components }) => components.length)).toEqual([5, 1, 1]);
    const ids = rows.flatMap(({ components }) => components).map((one) => ('custom_id' in one ? one.custom_id : ''));
    expect(new Set(ids).size).toBe(7);
  });

  it('with nothing to choose from are left out', () => {
    expect(controlRows([{ kind: 'menu', label: 'Sources', action, fills: 'story', choices: [] }])).toEqual([]);
  });

  it('look as they are meant to', () => {
    const looks = [
      { ...button('Go', 'news list'), look: 'primary' as const },
      { ...button('Erase', 'news list', { a: 'b' }), look: 'danger' as const },
      button('Why', 'news why'),
    ];
    const [row] = controlRows(looks as Control[]);
    expect(row?.components.map((one) => ('style' in one ? one.style : 0))).toEqual([1, 4, 2]);
  });
});
