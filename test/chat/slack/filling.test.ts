/** A form on its way: opened in time whatever is slow, held open while something in it is wrong, and not to be tampered with. */
import { afterEach, describe, expect, it } from 'vitest';
import { COMMANDS, commandNamed } from '../../../src/command/catalogue.ts';
import type { Field, Form } from '../../../src/command/command.ts';
import { wrongArgs } from '../../../src/command/wrong.ts';
import { looksFor, submits, types } from '../../support/slack/deeds.ts';
import {
  type DeskAnswers,
  fakeDesk,
  openStage,
  privately,
  type Stage,
  type StageOptions,
} from '../../support/slack/stage.ts';
import { NEWS_CHANNEL, type SlackView } from '../../support/slack-server.ts';

const ADMIN = { person: 'U0ADMIN', command: '/news-admin' };

function field(name: string, over: Partial<Field> = {}): Field {
  const empty = { hint: null, kind: 'line', required: false, value: null, choices: [], complete: null } as const;
  return { ...empty, name, label: name, ...over };
}

const SUBSCRIBE: Form = {
  command: 'news-admin subscribe',
  args: {},
  title: 'Subscribe',
  intro: null,
  submit: 'Subscribe',
  fields: [field('topic', { required: true }), field('time', { value: '08:00' }), field('zone'), field('days')],
};

const typed = (value: string) => ({ type: 'plain_text_input', value });

