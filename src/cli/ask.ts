import type { Answer, LookedThrough, Question } from '../answer/answer.ts';
import { notSince } from '../answer/approach.ts';
import { systemClock } from '../clock/system-clock.ts';
import type { Config } from '../config.ts';
import type { DigestSource } from '../digest/digest.ts';
import { shortDay } from '../digest/times.ts';
import { memoryLedger } from '../llm/memory-ledger.ts';
import { openArchiveForReading } from '../main/archives.ts';
import { openAsk } from '../main/models.ts';
import { openLog } from '../main.ts';
import { inQuotationMarks } from '../message/quotation.ts';
import { safeText } from '../message/safe.ts';
import type { Ask } from '../pipeline/ask.ts';
import type { ModelLedger } from '../ports/ledger.ts';
import { addDays, dayIn } from '../search/calendar.ts';
import { sinceOf } from '../search/when.ts';
import type { Claim, Evidence } from '../summary/summary.ts';
import { inputLines } from './lines.ts';
import { bold, dim, OperatorError, printJson, progress, say } from './output.ts';
import { checkTopic } from './topics.ts';

/** An archive whose newest article is older may have missed what is asked about. Days. */
const OLD = 3;

/** Answers a question from the archive; without one, answers one line of standard input after another. */
export async function ask(
  config: Config,
  question: string | null,
  options: { json: boolean; topic?: string; since?: string },
): Promise<void> {
  checkSince(options.since, config.zone);
  const archive = await openArchiveForReading(config);
  try {
    await checkTopic(options.topic, config, archive);
    const answerer = await openAsk(config, archive, ledgerBeside(archive), openLog(config));
    const answer = (text: string) => answered(answerer, asQuestion(text, config, options));
    if (question === null)
      for await (const line of inputLines({ withEmpty: true })) await printJson(answerJson(await answer(line)), 'line');
    else if (options.json) await printJson(answerJson(await answer(question)));
    else sayAnswer(await answer(question), config.zone);
  } finally {
    await archive.close();
  }
}

/** The archive is only read here: what this process spends counts on top of what the ledger holds, until it ends. */
function ledgerBeside(archive: ModelLedger): ModelLedger {
  const own = memoryLedger();
  return {
    ...own,
    async spentSince(since) {
      const [kept, spent] = [await archive.spentSince(since), await own.spentSince(since)];
      return { tokens: kept.tokens + spent.tokens, costUsd: kept.costUsd + spent.costUsd };
    },
    cachedAnswer: async (key) => (await own.cachedAnswer(key)) ?? archive.cachedAnswer(key),
  };
}

async function answered(answerer: Ask, question: Question): Promise<Answer> {
  const { show, clear } = progress();
  try {
    return await answerer(question, show);
  } finally {
    clear();
  }
}

function asQuestion(text: string, { zone }: Config, { topic, since }: { topic?: string; since?: string }): Question {
  return {
    text,
    topic: topic ?? null,
    since: since ?? null,
    hiddenTopics: [],
    context: [],
    about: [],
    now: systemClock.now(),
    zone,
  };
}

function checkSince(since: string | undefined, zone: string): void {
  if (since !== undefined && sinceOf(since, systemClock.now(), zone) === null) throw new OperatorError(notSince(since));
}

// ---- for machines ------------------------------------------------------------------------------------------------

/** One answer of `ask --json`. `evidence` is in the order of the answer's sentences; without an answer there is a reason. */
export function answerJson(answer: Answer) {
  const { looked, reader } = answer;
  if (answer.kind === 'abstained')
    return { answer: '', abstained: true, evidence: [], reason: answer.reason, looked, reader };
  const evidence = answer.sentences.flatMap((sentence) =>
    sentence.evidence.map((one) => evidenceJson(one, sourceOf(one, answer.sources))),
  );
  const text = answer.sentences.map((sentence) => sentence.text).join(' ');
  return { answer: text, abstained: false, evidence, ...(answer.note && { note: answer.note }), looked, reader };
}

function evidenceJson({ articleId, quote, start, end }: Evidence, source: DigestSource | undefined) {
  const { title = '', date = null, source: publisher = null } = source ?? {};
  return { article: articleId, quote, start, end, title, date, source: publisher };
}

function sourceOf({ articleId }: Evidence, sources: readonly DigestSource[]): DigestSource | undefined {
  return sources.find((source) => source.articleId === articleId);
}

// ---- for people --------------------------------------------------------------------------------------------------

function sayAnswer(answer: Answer, zone: string): void {
  const now = systemClock.now();
  if (answer.kind === 'abstained')
    say(safeText(answer.unasked ? answer.reason : `The archive does not know. ${answer.reason}`));
  else {
    for (const sentence of answer.sentences) saySentence(sentence, answer.sources, now);
    if (answer.note) say(answer.note);
  }
  say(dim(lookedLine(answer.looked, now)));
  const { newest } = answer.looked;
  if (newest !== null && newest < addDays(dayIn(zone, now), -OLD))
    say(`The newest article is of ${shortDay(newest, now)}: what happened since is not in the archive.`);
}

function saySentence({ text, evidence }: Claim, sources: readonly DigestSource[], now: Date): void {
  const told = safeText(text).trim();
  say(bold(told));
  for (const one of evidence) {
    const quote = safeText(one.quote).trim();
    const source = sourceOf(one, sources);
    const from = [source?.source, source?.date && shortDay(source.date, now), source?.title].filter(Boolean).join(', ');
    if (quote !== told) say(`  ${inQuotationMarks(quote)}`);
    say(dim(`  ${safeText(from)}`));
  }
}

function lookedLine({ articles, from, to }: LookedThrough, now: Date): string {
  const span = [from && `from ${shortDay(from, now)}`, to && `to ${shortDay(to, now)}`].filter(Boolean).join(' ');
  const count = articles === 1 ? '1 article' : `${articles.toLocaleString('en')} articles`;
  return `Looked through ${count}${span && ` ${span}`}.`;
}
