import { describe, expect, it } from 'vitest';
import { kindOf, lacks } from '../../src/search/kinds.ts';
import { soughtIn } from '../../src/search/sought.ts';

describe('the kind of thing that is asked for', () => {
  const cases: [string, ReturnType<typeof kindOf>][] = [
    ['When did the port open?', 'time'],
    ['What year did the port open?', 'year'],
    ['How old was the mayor when she resigned?', 'measure'],
    ['How many sheep were lost when the wolves came?', 'count'],
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
    ['How old is the mayor?', 'The mayor, 54, is ill.', true],
    ['When does the port open?', 'The port opens in March.', true],
    ['When does the port open?', 'The port opens.', false],
    ['What year did the port open?', 'The port opened in March 1987.', true],
    ['What year did the port open?', 'The port opened in March.', false],
    ['Who closed the port of Osk?', 'The port of Osk was closed by Lune Lorne.', true],
    ['Who closed the port of Osk?', 'The port of Osk was closed.', false],
  ])('in %j may stand in %j: %j', (question, sentence, holds) => {
    const { wanted } = soughtIn(question);
    expect(wanted && !lacks(sentence, wanted)).toBe(holds);
  });
});
