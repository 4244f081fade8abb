/** What managers set right of a story, for those whom it concerns. */
import type { Channel } from '../../digest/subscription.ts';
import { shortDay } from '../../digest/times.ts';
import type { Message, Section } from '../../message/message.ts';
import type { Archive } from '../../ports/archive.ts';
import type { Correction } from '../../ports/conversation.ts';
import type { Caller } from '../command.ts';
import { bold, section, text } from '../reply.ts';
import type { Room } from '../room.ts';

type Here = Pick<Caller, 'channel' | 'workspace'>;

/** Of the stories, oldest first: those that stand for the caller. */
export async function correctionsFor(
  storyIds: readonly string[],
  { channel, workspace }: Here,
  { archive }: Pick<Room, 'archive'>,
): Promise<readonly Correction[]> {
  const made = await archive.corrections(storyIds);
  return made.filter((correction) => standsIn(correction, channel, workspace));
}

/** Of the stories, oldest first: those that stand in the digests of a channel. */
export async function correctionsIn(
  channel: Channel,
  storyIds: readonly string[],
  archive: Archive,
): Promise<readonly Correction[]> {
  const made = await archive.corrections(storyIds);
  if (made.length === 0) return made;
  const stands = await standingIn(channel, archive);
  return made.filter(stands);
}

/** Tells of a correction whether it stands in the digests of a channel. */
export async function standingIn(channel: Channel, archive: Archive): Promise<(made: Made) => boolean> {
  const workspace = (await archive.workspaceOf(channel)) ?? undefined;
  return (correction) => standsIn(correction, channel, workspace);
}

type Made = Pick<Correction, 'origin'>;

/**
 * What the operator set right stands everywhere, and to the operator's terminal everything is told. Else it stands in the
 * workspace where it was made; and, on its platform, in the channels of the operator's file, of which nobody knows the workspace.
 */
function standsIn({ origin }: Made, channel: Channel, workspace: string | null | undefined) {
  if (origin === null || channel.platform === 'console') return true;
  return origin.platform === channel.platform && (workspace === undefined || origin.workspace === workspace);
}

/** Before everything else that is said of the story. */
export async function corrections(
  storyId: string,
  caller: Here,
  { archive, clock }: Pick<Room, 'archive' | 'clock'>,
): Promise<Section[]> {
  const made = await correctionsFor([storyId], caller, { archive });
  if (made.length === 0) return [];
  const lines = made.map((one) => wordsOf(one, clock.now()));
  return [section('corrections', made.length === 1 ? 'Correction' : 'Corrections', lines)];
}

/** The message of a digest, with each story that was set right having that at its head. */
export function withCorrections(message: Message, made: readonly Correction[], now: Date): Message {
  const ofStory = Map.groupBy(made, ({ storyId }) => storyId);
  const setRight = (story: Section): Section => {
    const head = (ofStory.get(story.id) ?? []).map((correction) => ({
      kind: 'paragraph' as const,
      inline: [bold('Correction: '), text(wordsOf(correction, now))],
    }));
    return { ...story, blocks: [...head, ...story.blocks] };
  };
  return { ...message, sections: message.sections.map(setRight), more: message.more.map(setRight) };
}

/** The stories that a digest's message tells. */
export function storiesIn({ sections, more }: Message): string[] {
  return [...sections, ...more].map(({ id }) => id);
}

function wordsOf({ text: words, made: { at } }: Correction, now: Date): string {
  return `${words} (${shortDay(at.toJSON().slice(0, 10), now)}, by a manager)`;
}
