/**
 * What the audit log says a change was made to. What was done in a channel that not everybody sees is told in that
 * channel only, so it is marked.
 */

import { channelName } from '../../digest/subscription.ts';
import type { Inline } from '../../message/message.ts';
import type { AuditEntry } from '../../ports/conversation.ts';
import type { Story } from '../../story/story.ts';
import type { Caller } from '../command.ts';
import { type Sight, visibleStory } from '../everyone/sight.ts';
import { bold, text } from '../reply.ts';
import type { Room } from '../room.ts';
import type { Target } from './target.ts';

const MARK = 'private: ';

/** Names and ids only; of another channel than the caller's it is not known who sees it, so that counts as private. */
export function auditSubject(words: string, caller: Caller, target?: Pick<Target, 'here'>): string {
  return caller.place === 'public' && target?.here !== false ? words : `${MARK}${words}`;
}

/** The subject as this caller may read it; null for what is told elsewhere only. */
export function readableSubject({ subject, channel }: AuditEntry, caller: Caller): string | null {
  if (!subject.startsWith(MARK)) return subject;
  return channelName(channel) === channelName(caller.channel) ? subject.slice(MARK.length) : null;
}

/** Ids as the log keeps them: of a subscription or a channel (`slack:C0123ABCD@08:00.2`), of a story, and of an article. */
const IDS =
  /(?:slack|discord|console):([\w-]+)(?:@(\d\d:\d\d)(?:\.\d+)?)?|\b(s[0-9a-f]{16}(?:-\d+)?)\b|\b([0-9a-f]{32})\b/g;

/** A subject in words: ids are told as what they stand for, as far as the caller may know it. */
export async function inWords(subject: string, { channel }: Caller, sight: Sight, room: Room): Promise<Inline[]> {
  const told: Inline[] = [];
  const named = new Set<string>();
  let from = 0;
  for (const match of subject.matchAll(IDS)) {
    told.push(text(subject.slice(from, match.index)));
    from = match.index + match[0].length;
    const [, id = '', time, storyId, articleId] = match;
    if (storyId !== undefined) {
      told.push(storyInWords(await visibleStory(storyId, sight, room), named));
      continue;
    }
    if (articleId !== undefined) {
      const trace = await room.archive.trace(articleId);
      told.push(titled(trace && sight.mayShow(trace.article, trace.topics) ? trace.article.title : null));
      continue;
    }
    if (time !== undefined) told.push(text(`the ${time} digest `));
    if (id === channel.id) told.push(text(time === undefined ? 'this channel' : 'here'));
    else told.push(text(time === undefined ? id : `in ${id}`));
  }
  return [...told, text(subject.slice(from))].filter((piece) => piece.text !== '');
}

/** Two that were made one go by one title since. `named` are the ids of those before it in the entry. */
function storyInWords(story: Story | null, named: Set<string>): Inline {
  if (story && named.has(story.id)) return text('another, which it has taken in');
  if (story) named.add(story.id);
  return titled(story?.title ?? null);
}

function titled(title: string | null): Inline {
  return title === null ? text('(one that can’t be shown here)') : bold(`“${title}”`);
}
