import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createConsoleChat } from '../../../src/chat/console/console.ts';
import { controlTexts, readTyped } from '../../../src/chat/console/typed.ts';
import { COMMANDS } from '../../../src/command/catalogue.ts';
import { commandName, type Form, type Invocation, type Reply } from '../../../src/command/command.ts';
import { sentence, toCaller } from '../../../src/command/reply.ts';
import type { Control } from '../../../src/message/control.ts';
import type { Desk } from '../../../src/ports.ts';
import { handClock } from '../../support/clock.ts';

const ASK: Control = { kind: 'button', label: 'Ask', action: { command: 'news ask', args: {} } };

/** Asks for whatever `forms` holds for a command, and answers with what it was asked. */
function aDesk(forms: Record<string, Form> = {}, answer?: (asked: Invocation) => Reply | null) {
  const asked: Invocation[] = [];
  const desk: Desk = {
    commands: COMMANDS,
    complete: async () => [],
    form: async ({ command, via }) => (via === 'form' ? null : (forms[command] ?? null)),
    async answer(invocation, progress) {
      asked.push(invocation);
      progress('Looking through 12 articles.');
      if (answer) return answer(invocation);
      const { command, args } = invocation;
      return toCaller({ say: `You asked for ${command} ${JSON.stringify(args)}`, controls: [ASK] });
    },
    home: async () => {
      throw new Error('a terminal has no home');
    },
  };
  return { desk, asked };
}

async function typing(lines: readonly string[], { desk }: Pick<ReturnType<typeof aDesk>, 'desk'>): Promise<string> {
  const clock = handClock('2026-11-24T08:00:00Z');
  let printed = '';
  const write = (text: string) => {
    printed += text;
  };
  async function* input() {
    yield* lines;
  }
  const chat = createConsoleChat({ write, width: 80, colour: false }, { input: input(), zone: 'Europe/Berlin', clock });
  await chat.listen(desk, new AbortController().signal);
  await clock.settle();
  return printed;
}

const SCHEDULE: Form = {
  command: 'news-admin schedule',
  args: { channel: 'slack:C1' },
  title: 'When the digest comes',
  intro: 'For #harbour.',
  submit: 'Change',
  fields: [
    {
      name: 'time',
      label: 'Time',
      hint: '24 hours',
      kind: 'line',
      required: true,
      value: '08:00',
      choices: [],
      complete: null,
    },
    {
      name: 'zone',
      label: 'Zone',
      hint: null,
      kind: 'one',
      required: true,
      value: null,
      choices: [],
      complete: 'zone',
    },
    {
      name: 'days',
      label: 'Days',
      hint: null,
      kind: 'many',
      required: true,
      value: 'mon,tue',
      choices: [
        { label: 'Monday', value: 'mon' },
        { label: 'Tuesday', value: 'tue' },
        { label: 'Friday', value: 'fri' },
      ],
      complete: null,
    },
    {
      name: 'quiet',
      label: 'A quiet day',
      hint: null,
      kind: 'one',
      required: false,
      value: null,
      choices: [
        { label: 'Say so in one line', value: 'say' },
        { label: 'Post nothing', value: 'silent' },
      ],
      complete: null,
    },
  ],
};

describe('a line at the terminal', () => {
  it('is a command or a question, from whoever runs Newsdesk, and each is an event of its own', async () => {
    const stage = aDesk();
    await typing(['/news why strait toll', '', '  What did Karsund say?  ', '/NEWS-ADMIN pause', '/status'], stage);
    expect(stage.asked.map(({ command, args, via }) => ({ command, args, via }))).toEqual([
      { command: 'news why', args: { story: 'strait toll' }, via: 'command' },
      { command: 'news ask', args: { question: 'What did Karsund say?' }, via: 'mention' },
      { command: 'news-admin pause', args: {}, via: 'command' },
      { command: 'news status', args: {}, via: 'command' },
    ]);
    expect(stage.asked[0]).toMatchObject({
      event: 'console:1795507200000:1',
      thread: null,
      at: new Date('2026-11-24T08:00:00Z'),
      caller: {
        platform: 'console',
        person: 'operator',
        workspace: null,
        channel: { platform: 'console', id: 'terminal' },
        place: 'private',
        manager: true,
        zone: 'Europe/Berlin',
      },
    });
    expect(new Set(stage.asked.map(({ event }) => event)).size).toBe(4);
  });

  it('is answered with progress, the reply, and what can be typed next', async () => {
    expect(await typing(['/news status'], aDesk())).toMatchInlineSnapshot(`
      "Type a question, or /news help.
      Looking through 12 articles.

      You asked for news status {}

      Ask: /news ask …

      "
    `);
  });

  it('that was answered already gets nothing more', async () => {
    const printed = await typing(
      ['/news status', '/news topics'],
      aDesk({}, () => null),
    );
    expect(printed.trim().split('\n').at(-1)).toBe('Looking through 12 articles.');
  });

  it('cannot be coloured by what is answered', async () => {
    const printed = await typing(
      ['/news status'],
      aDesk({}, () => sentence('Red \u001b[31mink\u202e')),
    );
    expect(printed).toContain('Red ink');
    expect(printed.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u202e/u);
  });
});

