/** For setting up: the channels that the bot is in, so that somebody can name one instead of looking up its id. */
import { safeText } from '../../message/safe.ts';
import { type ClientOptions, createClient } from './client.ts';

/** Of one page of the answer: https://docs.slack.dev/reference/methods/users.conversations */
const PAGE = 200;
/** A bot is in a few channels, whatever the size of the workspace. */
const MOST_PAGES = 5;

/** Without the archived ones, by name; null where Slack does not tell, or can't be reached. */
export async function slackPlaces(
  options: ClientOptions,
): Promise<{ readonly id: string; readonly name: string; readonly server: null }[] | null> {
  const { web } = await createClient(options);
  const asked = { types: 'public_channel,private_channel', exclude_archived: true, limit: PAGE };
  const places: { id: string; name: string; server: null }[] = [];
  try {
    for (let page = 0, cursor = ''; page < MOST_PAGES; page++) {
      const answer = await web.users.conversations({ ...asked, ...(cursor === '' ? {} : { cursor }) });
      for (const { id, name } of answer.channels ?? []) {
        if (id !== undefined && name !== undefined) places.push({ id, name: safeText(name).trim(), server: null });
      }
      cursor = answer.response_metadata?.next_cursor ?? '';
      if (cursor === '') break;
    }
  } catch {
    return null;
  }
  return places.sort((a, b) => a.name.localeCompare(b.name));
}
