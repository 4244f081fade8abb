import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/command/catalogue.ts';
import { type Args, commandName } from '../../src/command/command.ts';
import { completions } from '../../src/command/complete.ts';
import { anArticle, aSummary } from '../support/articles.ts';
import { aCaller, aRoom, HARBOUR, type TestRoom } from '../support/room.ts';
import { asked } from './everyone/asking.ts';

const MADE = { person: 'UBORIS', at: new Date('2026-11-24T07:00:00Z') };

/** The values offered to a manager. */
async function offered(room: TestRoom, command: string, option: string, typed: string, args: Args = {}) {
  const caller = aCaller({ manager: true });
  return (await completions({ caller, command, option, typed, args }, room)).map(({ value }) => value);
}

describe('topics', () => {
  it('are matched by their beginning, then anywhere, with what they are about', async () => {
    const room = await aRoom();
    expect(await offered(room, 'news ask', 'topic', '')).toEqual(['shipping', 'energy']);
    expect(await offered(room, 'news ask', 'topic', 'E')).toEqual(['energy']);
    expect(await offered(room, 'news ask', 'topic', 'ping')).toEqual(['shipping']);
    expect(await offered(room, 'news ask', 'topic', 'harbours')).toEqual(['shipping']);
  });

  it('to subscribe to are also everything, and at the end a new one of what was typed', async () => {
    const room = await aRoom();
    expect(await offered(room, 'news-admin subscribe', 'topic', '')).toEqual(['all', 'shipping', 'energy']);
    const caller = aCaller({ manager: true });
    const request = { caller, command: 'news-admin subscribe', option: 'topic', args: {} };
    expect(await completions({ ...request, typed: 'ship yards' }, room)).toEqual([
      { label: 'Make a new topic: “ship yards”', value: 'ship yards' },
    ]);
    expect(await completions({ ...request, typed: 'shi' }, room)).toEqual([
      { label: 'shipping: Harbours, ships and straits', value: 'shipping' },
      { label: 'Make a new topic: “shi”', value: 'shi' },
    ]);
    expect((await completions({ ...request, typed: 'Shipping' }, room)).map(({ value }) => value)).toEqual([
      'shipping',
    ]);
    // Too long to be a value: it can still be typed in full.
    expect(await completions({ ...request, typed: 'x'.repeat(101) }, room)).toEqual([]);
  });

  it('are found by words in any order, and by a slip', async () => {
    const room = await aRoom();
    expect(await offered(room, 'news ask', 'topic', 'dams power')).toEqual(['energy']);
    expect(await offered(room, 'news ask', 'topic', 'enrgy')).toEqual(['energy']);
    expect(await offered(room, 'news ask', 'topic', 'hrabour')).toEqual(['shipping']);
    expect(await offered(room, 'news ask', 'topic', 'zeppelin')).toEqual([]);
  });

  it('made in chat are offered to be changed, those of the file are not', async () => {
    const room = await aRoom();
    const topic = { name: 'tariffs', description: '', terms: ['tariff'], platform: 'slack', workspace: 'T1' } as const;
    await room.archive.keepTopic({ ...topic, channel: null, made: MADE });
    expect(await offered(room, 'news-admin topic edit', 'name', '')).toEqual(['tariffs']);
  });

  it('to unsubscribe from are those of the channel', async () => {
    const room = await aRoom();
    expect(await offered(room, 'news-admin unsubscribe', 'topic', '')).toEqual(['shipping', 'everything']);
    expect(await offered(room, 'news-admin unsubscribe', 'topic', 's')).toEqual(['shipping']);
    expect(await offered(room, 'news-admin unsubscribe', 'topic', '', { channel: 'slack:COTHER' })).toEqual([
      'everything',
    ]);
  });
});

describe('zones', () => {
  it('begin with the caller’s own and the room’s, and go by their cities', async () => {
    const room = await aRoom({ zone: 'Europe/Oslo' });
    const zones = (typed: string) => offered(room, 'news-admin subscribe', 'zone', typed);
    expect((await zones('')).slice(0, 2)).toEqual(['Europe/Berlin', 'Europe/Oslo']);
    expect(await zones('new york')).toEqual(['America/New_York']);
    expect((await zones('tok'))[0]).toBe('Asia/Tokyo');
    expect(await zones('utc')).toContain('UTC');
    expect(await zones('')).toHaveLength(25);
  });

  it.each([
    ['berlin', 'Europe/Berlin'],
    ['berln', 'Europe/Berlin'],
    ['newyork', 'America/New_York'],
    ['germany', 'Europe/Berlin'],
    ['south korea', 'Asia/Seoul'],
    ['india', 'Asia/Kolkata'],
    ['kyiv', 'Europe/Kyiv'],
    ['CET', 'Europe/Berlin'],
    ['est', 'America/New_York'],
    ['san fran', 'America/Los_Angeles'],
    ['+1', 'Europe/Berlin'],
    ['UTC-5', 'America/New_York'],
    ['usa', 'America/Los_Angeles'],
  ])('of %j begin with %s', async (typed, zone) => {
    expect((await offered(await aRoom(), 'news-admin subscribe', 'zone', typed))[0]).toBe(zone);
  });

  it('begin, where nothing is typed, with where most people are', async () => {
    const zones = await offered(await aRoom(), 'news-admin subscribe', 'zone', '');
    for (const zone of ['America/New_York', 'Asia/Tokyo', 'Asia/Kolkata', 'UTC']) expect(zones).toContain(zone);
  });
});

