import { describe, expect, it } from 'vitest';
import type { Answer, Question } from '../../../src/answer/answer.ts';
import { NO_USAGE } from '../../../src/summary/usage.ts';
import { DEAL, TOLL, TOLL_REPRINT } from '../../support/news.ts';
import { aCaller, aRoom, HARBOUR, type TestRoom } from '../../support/room.ts';
import { answerTo, asked, flat } from './asking.ts';

const TODAY = '2026-11-24';

function only(room: TestRoom): Question {
  expect(room.asked).toHaveLength(1);
  return room.asked[0] as Question;
}

const VERBATIM = 'The Shipowners’ Guild said freight to the islands would rise by a tenth.';
const ANSWERED: Answer = {
  kind: 'answered',
  sentences: [{ text: VERBATIM, evidence: [{ articleId: TOLL.id, quote: VERBATIM, start: 0, end: VERBATIM.length }] }],
  sources: [{ articleId: TOLL.id, title: TOLL.title, source: TOLL.source, date: TOLL.date, url: TOLL.url }],
  looked: { articles: 3, from: null, to: null, newest: '2026-11-23' },
  reader: 'offline',
  usage: NO_USAGE,
};

describe('a question', () => {
  it('is put with what the channel may see, its zone and what was asked for', async () => {
    const room = await aRoom();
    const reply = await answerTo(room, 'news ask', { question: 'What is new?', topic: 'Energy', since: '2d' });
    expect(reply.seen).toBe('channel');
    expect(only(room)).toMatchObject({
      text: 'What is new?',
      topic: 'energy',
      since: '2d',
      hiddenTopics: ['mergers'],
      context: [],
      about: [],
      zone: 'Europe/Berlin',
    });
  });

  it('is put with sight of what stands under no topic yet and is about a hidden one all the same', async () => {
    const room = await aRoom();
    await asked(room, 'news ask', { question: 'What is new?' });
    expect(only(room).mayShow?.(TOLL)).toBe(true);
    expect(only(room).mayShow?.(DEAL)).toBe(false);
  });

  it('in the thread of a digest is about its articles, and remembers what was asked there before', async () => {
    const room = await aRoom({ answer: ANSWERED });
    await room.publish();
    const thread = { thread: 'root-1' };
    await asked(room, 'news ask', { question: 'What does it cost?' }, thread);
    await asked(room, 'news ask', { question: 'And for islanders?' }, thread);
    const [first, second] = room.asked;
    expect(first?.about.toSorted()).toEqual([TOLL.id, TOLL_REPRINT.id]);
    expect(first?.context).toEqual([]);
    expect(second?.context).toMatchObject([
      { question: 'What does it cost?', answer: VERBATIM, articleIds: [TOLL.id] },
    ]);
  });

  it('under a digest’s button is about it too', async () => {
    const room = await aRoom();
    await room.publish();
    const digest = (await room.archive.lastDigest(HARBOUR))?.digest.id ?? '';
    await asked(room, 'news ask', { question: 'What does it cost?', digest });
    expect(only(room).about).toContain(TOLL.id);
  });

  it('outside a thread is not kept', async () => {
    const room = await aRoom({ answer: ANSWERED });
    await asked(room, 'news ask', { question: 'What does it cost?' });
    expect(await room.archive.turns(HARBOUR, 'root-1', 10)).toEqual([]);
  });

  it('that has an unreadable time or an unknown topic is not put, and costs nothing', async () => {
    const room = await aRoom();
    expect(await asked(room, 'news ask', { question: 'Who?', since: 'lately' })).toContain('give a span (24h, 7d)');
    expect(await asked(room, 'news ask', { question: 'Who?', topic: 'enrgy' })).toContain('Did you mean energy?');
    expect(await asked(room, 'news ask', {})).toContain('needs “question”');
    expect(room.asked).toEqual([]);
    expect((await room.archive.questionsOn(TODAY, aCaller())).person).toBe(0);
  });
});

describe('the budget', () => {
  const ask = (room: TestRoom, over = {}) => answerTo(room, 'news ask', { question: 'Who?' }, over);

  it('ends a person’s questions for the day, kindly and without a call', async () => {
    const room = await aRoom();
    await room.archive.keepQuestionLimits('slack', 'T1', { perPerson: 2, perChannel: 3, perWorkspace: 100 });
    await ask(room);
    await ask(room);
    const reply = await ask(room);
    expect(reply).toMatchObject({
      seen: 'caller',
      message: {
        notification:
          'You have asked your 2 questions of today. Questions begin again Wed 25 Nov, 01:00 (Europe/Berlin). ' +
          '/news search costs nothing.',
      },
    });
    expect(room.asked).toHaveLength(2);
  });

  it('ends a channel’s and everybody’s as well, and begins again the next day', async () => {
    const room = await aRoom();
    await room.archive.keepQuestionLimits('slack', 'T1', { perPerson: 9, perChannel: 1, perWorkspace: 2 });
    await ask(room);
    expect((await ask(room, { person: 'UBORIS' })).message.notification).toContain(
      'Today’s 1 question in this channel has been asked.',
    );
    const elsewhere = { channel: { platform: 'slack', id: 'COTHER' } } as const;
    await ask(room, elsewhere);
    const third = await ask(room, { channel: { platform: 'slack', id: 'CTHIRD' } });
    expect(third.message.notification).toContain('here by everybody together');
    await room.clock.advance(24 * 3_600_000);
    await ask(room);
    expect(room.asked).toHaveLength(3);
  });
});

