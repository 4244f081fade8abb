import { describe, expect, it } from 'vitest';
import { aManagersRoom, give, type ManagersRoom, posted } from './give.ts';

const inDocks = { channel: { platform: 'slack', id: 'CDOCKS' } } as const;
const inPrivate = { ...inDocks, place: 'private' } as const;

const titlesUnder = async ({ archive }: ManagersRoom, topic: string) =>
  (await archive.stories({ topic })).map(({ title }) => title);

describe('a topic made in chat', () => {
  it('holds the articles of the last 31 days at once, and says how many of the last week stand under it', async () => {
    const room = await aManagersRoom();
    const args = { name: 'islands', terms: 'island, Osk + toll', description: 'What concerns the islands' };
    const { text, call, reply } = await give(room, 'topic add', args);
    expect(text).toBe('The topic islands is made. Of the 3 articles of the last 7 days, 2 stand under it now.');
    expect(call.audited).toEqual(['islands']);
    expect(reply.message.controls).toMatchObject([
      { label: 'Subscribe this channel', action: { args: { topic: 'islands' } } },
    ]);
    expect(await titlesUnder(room, 'islands')).toEqual([
      'Karsund puts a toll on the Osk strait',
      'Dockers walk out at Port Halden',
    ]);
    expect(await room.archive.keptTopics()).toMatchObject([
      { name: 'islands', terms: ['island', 'Osk + toll'], description: 'What concerns the islands', channel: null },
    ]);
  });

  it('is filed anew when its terms change, and keeps its description', async () => {
    const room = await aManagersRoom();
    await give(room, 'topic add', { name: 'islands', terms: 'island', description: 'What concerns them' });
    const { text } = await give(room, 'topic edit', { name: 'Islands', terms: 'dam, reservoir' });
    expect(text).toBe('The topic islands is changed. Of the 3 articles of the last 7 days, 1 stands under it now.');
    expect(await titlesUnder(room, 'islands')).toEqual(['Kestrel reservoir lowered after crack is found']);
    expect((await room.archive.keptTopics())[0]?.description).toBe('What concerns them');
  });

  it('is known in its private channel only', async () => {
    const room = await aManagersRoom();
    const { text, call } = await give(room, 'topic add', { name: 'islands', terms: 'island' }, inPrivate);
    expect(text).toMatch(/^The topic islands is made, and known in this channel only\./);
    expect(call.audited).toEqual(['private: islands']);
    expect((await give(room, 'topic edit', { name: 'islands', terms: 'dam' })).text).toBe(
      'No topic was made in chat here. /news-admin topic add makes one.',
    );
    expect((await give(room, 'topic remove', { name: 'islands' }, { ...inPrivate, workspace: 'T2' })).text).toBe(
      'No topic was made in chat here. /news-admin topic add makes one.',
    );
  });

  it.each([
    [
      { name: 'Tea & Co' },
      '“Tea & Co” can’t be a topic’s name: it is lower-case letters, digits and hyphens, e.g. tea-co.',
    ],
    [{ name: 'all' }, '“all” stands for every topic and can’t be the name of one.'],
    [{ name: 'shipping' }, 'The name shipping is taken. shipping-2 is free, for instance.'],
    [{ terms: ' , ;' }, 'A topic needs at least one term: words or phrases of its articles, with commas.'],
    [{ terms: 'dam, x' }, '“x” says too little: each term needs two letters or more.'],
    [{ terms: 'dam + ' }, '“dam +” says too little: each term needs two letters or more.'],
    [
      { terms: 'long '.repeat(30) },
      'The term “long long long long long long …” is too long: 80 characters at most. Commas part terms.',
    ],
    [{ terms: Array.from({ length: 51 }, (_, n) => `term${n}`).join() }, '51 terms are too many: 50 at most.'],
    [{ description: 'd'.repeat(201) }, 'The description is too long: 200 characters at most.'],
  ])('is not made of %o', async (args, wrong) => {
    const room = await aManagersRoom();
    const { text, call } = await give(room, 'topic add', { name: 'tea', terms: 'tea', ...args });
    expect(text).toBe(wrong);
    expect(call.audited).toEqual([]);
    expect(await room.archive.keptTopics()).toEqual([]);
  });

  it('leaves its subscriptions when it is removed, and the channels are told', async () => {
    const room = await aManagersRoom();
    await give(room, 'topic add', { name: 'islands', terms: 'island' });
    await give(room, 'subscribe', { topic: 'islands, energy' });
    await give(room, 'subscribe', { topic: 'islands' }, inDocks);
    const { text, call } = await give(room, 'topic remove', { name: 'islands' });
    expect(text).toBe(
      'The topic islands is removed. 2 digests tell of it no more; one of them told of nothing else and ended.',
    );
    expect(call.audited).toEqual(['islands']);
    expect(posted(room).slice(-2)).toEqual([
      'slack:CHARBOUR: The topic islands was removed, so no digest on it comes here any more.',
      'slack:CDOCKS: The topic islands was removed, so no digest on it comes here any more, nor any other at this hour.',
    ]);
    expect((await room.archive.keptSubscriptions()).map(({ topics }) => topics)).toEqual([['energy']]);
    expect(await room.archive.keptTopics()).toEqual([]);
    expect(await titlesUnder(room, 'islands')).toEqual([]);
  });

  it('is the only kind that can be changed', async () => {
    const room = await aManagersRoom();
    expect((await give(room, 'topic remove', { name: 'energy' })).text).toBe(
      'The topic energy stands in topics.yaml, which only the person who runs Newsdesk can change.',
    );
    await give(room, 'topic add', { name: 'islands', terms: 'island' });
    expect((await give(room, 'topic edit', { name: 'tea', terms: 'tea' })).text).toBe(
      'No topic “tea” was made in chat here. There is islands.',
    );
  });
});
