/** The verifier: false claims made of true sentences that it catches, and true ones that it flags. */
import { sentencesOf } from '../../src/article/sentences.ts';
import { verifyClaim } from '../../src/summary/verify.ts';
import { type CorruptionKind, corruptionsOf, namesIn } from '../support/corrupt.ts';
import type { Figure, Measured } from './figure.ts';
import { mean } from './metrics.ts';
import type { Sets } from './sets.ts';

const SEED = 1;
const PROTOTYPE: Readonly<Record<CorruptionKind, number | null>> = {
  'foreign name': 0.97,
  'changed number': 0.93,
  'changed date': null,
  'swapped name': 0.975,
  negation: 0,
};

export function measureVerifier({ articles }: Sets): Measured {
  if (articles.length === 0) return { figures: [], skipped: [{ area: 'the verifier', reason: 'no articles/*.txt' }] };
  const read = articles.map((article) => {
    const sentences = sentencesOf(article).map(({ text }) => text);
    return { article, sentences, names: namesIn(sentences) };
  });
  const corrupted = read.flatMap(({ article, sentences, names }) =>
    sentences.flatMap((sentence) =>
      corruptionsOf(sentence, names, SEED).map(({ kind, original, text }) => ({
        kind,
        caught: !verifyClaim({ text, quote: original }, article).supported,
      })),
    ),
  );
  const flagged = read.flatMap(({ article, sentences }) =>
    sentences.map((text) => !verifyClaim({ text, quote: text }, article).supported),
  );
  const caught = [...Map.groupBy(corrupted, ({ kind }) => kind)].map(
    ([kind, those]): Figure => ({
      id: `verifier.caught.${kind.replaceAll(' ', '-')}`,
      name: `Caught: ${kind}`,
      meaning: 'false claims of this kind that are not let through, each beside the true sentence as its quote',
      value: mean(those.map((one) => Number(one.caught))),
      unit: '%',
      of: `${those.length} claims of ${articles.length} articles`,
      prototype: PROTOTYPE[kind],
    }),
  );
  const own: Figure = {
    id: 'verifier.flagged',
    name: 'Own sentences flagged',
    meaning: "the articles' own sentences, word for word, that are not let through",
    value: flagged.filter(Boolean).length,
    unit: 'count',
    of: `${flagged.length} sentences`,
    prototype: 0,
  };
  return { figures: [...caught, own], skipped: [] };
}
