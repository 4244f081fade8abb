import { afterEach, describe, expect, it } from 'vitest';
import type { Form } from '../../../src/command/command.ts';
import type { Desk } from '../../../src/ports.ts';
import { looksFor, submits, types, uses, usesAtHome } from '../../support/slack/deeds.ts';
import {
  type DeskAnswers,
  fakeDesk,
  openStage,
  publicly,
  START,
  type Stage,
  type StageOptions,
} from '../../support/slack/stage.ts';
import { NEWS_CHANNEL } from '../../support/slack-server.ts';

const NEWS = NEWS_CHANNEL.id;

const SUBSCRIBE: Form = {
  command: 'news-admin subscribe',
  args: { time: '08:00' },
  title: 'Subscribe this channel',
  intro: 'A digest comes every day at its hour. <!channel> is told.',
  submit: 'Subscribe',
  fields: [
    {
      name: 'topic',
      label: 'Topic',
      hint: 'Or any words',
      kind: 'one',
      required: true,
      value: 'trade',
      choices: [{ label: 'Trade', value: 'trade' }],
      complete: 'topic',
    },
    {
      name: 'zone',
      label: 'Time zone',
      hint: null,
      kind: 'one',
      required: false,
      value: 'Europe/Berlin',
      choices: [],
      complete: 'zone',
    },
    {
      name: 'quiet',
      label: 'On a quiet day',
      hint: null,
      kind: 'one',
      required: true,
      value: 'say',
      choices: [
        { label: 'Say so', value: 'say' },
        { label: 'Nothing', value: 'silent' },
      ],
      complete: null,
    },
    {
      name: 'days',
      label: 'Days',
      hint: null,
      kind: 'many',
      required: true,
      value: 'mon,tue',
      choices: ['mon', 'tue', 'wed'].map((day) => ({ label: day, value: day })),
      complete: null,
    },
    {
      name: 'note',
      label: 'Note',
      hint: null,
      kind: 'text',
      required: false,
      value: null,
      choices: [],
      complete: null,
    },
  ],
};

const ASK: Form = {
  command: 'news ask',
  args: { digest: 'd1' },
  title: 'Ask the archive',
  intro: null,
  submit: 'Ask',
  fields: [
    {
      name: 'question',
      label: 'Question',
      hint: null,
      kind: 'text',
      required: true,
      value: null,
      choices: [],
      complete: null,
    },
  ],
};

/** Asks with this form until everything is there. */
const missing = (form: Form): NonNullable<DeskAnswers['form']> => {
  return ({ via }) => (via === 'form' ? null : form);
};

