/**
 * What the audit log says a change was made to. What was done in a channel that not everybody sees is told in that
 * channel only, so it is marked.
 */

import { channelName } from '../../digest/subscription.ts';
import type { AuditEntry } from '../../ports/conversation.ts';
import type { Caller } from '../command.ts';
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
