/** Nobody may steer, or read off a form, the channels that they can't see: neither another workspace's nor private ones. */
import { checkArgs } from '../../command/check.ts';
import { type Args, type Caller, type Command, commandName, isForManagers } from '../../command/command.ts';
import { sentence } from '../../command/reply.ts';
import type { Desk } from '../../ports.ts';
import type { Visible } from './visible.ts';

const NOT_YOURS =
  'I don’t see that channel in this workspace, or you don’t. If it is one of yours, invite me with /invite @Newsdesk in it.';
const UNCLEAR = 'Slack does not say just now whether you see that channel. Please try again in a minute.';

interface Asked {
  readonly caller: Caller;
  readonly command: string;
  readonly args: Args;
}

/**
 * The same desk, but for commands about another channel than the caller's own that they may not name.
 * @param visible of the id of a Slack channel, to the caller
 */
export function forOwnChannels(desk: Desk, visible: (id: string, caller: Caller) => Promise<Visible>): Desk {
  /** What to say to it; null when nothing is wrong. */
  async function refusalOf({ caller, command: name, args }: Asked): Promise<string | null> {
    const command = desk.commands.find((one) => commandName(one) === name);
    // Whoever may not use it at all is told so by the desk.
    if (!command || (isForManagers(command) && !caller.manager)) return null;
    for (const id of channelsIn(command, args).filter((one) => one !== caller.channel.id)) {
      const seen = await visible(id, caller);
      if (seen !== 'yes') return seen === 'no' ? NOT_YOURS : UNCLEAR;
    }
    return null;
  }

  return {
    ...desk,
    async answer(invocation, progress) {
      const refusal = await refusalOf(invocation);
      return refusal === null ? desk.answer(invocation, progress) : sentence(refusal);
    },
    // Without a form it is answered, and so refused.
    form: async (invocation) => ((await refusalOf(invocation)) === null ? desk.form(invocation) : null),
    complete: async (request) => ((await refusalOf(request)) === null ? desk.complete(request) : []),
  };
}

/** Read as the desk reads them, so that no spelling slips through. */
function channelsIn(command: Command, args: Args): string[] {
  const checked = checkArgs(command, args);
  if (!checked.ok) return [];
  return command.options.flatMap(({ name, type }) => {
    const [, id] = /^slack:(.*)$/s.exec(checked.args[name] ?? '') ?? [];
    return type === 'channel' && id !== undefined ? [id] : [];
  });
}
