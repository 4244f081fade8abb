import { describe, expect, it } from 'vitest';
import { decodeAction, encodeAction } from '../../src/command/action.ts';
import { commandNamed } from '../../src/command/catalogue.ts';
import type { Args, Caller, Command, Field, Form, Reply } from '../../src/command/command.ts';
import { formFor } from '../../src/command/forms.ts';
import { aCall, aCaller, HARBOUR, type TestRoom } from '../support/room.ts';
import { aManagersRoom, give, type ManagersRoom } from './managers/give.ts';

/** The form that a button of the reply opens. */
async function pressed(room: ManagersRoom, { message }: Reply, label: string, over: Partial<Caller> = {}) {
  const control = message.controls?.find((one) => one.label === label);
  const action = control && decodeAction(encodeAction(control.action));
  if (!action) throw new Error(`there is no button “${label}”`);
  return opened(room, action.command, action.args, over);
}

function opened(
  room: ManagersRoom,
  command: string,
  args: Args = {},
  over: Partial<Caller> = {},
): Promise<Form | null> {
  const { invocation } = aCall(command, args, { manager: true, ...over });
  return formFor(commandNamed(command) as Command, invocation, room as unknown as TestRoom);
}

const valuesIn = (form: Form | null) => Object.fromEntries(form?.fields.map(({ name, value }) => [name, value]) ?? []);
const field = (form: Form | null, name: string): Field | undefined => form?.fields.find((one) => one.name === name);

describe('what was said wrong', () => {
  it('stands in the form that the refusal opens, so that only the mistake is typed anew', async () => {
    const room = await aManagersRoom();
    const said = {
      topic: 'chip export controls',
      time: '9.15',
      zone: 'Velmark',
      days: 'mon,wed',
      channel: 'slack:CDOCKS',
    };
    const { reply, text } = await give(room, 'subscribe', said);
    expect(text).toContain('“Velmark” is no time zone that I know');
    const form = await pressed(room, reply, 'Change it');
    const { channel, ...asked } = said;
    expect(valuesIn(form)).toEqual({ ...asked, lookback: null });
    expect(form?.args).toEqual({ channel });
    expect(field(form, 'zone')?.choices.map(({ value }) => value)).toContain('Velmark');
  });

  it('is shown to nobody else', async () => {
    const room = await aManagersRoom();
    const { reply } = await give(room, 'subscribe', { topic: 'our secret bid', time: '99' });
    expect(valuesIn(await pressed(room, reply, 'Change it', { person: 'UBORIS' }))['topic']).toBeNull();
  });

  it.each([
    ['schedule', { time: '25:00', days: 'mon,tue' }],
    ['topic add', { name: 'Tea & Co', terms: 'tea, biscuit' }],
    ['preview', { topic: 'the' }],
  ])('to %s is offered again', async (command, said) => {
    const room = await aManagersRoom();
    const { reply } = await give(room, command, said);
    expect(valuesIn(await pressed(room, reply, 'Change it'))).toMatchObject(said);
  });
});

describe('a proposal', () => {
  it('can be made of other words, with its time as it was', async () => {
    const room = await aManagersRoom();
    const { reply } = await give(room, 'subscribe', { topic: 'chip export controls', time: '07:30', days: 'weekdays' });
    const form = await pressed(room, reply, 'Other words');
    expect(valuesIn(form)).toMatchObject({ topic: 'chip export controls', time: '07:30', days: 'mon,tue,wed,thu,fri' });
  });
});

describe('the form to edit a topic', () => {
  it('holds what the topic looks for now', async () => {
    const room = await aManagersRoom();
    await give(room, 'topic add', { name: 'tea', terms: 'tea, tea + biscuit', description: 'What we drink' });
    expect(valuesIn(await opened(room, 'news-admin topic edit', { name: 'Tea' }))).toEqual({
      terms: 'tea, tea + biscuit',
      description: 'What we drink',
    });
    expect(valuesIn(await opened(room, 'news-admin topic edit', { name: 'energy' }))['terms']).toBeNull();
  });
});

describe('the form to change the time', () => {
  const home = { channel: { platform: 'slack', id: 'DANNA' }, place: 'direct', zone: 'Asia/Seoul' } as const;
  const docks = { channel: { platform: 'slack', id: 'CDOCKS' } } as const;

  it('holds what the channel has that is named, not what the caller’s own has', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy', time: '07:30', zone: 'Lima', days: 'weekdays' }, docks);
    const form = await opened(room, 'news-admin schedule', { channel: 'slack:CDOCKS', was: '0730' }, home);
    expect(valuesIn(form)).toMatchObject({
      time: '07:30',
      zone: 'America/Lima',
      days: 'mon,tue,wed,thu,fri',
      quiet: 'say',
    });
    const foreign = await opened(
      room,
      'news-admin schedule',
      { channel: 'slack:CDOCKS' },
      { ...home, workspace: 'T2' },
    );
    expect(valuesIn(foreign)).toMatchObject({ time: '08:00', days: 'mon,tue,wed,thu,fri,sat,sun' });
  });

  it('of several asks which, and leaves what is left empty as it is', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy', time: '07:30', zone: 'Lima' }, docks);
    await give(room, 'subscribe', { topic: 'shipping', time: '17:00', days: 'fri' }, docks);
    const form = await opened(room, 'news-admin schedule', { channel: 'slack:CDOCKS' }, home);
    expect(form?.fields.map(({ name, value }) => [name, value])).toEqual([
      ['was', null],
      ['time', null],
      ['zone', null],
      ['days', null],
      ['quiet', null],
    ]);
    expect(form?.fields[0]?.choices).toEqual([
      { label: '07:30: energy', value: '0730' },
      { label: '17:00: shipping', value: '1700' },
    ]);
    const { text } = await give(room, 'schedule', { channel: 'slack:CDOCKS', was: '1700', time: '16:00' }, home);
    expect(text).toContain('shipping now comes every Friday at 16:00');
  });
});

describe('the form to subscribe', () => {
  it('asks for the channel where it is opened in none', async () => {
    const room = await aManagersRoom();
    const home = { channel: { platform: 'slack', id: 'DANNA' }, place: 'direct' } as const;
    const form = await opened(room, 'news-admin subscribe', {}, home);
    expect(form?.fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['topic', 'one'],
      ['channel', 'channel'],
      ['time', 'line'],
      ['zone', 'one'],
      ['days', 'many'],
    ]);
    // A button of the tab has named the channel.
    const named = await opened(room, 'news-admin schedule', { channel: 'slack:CHARBOUR', was: '0800' }, home);
    expect(named?.fields.map(({ name }) => name)).not.toContain('channel');
    expect((await opened(room, 'news-admin subscribe'))?.fields.map(({ name }) => name)).not.toContain('channel');
  });

  it('on Discord, where a menu takes nothing else, has topic and zone typed', async () => {
    const room = await aManagersRoom();
    const there = aCaller({ platform: 'discord', channel: { ...HARBOUR, platform: 'discord' }, zone: null });
    const form = await opened(room, 'news-admin subscribe', {}, there);
    expect(form?.fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['topic', 'line'],
      ['time', 'line'],
      ['zone', 'line'],
      ['days', 'many'],
      ['lookback', 'line'],
    ]);
    expect(field(form, 'zone')?.value).toBe('Europe/Berlin');
  });
});
