import { describe, expect, it } from 'vitest';
import { digestMeant, storyMeant, storyOfDigest, topicMeant } from '../../src/command/subjects.ts';
import { anArticle, aSummary } from '../support/articles.ts';
import { DAM, STRIKE, someNews, TOLL, TOLL_REPRINT } from '../support/news.ts';
import { aCall, aRoom, DEALS, HARBOUR, MORNINGS, read, type TestRoom } from '../support/room.ts';

const STORY = 'news story';

async function meant(words: string, room: TestRoom): Promise<string> {
  const found = await storyMeant(words, aCall(STORY, { story: words }), room);
  return 'found' in found ? found.found.title : read(found.reply).replaceAll(/\s+/g, ' ');
}

describe('a story', () => {
  it.each([
    ['s1111111111111111', TOLL.title],
    [TOLL.id, TOLL.title],
    [TOLL_REPRINT.id, TOLL.title],
    ['strait-toll.txt', TOLL.title],
    ['Ships to pay for Osk strait', TOLL.title],
    ['  karsund PUTS a toll on the Osk strait ', TOLL.title],
    ['dockers', STRIKE.title],
    ['docker walking out', STRIKE.title],
    ['cracks', DAM.title],
    // No title has these; the text of one article does.
    ['flour', STRIKE.title],
    ['third less electricity', DAM.title],
  ])('is known by %j', async (words, title) => expect(await meant(words, await aRoom())).toBe(title));

  it('that nothing comes near is said to be unknown', async () => {
    for (const words of ['zeppelin', '…']) {
      expect(await meant(words, await aRoom())).toContain(
        `No story here goes by “${words}”, by title or in its articles. Try fewer words, or choose one of the latest. [Choose`,
      );
    }
    const long = await meant(`zeppelin ${'very '.repeat(300)}`, await aRoom());
    expect(long).toContain('goes by “zeppelin very very very very very very very very very very…”');
    expect(await meant('zeppelin', await aRoom({ news: [] }))).toContain('There is no story yet');
  });

  it('that an old button names, and that is gone since, is said to be gone', async () => {
    for (const id of ['s9999999999999999', 's9999999999999999-2', '9'.repeat(32)]) {
      expect(await meant(id, await aRoom())).toBe('That story is not in the archive any more.');
    }
  });

  it('goes by its number in the last digest, or in the one in whose thread it is named', async () => {
    const room = await aRoom();
    expect(await meant('2', room)).toBe('There is no digest here yet, so no number 2. Name a story by its title.');
    await room.publish();
    const told = (await room.archive.lastDigest(HARBOUR))?.digest.stories ?? [];
    expect(told.length).toBeGreaterThan(0);
    for (const words of ['1', '#1', 'no. 1', 'Story 1', '1.']) expect(await meant(words, room)).toBe(told[0]?.headline);
    expect(await meant('9', room)).toBe(
      `The last digest here has ${told.length === 1 ? '1 story' : `${told.length} stories`}.`,
    );
    const call = aCall(STORY, { story: '9' }, { thread: 'root-1' });
    const found = await storyMeant('9', call, room);
    expect('reply' in found && read(found.reply)).toMatch(/^This digest has /);
    const elsewhere = await storyMeant('1', aCall(STORY, { story: '1' }, { channel: DEALS }), room);
    expect('reply' in elsewhere && read(elsewhere.reply)).toContain('There is no digest here yet');
  });

  it('of which several come equally near is asked for', async () => {
    const room = await aRoom();
    expect(await meant('karsund kestrel', room)).toBe(
      'Several stories may be meant by “karsund kestrel”: which one? [Choose a story…] news story + story ' +
        'Kestrel reservoir lowered after crack is found (s4444444444444444) ' +
        'Karsund puts a toll on the Osk strait (s1111111111111111)',
    );
  });

  it('is offered with at most 25 others', async () => {
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
    const found = await storyMeant('ferry', aCall(STORY, { story: 'ferry' }), room);
    const [control] = 'reply' in found ? (found.reply.message.controls ?? []) : [];
    expect(control?.kind === 'menu' && control.choices.length).toBe(25);
    expect(await meant('ferry 17', room)).toBe('Ferry 17');
  });
});

describe('a digest', () => {
  it('is the one that a button names, or in whose thread it was said, of this channel only', async () => {
    const room = await aRoom({ subscriptions: [MORNINGS, { ...MORNINGS, id: 'slack:CDEALS@08:00', channel: DEALS }] });
    await room.publish();
    const here = (await room.archive.lastDigest(HARBOUR))?.digest.id ?? '';
    const there = (await room.archive.lastDigest(DEALS))?.digest.id ?? '';
    const id = async (args: Record<string, string>, thread: string | null) =>
      (await digestMeant(aCall(STORY, args, { thread }).invocation, room))?.id ?? null;
    expect(await id({ digest: here }, null)).toBe(here);
    expect(await id({}, 'root-1')).toBe(here);
    expect(await id({ digest: there }, null)).toBeNull();
    expect(await id({}, 'root-2')).toBeNull();
    expect(await id({ digest: 'none' }, 'root-1')).toBeNull();
    expect(await id({}, null)).toBeNull();
  });

  it('has forgotten the stories that were kept to other channels since', async () => {
    const before = await aRoom();
    await before.publish();
    const kept = before.topics.map((topic) =>
      topic.name === 'shipping' ? { ...topic, channels: ['slack:CDEALS'] } : topic,
    );
    const digest = await digestMeant(aCall(STORY, {}, { thread: 'root-1' }).invocation, { ...before, topics: kept });
    expect(digest?.stories).toEqual([]);
    const meant = await storyOfDigest(digest as never, aCall(STORY), before);
    expect('reply' in meant && read(meant.reply)).toBe('This digest tells of no story.');
  });
});

describe('a topic', () => {
  const topic = async (words: string | undefined) => {
    const found = await topicMeant(words, aCall('news digest'), await aRoom());
    if ('reply' in found) return read(found.reply).replaceAll(/\s+/g, ' ');
    return found.found?.topic.name ?? null;
  };

  it('is known in any case; nothing and "all" mean everything', async () => {
    expect(await topic('Shipping')).toBe('shipping');
    expect(await topic(undefined)).toBeNull();
    expect(await topic('ALL')).toBeNull();
  });

  it('that there is not brings the nearest, or all there are', async () => {
    expect(await topic('enrgy')).toBe('There is no topic “enrgy”. Did you mean energy? [Yes] news digest?topic=energy');
    expect(await topic('ships')).toContain('Did you mean shipping?');
    expect(await topic('zeppelins')).toContain('These there are: [Choose a topic…] news digest + topic shipping');
  });

  it('that there is none of at all is said so', async () => {
    const found = await topicMeant(
      'x',
      aCall('news digest'),
      await aRoom({ topics: [], news: someNews().slice(0, 1) }),
    );
    expect('reply' in found && read(found.reply)).toBe('There is no topic “x”, nor any other yet.');
  });
});