describe('a form in Slack', () => {
  let stage: Stage | null = null;
  afterEach(() => stage?.close());

  const wrong: DeskAnswers['wrong'] = (name, args) => {
    const command = commandNamed(name);
    return command ? wrongArgs(command, args) : {};
  };

  async function open(answers: DeskAnswers = {}, options: StageOptions = {}): Promise<Stage> {
    const form: DeskAnswers['form'] = ({ via }) => (via === 'form' ? null : SUBSCRIBE);
    const desk = { ...fakeDesk({ form, wrong, ...answers }), commands: COMMANDS };
    stage = await openStage({ ...options, desk });
    return stage;
  }

  async function opened(): Promise<Stage & { view: SlackView }> {
    const open_ = await open();
    await open_.send(types(open_.server, 'subscribe', ADMIN));
    await until(open_, () => open_.server.views().length > 0);
    const [view] = open_.server.views();
    if (!view) throw new Error('no form was opened');
    return { ...open_, view };
  }

  describe('that is filled in', () => {
    it('wrongly stays open with what was typed, and says what is wrong under each field', async () => {
      const { server, desk, view, send, end } = await opened();
      const filled = { topic: typed('   '), time: typed('25:99'), zone: typed('Mars/Olympus'), days: typed('every') };
      expect(await send(submits(server, view, filled, { person: 'U0ADMIN' }))).toEqual({
        response_action: 'errors',
        errors: {
          topic: 'Please fill this in.',
          time: expect.stringContaining('no time of day'),
          zone: expect.stringContaining('no time zone'),
        },
      });
      await end();
      expect(desk.asked).toEqual([]);
      expect([...server.hookAnswers(), ...server.ephemerals()]).toEqual([]);
    });

    it('rightly after that is acted on, once', async () => {
      const { server, desk, view, send, end } = await opened();
      await send(submits(server, view, { topic: typed('trade'), time: typed('25:99') }, { person: 'U0ADMIN' }));
      const right = submits(server, view, { topic: typed('trade'), time: typed('8 am') }, { person: 'U0ADMIN' });
      expect(await send(right)).toEqual({});
      await end();
      expect(desk.asked).toMatchObject([{ args: { topic: 'trade', time: '8 am' }, caller: { manager: true } }]);
    });

    it('says nothing of what is not in it', async () => {
      const { server, view, send, end } = await opened();
      const filled = { topic: typed('trade'), lookback: typed('someday') };
      expect(await send(submits(server, view, filled, { person: 'U0ADMIN' }))).toEqual({});
      await end();
    });
  });

  describe('that was tampered with', () => {
    const forged = (change: (metadata: string) => string) => (view: SlackView) => ({
      ...view,
      view: { ...view.view, private_metadata: change(String(view.view['private_metadata'])) },
    });

    it.each<[string, (view: SlackView) => SlackView, string]>([
      ['names another channel', forged((text) => text.replaceAll(NEWS_CHANNEL.id, 'C0SECRET')), 'U0ADMIN'],
      ['gives another command', forged((text) => text.replace('subscribe', 'erase')), 'U0ADMIN'],
      ['answers to another address', forged((text) => text.replace(/http:[^"]*/, 'http://evil.example/')), 'U0ADMIN'],
      ['carries nothing', forged(() => ''), 'U0ADMIN'],
      [
        'carries something else',
        forged(() => '{"command":"news-admin pause","args":{},"spot":{"channel":"C0NEWS"}}'),
        'U0ADMIN',
      ],
      ['was shown to somebody else', (view) => view, 'U0MARA'],
    ])('so that it %s is refused, and nothing comes of it', async (_, change, person) => {
      const { server, desk, view, send, end } = await opened();
      expect(await send(submits(server, change(view), { topic: typed('trade') }, { person }))).toEqual({
        response_action: 'errors',
        errors: { topic: 'This form can’t be used any more. Please close it and give the command again.' },
      });
      expect(await send(looksFor(change(view), 'topic', 't', { person }))).toEqual({ options: [] });
      await end();
      expect(desk.asked).toEqual([]);
    });
  });

  it('is refused at the end to somebody who was a manager when it was opened', async () => {
    const people = [{ id: 'U0ADMIN', role: 'admin' as 'admin' | 'guest' }];
    const open_ = await open({}, { server: { people } });
    await open_.send(types(open_.server, 'subscribe', ADMIN));
    await until(open_, () => open_.server.views().length > 0);
    people[0] = { id: 'U0ADMIN', role: 'guest' };
    const [view] = open_.server.views();
    if (!view) throw new Error('no form was opened');
    await open_.send(submits(open_.server, view, { topic: typed('trade') }, { person: 'U0ADMIN' }));
    await open_.end();
    // The desk refuses by this.
    expect(open_.desk.asked).toMatchObject([{ command: 'news-admin subscribe', caller: { manager: false } }]);
  });

  describe('while Slack or the archive is slow', () => {
    it('offers nothing rather than something too late, and goes on offering after', async () => {
      const open_ = await open({ complete: async () => [{ label: 'Trade', value: 'trade' }] });
      const { server, clock, send } = open_;
      await send(types(server, 'subscribe', ADMIN));
      await until(open_, () => server.views().length > 0);
      const [view] = server.views();
      if (!view) throw new Error('no form was opened');
      server.fail({ method: 'users.info', times: 1, kind: 'slow' });
      const slow = send(looksFor(view, 'topic', 't', { person: 'U0ADMIN' }));
      await until(open_, () => server.calls('users.info').length === 2);
      await clock.advance(2000);
      expect(await slow).toEqual({ options: [] });
      const next = (await send(looksFor(view, 'topic', 'tr', { person: 'U0ADMIN' }))) as { options: unknown[] };
      expect(next.options).toHaveLength(1);
      await open_.end();
    });

    it('is announced within the three seconds, and takes that place', async () => {
      const open_ = await open();
      const { server, clock, desk, send } = open_;
      const gate = holdForm(open_);
      await send(types(server, 'subscribe', ADMIN));
      await clock.advance(1300);
      await until(open_, () => server.views().length > 0);
      expect(JSON.stringify(server.views()[0]?.view)).toContain('One moment…');
      await clock.advance(5000);
      gate.resolve();
      await until(open_, () => server.views().length > 1);
      const [first, second] = server.views();
      expect(second?.id).toBe(first?.id);
      expect(second?.view).toMatchObject({ callback_id: 'form', title: { text: 'Subscribe' } });
      if (!second) throw new Error('no form');
      await send(submits(server, second, { topic: typed('trade') }, { person: 'U0ADMIN' }));
      await open_.end();
      expect(desk.asked).toMatchObject([{ args: { topic: 'trade' } }]);
    });

    it.each([
      ['is limited for a while takes its place after', '429', 1],
      ['fails is told of where it was asked for', '500', 0],
    ])('and then %s', async (_, kind, shown) => {
      const open_ = await open();
      const { server, clock, send } = open_;
      const gate = holdForm(open_);
      server.fail({ method: 'views.update', times: 1, kind, retryAfter: 4 });
      await send(types(server, 'subscribe', ADMIN));
      await clock.advance(1300);
      await until(open_, () => server.views().length > 0);
      gate.resolve();
      await until(open_, () => server.calls('views.update').length > 0);
      await clock.advance(4000);
      await open_.end();
      expect(server.views().filter(({ view }) => view['callback_id'] === 'form')).toHaveLength(shown);
      expect(server.hookAnswers()).toHaveLength(1 - shown);
      for (const { text } of server.hookAnswers()) expect(text).toContain('Please try again');
    });

    it('gives way to the answer where there is none to fill in', async () => {
      const gate = Promise.withResolvers<null>();
      const open_ = await open({ answer: async () => privately('Only admins can do that.') });
      const { server, clock, send } = open_;
      Object.assign(open_.desk, { form: () => gate.promise });
      await send(types(server, 'subscribe', { ...ADMIN, person: 'U0MARA' }));
      await clock.advance(1300);
      await until(open_, () => server.views().length > 0);
      gate.resolve(null);
      await open_.end();
      expect(JSON.stringify(server.views().at(-1)?.view)).toContain('The answer stands where you asked.');
      expect(server.hookAnswers()).toMatchObject([{ text: 'Only admins can do that.' }]);
    });

    it('is not announced where nothing is missing', async () => {
      const gate = Promise.withResolvers<null>();
      const open_ = await open();
      const { server, clock, send } = open_;
      Object.assign(open_.desk, { form: () => gate.promise });
      await send(types(server, 'subscribe trade', ADMIN));
      await clock.advance(1300);
      gate.resolve(null);
      await open_.end();
      expect(server.views()).toEqual([]);
    });
  });
});

/** Slow to bring a form, until the gate is resolved. */
function holdForm({ desk }: Stage): PromiseWithResolvers<void> {
  const gate = Promise.withResolvers<void>();
  const { form } = desk;
  Object.assign(desk, { form: async (...args: Parameters<typeof form>) => gate.promise.then(() => form(...args)) });
  return gate;
}

async function until({ clock }: Stage, happened: () => boolean): Promise<void> {
  for (let turns = 0; turns < 200 && !happened(); turns++) await clock.settle();
}
