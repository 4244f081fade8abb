import { describe, expect, it } from 'vitest';
import { plainArticle } from '../../../src/article/plain.ts';
import { readOffline } from '../../../src/summary/offline/reader.ts';

const BEFORE = 'The council of Orlem met on Monday to talk about the old bridge over the harbour.';
const AFTER = 'The bridge was built of iron and stands on two stone piers in the middle of the town.';

/** The implications that are read from a sentence which stands between two plain ones. */
function readFrom(sentence: string): string[] {
  const { draft } = readOffline(plainArticle(`date 2031-03-04 Bridge talks\n\n${BEFORE}\n\n${sentence}\n\n${AFTER}`));
  return draft.implications.map(({ text }) => text);
}

describe('implications of the offline reader', () => {
  const forward = [
    'The closure is expected to cost the ferry company about two million crowns a month.',
    'Engineers warned that the eastern pier could collapse before the winter storms.',
    'The ruling paves the way for a second crossing at the mouth of the river.',
    'A longer strike would force the canneries to stop work, the council said.',
    'If the talks fail, the harbour master will close the inner basin to large ships.',
    'The merger has the potential to push up fares on the outer islands.',
    'Two of the five shipyards plan to lay off half of their welders by next spring.',
    'The new levy may lead to higher grain prices in the northern districts.',
  ];
  it.each(forward)('keeps: %s', (sentence) => {
    expect(readFrom(sentence)).toEqual([sentence]);
  });

  const none = {
    'a month is no verb': 'The ferry company signed the contract with the council in May and paid in June.',
    'what could have been': 'The eastern pier could have collapsed long before the storms of last winter came.',
    'a habit of the past': 'Every autumn the fishermen would often mend their nets on the stones below the bridge.',
    'an ability of the past': 'The divers could not see the foot of the pier and could hear nothing but the current.',
    'the noun': 'The will of the founder was read aloud to the family in the hall of the old town house.',
    'a question': 'Will the council of the town find the money for a second bridge before the next storm?',
    'the first person': 'We will certainly go on looking for a way to keep our ferries running through the winter.',
    'a pronoun without a referent': 'It could lead to higher prices for grain in all of the northern districts.',
    'a person without a referent': 'He will resign from the board of the ferry company at the end of the month.',
    'quoted talk': '“We will see what happens and we might even be surprised by it in the end,” said Berta Quill.',
    'years that are over': 'In 1987 the council said that the bridge would be replaced by a tunnel of steel.',
    advice: 'Wait until the ferries are running again and the queues at the quay will be much shorter.',
    'a heading': 'Bridge May Lead To Higher Fares For Islands',
    'an advert': 'Advertisement',
    'something short': 'It will rain.',
  };
  it.each(Object.entries(none))('leaves out %s', (_, sentence) => {
    expect(readFrom(sentence)).toEqual([]);
  });

  it('gives at most five, and of two that say the same only one', () => {
    const many = [
      'The strike is expected to cost the ferry company two million crowns.',
      'The strike is expected to cost the ferry company some two million crowns, Berta Quill said.',
      ...forward.slice(1),
    ];
    const read = readFrom(many.join(' '));
    expect(read).toHaveLength(5);
    expect(read.filter((text) => text.startsWith('The strike')).length).toBeLessThanOrEqual(1);
  });

  it('says they are stated by the source, with no likelihood of its own', () => {
    const { draft } = readOffline(plainArticle(`${BEFORE}\n\n${forward[0]}`));
    expect(draft.implications).toEqual([{ text: forward[0], quote: forward[0], basis: 'stated', likelihood: null }]);
  });
});
