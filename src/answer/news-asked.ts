/** What of a text asks for news at all: what is left goes to the archive, and for what never can, there is a sentence. */
import { detectLanguage } from '../article/language.ts';
import { isOrder } from '../search/orders.ts';

export type NewsAsked =
  | { readonly ok: true; readonly text: string }
  /** A sentence for the one who asked. */
  | { readonly ok: false; readonly reason: string };

const REASONS = {
  newsdesk:
    'Newsdesk answers only from the articles that it has taken in: ask about a person, a place or an event in the news. /news help shows what else it can do.',
  opinion: 'It asks for an opinion or advice, and Newsdesk only tells what articles say.',
  sum: 'It asks for a calculation, and Newsdesk only tells what articles say.',
  order: 'It is an order rather than a question about the news.',
} as const;

const ABOUT_NEWSDESK = new RegExp(
  `^\\W*(?:${[
    '(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks?|thank you|thx|cheers|ok(?:ay)?|bye|help|ping|test)(?: (?:there|you|newsdesk|very much|a lot|all|me|please))*',
    '(?:who|what) (?:are you|is newsdesk|does newsdesk do|can (?:you|newsdesk|i) (?:do|ask|say)|do you (?:do|know|read|cover))(?: (?:here|for me|about|you))*',
    '(?:what|which) (?:model|ai|llm|version|language model) (?:are|do|does) (?:you|newsdesk)(?: (?:use|run(?: on)?|based on))*',
    'are you (?:an? |the )?(?:ai|bot|robot|human|person|real|chatgpt|gpt|claude|alive|there|sentient)(?: .{0,20})?',
    'how (?:do|does|can) (?:you|newsdesk|this|it|i use (?:you|this|it|newsdesk)) ?(?:work)?',
    'how (?:do|can) i (?:subscribe|unsubscribe|follow|unfollow|set up|use (?:newsdesk|this bot|you))\\b.{0,60}',
    'what (?:is|are) your (?:name|rules?|instructions?|prompt|system prompt|purpose|job)',
  ].join('|')})\\W*$`,
  'i',
);
const SUM =
  /^(?:what(?:['’]s| is| are)?|how much is|calculate|compute|solve)?[\s:]*[-+(]*\d[\d\s.,()]*(?:[-+*/×÷^=x][\s(]*-?\d[\d\s.,()]*)+[\s=?!.]*$/i;
const OPINION =
  /^\W*(?:should|shall) \p{L}+|^\W*(?:what|how) (?:do|would) you (?:think|feel|say|recommend|suggest)|^\W*do you (?:think|believe|like|love|agree|prefer|recommend)|^\W*(?:in your opinion|what is your (?:opinion|view|favou?rite))|^\W*(?:is|are|was|were) .{1,80}\b(?:a )?(?:good|bad|nice|great|terrible|evil|stupid|beautiful|ugly|better|worse)(?: \p{L}+)?\W*$|^\W*who is (?:better|the best|right)\b/iu;
/** Orders to whoever answers, which are none in an article. */
const ASKED_TO_DO =
  /^\W*(?:you are now\b|act as\b|pretend\b|role-?play\b|from now on\b|say that\b|say ["“']|tell me (?:a joke|your)\b|(?:please )?(?:write|compose|draft|translate|sing|draw|generate|print|reveal|show me your|repeat|reply|respond|output|quote)\b(?! (?:did|was|were|is))(?=.*\b(?:poem|song|story|essay|code|email|joke|into|key|prompt|instructions|token|password|with|exactly|after me|everything above|:)))|^\W*quote:/iu;

/** @param text what somebody wrote, however long; it is cut to what is read beforehand */
export function newsAsked(text: string): NewsAsked {
  const asked = text.trim();
  if (ABOUT_NEWSDESK.test(asked)) return { ok: false, reason: REASONS.newsdesk };
  if (SUM.test(asked)) return { ok: false, reason: REASONS.sum };
  const parts = asked.split(/(?<=[.!?])\s+|\n+/).filter((part) => part.trim() !== '');
  const left = parts.filter((part) => !isOrder(part) && !ASKED_TO_DO.test(part));
  if (parts.length > 0 && left.length === 0) return { ok: false, reason: REASONS.order };
  if (left.length > 0 && left.every((part) => OPINION.test(part))) return { ok: false, reason: REASONS.opinion };
  return { ok: true, text: left.join(' ') };
}

const ENGLISH =
  /\b(?:the|of|and|is|are|was|were|did|does|do|has|have|who|what|when|where|why|how|which|about|for|with|on|to|any|news)\b/i;
const OTHER_SCRIPT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Greek}\p{Script=Devanagari}\p{Script=Thai}]/u;
/** Words that are no names; fewer tell no language. Key words, which have no small ones between them, tell it less. */
const WORDS_THAT_TELL = { question: 3, keyWords: 6 };

/** Whether it is surely asked in another language than the one in which questions are understood. */
export function isForeign(text: string): boolean {
  if (ENGLISH.test(text)) return false;
  if (OTHER_SCRIPT.test(text)) return true;
  const words = text.match(/(?<!\p{L})\p{Ll}+/gu) ?? [];
  const enough = text.includes('?') ? WORDS_THAT_TELL.question : WORDS_THAT_TELL.keyWords;
  return words.length >= enough && !['en', 'und'].includes(detectLanguage(text));
}
