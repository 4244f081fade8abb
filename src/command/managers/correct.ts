/** A manager's correction of a story: kept for every later telling, and noted under what this channel was told lately. */
import { channelName } from '../../digest/subscription.ts';
import { longDay } from '../../digest/times.ts';
import { counted } from '../../digest/words.ts';
import type { Story } from '../../story/story.ts';
import type { Caller } from '../command.ts';
import { withDraft } from '../everyone/choose.ts';
import { zoneHere } from '../everyone/place.ts';
import { bold, message, sentence, text } from '../reply.ts';
import type { Handler, Room } from '../room.ts';
import { storyMeant } from '../subjects.ts';
import { auditSubject } from './audit-subject.ts';
import { given } from './target.ts';

/** Longer is an article of its own. Characters. */
const LONGEST_CORRECTION = 1_000;
const DAY_MS = 24 * 60 * 60_000;
/** Older digests are not read any more. */
const DAYS_TOLD = 7;

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
  await room.archive.keepCorrection({
    storyId: story.id,
    text: words,
    made: { person: caller.person, at: room.clock.now() },
  });
  await call.audit(auditSubject(story.id, caller));
  const { told, noted } = await note(story, words, caller, room);
  return sentence(
    `Corrected: from now on it stands wherever “${story.title}” is told, in /news story and /news sources. ` +
      `Messages that were posted before are not changed; ${whereNoted(told, noted)}`,
  );
};

function whereNoted(told: number, noted: number): string {
  if (told === 0) return `this channel was not told the story in the last ${DAYS_TOLD} days, so no note was posted.`;
  const digests = counted(told, 'digest');
  if (noted === told) return `a dated note stands in the thread of ${digests} of this channel that told the story.`;
  return `${noted} of ${digests} of this channel that told the story got a dated note in the thread; the others could not be posted to.`;
}

/** Posts the note in the threads of this channel's digests of late that told the story. */
async function note(story: Story, words: string, caller: Caller, room: Room): Promise<{ told: number; noted: number }> {
  const refs = await rootsThatTold(story, caller, room);
  const day = longDay(room.clock.now(), await zoneHere(caller, room));
  const said = message({ say: [bold(`Correction, ${day}: `), text(words)], foot: `On the story “${story.title}”.` });
  let noted = 0;
  for (const thread of refs) noted += Number(await room.say({ channel: caller.channel, thread }, said));
  return { told: refs.length, noted };
}

async function rootsThatTold({ articles }: Story, { channel }: Caller, { archive, clock }: Room): Promise<string[]> {
  const since = clock.now().getTime() - DAYS_TOLD * DAY_MS;
  const digests = new Set<string>();
  for (const id of new Set(articles.map((article) => article.id))) {
    const postings = (await archive.trace(id))?.postings ?? [];
    const here = postings.filter((posting) => channelName(posting.channel) === channelName(channel));
    for (const { digestId, publishedAt } of here) if (publishedAt.getTime() >= since) digests.add(digestId);
  }
  const refs = await Promise.all([...digests].map((id) => archive.rootRefOf(id)));
  return refs.filter((ref) => ref !== null);
}
