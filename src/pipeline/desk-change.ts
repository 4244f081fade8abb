/** What a command changes: all of it or nothing, with who did it. And what is known of it when something breaks. */
import type { Invocation } from '../command/command.ts';
import type { Call, Room } from '../command/room.ts';
import { ArchiveUnreachable } from '../ports/archive.ts';
import type { AuditEntry } from '../ports/conversation.ts';

/** `unclear`: the archive went out of reach in the middle, and may have made it or not. */
export type ChangeState = 'none' | 'unclear' | 'made';

/**
 * While this process stood still, somebody was told that their command was interrupted, and may have looked whether it was done,
 * or given it again; or they were erased.
 */
export class Overtaken extends Error {}

export interface Change extends Pick<Call, 'change' | 'entry'> {
  /** How far the command came with what it changes. */
  state(): ChangeState;
}

export function createChange(invocation: Invocation, clock: Room['clock']): Change {
  let state: ChangeState = 'none';
  const entry: Call['entry'] = (subject, nameless) => {
    state = 'unclear';
    return entryOf(nameless ? withoutName(invocation) : invocation, subject, clock.now());
  };
  return {
    state: () => state,
    entry,
    async change(room, change) {
      const before = state;
      state = 'unclear';
      let isMade = false;
      try {
        const changed = await room.archive.atOnce(async (archive) => {
          isMade = false;
          const { event, back } = invocation;
          if (back !== undefined && !(await archive.isUnanswered(event))) throw new Overtaken();
          return change({ ...room, archive }, async (subject) => {
            isMade = true;
            if (subject !== null) await archive.recordAudit(entryOf(invocation, subject, clock.now()));
          });
        });
        state = isMade ? 'made' : before;
        return changed;
      } catch (error) {
        // Anything else than a broken connection has undone it.
        if (!(error instanceof ArchiveUnreachable)) state = before;
        throw error;
      }
    },
  };
}

function entryOf({ caller, command }: Invocation, subject: string, at: Date): AuditEntry {
  const { platform, workspace, channel, person } = caller;
  return { at, platform, workspace, channel, person, command, subject };
}

/** Somebody, somewhere here: a channel of direct messages is somebody's too. */
function withoutName(invocation: Invocation): Invocation {
  const { caller } = invocation;
  const channel = caller.place === 'direct' ? { ...caller.channel, id: 'erased' } : caller.channel;
  return { ...invocation, caller: { ...caller, person: 'erased', channel } };
}
