import { describe, expect, it } from 'vitest';
import { publishDue } from '../../../src/pipeline/publish.ts';
import { anArticle, aSummary } from '../../support/articles.ts';
import { acting } from '../../support/news.ts';
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

describe('following what goes by no name here', () => {
  it.each([
    ['shiping', 'Did you mean shipping?'],
    ['maren', 'Did you mean Maren Osk?'],
    ['Maren Ossk', 'Did you mean Maren Osk?'],
  ])('%s asks whether a name near it was meant, and follows nothing yet', async (what, question) => {
    const room = await aRoom();
    const said = flat(await asked(room, 'news follow', { what }));
    expect(said).toContain(question);
    expect(said).toContain(`Follow “${what}” all the same ("${what}")`);
    expect(await kept(room)).toEqual([]);
    await asked(room, 'news follow', { what: `"${what}"` });
    expect((await kept(room))[0]?.actors).toEqual([what]);
  });
});

describe('following again after a while', () => {
  it('begins anew: what came in meanwhile is not sent', async () => {
    const room = await aRoom({ subscriptions: [] });
    const ports = {
      ...room,
      renderers: new Map([['slack' as const, { render: () => [{ place: 'root' as const, payload: { text: '' } }] }]]),
      tell() {},
    };
    await asked(room, 'news follow', { what: 'energy' });
    await publishDue(ports);
    await asked(room, 'news unfollow', { what: 'energy' });
    await room.clock.advance(10 * 86_400_000);
    const paragraphs = ['Harbour master Tomas Reveny closed the strait to ships on Sunday.'];
    const article = anArticle({
      file: 'strait-closed.txt',
      title: 'Strait closed to ships',
      date: '2026-11-29',
      paragraphs,
    });
    await room.takeIn({
      article,
      at: new Date('2026-11-29T12:00:00Z'),
      summary: aSummary(article, { topics: ['shipping'] }),
    });
    const said = flat(await asked(room, 'news follow', { what: 'shipping' }));
    expect(said).toContain('next Sat 5 Dec, 08:00');
    await publishDue(ports);
    const direct = { platform: 'slack', id: 'DUANNA' } as const;
    expect(await room.archive.lastDigest(direct)).toBeNull();
    await room.clock.advance(86_400_000);
    await publishDue(ports);
    expect(await room.archive.lastDigest(direct)).toBeNull();
  });
});

describe('what is followed, hour by hour', () => {
  const DANNA = { platform: 'slack', id: 'DUANNA' } as const;
  const HOUR = 3_600_000;

  /** Lets hours pass, in each of which the scheduler looks; gives what came to Anna directly meanwhile. */
  async function pass(room: TestRoom, hours: number): Promise<string[][]> {
    const renderers = new Map([['slack' as const, { render: () => [{ place: 'root' as const, payload: {} }] }]]);
    const came: string[][] = [];
    for (let hour = 0; hour < hours; hour++) {
      await room.clock.advance(HOUR);
      await publishDue({ ...room, renderers, tell() {} });
      const last = await room.archive.lastDigest(DANNA);
      if (last?.at.getTime() === room.clock.now().getTime())
        came.push(last.digest.stories.map(({ headline }) => headline));
    }
    return came;
  }

  async function news(room: TestRoom, title: string, name: string, topics: readonly string[]): Promise<void> {
    const paragraphs = [`${name} spoke of ${title.toLowerCase()} in the harbour.`];
    const at = room.clock.now();
    const article = anArticle({ file: `${title}.txt`, title, date: at.toJSON().slice(0, 10), paragraphs });
    const actors = [acting(article, name, 'person', null, paragraphs[0] ?? '')];
    await room.takeIn({ article, at, summary: aSummary(article, { actors, topics: [...topics] }) });
  }

  it('comes once, at its hour, with the news on it and no other; after unfollowing it comes no more', async () => {
    const room = await aRoom({ subscriptions: [], now: '2026-11-24T07:30:00Z' });
    await asked(room, 'news follow', { what: 'Maren Osk' });
    // What was told before it was followed does not come.
    expect(await pass(room, 24)).toEqual([]);
    await news(room, 'A bridge over the sound', 'Maren Osk', []);
    await news(room, 'A lighthouse for sale', 'Ilka Dorn', ['shipping']);
    expect(await pass(room, 24)).toEqual([['A bridge over the sound']]);
    // A day without news brings nothing, and nothing comes twice.
    await news(room, 'A ferry runs aground', 'Ilka Dorn', ['shipping']);
    expect(await pass(room, 48)).toEqual([]);
    await asked(room, 'news follow', { what: 'energy' });
    await news(room, 'A dam is repaired', 'Jonah Adeyar', ['energy']);
    await news(room, 'A budget for the coast guard', 'Maren Osk', []);
    const [both, ...more] = await pass(room, 24);
    expect(both?.toSorted()).toEqual(['A budget for the coast guard', 'A dam is repaired']);
    expect(more).toEqual([]);
    await asked(room, 'news unfollow', { what: 'Maren Osk' });
    await news(room, 'A tunnel under the strait', 'Maren Osk', []);
    expect(await pass(room, 24)).toEqual([]);
    await asked(room, 'news unfollow', { what: 'energy' });
    await news(room, 'A reservoir runs dry', 'Jonah Adeyar', ['energy']);
    expect(await pass(room, 48)).toEqual([]);
  });
});

describe('somebody whom no message reaches', () => {
  it('is told so in the list, and is tried again once they follow something', async () => {
    const room = await aRoom();
    await asked(room, 'news follow', { what: 'energy' });
    const direct = { platform: 'slack', id: 'DUANNA' } as const;
    await room.archive.closeChannel(direct, 'This person takes no direct messages.', room.clock.now());
    expect(flat(await asked(room, 'news list'))).toContain(
      'My messages do not reach you: This person takes no direct messages. Allow them, then follow something once more.',
    );
    const said = flat(await asked(room, 'news follow', { what: 'shipping' }));
    expect(said).toContain('My last message did not reach you');
    expect(await room.archive.pausedChannels()).toEqual([]);
    expect(flat(await asked(room, 'news list'))).not.toContain('do not reach you');
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
