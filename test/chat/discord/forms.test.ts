import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCustomId, encodeCustomId } from '../../../src/chat/discord/custom-id.ts';
import { modalOf } from '../../../src/chat/discord/modal.ts';
import type { Field, Form } from '../../../src/command/command.ts';
import { modalRefusal } from '../../support/discord/component-refusals.ts';
import { press, submit, useCommand } from '../../support/discord/people.ts';
import type { ServerMessage } from '../../support/discord/world.ts';
import { hostileText } from './hostile.ts';
import { aForm, answerOn, aTalk, button, type Talk, until } from './talk.ts';

const HERE = (talk: Talk) => ({ in: talk.discord.channelId });
const MODAL = 9;
const DEFERRED = 5;

/** A digest's root with an Ask button, as it stands in the channel. */
async function aRoot({ chat, discord }: Talk): Promise<ServerMessage> {
  const words = [{ kind: 'text', text: 'The ferry stays in port.' } as const];
  const controls = [button('Ask', 'news ask', { digest: 'd1' }), button('List', 'news list')];
  const [content] = chat.render({
    notification: 'The ferry.',
    title: 'Digest',
    context: [],
    bottomLine: words,
    sections: [],
    more: [],
    foot: [],
    controls,
  });
  if (!content) throw new Error('no root');
  const channel = { platform: 'discord', id: discord.channelId } as const;
  await chat.post({ key: 'forms-test-key-000000001', channel, content, rootRef: null, firstTriedAt: null });
  return discord.posted(discord.channelId)[0] as ServerMessage;
}

describe('a button whose command misses something', () => {
  it('opens a form at once, and what is filled in comes as that command', async () => {
    const talk = await aTalk({ desk: { form: async () => aForm() } });
    const root = await aRoot(talk);
    const pressed = press(talk.discord, HERE(talk), root, 'Ask');
    await until(() => expect(pressed.callback?.type).toBe(MODAL));
    expect(pressed.callback?.data).toMatchObject({
      title: 'Ask the archive',
      components: [
        { type: 10, content: 'In plain words.' },
        { type: 18, label: 'Your question', component: { type: 4, custom_id: 'question', style: 2, required: true } },
      ],
    });
    expect(talk.asked).toEqual([]);
    await answerOn(submit(talk.discord, HERE(talk), pressed, { question: 'Who shut it?' }, root));
    expect(talk.asked).toMatchObject([
      { command: 'news ask', args: { digest: 'd1', question: 'Who shut it?' }, via: 'form', thread: root.id },
    ]);
  });

  it('is deferred and answered where the form takes too long', async () => {
    const talk = await aTalk({ desk: { form: () => new Promise(() => {}) } });
    const root = await aRoot(talk);
    const pressed = press(talk.discord, HERE(talk), root, 'Ask');
    for (let turn = 0; turn < 20; turn++) await talk.clock.settle();
    expect(pressed.callback).toBeNull();
    await talk.clock.advance(1_500);
    await until(() => expect(pressed.callback).toMatchObject({ type: DEFERRED }));
    await until(() => expect(talk.asked).toHaveLength(1));
    expect(Number(pressed.callback?.at) - pressed.createdAt).toBeLessThan(3_000);
  });

  it('is answered where Discord does not take the form', async () => {
    const fields = Array.from({ length: 6 }, (_, n) => ({ ...(aForm().fields[0] as Field), name: `f${n}` }));
    const talk = await aTalk({ desk: { form: async () => aForm({ fields }) } });
    const pressed = press(talk.discord, HERE(talk), await aRoot(talk), 'Ask');
    await until(() => expect(talk.asked).toHaveLength(1));
    expect(pressed.callback?.type).toBe(DEFERRED);
  });
});

it('a command that misses nothing asks for no form', async () => {
  let forms = 0;
  const form = async () => {
    forms += 1;
    return aForm();
  };
  const talk = await aTalk({ desk: { form } });
  await answerOn(press(talk.discord, HERE(talk), await aRoot(talk), 'List'));
  await answerOn(useCommand(talk.discord, HERE(talk), 'news ask', { question: 'Why?' }));
  expect(forms).toBe(0);
});

