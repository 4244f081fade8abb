import { describe, expect, it } from 'vitest';
import { readingText, textHash } from '../../src/store/reading-text.ts';
import { writtenArticle } from '../support/written-article.ts';

describe('the reading text', () => {
  it('is what stands below the title, without adverts and date lines', () => {
    const article = writtenArticle([
      { title: 'Ferry port closed' },
      { meta: 'date 2026-11-14' },
      { paragraph: 'The port closed.' },
      { boilerplate: 'Advert' },
      { heading: 'At sea' },
      { paragraph: 'Ships wait.' },
    ]);
    expect(readingText(article)).toBe('The port closed.\n\nAt sea\n\nShips wait.');
  });

  it('has the same hash in other case, white space and width, and another for any other word', () => {
    const hash = (paragraph: string) => textHash(writtenArticle([{ paragraph }]));
    expect(hash('THE  port\r\nclosed at 8\u00a0am.')).toBe(hash('The port closed at 8 am.'));
    expect(hash('The port closed at 9 am.')).not.toBe(hash('The port closed at 8 am.'));
    expect(hash('The port has not closed.')).not.toBe(hash('The port has closed.'));
    expect(hash(' ')).toBeNull();
  });
});