describe('a form at the terminal', () => {
  it('asks field by field, keeps what stands there, and takes numbers for choices', async () => {
    const stage = aDesk({ 'news-admin schedule': SCHEDULE });
    const printed = await typing(['/news-admin schedule', '', 'Asia/Kathmandu', '1, fri', 'tomorrow', '2'], stage);
    expect(stage.asked.map(({ command, args, via }) => ({ command, args, via }))).toEqual([
      {
        command: 'news-admin schedule',
        args: { channel: 'slack:C1', time: '08:00', zone: 'Asia/Kathmandu', days: 'mon,fri', quiet: 'silent' },
        via: 'form',
      },
    ]);
    expect(printed).toMatchInlineSnapshot(`
      "Type a question, or /news help.
      When the digest comes
      For #harbour.
      Enter keeps what stands in [brackets]; a single "." leaves.
      Time [08:00]
        24 hours
      Zone
      Days [Monday, Tuesday]
        1 Monday
        2 Tuesday
        3 Friday
      A quiet day (or nothing)
        1 Say so in one line
        2 Post nothing
      Type one of the numbers above.
      Looking through 12 articles.

      You asked for news-admin schedule
      {"channel":"slack:C1","time":"08:00","zone":"Asia/Kathmandu","days":"mon,fri","q
      uiet":"silent"}

      Ask: /news ask …

      "
    `);
  });

  it('asks again for what is needed, leaves out what is not, and takes names for choices', async () => {
    const stage = aDesk({ 'news-admin schedule': SCHEDULE });
    await typing(['/news-admin schedule', '07:30', '', 'UTC', 'Monday,TUE', ''], stage);
    expect(stage.asked[0]?.args).toEqual({ channel: 'slack:C1', time: '07:30', zone: 'UTC', days: 'mon,tue' });
  });

  it('can be left, and the next line is a line again', async () => {
    const stage = aDesk({ 'news-admin schedule': SCHEDULE });
    const printed = await typing(['/news-admin schedule', '.', '/news status'], stage);
    expect(printed).toContain('Left as it was.');
    expect(stage.asked.map(({ command }) => command)).toEqual(['news status']);
  });

  it('that nobody fills in acts on nothing', async () => {
    const stage = aDesk({ 'news-admin schedule': SCHEDULE });
    await typing(['/news-admin schedule', '07:30'], stage);
    expect(stage.asked).toEqual([]);
  });
});

