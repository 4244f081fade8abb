import { describe, expect, it } from 'vitest';
import { kindOf, lacks } from '../../src/search/kinds.ts';
import { soughtIn } from '../../src/search/sought.ts';

describe('the kind of thing that is asked for', () => {
  const cases: [string, ReturnType<typeof kindOf>][] = [
    ['When did the port open?', 'time'],
    ['What year did the port open?', 'year'],
    ['How old was the mayor when she resigned?', 'age'],
    ['How many sheep were lost when the wolves came?', 'count'],
    ['How much was lost?', 'measure'],
    ['What was the percentage of sheep that were lost?', 'share'],
    ['Who closed the port, and when?', 'person'],
    ['Where is the port?', 'place'],
    ['Which company owns the port?', 'name'],
    ['Why was the port closed?', null],
    ['', null],
  ];
  it.each(cases)('in %j is %j, by the word that asks first', (question, kind) => {
    expect(kindOf(question)).toBe(kind);
  });

  it.each([
    ['How many sheep were lost?', 'Shepherds lost 40 sheep.', true],
    ['How many sheep were lost?', 'Shepherds lost forty sheep.', true],
    ['How many sheep were lost?', 'Shepherds lost sheep.', false],
    ['How many sheep were lost?', 'Shepherds lost sheep in 2019.', false],
    ['How many of the 40 sheep were found?', 'Of the 40 sheep some were found.', false],
    ['How many sheep were lost?', 'Shepherds lost sheep on 9 December, ten days before the fair.', false],
    ['How many days are left?', 'Ten days are left.', true],
    ['How much does the port cost?', 'The port was opened at 9.30 a.m. on March 3.', false],
    ['How old is the mayor?', 'The mayor, 54, is ill.', true],
    ['How old is the mayor?', 'The 54-year-old mayor is ill.', true],
    ['How old is the mayor?', 'The mayor paid 54 marks.', false],
    ['What percentage did the mayor get?', 'The mayor got 52% of all votes.', true],
    ['What percentage did the mayor get?', 'The mayor got 5,200 votes.', false],
    ['When does the port open?', 'The port opens in March.', true],
    ['When does the port open?', 'The port opens.', false],
    ['What year did the port open?', 'The port opened in March 1987.', true],
    ['What year did the port open?', 'The port opened in March.', false],
    ['Who closed the port of Osk?', 'The port of Osk was closed by Lune Lorne.', true],
    ['Who closed the port of Osk?', 'The port of Osk was closed.', false],
    ['Who closed the port of Osk?', 'The port of Osk was closed on Monday.', false],
    ['Which company closed the port of Osk?', 'An Osk company closed the port in May.', false],
  ])('in %j may stand in %j: %j', (question, sentence, holds) => {
    const { wanted } = soughtIn(question);
    expect(wanted && !lacks(sentence, wanted)).toBe(holds);
  });
});
