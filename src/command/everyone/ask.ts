import type { Answer } from '../../answer/answer.ts';
import { counted } from '../../digest/words.ts';
import type { QuestionLimits } from '../../ports/conversation.ts';
import { commandNamed } from '../catalogue.ts';
import { missingWords } from '../check.ts';
import type { Caller, Command, Reply } from '../command.ts';
import { sentence } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { digestMeant, topicMeant } from '../subjects.ts';
import { answerReply } from './answer-reply.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { momentIn, zoneHere } from './place.ts';
import { sightOf } from './sight.ts';
import { readSince, SINCE_UNREAD } from './since.ts';

/** Turns of a thread that a question may refer to. */
const TURNS_REMEMBERED = 6;

/** `/news ask`: an answer from what this channel may see. Counted before anything is paid for. */
export async function ask(call: Call, room: Room): Promise<Reply> {
  const { caller, thread } = call.invocation;
  const { question: text, since = null } = call.args;
  const now = room.clock.now();
  if (text === undefined) return sentence(missingWords(...asked()));
  const zone = await zoneHere(caller, room);
  if (since !== null && readSince(since, now, zone) === null) return sentence(SINCE_UNREAD);
  const topic = await topicMeant(call.args['topic'], call, room);
  if ('reply' in topic) return topic.reply;
  const spent = await spend(caller, now, room);
  if (spent !== null) return sentence(spent);
  const sight = await sightOf(caller, room);
  const answer = await orGiveBack(caller, now, room, async () =>
    room.ask(
      {
        text,
        topic: topic.found?.topic.name ?? null,
        since,
        hiddenTopics: sight.hiddenTopics,
        mayShow: (article) => sight.mayShow(article),
        context: thread === null ? [] : await room.archive.turns(caller.channel, thread, TURNS_REMEMBERED),
        about: await articlesAsked(call, room),
        now,
        zone,
      },
      call.progress,
    ),
  );
  await remember(text, answer, now, call, room);
  return answerReply(text, answer, { now, zone });
}

function asked(): [Command, Command['options']] {
  const command = commandNamed('news ask') as Command;
  return [command, command.options.filter(({ required }) => required)];
}

/** Articles of the digest under which it was asked. */
async function articlesAsked({ invocation }: Call, room: Room): Promise<string[]> {
  const digest = await digestMeant(invocation, room);
  return (digest?.stories ?? []).flatMap(({ sources }) => sources.map(({ articleId }) => articleId));
}

/** Outside a thread nobody can refer to it, so nothing is kept; nor of whom was erased meanwhile. */
async function remember(
  question: string,
  answer: Answer,
  askedAt: Date,
  { invocation }: Call,
  { archive, clock }: Room,
): Promise<void> {
  const { caller, thread } = invocation;
  if (thread === null) return;
  const answered = answer.kind === 'answered' ? answer : null;
  const turn = {
    question,
    answer: (answered?.sentences ?? []).map((claim) => claim.text).join(' '),
    articleIds: (answered?.sources ?? []).map(({ articleId }) => articleId),
    at: clock.now(),
  };
  await archive.keepTurn(caller.channel, thread, caller.person, caller.workspace, turn, utcDay(askedAt));
}

// ---- the budget --------------------------------------------------------------------------------------------------------

/** Counts the question; when a limit is reached, counts nothing and gives the sentence that says so. */
async function spend(caller: Caller, now: Date, room: Room): Promise<string | null> {
  const { platform, workspace, channel, person, zone } = caller;
  const limits = (await room.archive.questionLimits(platform, workspace)) ?? DEFAULT_LIMITS;
  const reached = await room.archive.spendQuestion({ platform, workspace, channel, person }, utcDay(now), limits);
  if (reached === null) return null;
  const again = momentIn(zone ?? (await zoneHere(caller, room)), nextUtcMidnight(now));
  if (limits[reached] === 0) return `${SWITCHED_OFF[reached]} /news search costs nothing.`;
  return `${spentWords(reached, limits)} Questions begin again ${again}. /news search costs nothing.`;
}

/** What came to nothing, or asked for no news, is not counted. */
async function orGiveBack(caller: Caller, now: Date, { archive }: Room, act: () => Promise<Answer>): Promise<Answer> {
  const giveBack = () => archive.giveBackQuestion(caller, utcDay(now));
  try {
    const answer = await act();
    if (answer.kind === 'abstained' && answer.unasked) await giveBack();
    return answer;
  } catch (error) {
    await giveBack();
    throw error;
  }
}

const SWITCHED_OFF = {
  perPerson: 'The managers here have switched questions off.',
  perChannel: 'The managers here have switched questions in channels off.',
  perWorkspace: 'The managers here have switched questions off.',
} as const;

function spentWords(reached: keyof QuestionLimits, limits: QuestionLimits): string {
  const count = counted(limits[reached], 'question');
  if (reached === 'perPerson') return `You have asked your ${count} of today.`;
  const place = reached === 'perChannel' ? 'in this channel' : 'here by everybody together';
  return `Today’s ${count} ${place} ${limits[reached] === 1 ? 'has' : 'have'} been asked.`;
}

const utcDay = (instant: Date) => instant.toJSON().slice(0, 10);

function nextUtcMidnight(now: Date): Date {
  const midnight = new Date(now);
  midnight.setUTCHours(24, 0, 0, 0);
  return midnight;
}