const UNASKED: Answer = {
  kind: 'abstained',
  reason: 'It asks for a calculation, and Newsdesk only tells what articles say.',
  unasked: true,
  looked: ANSWERED.looked,
  reader: 'offline',
  usage: NO_USAGE,
};

describe('what asks for no news', () => {
  it('is not counted', async () => {
    const room = await aRoom({ answer: UNASKED });
    await room.archive.keepQuestionLimits('slack', 'T1', { perPerson: 1, perChannel: 9, perWorkspace: 9 });
    for (const question of ['What is 2+2?', 'What is 3+3?']) await answerTo(room, 'news ask', { question });
    expect(room.asked).toHaveLength(2);
  });
});

describe('an answer', () => {
  it('says an article’s own sentence once, and that the offline reader answers', async () => {
    const text = await asked(await aRoom({ answer: ANSWERED }), 'news ask', { question: 'Freight?' });
    expect(flat(text).split('would rise by a tenth')).toHaveLength(2);
    expect(flat(text)).toContain('Answered by the offline reader');
  });

  it('is what the notification shows', async () => {
    const { message } = await answerTo(await aRoom({ answer: ANSWERED }), 'news ask', { question: 'Freight?' });
    expect(message.notification).toBe(VERBATIM);
  });

  it('warns when the newest article is more than three days old', async () => {
    const looked = (newest: string) => ({ ...ANSWERED, looked: { ...ANSWERED.looked, newest } });
    const told = async (newest: string) =>
      flat(await asked(await aRoom({ answer: looked(newest) }), 'news ask', { question: 'Freight?' }));
    expect(await told('2026-11-21')).not.toContain('out of date');
    expect(await told('2026-11-20')).toContain('The newest article is 4 days old (20 Nov): this may be out of date.');
  });

  it('that the archive does not know is one sentence, what was looked through, and a way on', async () => {
    const text = await asked(await aRoom(), 'news ask', { question: 'Who won?' });
    expect(flat(text)).toBe(
      'Asked: “Who won?” I don’t know: no article speaks of it. Other words, or a longer span, may find it. ' +
        'Looked through 4 articles; the newest is of 23 Nov. [Search the articles] news search?query=Who+won%3F',
    );
  });

  it('to what asks for no news is that alone: nothing was looked for', async () => {
    expect(flat(await asked(await aRoom({ answer: UNASKED }), 'news ask', { question: 'What is 2+2?' }))).toBe(
      'Asked: “What is 2+2?” It asks for a calculation, and Newsdesk only tells what articles say. ' +
        '3 articles can be asked about; the newest is of 23 Nov.',
    );
  });

  it('that is not of the time asked about says so, in the notification as well', async () => {
    const note = 'No article of that time (on Monday) says it; this is of Thursday 20 November 2025.';
    const room = await aRoom({ answer: { ...ANSWERED, note } });
    const { message } = await answerTo(room, 'news ask', { question: 'Who spoke on Monday?' });
    expect(message.notification).toBe(`${VERBATIM} (${note})`);
    expect(flat(await asked(room, 'news ask', { question: 'Who spoke on Monday?' }))).toContain(note);
  });

  it('tells a long question back in part', async () => {
    const text = await asked(await aRoom({ answer: ANSWERED }), 'news ask', { question: 'Why? '.repeat(390) });
    expect(text.length).toBeLessThan(1_500);
    expect(flat(text)).toContain('Why?…”');
  });

  it('of an empty archive says that it is empty', async () => {
    const looked = { articles: 0, from: null, to: null, newest: null };
    const answer: Answer = {
      kind: 'abstained',
      reason: 'Nothing has come in',
      looked,
      reader: 'offline',
      usage: NO_USAGE,
    };
    const text = await asked(await aRoom({ answer }), 'news ask', { question: 'Who won?' });
    expect(text).toContain('nothing has come in.');
    expect(text).toContain('There was no article to look through.');
  });

  it('holds a question and a model’s words inert and whole', async () => {
    const evil = '<!channel> @everyone **x**\u202e';
    const [first] = ANSWERED.kind === 'answered' ? ANSWERED.sentences : [];
    const answer = { ...ANSWERED, sentences: [{ ...first, text: evil }] } as Answer;
    const { message } = await answerTo(await aRoom({ answer }), 'news ask', { question: `${evil}${'x'.repeat(200)}` });
    expect(JSON.stringify(message)).not.toContain('\u202e');
    // Too long for a button, which is then left out.
    expect(message.controls ?? []).toEqual([]);
  });
});
