import { describe, expect, it } from 'vitest';
import { COMMANDS, commandNamed } from '../../src/command/catalogue.ts';
import { type Args, type Command, commandName, type Form } from '../../src/command/command.ts';
import { formFor } from '../../src/command/forms.ts';
import { aCall, aRoom, HARBOUR, type TestRoom } from '../support/room.ts';

type Over = Parameters<typeof aCall>[2];

const form = (room: TestRoom, command: string, args: Args = {}, over: Over = {}) =>
  formFor(commandNamed(command) as Command, aCall(command, args, { manager: true, ...over }).invocation, room);

const names = (opened: Form | null) => opened?.fields.map(({ name }) => name);
const values = (opened: Form | null, name: string) =>
  opened?.fields.find((field) => field.name === name)?.choices.map(({ value }) => value);

describe('a form', () => {
  it('is opened for what misses only', async () => {
    const room = await aRoom();
    expect(await form(room, 'news status')).toBeNull();
    expect(await form(room, 'news-admin budget')).toBeNull();
    expect(await form(room, 'news ask', { question: 'Who?' })).toBeNull();
    expect(names(await form(room, 'news ask'))).toEqual(['question', 'topic']);
    expect(names(await form(room, 'news ask', { topic: 'energy' }))).toEqual(['question']);
    expect(names(await form(room, 'news report', { story: 'x' }))).toEqual(['reason']);
  });

  it('to subscribe asks for topic, time, zone, days and look back, with what most want', async () => {
    const alone = await aRoom({ subscriptions: [] });
    expect(await form(alone, 'news-admin subscribe', {}, { zone: 'Asia/Tokyo' })).toMatchObject({
      title: '/news-admin subscribe',
      submit: 'Subscribe',
      fields: [
        { name: 'topic', kind: 'one', required: true, complete: 'topic', value: null },
        { name: 'time', kind: 'line', required: false, value: '08:00' },
        { name: 'zone', kind: 'one', complete: 'zone', value: 'Asia/Tokyo' },
        { name: 'days', kind: 'many', value: 'mon,tue,wed,thu,fri,sat,sun' },
        { name: 'lookback', kind: 'line', required: false, value: null },
      ],
    });
    const form2 = await form(alone, 'news-admin subscribe', {}, { zone: null });
    expect(form2?.fields.find(({ name }) => name === 'zone')?.value).toBe('Europe/Berlin');
  });

  it('to change a schedule begins with the one there is', async () => {
    const schedule = { at: '06:15', zone: 'America/Lima', days: ['tue', 'sat'] } as const;
    const subscription = { id: 'slack:CHARBOUR@06:15', channel: HARBOUR, topics: ['all'], actors: [], schedule };
    const room = await aRoom({
      subscriptions: [{ ...subscription, quiet: 'silent', lookback: { day: 'fri', at: '17:00' } }],
    });
    const opened = await form(room, 'news-admin schedule');
    expect(opened?.fields.map(({ name, value }) => [name, value])).toEqual([
      ['time', '06:15'],
      ['zone', 'America/Lima'],
      ['days', 'tue,sat'],
      ['quiet', 'silent'],
      ['lookback', 'fri 17:00'],
    ]);
  });

  it('about another channel begins with what that one has, not with the caller’s own', async () => {
    const schedule = { at: '06:15', zone: 'America/Lima', days: ['tue', 'sat'] } as const;
    const subscription = { id: 'slack:CHARBOUR@06:15', channel: HARBOUR, topics: ['all'], actors: [], schedule };
    const room = await aRoom({ subscriptions: [{ ...subscription, quiet: 'silent' }] });
    const home = { channel: { platform: 'slack', id: 'DANNA' }, place: 'direct', zone: 'Asia/Tokyo' } as const;
    const args = { channel: 'slack:CHARBOUR', was: '0615' };
    const opened = await form(room, 'news-admin schedule', args, home);
    const value = (name: string) => opened?.fields.find((field) => field.name === name)?.value;
    expect(['time', 'zone', 'days'].map(value)).toEqual(['06:15', 'America/Lima', 'tue,sat']);
  });

  it('under a digest is about its stories', async () => {
    const room = await aRoom();
    await room.publish();
    const thread = { thread: 'root-1' };
    const digest = (await room.archive.lastDigest(HARBOUR))?.digest.id;
    expect(await form(room, 'news why', {}, thread)).toBeNull();
    expect(await form(room, 'news sources', {}, thread)).toBeNull();
    expect(names(await form(room, 'news ask', {}, thread))).toEqual(['question']);
    const report = await form(room, 'news report', {}, thread);
    expect(report?.args).toEqual({ digest });
    expect(values(report, 'story')).toEqual(['s1111111111111111']);
    expect(values(await form(room, 'news follow', {}, thread), 'what')).toEqual(['shipping', 'Maren Osk']);
    expect(values(await form(room, 'news follow'), 'what')).toContain('energy');
    // Managers still choose freely.
    expect(names(await form(room, 'news-admin subscribe', {}, thread))).toEqual([
      'topic',
      'time',
      'zone',
      'days',
      'lookback',
    ]);
  });

  it('has lines to type in where there is nothing to choose', async () => {
    const empty = await aRoom({ news: [], topics: [], subscriptions: [] });
    expect((await form(empty, 'news why'))?.fields).toMatchObject([
      { name: 'story', kind: 'line', choices: [], complete: null },
    ]);
    expect((await form(empty, 'news ask'))?.fields[0]).toMatchObject({ name: 'question', kind: 'text' });
    expect((await form(await aRoom(), 'news-admin mute'))?.fields).toMatchObject([
      { name: 'what', kind: 'one' },
      { name: 'name', kind: 'line' },
      { name: 'days', kind: 'line', value: null },
    ]);
  });
});

/** https://discord.com/developers/docs/components/reference and https://api.slack.com/reference/surfaces/views */
describe.each(COMMANDS.map((command) => [commandName(command), command] as const))(
  'the form of %s',
  (name, command) => {
    it('keeps the limits of both platforms', async () => {
      const room = await aRoom();
      await room.publish();
      for (const thread of [null, 'root-1']) {
        const opened = await form(room, name, {}, { thread });
        if (!command.options.some(({ required }) => required)) expect(opened).toBeNull();
        if (opened === null) continue;
        expect(opened.title.length).toBeLessThanOrEqual(24);
        expect(opened.submit.length).toBeLessThanOrEqual(24);
        expect(opened.fields.length).toBeGreaterThan(0);
        expect(opened.fields.length).toBeLessThanOrEqual(5);
        for (const { label, hint, kind, choices, value } of opened.fields) {
          expect(label.length).toBeLessThanOrEqual(45);
          expect(hint?.length ?? 0).toBeLessThanOrEqual(100);
          expect(choices.length).toBeLessThanOrEqual(25);
          if (kind === 'one') expect(choices.length).toBeGreaterThan(0);
          if (kind === 'one' && value !== null) expect(choices.map((choice) => choice.value)).toContain(value);
        }
      }
    });
  },
);
