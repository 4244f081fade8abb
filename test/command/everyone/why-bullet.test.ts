import { describe, expect, it } from 'vitest';
import { renderSlack } from '../../../src/chat/slack/render.ts';
import { EVERYONE } from '../../../src/command/everyone/handlers.ts';
import { anArticle, aSummary } from '../../support/articles.ts';
import { acting, following, TOLL } from '../../support/news.ts';
import { aCall, aRoom, read, type TestRoom } from '../../support/room.ts';
import { answerTo, asked, flat } from './asking.ts';

const why = async (room: TestRoom, args: { story?: string; bullet?: string }, over = {}) =>
  flat(await asked(room, 'news why', args, over));

const FREIGHT = 'The Shipowners’ Guild said freight to the islands would rise by a tenth.';

describe('a bullet', () => {
  it('is found by its words, by how it begins, by its actor, and by what a menu gives for it', async () => {
    const room = await aRoom();
    for (const bullet of ['freight would rise', 'the shipowners guild said', FREIGHT])
      expect(await why(room, { story: 'strait toll', bullet })).toContain(`Implication • ${FREIGHT}`);
    expect(await why(room, { story: TOLL.file, bullet: 'maren osk' })).toContain('Key actor • Maren Osk:');
    const { message } = await answerTo(room, 'news why', { story: TOLL.id });
    const menu = message.controls?.find((control) => control.kind === 'menu' && control.fills === 'bullet');
    const choices = menu?.kind === 'menu' ? menu.choices : [];
    expect(choices).toHaveLength(2);
    for (const { value, label } of choices)
      expect(await why(room, { story: 's1111111111111111', bullet: value })).toContain(label.slice(0, 60));
  });

  it('may be named alone, by words of it in their order, or in the thread of its digest', async () => {
    const room = await aRoom();
    expect(await why(room, { story: 'freight to the islands would rise' })).toContain('Who says so');
    await room.publish();
    expect(await why(room, { bullet: 'freight would rise' }, { thread: 'root-1' })).toContain(FREIGHT);
    expect(await why(room, { bullet: 'a volcano' }, { thread: 'root-1' })).toBe(
      'No story of this digest has a bullet that goes by “a volcano”.',
    );
  });

  it('says where its quote stands, who says the same, and what holds', async () => {
    const text = await why(await aRoom(), { story: 'strait toll', bullet: 'freight would rise' });
    expect(text).toContain(`In “${TOLL.title}”: found there word for word`);
    expect(text).toContain('Harbour Courier, 23 Nov • Velmark Ledger, 23 Nov — a copy');
    expect(text).toContain('It is the article’s own sentence, word for word');
    expect(text).toContain('checked then, and again now: it holds');
    expect(text).toContain('Not told here: no digest of this channel told its story.');
  });

  it('that would no longer pass is said not to', async () => {
    const article = anArticle({
      title: 'Pilots',
      file: 'pilots.txt',
      paragraphs: ['Pilots at Osk may strike in May.'],
    });
    const room = await aRoom({ news: [] });
    const claim = { ...following(article, article.text), text: 'Pilots at Osk may strike in June.' };
    await room.takeIn({
      article,
      at: room.clock.now(),
      summary: aSummary(article, { actors: [], implications: [claim] }),
    });
    expect(await why(room, { story: 'pilots.txt', bullet: 'strike in June' })).toMatch(/would not pass: .*June/);
  });

  it('that nobody can tell from another is asked for, and one that is not there is answered with those that are', async () => {
    const room = await aRoom();
    expect(await why(room, { story: 'strait toll', bullet: 'the' })).toMatch(/No bullet of|Several bullets/);
    const text = await why(room, { story: 'strait toll', bullet: 'a volcano' });
    expect(text).toContain(`No bullet of “${TOLL.title}” goes by “a volcano”. These there are:`);
    expect(text).toContain('[Choose a bullet…] news why?story=s1111111111111111 + bullet');
    expect(text).not.toContain('lifted in June');
  });
});

