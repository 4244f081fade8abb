import { describe, expect, it } from 'vitest';
import { aRoom, HARBOUR, MORNINGS, type TestRoom } from '../../support/room.ts';
import { asked, flat } from './asking.ts';

const kept = (room: TestRoom) => room.archive.keptSubscriptions();

const MADE = { person: 'UBORIS', at: new Date('2026-11-20T08:00:00Z') };

describe('following', () => {
  it('makes one subscription of a person’s own, to which more is added', async () => {
    const room = await aRoom();
    await asked(room, 'news follow', { what: 'Energy' });
    await asked(room, 'news follow', { what: 'maren osk' });
    expect(await kept(room)).toEqual([
      {
        id: 'slack:DUANNA@08:00',
        channel: { platform: 'slack', id: 'DUANNA' },
        topics: ['energy'],
        actors: ['Maren Osk'],
        schedule: { ...MORNINGS.schedule, zone: 'Europe/Berlin' },
        quiet: 'silent',
        workspace: 'T1',
        place: 'direct',
        follower: 'UANNA',
        made: { person: 'UANNA', at: room.clock.now() },
      },
    ]);
    expect(room.hinted).toEqual(['publish', 'publish']);
  });

  it('comes at the channel’s hour by the person’s own clock, and says when first', async () => {
    const room = await aRoom();
    const said = await asked(room, 'news follow', { what: 'energy' }, { zone: 'Asia/Tokyo' });
    expect(flat(said)).toContain('every day at 08:00 (Asia/Tokyo), next Wed 25 Nov, 08:00');
    const alone = await aRoom({ subscriptions: [], zone: 'America/Lima' });
    await asked(alone, 'news follow', { what: 'energy' }, { zone: null });
    expect((await kept(alone))[0]?.schedule).toMatchObject({ at: '08:00', zone: 'America/Lima' });
  });

  it('brings the story to the person, and to nobody else', async () => {
    const room = await aRoom({ subscriptions: [] });
    await asked(room, 'news follow', { what: 'Maren Osk' });
    await room.publish();
    const digest = await room.archive.lastDigest({ platform: 'slack', id: 'DUANNA' });
    expect(digest?.digest.stories.map(({ headline }) => headline)).toEqual(['Karsund puts a toll on the Osk strait']);
    expect(await room.archive.lastDigest(HARBOUR)).toBeNull();
  });

  it('twice changes nothing', async () => {
    const room = await aRoom();
    await asked(room, 'news follow', { what: 'energy' });
    expect(await asked(room, 'news follow', { what: ' ENERGY ' })).toContain('You follow energy already.');
    expect((await kept(room))[0]?.topics).toEqual(['energy']);
  });

  it('takes a name that has not been in the news, and says so', async () => {
    const room = await aRoom();
    expect(flat(await asked(room, 'news follow', { what: 'Ilka Dorn' }))).toContain('Nobody of that name acted');
    expect((await kept(room))[0]?.actors).toEqual(['Ilka Dorn']);
  });

  it('has an end', async () => {
    const room = await aRoom();
    for (let name = 0; name < 25; name++) await asked(room, 'news follow', { what: `Actor ${name}` });
    expect(await asked(room, 'news follow', { what: 'One more' })).toContain('the most there can be');
    expect(await asked(room, 'news follow', { what: 'x'.repeat(101) })).toContain('no name');
    expect(await asked(room, 'news follow', { what: '!!!' })).toContain('no name');
    expect((await kept(room))[0]?.actors).toHaveLength(25);
  });

  it('needs direct messages', async () => {
    const room = await aRoom({ direct: async () => null });
    expect(await asked(room, 'news follow', { what: 'energy' })).toContain('can’t write to you directly');
    expect(await kept(room)).toEqual([]);
  });

  it('does not take a private channel’s topic out of it', async () => {
    const room = await aRoom();
    const topic = { name: 'our-bids', description: '', terms: ['bid'], platform: 'slack', workspace: 'T1' } as const;
    await room.archive.keepTopic({ ...topic, channel: HARBOUR, made: MADE });
    expect(flat(await asked(room, 'news follow', { what: 'our-bids' }))).toBe(
      '“our-bids” belongs to this channel and can’t be followed outside it.',
    );
    expect(await kept(room)).toEqual([]);
    // Where the topic is not known, the same words are only a name.
    const elsewhere = await asked(
      room,
      'news follow',
      { what: 'our-bids' },
      { channel: { platform: 'slack', id: 'C2' } },
    );
    expect(elsewhere).not.toContain('belongs');
  });

  it('of several people stays apart', async () => {
    const room = await aRoom();
    await asked(room, 'news follow', { what: 'energy' });
    await asked(room, 'news follow', { what: 'shipping' }, { person: 'UBORIS' });
    expect((await kept(room)).map(({ follower, topics }) => [follower, ...topics])).toEqual([
      ['UANNA', 'energy'],
      ['UBORIS', 'shipping'],
    ]);
    expect(await asked(room, 'news list')).not.toContain('You follow\n     • shipping');
    expect(await asked(room, 'news unfollow', { what: 'shipping' })).toContain('You don’t follow “shipping”');
  });
});

describe('unfollowing', () => {
  it('takes away one, and with the last the subscription', async () => {
    const room = await aRoom();
    await asked(room, 'news follow', { what: 'energy' });
    await asked(room, 'news follow', { what: 'Maren Osk' });
    expect(await asked(room, 'news unfollow', { what: 'osk' })).toContain('You still follow energy.');
    expect((await kept(room))[0]).toMatchObject({ topics: ['energy'], actors: [] });
    expect(flat(await asked(room, 'news unfollow', { what: 'energy' }))).toContain('You follow nothing any more');
    expect(await kept(room)).toEqual([]);
    expect(await asked(room, 'news unfollow', { what: 'energy' })).toContain('You follow nothing.');
  });

  it('asks which one when several are meant', async () => {
    const room = await aRoom();
    for (const what of ['Maren Osk', 'Tomas Osk', 'energy']) await asked(room, 'news follow', { what });
    expect(await asked(room, 'news unfollow', { what: 'osk' })).toBe(
      ['Which “osk”?', '[Choose one…] news unfollow + what', '  Maren Osk (Maren Osk)', '  Tomas Osk (Tomas Osk)'].join(
        '\n',
      ),
    );
    expect((await kept(room))[0]?.actors).toHaveLength(2);
  });
});
