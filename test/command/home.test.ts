import { describe, expect, it } from 'vitest';
import { homeFor } from '../../src/command/home.ts';
import { plainText } from '../../src/message/plain.ts';
import { aCaller, read } from '../support/room.ts';
import { aManagersRoom, give, type ManagersRoom } from './managers/give.ts';

const DANNA = { platform: 'slack', id: 'DANNA' } as const;
const home = (room: ManagersRoom, over: Parameters<typeof aCaller>[0] = {}) =>
  homeFor(aCaller({ channel: DANNA, place: 'direct', manager: true, ...over }), room as never);

async function follow(room: ManagersRoom, person: string): Promise<void> {
  await room.archive.keepSubscription({
    id: `slack:D${person}@08:00`,
    channel: { platform: 'slack', id: `D${person}` },
    topics: ['energy'],
    actors: ['Maren Osk'],
    schedule: { at: '08:00', zone: 'Europe/Berlin', days: ['mon'] },
    quiet: 'silent',
    workspace: 'T1',
    place: 'direct',
    follower: person,
    made: { person, at: room.clock.now() },
  });
}

describe('the home of a manager', () => {
  it('begins with how to begin', async () => {
    expect(read(await home(await aManagersRoom()))).toMatchInlineSnapshot(`
      "Newsdesk
      ────────────────────────────────────────────────────────────────────────────────
      You follow nothing yet, and no channel is subscribed yet.

      You follow
          • Nothing yet. Follow a topic or an actor, and news of it comes to you here.

      To begin
          • /news-admin subscribe: bring a topic to a channel, every day at its hour.
          • /news help: what you can ask for.
          • /news ask and a question: answers from the archive, with quotes.
      [Subscribe a channel] news-admin subscribe
      [Follow] news follow"
    `);
  });

  it('shows the one subscription that they made, with buttons for it', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy' });
    await give(room, 'pause');
    await follow(room, 'UANNA');
    expect(read(await home(room))).toMatchInlineSnapshot(`
      "Newsdesk
      ────────────────────────────────────────────────────────────────────────────────
      You follow 2 subjects, and 1 subscription of channels can be changed here.

      energy
          • In the channel CHARBOUR, every day at 08:00 (Europe/Berlin). It is paused:
            /news-admin resume sets it going again.

      You follow
          • energy
          • Maren Osk

      To begin
          • /news-admin subscribe: bring a topic to a channel, every day at its hour.
          • /news help: what you can ask for.
          • /news ask and a question: answers from the archive, with quotes.
      [Subscribe a channel] news-admin subscribe
      [Change time] news-admin schedule?channel=slack%3ACHARBOUR&was=0800
      [Resume] news-admin resume?channel=slack%3ACHARBOUR
      [Unsubscribe] news-admin unsubscribe?channel=slack%3ACHARBOUR
      [Follow] news follow
      [Unfollow…] news unfollow + what
        energy (energy)
        Maren Osk (Maren Osk)"
    `);
  });

  it('tells of the look back beside the digest', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy', lookback: 'fri 17:00' });
    expect(read(await home(room))).toMatch(
      /every day at 08:00 \(Europe\/Berlin\), and a look\s+back\s+every Friday at 17:00\./,
    );
  });

  it('lets them choose among several', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'energy' });
    await give(room, 'subscribe', { topic: 'shipping', time: '17:00', channel: 'slack:CDOCKS' });
    await give(room, 'subscribe', { topic: 'all', time: '19:00', channel: 'slack:CDOCKS' });
    await follow(room, 'UANNA');
    const { controls = [] } = await home(room);
    expect(controls.map(({ kind, label }) => `${kind}: ${label}`)).toEqual([
      'button: Subscribe a channel',
      'button: Follow',
      'button: Unfollow',
      'menu: Change the time of',
      'menu: Unsubscribe',
    ]);
    expect(controls.find(({ label }) => label === 'Unsubscribe')).toMatchObject({
      fills: 'channel',
      choices: [
        { label: 'energy at 08:00', value: 'slack:CHARBOUR' },
        { label: 'shipping at 17:00; everything at 19:00', value: 'slack:CDOCKS' },
      ],
    });
  });

  it('shows nothing that others made, here or in another workspace', async () => {
    const room = await aManagersRoom();
    await give(room, 'topic add', { name: 'takeover', terms: 'takeover' }, { place: 'private' });
    await give(room, 'subscribe', { topic: 'takeover' }, { place: 'private' });
    await follow(room, 'UBEN');
    for (const other of [{ person: 'UBEN' }, { workspace: 'T2' }, { platform: 'discord' as const }]) {
      expect(plainText(await home(room, other))).not.toContain('takeover');
    }
    expect(plainText(await home(room))).toContain('takeover');
  });
});

