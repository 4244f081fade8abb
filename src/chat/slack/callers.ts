/** Who asks, and where: where rights matter, asked of Slack at each call, for they are taken away as they are given. */
import type { Caller } from '../../command/command.ts';
import type { Clock, Log } from '../../ports.ts';
import { sortFailure } from './answers.ts';
import type { SlackClient } from './client.ts';
import { teamsOf } from './whereabouts.ts';

/** Whether a channel is private hardly ever changes, and never what a person may do. */
const PLACE_MS = 60_000;
/** So many channels are remembered; one more, and all are forgotten. */
const PLACES = 1000;

/**
 * Of a person who asks for what everybody may: there it is their time zone that matters, and Slack allows about two look-ups a
 * second. https://docs.slack.dev/apis/web-api/rate-limits
 */
const PERSON_MS = 60_000;
const PERSONS = 10_000;

type Place = Caller['place'];

export interface CallersOptions {
  /** Ids of the operator's list. */
  readonly managers: readonly string[];
  /** The team that the bot is signed in to. */
  readonly workspace: string;
}

/**
 * Resolves to the caller; never throws. `place` is what the event itself says of the channel, null where it says nothing; `now`
 * that their rights are looked at anew.
 */
export type FindCaller = (
  person: string,
  channel: string,
  place: Place | null,
  rights: 'now' | 'lately',
) => Promise<Caller>;

interface Person {
  readonly admin: boolean | 'unsure';
  readonly zone: string | null;
}

export function createCallers(
  { web, webApi }: SlackClient,
  options: CallersOptions,
  { clock, log }: { clock: Clock; log: Log },
): FindCaller {
  const places = new Map<string, { place: Promise<Place | null>; until: number }>();

  /** Unknown is taken for private: what is private elsewhere must not come out here. */
  async function placeOf(channel: string): Promise<Place> {
    const now = clock.now().getTime();
    const known = places.get(channel);
    if (known && known.until > now) return (await known.place) ?? 'private';
    if (places.size >= PLACES) places.clear();
    const place = lookUpPlace(channel);
    places.set(channel, { place, until: now + PLACE_MS });
    const found = await place;
    if (found === null) places.delete(channel);
    return found ?? 'private';
  }

  async function lookUpPlace(id: string): Promise<Place | null> {
    try {
      const { channel } = await web.conversations.info({ channel: id });
      if (channel?.is_im) return 'direct';
      const isHidden = channel?.is_private || channel?.is_group || channel?.is_mpim;
      return channel && isHidden === false ? 'public' : 'private';
    } catch (error) {
      log.debug('slack: a channel could not be looked at', { ...sortFailure(error, webApi) });
      return null;
    }
  }

  const persons = new Map<string, { person: Promise<Person>; until: number }>();

  function personOf(id: string, rights: 'now' | 'lately'): Promise<Person> {
    const now = clock.now().getTime();
    const known = persons.get(id);
    if (rights === 'lately' && known && known.until > now) return known.person;
    if (persons.size >= PERSONS) persons.clear();
    const person = lookUpPerson(id);
    persons.set(id, { person, until: now + PERSON_MS });
    void person.then(({ admin }) => {
      if (admin === 'unsure' && persons.get(id)?.person === person) persons.delete(id);
    });
    return person;
  }

  async function lookUpPerson(id: string): Promise<Person> {
    try {
      const { user } = await web.users.info({ user: id });
      const isOurs = user?.team_id === undefined || teamsOf(user).includes(options.workspace);
      const isGuest = user?.is_stranger || user?.is_restricted || user?.is_ultra_restricted;
      const isNobody = user?.is_bot || user?.is_workflow_bot || user?.deleted;
      const hasRole = user?.is_admin === true || user?.is_owner === true || user?.is_primary_owner === true;
      return { admin: hasRole && isOurs && !isGuest && !isNobody, zone: zoneOf(user?.tz) };
    } catch (error) {
      log.warn('slack: a person could not be looked at', { ...sortFailure(error, webApi) });
      return { admin: 'unsure', zone: null };
    }
  }

  return async (person, channel, place, rights) => {
    const [{ admin, zone }, foundPlace] = await Promise.all([personOf(person, rights), place ?? placeOf(channel)]);
    const isListed = options.managers.includes(person);
    return {
      platform: 'slack',
      person,
      workspace: options.workspace,
      channel: { platform: 'slack', id: channel },
      place: foundPlace,
      manager: admin === true || isListed,
      ...(admin === 'unsure' && !isListed ? { unsure: true } : {}),
      zone,
    };
  };
}

/** An IANA zone that this machine knows, or null. */
function zoneOf(zone: unknown): string | null {
  if (typeof zone !== 'string' || zone === '') return null;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return null;
  }
}
