/** How many questions a day may be asked here, and how many were asked today. */
import { counted } from '../../digest/words.ts';
import type { Control } from '../../message/control.ts';
import type { QuestionLimits } from '../../ports/conversation.ts';
import { button } from '../everyone/choose.ts';
import { DEFAULT_LIMITS } from '../everyone/limits.ts';
import { section, toCaller } from '../reply.ts';
import type { Audit, Call, Handler, Room } from '../room.ts';
import { auditSubject } from './audit-subject.ts';
import { given } from './target.ts';

export const budget: Handler = async (call, room) => {
  const { archive, clock } = room;
  const { caller } = call.invocation;
  const { before, limits } = await call.change(room, (within, audit) => changed(call, within, audit));
  const asked = await archive.questionsOn(clock.now().toISOString().slice(0, 10), caller);
  return toCaller({
    say: isChanged(before, limits)
      ? 'The limits are changed, from now on.'
      : 'Questions a day, and what was asked today:',
    sections: [
      section('budget', 'Questions a day', [
        `One person: ${counted(limits.perPerson, 'question')}; you asked ${asked.person} today.`,
        `One channel: ${counted(limits.perChannel, 'question')}; ${asked.channel} asked in this one today.`,
        `Everybody together: ${counted(limits.perWorkspace, 'question')}; ${asked.workspace} asked today.`,
      ]),
    ],
    foot: 'A day begins at midnight UTC. Whichever limit is reached first holds; a question beyond it costs nothing.',
    controls: isChanged(limits, DEFAULT_LIMITS) ? usual() : [],
  });
};

async function changed(call: Call, { archive }: Room, audit: Audit) {
  const { caller } = call.invocation;
  const { platform, workspace } = caller;
  const before = (await archive.questionLimits(platform, workspace)) ?? DEFAULT_LIMITS;
  const limits = limitsIn(call, before);
  if (isChanged(before, limits)) {
    await archive.keepQuestionLimits(platform, workspace, limits);
    await audit(auditSubject('questions a day', { ...caller, place: 'public' }));
  }
  return { before, limits };
}

/** The way back to what holds where nobody has set anything. */
function usual(): Control[] {
  const { perPerson, perChannel, perWorkspace } = DEFAULT_LIMITS;
  const args = { person: String(perPerson), channel: String(perChannel), everybody: String(perWorkspace) };
  return button('Back to the usual limits', 'news-admin budget', args);
}

function limitsIn(call: Call, before: QuestionLimits): QuestionLimits {
  const limit = (option: string, otherwise: number) => Number(given(call, option) ?? otherwise);
  return {
    perPerson: limit('person', before.perPerson),
    perChannel: limit('channel', before.perChannel),
    perWorkspace: limit('everybody', before.perWorkspace),
  };
}

function isChanged(before: QuestionLimits, after: QuestionLimits): boolean {
  return (['perPerson', 'perChannel', 'perWorkspace'] as const).some((limit) => before[limit] !== after[limit]);
}
