/** An answer as people read it: its sentences with their quotes, its sources, and what it was drawn from. */
import type { Answer, LookedThrough } from '../../answer/answer.ts';
import { shortDay } from '../../digest/times.ts';
import { counted } from '../../digest/words.ts';
import { shortLabel } from '../../message/label.ts';
import type { Bullet, Inline, Message } from '../../message/message.ts';
import { inQuotationMarks } from '../../message/quotation.ts';
import { safeText } from '../../message/safe.ts';
import { DAY_MS } from '../../spans.ts';
import type { Claim } from '../../summary/summary.ts';
import type { Reply } from '../command.ts';
import { italic, message, section, text } from '../reply.ts';
import { button } from './choose.ts';
import { folded } from './likeness.ts';
import { dayIn } from './since.ts';
import { attribution, sourceInline } from './told.ts';

interface When {
  readonly now: Date;
  /** IANA zone in which "today" is meant. */
  readonly zone: string;
}

/** Older news than this may have been overtaken. Days. */
const OLD = 3;
const OFFLINE = 'offline';

export function answerReply(question: string, answer: Answer, when: When): Reply {
  const told = answer.kind === 'answered' ? answered(answer, when) : abstained(question, answer, when);
  const context = [text(`Asked: ${inQuotationMarks(shortLabel(question, LONGEST_QUESTION_TOLD))}`)];
  return { seen: 'channel', message: { ...told, context } };
}

/** Of a question that is told back; people know what they asked. UTF-16 code units. */
const LONGEST_QUESTION_TOLD = 300;

type Answered = Extract<Answer, { kind: 'answered' }>;

function answered(answer: Answered, when: When): Message {
  const { sentences, sources, looked, reader } = answer;
  const parts = message({
    say: [
      text(`From ${counted(sources.length, 'article')}, each sentence with its quote.`),
      ...noted(answer),
      ...warning(looked, when),
    ],
    sections: [
      section(
        'answer',
        'Answer',
        sentences.map((claim) => bulletOf(claim, answer, when)),
      ),
      section(
        'sources',
        'Sources',
        sources.map((source) => sourceInline(source, when.now)),
      ),
    ],
    foot: `${lookedWords(looked, when)} ${readBy(reader)}`,
  });
  // What a notification shows should be the answer itself.
  const told = sentences.map((claim) => claim.text).join(' ');
  return { ...parts, notification: safeText(answer.note ? `${told} (${answer.note})` : told) };
}

function noted({ note }: Answered): Inline[] {
  return note === undefined ? [] : [italic(` ${note}`)];
}

function bulletOf(claim: Claim, { sources }: Answered, { now }: When): Bullet {
  const sourceOf = (articleId: string) => sources.find((source) => source.articleId === articleId);
  const quotes = claim.evidence.map(({ quote, articleId }) => {
    const source = sourceOf(articleId);
    return { quote: safeText(quote).trim(), attribution: source ? safeText(attribution(source, now)) : null };
  });
  const [first, ...further] = quotes;
  // The offline reader answers in the articles' own sentences: said once, as what they are.
  if (first && folded(first.quote) === folded(claim.text)) {
    const from = first.attribution === null ? [] : [text(` — ${first.attribution}`)];
    return { inline: [text(inQuotationMarks(first.quote)), ...from], quotes: further };
  }
  return { inline: [text(claim.text)], quotes };
}

function abstained(question: string, answer: Extract<Answer, { kind: 'abstained' }>, when: When): Message {
  const { reason, looked, unasked } = answer;
  if (unasked) return message({ say: [text(reason)], foot: heldWords(looked, when) });
  const hint = 'Other words, or a longer span, may find it.';
  return message({
    say: [text(`I don’t know: ${lowered(reason)} ${hint}`), ...warning(looked, when)],
    foot: lookedWords(looked, when),
    controls: button('Search the articles', 'news search', { query: question }),
  });
}

function lowered(reason: string): string {
  const sentence = /[.!?…]$/u.test(reason) ? reason : `${reason}.`;
  // A name keeps its capital, an article or a pronoun doesn't.
  return sentence.replace(/^(?:No|Nothing|None|The|There|It|This|That|An?) /, (word) => word.toLowerCase());
}

// ---- what it is worth --------------------------------------------------------------------------------------------------

function warning({ newest }: LookedThrough, { now, zone }: When): Inline[] {
  if (newest === null) return [];
  const age = Math.round((Date.parse(dayIn(zone, now)) - Date.parse(newest)) / DAY_MS);
  return age > OLD
    ? [italic(` The newest article is ${age} days old (${shortDay(newest, now)}): this may be out of date.`)]
    : [];
}

function lookedWords({ articles, from, to, newest }: LookedThrough, { now }: When): string {
  if (articles === 0) return 'There was no article to look through.';
  const day = (written: string) => shortDay(written, now);
  const bounds = [from && `from ${day(from)}`, to && `up to ${day(to)}`].filter(Boolean).join(' ');
  const latest = newest === null ? '' : `; the newest is of ${day(newest)}`;
  return `Looked through ${counted(articles, 'article')}${bounds && ` ${bounds}`}${latest}.`;
}

function heldWords({ articles, newest }: LookedThrough, { now }: When): string {
  if (articles === 0 || newest === null) return 'There is no article yet.';
  return `${counted(articles, 'article')} can be asked about; the newest is of ${shortDay(newest, now)}.`;
}

function readBy(reader: string): string {
  if (reader === OFFLINE) return 'Answered by the offline reader, in the articles’ own sentences.';
  return `Answered by ${reader}; every sentence was checked against its article’s own words.`;
}
