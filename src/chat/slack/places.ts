/** For setting up: the channels that the bot is in, so that somebody can name one instead of looking up its id. */
import { safeText } from '../../message/safe.ts';
import { type ClientOptions, createClient } from './client.ts';
import { joinedChannels } from './joined.ts';

/** Channels on one page of Slack's answer. */
const PAGE = 200;
/** A bot is in a few channels, whatever the size of the workspace. */
const MOST_PAGES = 5;

/** Without the archived ones, by name; null where Slack does not tell, or can't be reached. */
export async function slackPlaces(
  options: ClientOptions,
): Promise<{ readonly id: string; readonly name: string; readonly server: null }[] | null> {
  const { web } = await createClient(options);
  const asked = { types: 'public_channel,private_channel', exclude_archived: true, limit: PAGE };
  try {
    const places = (await joinedChannels(web, asked, MOST_PAGES)).flatMap(({ id, name }) =>
      id === undefined || name === undefined ? [] : [{ id, name: safeText(name).trim(), server: null }],
    );
    return places.sort((a, b) => a.name.localeCompare(b.name));
  } catch {
    return null;
  }
}
