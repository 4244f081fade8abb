import { describe, expect, it } from 'vitest';
import { sameText } from '../../src/story/duplicates.ts';
import { growthOver } from '../../src/story/growth.ts';
import { anArticle } from '../support/articles.ts';

const BULLETIN = [
  'A storm broke two piers of the new harbour at Velmark on Monday night, the harbour office said.',
  'Nobody was hurt, and the fishing fleet lay safe in the inner basin until the wind had dropped at dawn.',
];
const REPORT = [
  'The builder, Osk Marine, had warned the ministry in spring that the foundations would not bear a swell of such height.',
  'Minister Ada Finch ordered an inquiry and stopped all payments to the firm until its engineers have been heard in parliament.',
  'Orrin Vale, who leads the union of dockers, fears that three hundred people will be without work before the winter is over.',
];
const paper = (paragraphs: readonly string[]) => anArticle({ title: 'Storm at Velmark', paragraphs });
const bulletin = paper(BULLETIN);

describe('a text beyond the one that it contains', () => {
  it.each([
    ['behind it', [...BULLETIN, ...REPORT]],
    ['before it', [...REPORT, ...BULLETIN]],
    ['around it', [REPORT[0] ?? '', ...BULLETIN, ...REPORT.slice(1)]],
    ['in one paragraph with it', [[...BULLETIN, ...REPORT].join(' ')]],
  ])('is substantial with paragraphs %s', (_, paragraphs) => {
    const grown = paper(paragraphs);
    expect(sameText(grown, bulletin).duplicate).toBe(true);
    expect(growthOver(grown, bulletin)).toMatchObject({
      kept: expect.closeTo(1, 1),
      part: expect.toSatisfy((part) => part > 0.2 && part < 0.5),
      reason: expect.stringMatching(/^it contains the shorter text, and has \d\d words beyond$/),
    });
  });

  it('is none the other way round, nor in the very same text', () => {
    const grown = paper([...BULLETIN, ...REPORT]);
    expect(growthOver(bulletin, grown)).toBeNull();
    expect(growthOver(grown, grown)).toBeNull();
  });

  it('is not substantial as a line of the reprinting paper, or as sentences slipped in here and there', () => {
    const long = [...BULLETIN, ...REPORT];
    const leave =
      'This report first stood in the Osk Courier and is told here again with the kind leave of its editors.';
    const slipped = long.map((text) => `${text} People in the old town spoke of little else.`);
    expect(growthOver(paper([...long, leave]), paper(long))).toBeNull();
    expect(growthOver(paper(slipped), paper(long))).toBeNull();
  });

  it('is substantial for a long report with one more development of some length', () => {
    const later =
      'Late on Tuesday the court of Velmark froze the accounts of Osk Marine at the request of the harbour office, and its director, Tomas Keel, was led away by the police from a hotel near the station.';
    expect(growthOver(paper([...BULLETIN, ...REPORT, later]), paper([...BULLETIN, ...REPORT]))).not.toBeNull();
  });
});
