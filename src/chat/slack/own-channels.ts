/** Where several workspaces share one Newsdesk, nobody in one of them may steer the channels of another. */
import { checkArgs } from '../../command/check.ts';
import { type Args, type Command, commandName } from '../../command/command.ts';
import { sentence } from '../../command/reply.ts';
import type { Desk } from '../../ports.ts';

const FOREIGN =
  'I don’t see that channel in this workspace. If it is one of yours, invite me with /invite @Newsdesk in it.';

/**
 * The same desk, but for commands about a channel that is not of the workspace.
 * @param isOurs of the id of a Slack channel
 */
export function forOwnChannels(desk: Desk, isOurs: (id: string) => Promise<boolean>): Desk {
  return {
    ...desk,
    async answer(invocation, progress) {
      const command = desk.commands.find((one) => commandName(one) === invocation.command);
      if (command) {
        for (const id of channelsIn(command, invocation.args)) if (!(await isOurs(id))) return sentence(FOREIGN);
      }
      return desk.answer(invocation, progress);
    },
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
