/** A manager's correction of a story: kept for every later telling, and put into the messages that told it lately. */
import { counted } from '../../digest/words.ts';
import type { Correction } from '../../ports/conversation.ts';
import type { Caller } from '../command.ts';
import { withDraft } from '../everyone/choose.ts';
import { sentence } from '../reply.ts';
import type { Handler, Room } from '../room.ts';
import { storyMeant } from '../subjects.ts';
import { auditSubject } from './audit-subject.ts';
import { given } from './target.ts';

/** Longer is an article of its own. Characters. */
const LONGEST_CORRECTION = 1_000;
/** Older digests are not read any more, and stay as they are. */
export const DAYS_TOLD = 30;

export const correct: Handler = async (asked, room) => {
  const call = await withDraft(asked, room);
  const { caller } = call.invocation;
  const words = given(call, 'text') ?? '';
  if (words.length > LONGEST_CORRECTION) {
    return sentence(
      `A correction has ${LONGEST_CORRECTION.toLocaleString('en')} characters at most; this one has ${words.length.toLocaleString('en')}.`,
    );
  }
  const meant = await storyMeant(given(call, 'story') ?? '', call, room);
  if ('reply' in meant) return meant.reply;
  const story = meant.found;
  const made = { person: caller.person, at: room.clock.now() };
  const correction: Correction = { storyId: story.id, text: words, origin: originOf(caller), made };
  const before = await call.change(room, async (within, audit) => {
    const standing = await standingAlready(correction, within);
    if (standing) return standing;
    await within.archive.keepCorrection(correction);
    await audit(auditSubject(story.id, caller));
    return null;
  });
  // One that stands may not have reached every message, where it was interrupted.
  const digests = await room.correct(correction);
  if (digests > 0) room.hint('deliver');
  if (before && digests === 0)
    return sentence(`That correction of “${story.title}” stands already: nothing was changed.`);
  const here = correction.origin?.workspace ? ` in this ${caller.platform === 'slack' ? 'workspace' : 'server'}` : '';
  return sentence(
    `Corrected: from now on it stands wherever “${story.title}” is told${here}, in /news story and /news sources. ` +
      whereCorrected(digests),
  );
};

/** Two who press at the same time, or one who does not know, say it once. */
async function standingAlready(
  { storyId, text, origin }: Correction,
  { archive }: Room,
): Promise<Correction | undefined> {
  const before = await archive.corrections([storyId]);
  return before.find(
    (one) =>
      one.text === text && one.origin?.platform === origin?.platform && one.origin?.workspace === origin?.workspace,
  );
}

/** The operator's terminal corrects for everybody; a manager for the own workspace. */
function originOf({ platform, workspace }: Caller): Correction['origin'] {
  return platform === 'console' ? null : { platform, workspace };
}

function whereCorrected(digests: number): string {
  if (digests === 0) return `No digest of the last ${DAYS_TOLD} days told it, so no message is changed.`;
  return `${counted(digests, 'digest')} of the last ${DAYS_TOLD} days told it: there it is corrected in place, with the day.`;
}
