import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainArticle } from '../../../src/article/plain.ts';
import { linesOf } from '../../../src/summary/offline/lines.ts';
import { readOffline } from '../../../src/summary/offline/reader.ts';
import { type Statement, statementsOf } from '../../../src/summary/offline/statements.ts';
import { weightsOf } from '../../../src/summary/offline/weights.ts';

const TITLE = 'Ferry strike cuts Sellem Islands off';
const LEAD = 'The Orlem Ferry Company stopped the ferries to the Sellem Islands after its crews went on strike.';
const ASIDE = 'Visitors admired a lighthouse, two old cannons and several painted doors.';
const CORE = 'The strike has cut the Sellem Islands off, and the ferry crews want shorter shifts.';
const AGAIN = 'The ferry crews want shorter shifts, and their strike has cut off the Sellem Islands.';

function weighed(sentences: readonly string[], title = TITLE) {
  const article = plainArticle(`${title}\n\n${sentences.join(' ')}`);
  const statements = statementsOf(linesOf(article), article);
  const of = (text: string): Statement => {
    const found = statements.find((statement) => statement.text === text);
    if (!found) throw new Error(`no statement ${text}`);
    return found;
  };
  return { statements, of, weights: weightsOf(statements, title) };
}

describe('the weight of a sentence', () => {
  it('is greatest where the article’s words come together, and less for an aside before it', () => {
    const { of, weights } = weighed([LEAD, ASIDE, CORE]);
    expect(weights.weightOf(of(LEAD))).toBeGreaterThan(weights.weightOf(of(CORE)));
    expect(weights.weightOf(of(CORE))).toBeGreaterThan(weights.weightOf(of(ASIDE)));
  });

  it('follows the title', () => {
    const title = 'Visitors admire lighthouse and cannons';
    const byTitle = (which: string) => {
      const { of, weights } = weighed([LEAD, ASIDE], which);
      return weights.weightOf(of(ASIDE));
    };
    expect(byTitle(title)).toBeGreaterThan(byTitle(TITLE));
  });

  it('knows two sentences that say the same', () => {
    const { of, weights } = weighed([LEAD, ASIDE, CORE, AGAIN]);
    expect(weights.likeness(of(CORE), of(AGAIN))).toBeGreaterThan(0.8);
    expect(weights.likeness(of(CORE), of(ASIDE))).toBe(0);
  });

  it('is from 0 to 1, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(LEAD, ASIDE, CORE, AGAIN, '“?” It.', '1 2 3.'), { minLength: 1 }), (all) => {
        const { statements, weights } = weighed(all);
        for (const statement of statements) {
          expect(weights.weightOf(statement)).toBeGreaterThanOrEqual(0);
          expect(weights.weightOf(statement)).toBeLessThanOrEqual(1);
          for (const other of statements) expect(weights.likeness(statement, other)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('decides which of an actor’s sentences is told', () => {
    const aside = 'The Orlem Ferry Company was named after a lighthouse keeper.';
    const { actors } = readOffline(plainArticle(`${TITLE}\n\n${aside} ${LEAD} ${ASIDE} ${CORE}`)).draft;
    expect(actors.find(({ name }) => name === 'Orlem Ferry Company')?.text).toBe(LEAD);
  });
});
