import { beforeEach, describe, expect, it } from 'vitest';
import { forDesk, forTyping } from '../../src/pipeline/desk-archive.ts';
import type { Archive } from '../../src/ports/archive.ts';
import { aRoom, type TestRoom } from '../support/room.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await aRoom();
});

const WEEK = { from: new Date('2026-11-17T00:00:00Z'), to: new Date('2026-11-24T08:00:00Z') };

describe('what several people ask for at one time', () => {
  it('is read once: the very articles that the one before was told of', async () => {
    const archive = forDesk(room.archive, room.clock);
    const [first, second] = [await archive.candidates(null, WEEK), await archive.candidates(null, WEEK)];
    expect(first.length).toBeGreaterThan(0);
    expect(second.every((candidate, nth) => candidate === first[nth])).toBe(true);
    await room.clock.advance(6_000);
    const later = await archive.candidates(null, WEEK);
    expect(later).toEqual(first);
    expect(later.some((candidate) => first.includes(candidate))).toBe(false);
  });

  it('shows at once under which topics articles were put', async () => {
    const archive = forDesk(room.archive, room.clock);
    const [first] = await archive.candidates(null, WEEK);
    if (!first) throw new Error('there is no article');
    const made = { person: 'UANNA', at: room.clock.now() };
    const topic = { name: 'piers', description: '', terms: ['pier'], platform: 'slack', workspace: 'T1' } as const;
    await archive.keepTopic({ ...topic, channel: null, made });
    await archive.fileUnder('piers', new Date(0), [first.articleId]);
    const topicsOf = async () =>
      (await archive.candidates(null, WEEK)).find(({ articleId }) => articleId === first.articleId)?.topics;
    expect(await topicsOf()).toContain('piers');
    await archive.dropTopic('piers');
    expect(await topicsOf()).not.toContain('piers');
  });
});

describe('what is offered while somebody types', () => {
  it('is asked once for all the letters of a word, and anew some seconds later', async () => {
    let asked = 0;
    const counting: Archive = {
      ...room.archive,
      stories: (filter) => {
        asked += 1;
        return room.archive.stories(filter);
      },
    };
    const archive = forTyping(counting, room.clock);
    const filter = { hiddenTopics: [], limit: 5 };
    await Promise.all([archive.stories(filter), archive.stories(filter), archive.stories({ ...filter, limit: 6 })]);
    expect(asked).toBe(2);
    await room.clock.advance(3_001);
    await archive.stories(filter);
    expect(asked).toBe(3);
  });

  it('is asked again after it could not be told', async () => {
    let isThere = false;
    const broken: Archive = {
      ...room.archive,
      stories: (filter) => (isThere ? room.archive.stories(filter) : Promise.reject(new Error('gone'))),
    };
    const archive = forTyping(broken, room.clock);
    await expect(archive.stories({ hiddenTopics: [], limit: 5 })).rejects.toThrow('gone');
    isThere = true;
    expect((await archive.stories({ hiddenTopics: [], limit: 5 })).length).toBeGreaterThan(0);
  });
});
