import { lookbackInWords, scheduleInWords } from '../../digest/recurrence.ts';
import { moment } from '../../digest/times.ts';
import { ALL_TOPICS } from '../../digest/topic.ts';
import type { Caller, Reply } from '../command.ts';
import { type KnownSubscription, subscriptionsOf } from '../known.ts';
import { section, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { button, choice, menu } from './choose.ts';
import { closedDirect, followedBy, followsOf } from './followed.ts';
import { nextDigest } from './place.ts';
import { type Sight, sightOf } from './sight.ts';

/** `/news list`: what this channel gets and when, and what the caller follows. */
export async function list({ invocation }: Call, room: Room): Promise<Reply> {
  const { caller } = invocation;
  const sight = await sightOf(caller, room);
  const here = (await subscriptionsOf(caller.channel, room)).filter(({ kept }) => (kept?.follower ?? null) === null);
  const lines = await Promise.all(here.map((known) => lineOf(known, sight, room)));
  const followed = await followedBy(caller, sight, room);
  return toCaller({
    say: sayOf(here.length, followed.length, caller),
    sections: [
      section('here', 'Here', lines),
      section('followed', 'You follow', await followLines(followed, caller, room)),
    ].filter(({ blocks }) => blocks.length > 0),
    controls: [
      ...button('Follow something', 'news follow'),
      ...(followed.length > 0
        ? menu(
            'Unfollow',
            'news unfollow',
            'what',
            followed.flatMap((name) => choice(name, name)),
          )
        : []),
    ],
  });
}

function sayOf(digests: number, followed: number, { place, manager }: Caller): string {
  if (place === 'direct' && digests === 0)
    return followed === 0 ? 'You follow nothing yet.' : 'What you follow comes here.';
  if (digests === 0) {
    return `This channel has no digest. ${manager ? '/news-admin subscribe brings one.' : 'Managers bring one with /news-admin subscribe.'}`;
  }
  return `This channel has ${digests === 1 ? 'one digest' : `${digests} digests`}.`;
}

/** `shipping, energy: every day at 08:00 (Europe/Berlin), next Wed 25 Nov, 08:00`. */
async function lineOf({ subscription, kept, paused }: KnownSubscription, sight: Sight, room: Room): Promise<string> {
  const { topics, actors, schedule, lookback = null } = subscription;
  const seen = topics.filter((topic) => topic === ALL_TOPICS || !sight.hiddenTopics.includes(topic));
  const what = [...seen.map((topic) => (topic === ALL_TOPICS ? 'everything' : topic)), ...actors].join(', ');
  const next = `next ${moment(await nextDigest(subscription, room), schedule.zone)}`;
  const back = lookback === null ? '' : `; ${lookbackInWords(lookback)}`;
  const when = paused === null ? next : 'paused';
  const by = kept === null ? 'set up by the operator' : 'made in chat';
  return `${what}: ${scheduleInWords(schedule)}, ${when}${back} (${by})`;
}

async function followLines(followed: readonly string[], caller: Caller, room: Room) {
  if (followed.length === 0) return [];
  const [first] = await followsOf(caller, room);
  if (!first) return [followed.join(', ')];
  const closed = await closedDirect(first.channel, room);
  const lines = [`${followed.join(', ')}, by direct message ${scheduleInWords(first.schedule)}`];
  return closed === null
    ? lines
    : [...lines, `My messages do not reach you: ${closed}. Allow them, then follow something once more.`];
}
