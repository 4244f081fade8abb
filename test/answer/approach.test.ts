import { describe, expect, it } from 'vitest';
import type { Question, Turn } from '../../src/answer/answer.ts';
import { type Approach, approachesTo } from '../../src/answer/approach.ts';

/** A Tuesday. */
const NOW = new Date('2026-11-24T09:00:00Z');

function aQuestion(text: string, over: Partial<Question> = {}): Question {
  return { text, topic: null, since: null, hiddenTopics: [], context: [], about: [], now: NOW, zone: 'UTC', ...over };
}

function approaches(text: string, over: Partial<Question> = {}): readonly Approach[] {
  const read = approachesTo(aQuestion(text, over));
  if (!read.ok) throw new Error(read.reason);
  return read.approaches;
}

const times = (text: string, over: Partial<Question> = {}) =>
  approaches(text, over).map(({ from, to }) => `${from ?? ''}..${to ?? ''}`);

const earlier: Turn = {
  question: 'Who closed the ferry port of Eskerry?',
  answer: 'The ferry port of Eskerry was closed by Lune Lorne.',
  articleIds: ['a1'],
  at: NOW,
};

describe('the times in which an answer is looked for', () => {
  it('are any, where none is named', () => expect(times('Who closed the port?')).toEqual(['..']));

  it('are surely the one that a question means', () => {
    expect(times('What did Karsund say last week?')).toEqual(['2026-11-16..2026-11-22']);
    expect(times('What did Karsund say since March?')).toEqual(['2026-03-01..']);
  });

  it('of a few days, are also the days after, on which they are still told', () => {
    expect(times('What did Karsund say yesterday?')).toEqual(['2026-11-23..2026-11-23', '2026-11-23..2026-11-25']);
  });

  it('of a time that may be part of the matter, are any as well, with its words looked for', () => {
    const [inTime, anyTime] = approaches('Why is the port closed until March?');
    expect(inTime).toMatchObject({ to: '2026-03-31', words: 'port closed', rival: false });
    expect(anyTime).toMatchObject({ words: 'port closed march', rival: true });
    expect(anyTime?.to).toBeUndefined();
  });

  it('never begin before what the asker gave', () => {
    expect(times('Who closed the port?', { since: '7d' })).toEqual(['2026-11-17..']);
    expect(times('Who closed the port this month?', { since: '7d' })).toEqual(['2026-11-17..2026-11-24']);
    expect(approachesTo(aQuestion('Who closed it last month?', { since: '7d' }))).toEqual({
      ok: false,
      reason: 'Nothing can be both since 2026-11-17 and last month.',
    });
  });

  it('are refused where what was given is no time', () => {
    const read = approachesTo(aQuestion('Who?', { since: 'soonish' }));
    expect(read).toMatchObject({ ok: false, reason: expect.stringContaining('not “soonish”') });
  });
});

describe('a question in a conversation', () => {
  const leaning = [
    'why?',
    'and what did he say then?',
    'What about Verrin?',
    'How long will it take?',
    'When did they meet him?',
  ];
  for (const text of leaning) {
    it(`leans on it: ${JSON.stringify(text)}`, () => {
      const [first] = approaches(text, { context: [earlier] });
      expect(first).toMatchObject({ leans: true, words: expect.stringContaining('eskerry') });
    });
  }

  it('is looked for by itself as well, when it has words of its own', () => {
    expect(approaches('What about Verrin?', { context: [earlier] }).map(({ leans }) => leans)).toEqual([true, false]);
    expect(approaches('why?', { context: [earlier] }).map(({ leans }) => leans)).toEqual([true]);
  });

  it('stands for itself when it names what it is about', () => {
    const text = 'Which investor may go to court over the casino in Tolm?';
    expect(approaches(text, { context: [earlier] })).toEqual(approaches(text));
  });

  it('leans on nothing where nothing was said', () => {
    expect(approaches('why?').map(({ leans, words }) => [leans, words])).toEqual([[false, '']]);
  });

  it('asks for nothing again that was told, when it asks for more', () => {
    expect(approaches('What else did he say?', { context: [earlier] })[0]?.told).toContain(earlier.answer);
    expect(approaches('What did he say?', { context: [earlier] })[0]?.told).toBeNull();
  });
});

it('reads no more of a question than two thousand characters', () => {
  const [first] = approaches(`port ${'x '.repeat(2_000)} harbour`);
  expect(first?.words).not.toContain('harbour');
});
