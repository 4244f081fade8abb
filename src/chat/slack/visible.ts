/**
 * Which channels a person may see. An admin sees no private channel that they are not in, so it may not be named by them
 * either: asked of Slack at each call, as their rights are.
 */
import type { Channel } from '../../digest/subscription.ts';
import type { Clock, KnownChannels, Log } from '../../ports.ts';
import { sortFailure } from './answers.ts';
import type { SlackClient } from './client.ts';
import { joinedChannels } from './joined.ts';

/** `no` also where there is no such channel, or none that the bot can see: nobody shall learn the difference. */
export type Visible = 'yes' | 'no' | 'unclear';

export interface Visibility {
  /** Never throws. */
  of(channel: string, person: string): Promise<Visible>;
  /** For many at once. Never throws. */
  forPerson(person: string): Promise<KnownChannels>;
}

/** Channels on one page of Slack's answer. */
const PAGE = 999;
const MOST_PAGES = 10;
const HIDDEN = 'private_channel,mpim';

/** Where the bot is hardly ever changes, and never what a person may see. */
const OWN_MS = 60_000;

interface Listed {
  readonly name: string;
  readonly isHidden: boolean;
}

export function createVisibility(
  { web, webApi }: SlackClient,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Visibility {
  /** By id: the channels that a person shares with the bot, or that the bot itself is in. */
  async function channelsOf(types: string, person: string | null): Promise<Map<string, Listed>> {
    const asked = { types, limit: PAGE, ...(person === null ? {} : { user: person }) };
    const found = new Map<string, Listed>();
    for (const { id, name = '', is_private, is_mpim } of await joinedChannels(web, asked, MOST_PAGES)) {
      if (id !== undefined) found.set(id, { name, isHidden: is_private !== false || is_mpim === true });
    }
    return found;
  }

  let own: { readonly channels: Promise<Map<string, Listed>>; readonly until: number } | null = null;

  async function ownChannels(): Promise<Map<string, Listed>> {
    const now = clock.now().getTime();
    if (own === null || own.until <= now) {
      own = { channels: channelsOf(`public_channel,${HIDDEN}`, null), until: now + OWN_MS };
      own.channels.catch(() => {
        own = null;
      });
    }
    return own.channels;
  }

  return {
    async of(id, person) {
      try {
        const { channel } = await web.conversations.info({ channel: id });
        if (channel?.is_im) return userOf(channel) === person ? 'yes' : 'no';
        const isHidden = channel?.is_private || channel?.is_group || channel?.is_mpim;
        if (channel && isHidden === false) return 'yes';
        return (await channelsOf(HIDDEN, person)).has(id) ? 'yes' : 'no';
      } catch (error) {
        const failure = sortFailure(error, webApi);
        if (failure.kind === 'declined' && failure.code === 'channel_not_found') return 'no';
        log.warn('slack: it could not be looked up who sees a channel', { ...failure });
        return 'unclear';
      }
    },
    async forPerson(person) {
      try {
        const [theirs, ours] = await Promise.all([channelsOf(HIDDEN, person), ownChannels()]);
        const sees = ({ id }: Channel) => theirs.has(id) || (ours.has(id) ? ours.get(id)?.isHidden === false : null);
        return {
          sees,
          nameOf(channel) {
            const name = (theirs.get(channel.id) ?? ours.get(channel.id))?.name ?? '';
            return name === '' || sees(channel) !== true ? null : `#${name}`;
          },
        };
      } catch (error) {
        log.warn('slack: the channels of a person could not be looked up', { ...sortFailure(error, webApi) });
        return { sees: (_, place) => (place === 'public' ? null : false), nameOf: () => null };
      }
    },
  };
}

/** With whom the bot speaks there: not in Bolt's types. https://docs.slack.dev/reference/objects/conversation-object */
function userOf(channel: object): unknown {
  return 'user' in channel ? channel.user : null;
}
