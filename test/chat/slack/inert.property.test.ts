/** Whatever articles, models or people write, on every surface of Slack that shows it, by real Bolt. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderSlack } from '../../../src/chat/slack/render.ts';
import type { Form } from '../../../src/command/command.ts';
import type { Control } from '../../../src/message/control.ts';
import type { Message } from '../../../src/message/message.ts';
import { looksFor, mentions, opensHome, submits, types, uses, writesTo } from '../../support/slack/deeds.ts';
import { living } from '../../support/slack/inert.ts';
import { fakeDesk, openStage, type Stage } from '../../support/slack/stage.ts';
import { NEWS_CHANNEL } from '../../support/slack-server.ts';

const ARTICLE = 'https://courier.example/a_b*c*?d=1&e=2';
const NEWS = { platform: 'slack', id: NEWS_CHANNEL.id } as const;

const HOSTILE = [
  ...['<!channel>', '<!here|everyone>', '<@U0ADMIN>', '<@W0ADMIN|mara>', '<#C0NEWS|news>', '<!subteam^S012|@editors>'],
  ...[
    '<!date^1392734382^{date}^https://evil.example|now>',
    '<https://evil.example|your bank>',
    '<mailto:a@evil.example|a>',
  ],
  ...[
    'https://evil.example/',
    'evil.example',
    'mara@evil.example',
    '@channel @here #general',
    '[a](https://evil.example)',
  ],
  ...['&', '&amp;', '&lt;!here&gt;', '<', '>', '|', '*bold*', '_it_', '~no~', '`code`', '```block```', '*_~`'],
  ...['> quote', '>>> all', '\n> next line', '• list', ':skull:', ':+1::skin-tone-2:', ':100:', '::', ':a:b:'],
  ...[
    '\u202e!channel\u202c',
    '\u2066a\u2069',
    '<\u200b!here>',
    '<\u2060@U0ADMIN>',
    '\u0000\u001b[31m',
    '\ufeff',
    '\u00ad',
  ],
  ...['\u{e0041}\u{e007f}', '\ud800', '\u3164', '👩‍👩‍👧‍👦', 'Straße 東京', 'Nothing', ''],
];
const someText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 6 })
  .chain((words) => fc.constantFrom(' ', '').map((between) => words.join(between)));

describe('whatever stands in a text', () => {
  let stage: Stage;
  let said = '';
  const shown: Record<string, unknown>[] = [];

  beforeAll(async () => {
    const form = async ({ via }: { via: string }): Promise<Form | null> => (via === 'form' ? null : formOf(said));
    const answer = async ({ command, args }: { command: string; args: object }, progress: (text: string) => void) => {
      progress(said);
      const isPublic = command === 'news ask' || Object.keys(args).length > 0;
      return { seen: isPublic ? ('channel' as const) : ('caller' as const), message: messageOf(said) };
    };
    const desk = {
      ...fakeDesk({
        answer,
        home: async () => messageOf(said),
        complete: async () => [{ label: said, value: 'a' }],
        wrong: (_, args) => (args['line'] === 'wrong' ? { line: `“${said}” is wrong.` } : {}),
      }),
      form: async (invocation: Parameters<typeof form>[0] & { command: string }) =>
        invocation.command === 'news topics' ? form(invocation) : null,
    };
    const channels = [NEWS_CHANNEL, { id: 'D0MARA', name: 'mara', im: true }];
    stage = await openStage({ desk, server: { channels } });
  });
  afterAll(() => stage.close());

  it('is inert on every surface of Slack', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(someText, async (text) => {
        said = text;
        shown.length = 0;
        const before = stage.server.calls().length;
        await everySurface();
        const calls = stage.server.calls().slice(before);
        const methods = new Set(calls.map(({ method }) => method));
        expect([...SURFACES].filter((method) => !methods.has(method))).toEqual([]);
        for (const { args } of calls) expect(living(args, [ARTICLE])).toEqual([]);
        for (const answer of shown) expect(living(answer, [ARTICLE])).toEqual([]);
        for (const { args } of calls.filter(({ method }) => ['chat.postMessage', 'response_url'].includes(method))) {
          expect([args['unfurl_links'], args['unfurl_media']].map(String)).toEqual(['false', 'false']);
          expect(String(args['text']).trim()).not.toBe('');
        }
      }),
      { numRuns: 40 },
    );
  });

  const SURFACES = [
    ...['response_url', 'chat.postMessage', 'chat.postEphemeral', 'chat.update'],
    ...['views.open', 'views.publish'],
  ];

  async function everySurface(): Promise<void> {
    const { server, clock, chat, send } = stage;
    const { ts } = server.addMessage(NEWS.id, { user: 'U0NEWSDESK', text: 'A digest' });
    const views = server.views().length;
    await send(types(server, 'topics'));
    await settled(() => server.views().length > views);
    const view = server.views().at(-1);
    if (!view) throw new Error('no form was opened');
    shown.push((await send(looksFor(view, 'offered', said))) as Record<string, unknown>);
    shown.push((await send(submits(server, view, { line: { type: 'plain_text_input', value: 'wrong' } }))) as never);
    await Promise.all([
      send(types(server, 'status')),
      send(types(server, 'ask who')),
      send(uses(server, { type: 'button', action_id: '0', value: 'news status' }, { ts })),
      send(mentions('status', { threadTs: ts, ts: nextTs() })),
      send(mentions('who is it?', { threadTs: ts, ts: nextTs() })),
      send(writesTo('D0MARA', 'status', { ts: nextTs() })),
      send(opensHome('U0MARA')),
    ]);
    const message = messageOf(said);
    await chat.say({ channel: NEWS, thread: null }, message);
    for (const [index, content] of renderSlack(message).entries()) {
      const post = { key: `a-key-${index}`, channel: NEWS, content, rootRef: ts, firstTriedAt: clock.now() };
      const outcome = await chat.post(post);
      if (outcome.kind !== 'sent') throw new Error(`not posted: ${JSON.stringify(outcome)}`);
      await chat.edit({ channel: NEWS, ref: outcome.ref, rootRef: ts, key: post.key, content });
    }
    await settled(() => false);
  }

  async function settled(happened: () => boolean): Promise<void> {
    for (let turns = 0; turns < 12 && !happened(); turns++) await stage.clock.settle();
  }
});

let moments = 0;
const nextTs = () => `1795500000.${String(++moments).padStart(6, '0')}`;

function messageOf(text: string): Message {
  const piece = { kind: 'text', text } as const;
  const link = { kind: 'link', text, url: ARTICLE } as const;
  const controls: Control[] = [
    { kind: 'button', label: text, action: { command: 'news why', args: {} } },
    {
      kind: 'menu',
      label: text,
      action: { command: 'news sources', args: {} },
      fills: 'story',
      choices: [{ label: text, value: 's1' }],
    },
  ];
  const bullet = { inline: [{ ...piece, style: 'bold' } as const, link], quotes: [{ quote: text, attribution: text }] };
  return {
    notification: text,
    title: text,
    context: [piece, link],
    bottomLine: [piece, { ...piece, style: 'italic' }, { kind: 'link', text, url: `javascript:${text}` }],
    sections: [
      {
        id: 's1',
        title: text,
        blocks: [
          { kind: 'heading', text, level: 2 },
          { kind: 'bullets', label: text, items: [bullet] },
          { kind: 'note', inline: [link, piece] },
        ],
      },
    ],
    more: [],
    foot: [link, piece],
    controls,
  };
}

function formOf(text: string): Form {
  const field = { label: text, hint: text, required: false, value: text, complete: null };
  const choices = [{ label: text, value: 'a' }];
  return {
    command: 'news topics',
    args: { said: text },
    title: text,
    intro: text,
    submit: text,
    fields: [
      { ...field, name: 'line', kind: 'line', choices: [] },
      { ...field, name: 'one', kind: 'one', choices },
      { ...field, name: 'many', kind: 'many', choices },
      { ...field, name: 'offered', kind: 'one', value: 'a', choices, complete: 'topic' },
    ],
  };
}