describe('words that several stories go by', () => {
  it('are asked about, and what was said of the bullet is kept meanwhile', async () => {
    const room = await aRoom();
    const bullet = `${FREIGHT.slice(0, -1)}, or so it was told to everybody who asked at the quay`;
    const answer = await answerTo(room, 'news why', { story: 'islands', bullet });
    const [menu] = answer.message.controls ?? [];
    if (menu?.kind !== 'menu') throw new Error('nothing is asked');
    expect(menu.choices.map(({ value }) => value)).toContain('s1111111111111111');
    const kept = menu.action.args['draft'] ?? '';
    const { message } =
      (await EVERYONE['news why']?.(aCall('news why', { draft: kept, story: 's1111111111111111' }), room)) ?? answer;
    expect(flat(read({ seen: 'caller', message }))).toContain(`Implication • ${FREIGHT}`);
  });
});

describe('a bullet that was dropped', () => {
  it('is shown by another that says the same, or by others of its actor', async () => {
    const sentences = [
      'Maren Osk signed the toll.',
      'Maren Osk met the pilots in Velmark.',
      'Maren Osk left for Karsund by sea.',
    ];
    const article = anArticle({ title: 'Osk signs', file: 'osk-signs.txt', paragraphs: sentences });
    const room = await aRoom({ news: [] });
    const actors = sentences.map((quote) => acting(article, 'Maren Osk', 'person', null, quote));
    await room.takeIn({ article, at: room.clock.now(), summary: aSummary(article, { actors }) });
    expect(await why(room, { story: 'osk-signs.txt', bullet: 'left for Karsund by sea' })).toContain(
      'Not shown by itself: others told of the same one weigh more.',
    );
  });

  it('for want of support says why, and is nowhere else; its words do nothing', async () => {
    const article = anArticle({ title: 'Pilots', file: 'pilots.txt', paragraphs: ['Pilots at Osk may strike.'] });
    const text = 'Pilots \u001b[31mwin\u202e <!channel> *all* <https://evil.example|here>\nat once';
    const unsupported = [{ kind: 'implication', text, reason: 'the quote is not in the article' } as const];
    const room = await aRoom({ news: [] });
    await room.takeIn({ article, at: room.clock.now(), summary: aSummary(article, { unsupported }) });
    const answer = await answerTo(room, 'news why', { story: 'pilots.txt', bullet: 'pilots win' });
    const [part] = renderSlack(answer.message);
    const sent = JSON.stringify(part?.payload);
    expect(sent).toContain('the quote is not in the article');
    expect(sent).toContain('Said by the reader without support, and shown nowhere else');
    expect(sent).not.toMatch(/"type":"(?:link|broadcast|user|usergroup|channel|mrkdwn)"/);
    for (const hidden of ['\\u001b', '\u202e', '<!channel>']) expect(sent).not.toContain(hidden);
    for (const command of ['news story', 'news sources'])
      expect(await asked(room, command, { story: 'pilots.txt' })).not.toContain('win');
  });
});

describe('a bullet and the digests here', () => {
  it('is told in one, or came in after it', async () => {
    const room = await aRoom();
    await room.publish();
    expect(await why(room, { story: 'strait toll', bullet: 'freight would rise' })).toContain(
      'Told here in the digest of Tue 24 Nov, 08:30.',
    );
    const quote = 'Velmark’s ferries will stop at noon on Friday.';
    const article = anArticle({ title: 'Ferries to stop', file: 'ferries.txt', paragraphs: [quote] });
    await room.clock.advance(60_000);
    const summary = aSummary(article, { actors: [], implications: [following(article, quote)] });
    await room.takeIn({ article, at: room.clock.now(), summary });
    const by = { person: 'UBORIS', at: room.clock.now() };
    await room.archive.mergeStories(['s1111111111111111', (await room.archive.storyOf(article.id)) ?? ''], { by });
    expect(await why(room, { story: 'ferries.txt', bullet: 'stop at noon' })).toContain(
      'Not told here yet: it came in after the digest of Tue 24 Nov, 08:30.',
    );
  });
});
