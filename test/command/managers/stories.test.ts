import { describe, expect, it } from 'vitest';
import { aManagersRoom, give } from './give.ts';

const TOLL = 's1111111111111111';
const DOCKERS = 's3333333333333333';

describe('two stories that are one', () => {
  it('are joined by a manager, and the one is found where the other was', async () => {
    const room = await aManagersRoom();
    const [toll, dockers] = [await room.archive.story(TOLL), await room.archive.story(DOCKERS)];
    const { text: said } = await give(room, 'story merge', { story: TOLL, with: DOCKERS });
    expect(said).toContain('are one story now');
    const merged = await room.archive.story(TOLL);
    expect(merged?.articles).toHaveLength((toll?.articles.length ?? 0) + (dockers?.articles.length ?? 0));
    expect((await room.archive.story(DOCKERS))?.id).toBe(TOLL);
    expect(await room.archive.storyOf(dockers?.articles[0]?.id ?? '')).toBe(TOLL);
  });

  it('are not the same one twice, and must be there', async () => {
    const room = await aManagersRoom();
    expect((await give(room, 'story merge', { story: TOLL, with: TOLL })).text).toContain('That is the same story');
    expect((await give(room, 'story merge', { story: TOLL, with: 'no such thing at all' })).text).toContain('No story');
  });
});

describe('an article in the wrong story', () => {
  it('is parted from it, once it is chosen', async () => {
    const room = await aManagersRoom();
    await give(room, 'story merge', { story: TOLL, with: DOCKERS });
    const asked = await give(room, 'story split', { story: TOLL });
    expect(asked.text).toContain('Which article does not belong');
    const story = await room.archive.story(TOLL);
    const article = story?.articles.find(({ title }) => /Dockers/.test(title));
    const { text: said } = await give(room, 'story split', { story: TOLL, article: article?.id ?? '' });
    expect(said).toContain('is a story of its own now');
    expect(await room.archive.storyOf(article?.id ?? '')).not.toBe(TOLL);
    expect(JSON.stringify(asked.reply.message.controls)).toContain(article?.id);
  });

  it('that is all there is of a story stays', async () => {
    const room = await aManagersRoom();
    const story = await room.archive.story('s4444444444444444');
    const only = story?.articles[0]?.id ?? '';
    expect((await give(room, 'story split', { story: 's4444444444444444', article: only })).text).toContain(
      'all there is',
    );
  });
});
