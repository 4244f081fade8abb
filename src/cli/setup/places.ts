/** The channel that somebody means: by its number in the list that was shown, its name, its link or its ID. */
import { readChannel } from '../../config/channel.ts';
import type { Channel } from '../../digest/subscription.ts';
import type { Asker } from './asker.ts';
import type { ChatPlatform, Place } from './try-out.ts';

/** More than these are not listed; their names work all the same. */
const MOST_LISTED = 20;

/** @param places null where the platform does not tell */
export function sayPlaces(asker: Asker, places: readonly Place[] | null): void {
  if (!places || places.length === 0) return;
  asker.say('Newsdesk sees these channels:');
  for (const [index, place] of places.slice(0, MOST_LISTED).entries()) asker.say(`  ${index + 1} ${titleOf(place)}`);
  if (places.length > MOST_LISTED) asker.say(`  and ${places.length - MOST_LISTED} more`);
  asker.say('Type a number, or the name, the link or the ID of another one.');
}

const titleOf = ({ name, server }: Place) => `#${name}${server === null ? '' : ` (${server})`}`;

export type Named =
  | { readonly kind: 'channel'; readonly channel: Channel }
  | { readonly kind: 'none'; readonly problem: string };

/**
 * @param listed as they were shown, which is what a number means
 * @param places as they are now; null where the platform does not tell
 */
export function namedChannel(
  platform: ChatPlatform,
  typed: string,
  listed: readonly Place[] | null,
  places: readonly Place[] | null,
): Named {
  const found = (id: string): Named => ({ kind: 'channel', channel: { platform, id } });
  const none = (problem: string): Named => ({ kind: 'none', problem });
  const numbered = /^\d{1,2}$/.test(typed) ? listed?.slice(0, MOST_LISTED)[Number(typed) - 1] : undefined;
  if (numbered) return found(numbered.id);
  const name = typed.replace(/^#/, '').toLowerCase();
  const same = (places ?? []).filter((place) => place.name.toLowerCase() === name);
  if (same.length > 1) return none(`${same.length} channels have that name: type the number of the one you mean.`);
  if (same[0]) return found(same[0].id);
  const channel = readChannel(`${platform}:${idIn(platform, typed)}`);
  if (channel && LOOKS_LIKE_ID[platform].test(channel.id)) return { kind: 'channel', channel };
  if (places === null)
    return none(`Names can't be looked up just now. Type the channel's ID: ${WHERE_THE_ID_IS[platform]}`);
  return none(`Newsdesk sees no channel named #${name}: ${CURE[platform]}`);
}

/** The id as it was copied, or out of a link (`…/archives/C0123ABCD`, `…/channels/1/2`) or a mention (`<#C0123ABCD|news>`). */
function idIn(platform: ChatPlatform, typed: string): string {
  const [, linked] = /\/(?:archives|client\/[^/]+|channels\/\d+)\/(\w+)/.exec(typed) ?? [];
  const [, mentioned] = /^<#(\w+)(?:\|[^>]*)?>$/.exec(typed) ?? [];
  const id = linked ?? mentioned ?? typed.replace(/^(slack|discord):/i, '');
  return platform === 'slack' && /^[cgd]0/i.test(id) ? id.toUpperCase() : id;
}

/** What else could be a channel's name must not be taken for an id. */
const LOOKS_LIKE_ID: Record<ChatPlatform, RegExp> = { slack: /^[CGD][A-Z0-9]+$/, discord: /^\d{15,20}$/ };
const WHERE_THE_ID_IS: Record<ChatPlatform, string> = {
  slack: "click the channel's name at the top; at the end of the window that opens stands e.g. C0123ABCD.",
  discord:
    'switch "Developer Mode" on ("User Settings", "Advanced"), click the channel with the right button, "Copy Channel ID".',
};
const CURE: Record<ChatPlatform, string> = {
  slack: 'send /invite @Newsdesk in it, then press Enter here to try again.',
  discord: "look at its name again, or type the channel's ID instead.",
};
