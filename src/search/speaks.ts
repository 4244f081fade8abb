/**
 * What speaks for a sentence and against it, in logits. Found by a logistic regression on questions whose answers are known,
 * each asked where its article is there and where it isn't, among 120 articles and among 1,000; rounded. `aboutAll`,
 * `lacksRare` and those from `withoutName` on are set by hand: a wrong answer costs more than none. Shares are of all that is sought,
 * weighted by how telling each word is.
 */
export const SPEAKS = {
  always: -5,
  /** The share that stands in the sentence itself, word for word. */
  own: 1.9,
  /** The share of what the title doesn't say already, by words that say the same too. The title tells what it is about. */
  beyondTitle: 3.3,
  /** Of what is not in the sentence: the share in the title, the sentence before and the sentence after. */
  title: 0.6,
  before: 1.8,
  after: 0.5,
  /** The share of neighbouring words of the question that are neighbours here too. */
  neighbours: 1.5,
  /** All that stands in or near the sentence, not as a share: of much that is asked much must agree by more than chance. */
  amount: 0.115,
  /** Each such word that tells, up to `MOST_COUNTED`. */
  word: 0.7,
  /** It is about all of the one or two words that tell, and no more is asked. */
  aboutAll: 3,
  /** For each 30 words, up to twice: a long sentence has any word sooner. */
  long: -0.8,
  /** A scrap of a sentence is a heading more often than an answer. */
  scrap: -0.5,
  /** For each place further down in the archive's own order. */
  place: -0.41,
  /** The question leans on the article. */
  favoured: 0.7,
  /** The sentence has no number or time, or no name, where one is asked for. */
  lacksQuantity: -2,
  lacksName: -2.6,
  /** Nobody speaks in it, or it has no age or share: there are few ways to say that, so that it surely isn't there. */
  lacksRare: -4,
  /** The article misses a name of the question: another town's closed port is no answer, however much else agrees. */
  withoutName: -5,
  /** Or a number: forty sheep are not fifty. */
  withoutNumber: -5,
  /** The question says "not", and the sentence doesn't. */
  affirms: -4,
  /** A grave thing that the question takes for granted ("When did she resign?") is not said of whom it names. */
  unsaid: -5,
} as const;