describe('the home of a manager, where the platform tells of channels,', () => {
  const CHANNELS: Readonly<Record<string, { sees: boolean | null; name?: string }>> = {
    CHARBOUR: { sees: true, name: '#harbour' },
    CDOCKS: { sees: true, name: '#docks' },
    CSECRET: { sees: false, name: '#secret' },
    CUNKNOWN: { sees: null },
  };
  const known = {
    sees: ({ id }: { id: string }) => CHANNELS[id]?.sees ?? null,
    nameOf: ({ id }: { id: string }) => CHANNELS[id]?.name ?? null,
  };
  const told = async (room: ManagersRoom, over: Parameters<typeof aCaller>[0] = {}) =>
    homeFor(aCaller({ channel: DANNA, place: 'direct', manager: true, ...over }), room as never, known);

  async function subscribed(): Promise<ManagersRoom> {
    const room = await aManagersRoom();
    for (const [index, id] of Object.keys(CHANNELS).entries()) {
      const at = { channel: { platform: 'slack', id } as const, place: 'private' as const };
      await give(room, 'subscribe', { topic: 'energy', time: `1${index}:00` }, at);
    }
    return room;
  }

  it('shows those of the channels that they see, whoever made them, by their names', async () => {
    const room = await subscribed();
    const words = plainText(await told(room, { person: 'UBEN' }));
    expect(words).toMatch(/In the channel #harbour,[\s\S]*In the channel #docks,/);
    expect(words).not.toMatch(/CHARBOUR|CSECRET|#secret|CUNKNOWN/);
  });

  it('shows of the others what they made, unless they see no longer what it is of', async () => {
    const words = plainText(await told(await subscribed()));
    expect(words).toContain('In the channel CUNKNOWN,');
    expect(words).not.toMatch(/CSECRET|#secret/);
  });

  it('has choices that say which channel is meant', async () => {
    const { controls = [] } = await told(await subscribed(), { person: 'UBEN' });
    expect(controls.find(({ label }) => label === 'Unsubscribe')).toMatchObject({
      choices: [{ label: '#harbour: energy at 10:00' }, { label: '#docks: energy at 11:00' }],
    });
  });

  it('says where those are that have no room', async () => {
    const room = await aManagersRoom();
    for (let index = 0; index < 12; index++) {
      await give(room, 'subscribe', { topic: 'energy' }, { channel: { platform: 'slack', id: `CNEWS${index}` } });
    }
    expect(plainText(await home(room))).toMatch(/And 2 more[\s\S]*\/news list/);
  });
});

describe('the home of anybody', () => {
  it('shows what they follow, and offers nothing to managers only', async () => {
    const room = await aManagersRoom();
    await give(room, 'subscribe', { topic: 'shipping' }, { channel: { platform: 'slack', id: 'CDOCKS' } });
    await follow(room, 'UANNA');
    const shown = read(await home(room, { manager: false }));
    expect(shown).toMatchInlineSnapshot(`
      "Newsdesk
      ────────────────────────────────────────────────────────────────────────────────
      You follow 2 subjects.

      You follow
          • energy
          • Maren Osk

      To begin
          • /news help: what you can ask for.
          • /news ask and a question: answers from the archive, with quotes.
      [Follow] news follow
      [Unfollow…] news unfollow + what
        energy (energy)
        Maren Osk (Maren Osk)"
    `);
    expect(shown).not.toContain('news-admin');
  });
});
