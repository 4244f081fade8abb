/** The channels that the bot, or the bot and a person together, are in: https://docs.slack.dev/reference/methods/users.conversations */
import type { webApi as WebApi } from '@slack/bolt';
import type { SlackClient } from './client.ts';

export type Joined = NonNullable<WebApi.UsersConversationsResponse['channels']>[number];

/** Page after page, `mostPages` at most. Throws as the client does. */
export async function joinedChannels(
  web: SlackClient['web'],
  asked: Omit<WebApi.UsersConversationsArguments, 'cursor'>,
  mostPages: number,
): Promise<Joined[]> {
  const found: Joined[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await web.users.conversations({ ...asked, ...(cursor === undefined ? {} : { cursor }) });
    found.push(...(answer.channels ?? []));
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) break;
  }
  return found;
}