describe('a form in Slack', () => {
  let stage: Stage | null = null;
  afterEach(() => stage?.close());

  async function open(options: StageOptions = {}): Promise<Stage> {
    stage = await openStage(options);
    return stage;
  }

  async function opened(form: Form, desk: DeskAnswers = {}) {
    const open_ = await open({ desk: fakeDesk({ ...desk, form: missing(form) }) });
    await open_.send(types(open_.server, 'ask'));
    await viewOpened(open_);
    const view = open_.server.views()[0];
    if (view === undefined) throw new Error('No form was opened.');
    return { ...open_, view };
  }

  it('opens as a modal with a field for each thing that is missing', async () => {
    const { view, desk } = await opened(SUBSCRIBE);
    const { title, submit, blocks } = view.view as unknown as Modal;
    expect([title.text, submit.text]).toEqual(['Subscribe this channel', 'Subscribe']);
    expect(JSON.stringify(blocks[0])).not.toContain('<!');
    expect(
      blocks.slice(1).map(({ block_id, optional, element }) => [block_id, element?.action_id, element?.type, optional]),
    ).toEqual([
      ['topic', 'topic', 'external_select', false],
      ['zone', 'zone', 'external_select', true],
      ['quiet', 'quiet', 'static_select', false],
      ['days', 'days', 'multi_static_select', false],
      ['note', 'note', 'plain_text_input', true],
    ]);
    expect(blocks.slice(1).map(({ element }) => valuesOf(element))).toEqual([
      ['trade'],
      ['Europe/Berlin'],
      ['say'],
      ['mon', 'tue'],
      [],
    ]);
    expect(desk.asked).toEqual([]);
  });

  it('gives its command with what was known and what was filled in', async () => {
    const { server, desk, view, send, end } = await opened(SUBSCRIBE);
    const filled = {
      topic: { type: 'external_select', selected_option: option('korea') },
      zone: { type: 'external_select', selected_option: null },
      quiet: { type: 'static_select', selected_option: option('silent') },
      days: { type: 'multi_static_select', selected_options: [option('mon'), option('wed')] },
      note: { type: 'plain_text_input', value: 'For the desk & all' },
    };
    expect(await send(submits(server, view, filled))).toEqual({});
    await end();
    expect(desk.asked).toMatchObject([
      {
        event: `slack:${view.id}:${view.hash}`,
        command: 'news-admin subscribe',
        args: { time: '08:00', topic: 'korea', quiet: 'silent', days: 'mon,wed', note: 'For the desk & all' },
        via: 'form',
        thread: null,
        caller: { channel: { id: NEWS }, place: 'public', person: 'U0MARA' },
      },
    ]);
    expect(desk.asked[0]?.args).not.toHaveProperty('zone');
    expect(server.hookAnswers()).toMatchObject([{ text: 'Done.', response_type: 'ephemeral' }]);
  });

  it('of a digest’s button is answered in the thread of the digest', async () => {
    const open_ = await open({ desk: fakeDesk({ form: missing(ASK), answer: async () => publicly('In port.') }) });
    const { ts } = open_.server.addMessage(NEWS, { user: 'U0NEWSDESK', text: 'A digest' });
    await open_.send(uses(open_.server, { type: 'button', action_id: '0', value: 'news ask?digest=d1' }, { ts }));
    await viewOpened(open_);
    const [view] = open_.server.views();
    if (view) await open_.send(submits(open_.server, view, { question: { type: 'plain_text_input', value: 'Why?' } }));
    await open_.end();
    expect(open_.desk.asked).toMatchObject([{ args: { digest: 'd1', question: 'Why?' }, thread: ts }]);
    expect(open_.server.posted(NEWS).at(-1)).toMatchObject({ text: 'In port.', thread_ts: ts });
  });

  it('of the Home tab is answered by direct message', async () => {
    const open_ = await open({ desk: fakeDesk({ form: missing(ASK) }) });
    await open_.send(usesAtHome(open_.server, { type: 'button', action_id: '0', value: 'news ask' }));
    await viewOpened(open_);
    const [view] = open_.server.views();
    if (view) await open_.send(submits(open_.server, view, { question: { type: 'plain_text_input', value: 'Why?' } }));
    await open_.end();
    expect(open_.desk.asked).toMatchObject([{ caller: { place: 'direct', channel: { id: 'D0MARA' } } }]);
    expect(open_.server.posted('D0MARA')).toMatchObject([{ text: 'Done.' }]);
  });

  it('offers what the desk knows while one types', async () => {
    const asked: unknown[] = [];
    const complete: Desk['complete'] = async (request) => {
      asked.push(request);
      return [
        { label: 'Trade <!channel>', value: 'trade' },
        { label: 'x'.repeat(90), value: 'long' },
        { label: 'Nothing', value: '' },
      ];
    };
    const { view, send } = await opened(SUBSCRIBE, { complete });
    const answer = (await send(looksFor(view, 'topic', 'tra'))) as {
      options: { text: { text: string }; value: string }[];
    };
    expect(answer.options.map(({ value }) => value)).toEqual(['trade', 'long']);
    expect(answer.options[0]?.text.text).not.toContain('<!');
    expect(answer.options[1]?.text.text).toHaveLength(75);
    expect(asked).toMatchObject([
      {
        command: 'news-admin subscribe',
        option: 'topic',
        typed: 'tra',
        args: { time: '08:00' },
        caller: { person: 'U0MARA', channel: { id: NEWS } },
      },
    ]);
  });

  it('offers nothing rather than too late, while the desk or Slack itself takes its time', async () => {
    const { view, send, clock } = await opened(SUBSCRIBE, { complete: () => new Promise(() => {}) });
    const answer = send(looksFor(view, 'topic', 'tra'));
    let isThere = false;
    void answer.then(() => {
      isThere = true;
    });
    // The event and the look-up of the person are under way on real sockets.
    while (!isThere) await clock.advance(500);
    expect(await answer).toEqual({ options: [] });
    expect(clock.now().getTime() - new Date(START).getTime()).toBeLessThanOrEqual(60_000);
  });

  it('is opened once, however often Slack sends the event', async () => {
    const { server, send, desk, end } = await open({ desk: fakeDesk({ form: missing(ASK) }) });
    const event = types(server, 'ask');
    await send(event);
    await send(event);
    await end();
    expect(server.views()).toHaveLength(1);
    expect(desk.asked).toEqual([]);
    expect([...server.hookAnswers(), ...server.ephemerals()]).toEqual([]);
  });

  it('that Slack no longer lets us open is not passed over in silence', async () => {
    const { server, clock, send, desk, end } = await open({ desk: fakeDesk({ form: missing(ASK) }) });
    const event = types(server, 'ask');
    await clock.advance(3001);
    await send(event);
    await end();
    expect(server.hookAnswers()).toMatchObject([{ text: expect.stringContaining('Please try again') }]);
    expect(desk.asked).toEqual([]);
  });

  it('that cannot carry what is known already gives way to an answer', async () => {
    const long = { ...ASK, args: { question: 'x'.repeat(3000) } };
    const { server, send, desk, end } = await open({ desk: fakeDesk({ form: missing(long) }) });
    await send(types(server, 'ask'));
    await end();
    expect(server.views()).toEqual([]);
    expect(desk.asked).toHaveLength(1);
  });

  it.each([
    ['without choices is a line to type into', { ...field('one'), choices: [] }, 'plain_text_input'],
    [
      'with a label and choices far too long is cut',
      {
        ...field('one'),
        label: 'x'.repeat(3000),
        hint: 'y'.repeat(3000),
        choices: [{ label: 'z'.repeat(200), value: 'z' }],
      },
      'static_select',
    ],
    [
      'whose value is none of the choices has none chosen',
      { ...field('one'), value: 'gone', choices: [{ label: 'A', value: 'a' }] },
      'static_select',
    ],
    [
      'for several, offered while one types, shows what is chosen',
      { ...field('many'), value: 'a,b', complete: 'topic' as const },
      'multi_external_select',
    ],
  ])('field %s', async (_, given, type) => {
    const { view } = await opened({ ...ASK, title: 'A title that is far too long', fields: [given] });
    expect((view.view as unknown as Modal).blocks[0]?.element?.type).toBe(type);
  });
});

function field(kind: 'one' | 'many') {
  return { name: 'topic', label: 'Topic', hint: null, kind, required: true, value: null, choices: [], complete: null };
}

function option(value: string) {
  return { text: { type: 'plain_text', text: value }, value };
}

interface Modal {
  readonly title: { readonly text: string };
  readonly submit: { readonly text: string };
  readonly blocks: readonly { readonly block_id?: string; readonly optional?: boolean; readonly element?: Element }[];
}

interface Element {
  readonly type: string;
  readonly action_id: string;
  readonly initial_option?: { readonly value: string };
  readonly initial_options?: readonly { readonly value: string }[];
  readonly initial_value?: string;
}

/** What stands in a field before anything is typed or chosen. */
function valuesOf(element: Element | undefined): readonly string[] {
  const { initial_option, initial_options = [], initial_value } = element ?? ({} as Element);
  const options = initial_option ? [initial_option] : initial_options;
  return initial_value === undefined ? options.map(({ value }) => value) : [initial_value];
}

/** A form is opened after its event was acknowledged. */
async function viewOpened({ server, clock }: Stage): Promise<void> {
  for (let turns = 0; turns < 200 && server.views().length === 0; turns++) await clock.settle();
}
