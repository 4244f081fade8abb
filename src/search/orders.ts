/**
 * Sentences of an article that are written for a program that reads it, not for people. They are data like all others, and
 * nothing obeys them; but a person who asks for the news is not told them either.
 */
const ORDERS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instructions?|rules|guidelines|prompts?|training)\b/i,
  /^\W*(?:system|assistant|developer|user)(?:\s+(?:message|prompt|note|override))?\s*:/i,
  /\b(?:BEGIN|END) (?:ARTICLE|QUESTION|CONVERSATION|SYSTEM|PROMPT|INSTRUCTIONS?)\b/,
  /<\|[a-z_]+\|>|<\/?(?:system|assistant|instructions?)>|\[\/?INST\]/i,
  /\byou are (?:now |no longer )?(?:an? |the )?(?:AI|assistant|chatbot|language model|DAN|GPT|ChatGPT)\b/i,
  /^\W*(?:please\s+|now\s+|you must\s+)?(?:reply|respond|answer|output|print|reveal|repeat|write)\b.*\b(?:with|only|exactly|prompt|instructions|api key|following)\b/i,
  /\b(?:system prompt|prompt injection|jailbreak)\b.*\b(?:ignore|reveal|print|obey)\b/i,
  /<!(?:channel|here|everyone)>|(?<!\w)@(?:everyone|here|channel)\b/i,
];

export function isOrder(sentence: string): boolean {
  const seen = sentence.slice(0, LONGEST);
  return ORDERS.some((pattern) => pattern.test(seen));
}

/** Longer sentences are looked at to here. */
const LONGEST = 2_000;