describe('what can be done with a message', () => {
  const controls: Control[] = [
    ASK,
    { kind: 'button', label: 'Why', action: { command: 'news why', args: { story: 'strait toll' } } },
    { kind: 'button', label: 'Subscribe', action: { command: 'news-admin subscribe', args: { draft: 'd-17' } } },
    {
      kind: 'menu',
      label: 'Sources',
      action: { command: 'news sources', args: {} },
      fills: 'story',
      choices: [{ label: 'Strait toll', value: 'st-1' }],
    },
  ];
  const withControls = () => toCaller({ say: 'The toll stands.', controls });

  it('stands below it as lines to type, and typing one does it', async () => {
    const stage = aDesk({}, withControls);
    const printed = await typing(['/news status'], stage);
    expect(printed).toContain(
      [
        'Ask: /news ask …',
        'Why: /news why story:"strait toll"',
        'Subscribe: /news-admin subscribe?draft=d-17',
        'Sources:',
        '  /news sources story:st-1 (Strait toll)',
      ].join('\n'),
    );
    await typing(['/news why story:"strait toll"', '/news-admin subscribe?draft=d-17'], stage);
    expect(stage.asked.slice(1).map(({ command, args, via }) => ({ command, args, via }))).toEqual([
      { command: 'news why', args: { story: 'strait toll' }, via: 'command' },
      { command: 'news-admin subscribe', args: { draft: 'd-17' }, via: 'control' },
    ]);
  });

  it('is read back as what it was, whatever its arguments', () => {
    const anAction = fc.constantFrom(...COMMANDS).chain((command) => {
      const names = [...command.options.map(({ name }) => name), 'draft'];
      const args = fc.dictionary(fc.constantFrom(...names), fc.string({ minLength: 1, maxLength: 12 }), { maxKeys: 2 });
      return fc.record({ command: fc.constant(commandName(command)), args });
    });
    fc.assert(
      fc.property(anAction, (action) => {
        fc.pre(encodeURIComponent(JSON.stringify(action)).length < 100);
        const [text = ''] = controlTexts({ kind: 'button', label: 'Do', action });
        expect(readTyped(text.replace(/^Do: | …$/g, '')).action).toEqual(action);
      }),
      { numRuns: 300 },
    );
  });

  it('quotes a bullet that has quotation marks in it, and leaves out what can be given in no line', () => {
    const bullet = 'Grain Union: "We cannot pay 12,000 crowns each time," said Pavel Ostrin, its president';
    const choices = [bullet, `${bullet} «so»`].map((value) => ({ label: 'One of them', value }));
    const action = { command: 'news why', args: { story: 's0123456789abcdef' } };
    const menu: Control = { kind: 'menu', label: 'One of its bullets', action, fills: 'bullet', choices };
    const [label, line = '', ...others] = controlTexts(menu);
    expect([label, others]).toEqual(['One of its bullets:', []]);
    expect(readTyped(line.replace(' (One of them)', '')).action.args).toEqual({ ...action.args, bullet });
  });

  it('is shown whatever words it has, however many', () => {
    const anyChoice = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 100 })
      .map((value) => ({ label: 'It', value }));
    fc.assert(
      fc.property(fc.array(anyChoice, { maxLength: 5 }), (choices) => {
        const action = { command: 'news why', args: { story: 's0123456789abcdef' } };
        const [, ...lines] = controlTexts({ kind: 'menu', label: 'Bullets', action, fills: 'bullet', choices });
        const read = lines.map((line) => readTyped(line.replace(/ \(It\)$/, '')).action.args['bullet']);
        expect(choices.map(({ value }) => value)).toEqual(expect.arrayContaining(read));
      }),
    );
  });

  it('does not stand where nobody can type', () => {
    const chat = createConsoleChat({ write: () => {}, width: 80, colour: false });
    expect(JSON.stringify(chat.render(withControls().message))).not.toContain('/news');
  });
});

describe('the terminal', () => {
  it('says at once what is told outside a digest, and direct messages come to it too', async () => {
    const printed: string[] = [];
    const chat = createConsoleChat({ write: (text) => printed.push(text), width: 80, colour: false });
    const channel = await chat.direct('operator');
    expect(channel).toEqual({ platform: 'console', id: 'terminal' });
    if (!channel) return;
    const said = await chat.say({ channel, thread: null }, sentence('A story was reported.').message);
    expect(said).toMatchObject({ kind: 'sent' });
    expect(printed.join('')).toContain('A story was reported.');
  });

  it('lets an answer under way come to its end before it closes, and waits for none that does not come', async () => {
    const clock = handClock('2026-11-24T08:00:00Z');
    const { promise: answered, resolve: answer } = Promise.withResolvers<Reply>();
    const { desk } = aDesk();
    let printed = '';
    async function* input() {
      yield 'What happened?';
      await new Promise(() => {});
    }
    const open = (answer: () => Promise<Reply>) => {
      const write = (text: string) => {
        printed += text;
      };
      const chat = createConsoleChat({ write, width: 80, colour: false }, { input: input(), zone: 'UTC', clock });
      return { chat, listening: chat.listen({ ...desk, answer }, new AbortController().signal) };
    };

    const quick = open(() => answered);
    await quick.listening;
    await clock.settle();
    let closed = false;
    const closing = quick.chat.close().then(() => {
      closed = true;
    });
    await clock.settle();
    expect(closed).toBe(false);
    answer(sentence('Talks were opened.'));
    await closing;
    expect(printed).toContain('Talks were opened.');

    const never = open(() => new Promise(() => {}));
    await never.listening;
    await clock.settle();
    const left = never.chat.close();
    await clock.advance(3000);
    await left;
  });

  it('stops reading when it is told to stop, though nobody types anything more', async () => {
    const stop = new AbortController();
    let ended = false;
    const input: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: async () => {
          ended = true;
          return { done: true, value: undefined };
        },
      }),
    };
    const clock = handClock('2026-11-24T08:00:00Z');
    const chat = createConsoleChat({ write: () => {}, width: 80, colour: false }, { input, zone: 'UTC', clock });
    await chat.listen(aDesk().desk, stop.signal);
    expect(ended).toBe(false);
    stop.abort();
    await clock.settle();
    expect(ended).toBe(true);
  });
});