describe('a form', () => {
  const base: Field = {
    name: 'days',
    label: 'Days',
    hint: null,
    kind: 'many',
    required: false,
    value: 'mon,wed',
    choices: ['mon', 'tue', 'wed'].map((day) => ({ label: day.toUpperCase(), value: day })),
    complete: null,
  };

  it('shows choices with those that are chosen already, and gives them back with commas', async () => {
    const talk = await aTalk({ desk: { form: async () => aForm({ fields: [base] }) } });
    const root = await aRoot(talk);
    const pressed = press(talk.discord, HERE(talk), root, 'Ask');
    await until(() => expect(pressed.callback).not.toBeNull());
    const select = JSON.stringify(pressed.callback?.data);
    expect(select).toContain('{"label":"WED","value":"wed","default":true}');
    expect(select).toContain('{"label":"TUE","value":"tue"}');
    await answerOn(submit(talk.discord, HERE(talk), pressed, { days: ['tue', 'wed'] }));
    expect(talk.asked[0]?.args).toEqual({ digest: 'd1', days: 'tue,wed' });
  });

  it('leaves out what was left empty', async () => {
    const talk = await aTalk({ desk: { form: async () => aForm({ fields: [base, ...aForm().fields] }) } });
    const pressed = press(talk.discord, HERE(talk), await aRoot(talk), 'Ask');
    await until(() => expect(pressed.callback).not.toBeNull());
    await answerOn(submit(talk.discord, HERE(talk), pressed, {}));
    expect(talk.asked[0]?.args).toEqual({ digest: 'd1' });
  });

  it('shows what it can not carry in its id as fields, filled in', () => {
    const args = { story: 's1', reason: 'The date is wrong. '.repeat(20) };
    const modal = modalOf(aForm({ command: 'news report', args }));
    expect(modal === null || modalRefusal(modal)).toBeNull();
    expect(decodeCustomId(modal?.custom_id ?? '')?.action).toEqual({ command: 'news report', args: { story: 's1' } });
    expect(JSON.stringify(modal)).toContain(`"custom_id":"reason","style":2,"required":false,"value":"${args.reason}"`);
  });

  it('of any shape and any text is one that Discord takes, or none', () => {
    const name = fc.stringMatching(/^[a-z]{1,12}$/);
    const text = fc.oneof(hostileText, fc.string({ maxLength: 200 }));
    const choices = fc.array(fc.record({ label: text, value: fc.string({ maxLength: 120 }) }), { maxLength: 30 });
    const field: fc.Arbitrary<Field> = fc.record({
      name,
      label: text,
      hint: fc.option(text, { nil: null }),
      kind: fc.constantFrom('line', 'text', 'one', 'many'),
      required: fc.boolean(),
      value: fc.option(fc.oneof(text, fc.constant('y'.repeat(5_000))), { nil: null }),
      choices,
      complete: fc.constant(null),
    });
    const form: fc.Arbitrary<Form> = fc.record({
      command: fc.constant('news ask'),
      args: fc.dictionary(name, text, { maxKeys: 3 }),
      title: text,
      intro: fc.option(text, { nil: null }),
      submit: text,
      fields: fc.uniqueArray(field, { selector: (one) => one.name, minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(form, (one) => {
        const modal = modalOf(one);
        if (modal !== null) expect(modalRefusal(modal)).toBeNull();
        else expect(one.fields.length + Object.keys(one.args).length).toBeGreaterThan(5);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what a button keeps', () => {
  it('comes back as it was, and names of arguments are never taken for ours', () => {
    const args = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.string({ maxLength: 4 }), { maxKeys: 2 });
    fc.assert(
      fc.property(
        args,
        fc.option(fc.stringMatching(/^[a-z]{1,8}$/), { nil: null }),
        fc.integer({ min: 1, max: 5 }),
        (given, fills, nth) => {
          const id = { action: { command: 'news why', args: given }, fills };
          const written = attempt(() => encodeCustomId(id, nth));
          if (written === null) return;
          expect(written.length).toBeLessThanOrEqual(100);
          expect(decodeCustomId(written)).toEqual({ ...id, action: { ...id.action, args: wellFormed(given) } });
        },
      ),
    );
  });
});

const attempt = (make: () => string) => {
  try {
    return make();
  } catch {
    return null;
  }
};
const wellFormed = (args: Record<string, string>) =>
  Object.fromEntries(Object.entries(args).map(([key, value]) => [key, value.toWellFormed()]));
