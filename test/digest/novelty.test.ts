import { describe, expect, it } from 'vitest';
import { newDisputes, newIn, type TellingBefore } from '../../src/digest/novelty.ts';
import { acts, mayFollow } from '../support/candidates.ts';

const MONDAY = new Date('2026-11-09T07:00:00Z');
const TUESDAY = new Date('2026-11-10T07:00:00Z');

function telling(over: Partial<TellingBefore['story']> = {}, publishedAt = MONDAY): TellingBefore {
  return { publishedAt, story: { actors: [], implications: [], delta: null, disputes: [], ...over } };
}

const CLOSED = acts('a1', 'Maren Osk', 'Harbour Minister Maren Osk closed Port Halden on Monday.');
const DEAD = acts('a1', 'Port Halden', 'Twelve people were killed in the fire at Port Halden.', { kind: 'place' });

describe('what is new in a story', () => {
  it('is nothing where everything was said, be it in other words, another language of names, or a headline', () => {
    const again = acts('a2', 'Maren Osk', 'On Monday Maren Osk, the harbour minister, shut Port Halden.');
    const asTitle = acts('a2', 'Ilka Dorn', 'Ilka Dorn agreed to talks.');
    const before = telling({
      actors: [CLOSED],
      headline: 'Fire at Halden',
      sources: [{ title: 'Ilka Dorn agrees to talks' }],
    });
    expect(newIn({ actors: [again, asTitle], implications: [] }, [before])).toBeNull();
  });

  it('is only what no earlier digest said, with its own evidence', () => {
    const reopened = acts('a2', 'Maren Osk', 'Maren Osk reopened Port Halden.');
    const news = newIn({ actors: [CLOSED, reopened], implications: [] }, [telling({ actors: [CLOSED] })]);
    expect(news?.actors).toEqual([reopened]);
    expect(news?.delta).toEqual({ text: 'Maren Osk reopened Port Halden.', evidence: reopened.evidence });
    expect(news?.toldBefore).toEqual(MONDAY);
  });

  it('is told first with another figure, and with what was told before', () => {
    const more = acts('a2', 'Port Halden', 'Seventeen people were killed in the fire at Port Halden.', {
      kind: 'place',
    });
    const other = mayFollow('a2', 'An inquiry is expected to begin on Thursday.');
    const news = newIn({ actors: [more], implications: [other] }, [telling({ actors: [DEAD] })]);
    expect(news?.delta.text).toBe(more.text);
    expect(news?.delta.was).toBe('twelve people');
  });

  it('has the figure that was told last, and both where sources differed', () => {
    const now = (words: string) =>
      acts(words, 'Port Halden', `${words} people were killed in the fire at Port Halden.`);
    const dispute = {
      text: 'Courier says twelve people were killed; Ledger says fifteen people were killed',
      evidence: [DEAD.evidence[0], now('Fifteen').evidence[0]] as const,
    };
    const first = telling({ disputes: [dispute] });
    const was = (...before: [TellingBefore, ...TellingBefore[]]) =>
      newIn({ actors: [now('Twenty')], implications: [] }, before)?.delta.was;
    expect(was(first)).toBe('twelve people or fifteen people');
    expect(was(first, telling({ actors: [now('Seventeen')] }, TUESDAY))).toBe('seventeen people');
  });

  it('leads with what the headline is about, not with what leans on another sentence or is long', () => {
    const charged = acts('a2', 'Anneke Vos', 'Prosecutor Anneke Vos charged the safety chief over the fire.');
    const leaning = mayFollow('a2', 'But hopefully this could help the town to get back on track.');
    const headline = 'Safety chief charged over fire';
    const news = newIn({ headline, actors: [charged], implications: [leaning] }, [telling({ actors: [DEAD] })]);
    expect(news?.delta.text).toBe(charged.text);
  });

  it('has of contradictions only those that were not told', () => {
    const told = { text: 'Courier says 12; Ledger says 15', evidence: DEAD.evidence };
    const fresh = {
      text: 'Courier says 3 piers; Ledger says 5 piers',
      evidence: acts('a3', 'Maren Osk', 'Three piers burnt.').evidence,
    };
    expect(newDisputes([told, fresh], [telling({ disputes: [told] })])).toEqual([fresh]);
  });
});
