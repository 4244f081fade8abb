/** What the local Slack server refuses, as Block Kit's reference has it: each limit with what just fits and what does not. */
import { describe, expect, it } from 'vitest';
import { blocksProblem } from '../slack-blocks.ts';
import { startSlackServer } from '../slack-server.ts';
import { acceptAck } from './acks.ts';
import { createHooks } from './hooks.ts';
import { createTriggers, viewProblem } from './views.ts';

const x = (length: number) => 'x'.repeat(length);
const plain = (length: number) => ({ type: 'plain_text', text: x(length) });
const marked = (length: number) => ({ type: 'mrkdwn', text: x(length) });
const header = (text: object) => ({ type: 'header', text });
const section = (more: object) => ({ type: 'section', ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const button = (more: object = {}) => ({ type: 'button', text: plain(1), ...more });
const option = (more: object = {}) => ({ text: plain(1), value: 'a', ...more });
const select = (more: object = {}) => ({ type: 'static_select', placeholder: plain(1), options: [option()], ...more });
const options = (count: number) => Array.from({ length: count }, (_, index) => option({ value: `${index}` }));
const confirm = (more: object = {}) => ({
  title: plain(1),
  text: plain(1),
  confirm: plain(1),
  deny: plain(1),
  ...more,
});
const named = (block_id: string) => ({ type: 'divider', block_id });

describe('in a message', () => {
  it.each<[string, object[], object[]]>([
    ['a header', [header(plain(150))], [header(plain(151))]],
    ['a header’s text', [header(plain(1))], [header(marked(1))]],
    ['a section', [section({ text: marked(3000) })], [section({ text: marked(3001) })]],
    ['a field', [section({ fields: [plain(2000)] })], [section({ fields: [plain(2001)] })]],
    ['fields', [section({ fields: Array(10).fill(plain(1)) })], [section({ fields: Array(11).fill(plain(1)) })]],
    ['a section’s content', [section({ text: plain(1) })], [section({})]],
    [
      'context',
      [{ type: 'context', elements: Array(10).fill(plain(1)) }],
      [{ type: 'context', elements: Array(11).fill(plain(1)) }],
    ],
    ['actions', [actions(...Array(25).fill(button()))], [actions(...Array(26).fill(button()))]],
    ['actions at least', [actions(button())], [actions()]],
    ['a block’s name', [named(x(255))], [named(x(256))]],
    ['blocks’ names', [named('a'), named('b')], [named('a'), named('a')]],
    ['an element’s name', [actions(button({ action_id: x(255) }))], [actions(button({ action_id: x(256) }))]],
    [
      'elements’ names',
      [actions(button({ action_id: 'a' })), actions(button({ action_id: 'a' }))],
      [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
    ],
    ['a button', [actions(button({ text: plain(75) }))], [actions(button({ text: plain(76) }))]],
    ['a button’s text', [actions(button())], [actions(button({ text: marked(1) }))]],
    ['a button’s value', [actions(button({ value: x(2000) }))], [actions(button({ value: x(2001) }))]],
    ['a button’s address', [actions(button({ url: x(3000) }))], [actions(button({ url: x(3001) }))]],
    ['a button’s look', [actions(button({ style: 'danger' }))], [actions(button({ style: 'secondary' }))]],
    [
      'a confirmation',
      [actions(button({ confirm: confirm({ title: plain(100) }) }))],
      [actions(button({ confirm: confirm({ title: plain(101) }) }))],
    ],
    [
      'its text',
      [actions(button({ confirm: confirm({ text: plain(300) }) }))],
      [actions(button({ confirm: confirm({ text: plain(301) }) }))],
    ],
    [
      'its buttons',
      [actions(button({ confirm: confirm({ deny: plain(30) }) }))],
      [actions(button({ confirm: confirm({ deny: plain(31) }) }))],
    ],
    [
      'a choice',
      [actions(select({ options: [option({ text: plain(75) })] }))],
      [actions(select({ options: [option({ text: plain(76) })] }))],
    ],
    ['a choice’s text', [actions(select())], [actions(select({ options: [option({ text: marked(1) })] }))]],
    [
      'a choice’s value',
      [actions(select({ options: [option({ value: x(150) })] }))],
      [actions(select({ options: [option({ value: x(151) })] }))],
    ],
    [
      'a choice’s description',
      [actions(select({ options: [option({ description: plain(75) })] }))],
      [actions(select({ options: [option({ description: plain(76) })] }))],
    ],
    ['choices', [actions(select({ options: options(100) }))], [actions(select({ options: options(101) }))]],
    ['choices at least', [actions(select())], [actions(select({ options: [] }))]],
    [
      'choices’ values',
      [actions(select({ options: options(2) }))],
      [actions(select({ options: [option(), option()] }))],
    ],
    ['a placeholder', [actions(select({ placeholder: plain(150) }))], [actions(select({ placeholder: plain(151) }))]],
    [
      'the choice to begin with',
      [actions(select({ initial_option: option() }))],
      [actions(select({ initial_option: option({ value: 'b' }) }))],
    ],
    ['markdown', [{ type: 'markdown', text: x(12_000) }], Array(2).fill({ type: 'markdown', text: x(6001) })],
    ['blocks', Array(50).fill({ type: 'divider' }), Array(51).fill({ type: 'divider' })],
    [
      'an input’s place',
      [{ type: 'divider' }],
      [{ type: 'input', label: plain(1), element: { type: 'plain_text_input' } }],
    ],
  ])('%s has its limit', (_, fitting, beyond) => {
    expect(blocksProblem(fitting)).toBeNull();
    expect(blocksProblem(beyond)).toMatchObject({ error: 'invalid_blocks' });
  });
});

describe('in a view', () => {
  const input = (more: object = {}) => ({
    type: 'input',
    label: plain(1),
    element: { type: 'plain_text_input' },
    ...more,
  });
  const modal = (more: object = {}) => ({
    type: 'modal',
    title: plain(1),
    submit: plain(1),
    blocks: [input()],
    ...more,
  });

  it.each<[string, object, object]>([
    ['the title', modal({ title: plain(24) }), modal({ title: plain(25) })],
    ['the buttons', modal({ submit: plain(24), close: plain(24) }), modal({ close: plain(25) })],
    ['the button under inputs', modal(), modal({ submit: undefined })],
    ['what is carried along', modal({ private_metadata: x(3000) }), modal({ private_metadata: x(3001) })],
    ['the name', modal({ callback_id: x(255) }), modal({ callback_id: x(256) })],
    ['the outer name', modal({ external_id: x(255) }), modal({ external_id: x(256) })],
    ['the number of blocks', modal({ blocks: Array(100).fill(input()) }), modal({ blocks: Array(101).fill(input()) })],
    [
      'a block’s name',
      modal({ blocks: [input({ block_id: 'a' })] }),
      modal({ blocks: Array(2).fill(input({ block_id: 'a' })) }),
    ],
    ['a label', modal({ blocks: [input({ label: plain(2000) })] }), modal({ blocks: [input({ label: plain(2001) })] })],
    ['a hint', modal({ blocks: [input({ hint: plain(2000) })] }), modal({ blocks: [input({ hint: plain(2001) })] })],
    [
      'what is written already',
      modal({ blocks: [input({ element: { type: 'plain_text_input', max_length: 3, initial_value: 'abc' } })] }),
      modal({ blocks: [input({ element: { type: 'plain_text_input', max_length: 3, initial_value: 'abcd' } })] }),
    ],
    [
      'the letters before choices are offered',
      modal({ blocks: [input({ element: { type: 'external_select', min_query_length: 0 } })] }),
      modal({ blocks: [input({ element: { type: 'external_select', min_query_length: 0.5 } })] }),
    ],
    ['the kind', modal(), { type: 'home', blocks: [] }],
  ])('%s has its limit', (_, fitting, beyond) => {
    expect(viewProblem(fitting, 'modal')).toBeNull();
    expect(viewProblem(beyond, 'modal')).toMatchObject({ error: 'invalid_arguments' });
  });

  it('all of it together has one', () => {
    const blocks = Array.from({ length: 90 }, () => section({ text: marked(3000) }));
    expect(viewProblem({ type: 'home', blocks }, 'home')).toMatchObject({ error: 'view_too_large' });
  });
});

describe('an acknowledgement', () => {
  const submission = {
    type: 'interactive' as const,
    payload: {
      type: 'view_submission',
      view: {
        blocks: [
          { type: 'input', block_id: 'time' },
          { type: 'section', block_id: 'words' },
        ],
      },
    },
  };
  const suggestion = { type: 'interactive' as const, payload: { type: 'block_suggestion' } };
  const press = { type: 'interactive' as const, payload: { type: 'block_actions' } };
  const errors = (name: string, words = 'Not a time.') => ({ response_action: 'errors', errors: { [name]: words } });

  it.each([
    ['of a form names fields that it has', submission, errors('time')],
    ['of a form is empty', submission, {}],
    ['of a menu offers a hundred choices', suggestion, { options: options(100) }],
    ['of a button is empty', press, {}],
  ])('that %s is taken', (_, event, ack) => {
    expect(acceptAck(event, ack)).toBe(ack);
  });

  it.each([
    ['of a form names fields that it has not', submission, errors('zone')],
    ['of a form names what is no field', submission, errors('words')],
    ['of a form names nothing', submission, { response_action: 'errors', errors: {} }],
    ['of a form says nothing', submission, errors('time', '')],
    ['of a form holds a message', submission, { text: 'Done.' }],
    ['of a form pushes what is no form', submission, { response_action: 'push', view: { type: 'home', blocks: [] } }],
    ['of a menu offers more', suggestion, { options: options(101) }],
    ['of a menu is empty', suggestion, {}],
    ['of a button holds a message', press, { text: 'Done.' }],
    ['of an event holds a message', { type: 'events_api' as const, payload: {} }, { text: 'Done.' }],
  ])('that %s is refused', (_, event, ack) => {
    expect(() => acceptAck(event, ack)).toThrow();
  });
});

describe('with time', () => {
  it('a trigger is good once, and for three seconds', () => {
    let now = 0;
    const triggers = createTriggers(() => now);
    const [first, second] = [triggers.issue(), triggers.issue()];
    now = 3000;
    expect(triggers.exchange(first)).toBeNull();
    expect(triggers.exchange(first)).toBe('exchanged_trigger_id');
    now = 3001;
    expect(triggers.exchange(second)).toBe('expired_trigger_id');
    expect(triggers.exchange('1.2.made-up')).toBe('invalid_trigger_id');
  });

  it('an address takes five answers, within half an hour, of a size', () => {
    let now = 0;
    const hooks = createHooks(
      () => now,
      () => 'http://127.0.0.1',
    );
    const [first, second] = [hooks.issue(), hooks.issue()].map((url) => new URL(url).pathname);
    const say = (path = '', body: object = { text: 'Hello' }) => hooks.take(path, { ...body });
    expect(Array.from({ length: 6 }, () => say(first)[1])).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'used_url']);
    expect(say(second, { text: x(3001) })).toEqual([400, 'msg_too_long']);
    now = 30 * 60_000 + 1;
    expect(say(second)[1]).toBe('expired_url');
  });

  it('a Home tab is replaced only where it is what one thinks it is', async () => {
    const server = await startSlackServer();
    const publish = async (more: object) => {
      const response = await fetch(`${server.apiUrl}views.publish`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.botToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ user_id: 'U0MARA', view: { type: 'home', blocks: [] }, ...more }),
      });
      return response.json() as Promise<{ ok: boolean; error?: string; view?: { hash: string } }>;
    };
    const { view } = await publish({});
    expect(await publish({ hash: view?.hash })).toMatchObject({ ok: true });
    expect(await publish({ hash: view?.hash })).toMatchObject({ ok: false, error: 'hash_conflict' });
    await server.close();
  });
});