describe('stories', () => {
  it('are the latest, by words of their titles, else by their articles', async () => {
    const room = await aRoom();
    const stories = (typed: string) => offered(room, 'news story', 'story', typed);
    expect(await stories('')).toEqual(['s4444444444444444', 's1111111111111111', 's3333333333333333']);
    expect(await stories('osk str')).toEqual(['s1111111111111111']);
    expect(await stories('flour')).toEqual(['s3333333333333333']);
  });

  it('are 25 at most', async () => {
    const room = await aRoom({ news: [] });
    for (let number = 1; number <= 30; number++) {
      const article = anArticle({
        file: `${number}.txt`,
        title: `Ferry ${number}`,
        // So far apart that no two are one story.
        date: new Date(Date.UTC(2025, 0, 20 * number)).toISOString().slice(0, 10),
        paragraphs: [`Ferry ${number} sailed.`],
      });
      await room.takeIn({ article, at: new Date('2026-11-24T06:00:00Z'), summary: aSummary(article) });
    }
    expect(await offered(room, 'news why', 'story', 'ferry')).toHaveLength(25);
  });
});

describe('what to follow', () => {
  it('are topics, then who acts lately; what to unfollow is what is followed', async () => {
    const room = await aRoom();
    expect(await offered(room, 'news follow', 'what', '')).toEqual([
      'shipping',
      'energy',
      'Jonah Adeyar',
      'Maren Osk',
      'Tomas Reveny',
    ]);
    expect(await offered(room, 'news follow', 'what', 'osk')).toEqual(['Maren Osk', '"osk"']);
    expect(await offered(room, 'news follow', 'what', 'maren osk')).toEqual(['Maren Osk']);
    expect(await offered(room, 'news unfollow', 'what', '')).toEqual([]);
    await asked(room, 'news follow', { what: 'Maren Osk' });
    expect(await offered(room, 'news unfollow', 'what', 'mar')).toEqual(['Maren Osk']);
  });
});

describe('what to mute', () => {
  it('goes by its kind, what is muted already first', async () => {
    const room = await aRoom();
    const mute = { channel: HARBOUR, until: null, made: MADE } as const;
    await room.archive.keepMute({ ...mute, kind: 'source', subject: 'Velmark Ledger', label: 'Velmark Ledger' });
    const muted = (what: string) => offered(room, 'news-admin mute', 'name', '', { what });
    expect(await muted('source')).toEqual(['Velmark Ledger', 'Highland Post', 'Harbour Courier']);
    expect(await muted('actor')).toEqual(['Jonah Adeyar', 'Maren Osk', 'Tomas Reveny']);
    expect(await muted('story')).toHaveLength(3);
  });
});

describe('anything', () => {
  it('typed anywhere gives at most 25 choices that fit a menu', async () => {
    const room = await aRoom();
    const options = COMMANDS.flatMap((command) =>
      command.options.filter(({ complete }) => complete).map(({ name }) => [commandName(command), name] as const),
    );
    expect(options.length).toBeGreaterThan(10);
    const typed = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('e', 's', '"', '%', '\\', '.*', '('));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...options), typed, async ([command, option], words) => {
        const caller = aCaller({ manager: true });
        const choices = await completions({ caller, command, option, typed: words, args: {} }, room);
        expect(choices.length).toBeLessThanOrEqual(25);
        for (const { label, value } of choices) {
          expect(label.length).toBeGreaterThan(0);
          expect(Math.max(label.length, value.length)).toBeLessThanOrEqual(100);
        }
        expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
      }),
      { numRuns: 60 },
    );
  });

  it('for an option that offers nothing, an unknown command or a manager’s in other hands, gives none', async () => {
    const room = await aRoom();
    expect(await offered(room, 'news ask', 'question', 'x')).toEqual([]);
    expect(await offered(room, 'news nothing', 'topic', '')).toEqual([]);
    const request = { caller: aCaller(), command: 'news-admin subscribe', option: 'topic', typed: '', args: {} };
    expect(await completions(request, room)).toEqual([]);
  });
});
