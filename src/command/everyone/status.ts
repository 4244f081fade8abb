import type { Delivery } from '../../delivery/delivery.ts';
import { channelName } from '../../digest/subscription.ts';
import { moment, shortDay } from '../../digest/times.ts';
import { counted } from '../../digest/words.ts';
import type { Caller, Reply } from '../command.ts';
import { type KnownSubscription, subscriptionsOf } from '../known.ts';
import { section, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { button } from './choose.ts';
import { momentIn, nextDigest, PLATFORM_NAMES, zoneHere } from './place.ts';
import { sightOf } from './sight.ts';

/** `/news status`: whether everything runs, as far as this channel is concerned. */
export async function status({ invocation }: Call, room: Room): Promise<Reply> {
  const { caller } = invocation;
  const trouble = await troubleHere(caller, room);
  return toCaller({
    say: trouble.length === 0 ? 'Everything runs.' : trouble.join(' '),
    sections: [
      section('archive', 'The archive', await archiveLines(caller, room)),
      section('here', 'This channel', await channelLines(caller, room)),
      ...(caller.manager ? [section('managers', 'For managers', await managerLines(room))] : []),
    ],
    controls: caller.manager ? button('Try again what failed', 'news-admin retry') : [],
  });
}

async function troubleHere(caller: Caller, room: Room): Promise<string[]> {
  const { channel } = caller;
  const here = await digestsHere(caller, room);
  const closed = (await room.archive.pausedChannels()).find((one) => channelName(one.channel) === channelName(channel));
  const platformIsConnected = room.connected.includes(channel.platform);
  return [
    closed && `Posting here has stopped: ${closed.reason}`,
    here.length > 0 && here.every(({ paused }) => paused !== null) && 'The digests of this channel are paused.',
    !platformIsConnected && `${PLATFORM_NAMES[channel.platform]} is not connected, so no digest comes here.`,
  ].filter((sentence) => typeof sentence === 'string');
}

async function archiveLines(caller: Caller, room: Room): Promise<string[]> {
  const { archive, clock, reader, connected } = room;
  const now = clock.now();
  const { hiddenTopics } = await sightOf(caller, room);
  const { articles, newest } = await archive.extent({ hiddenTopics });
  const unread = await archive.countUnread(now);
  return [
    newest === null
      ? 'No article has come in yet'
      : `${counted(articles, 'article')}, the newest of ${shortDay(newest, now)}`,
    unread === 0 ? 'Nothing waits to be read' : `${counted(unread, 'article')} to be read`,
    `Read by ${reader === 'offline' ? 'the offline reader' : reader}`,
    connected.length === 0
      ? 'No platform is connected'
      : `Connected: ${connected.map((one) => PLATFORM_NAMES[one]).join(', ')}`,
  ];
}

async function channelLines(caller: Caller, room: Room): Promise<string[]> {
  const { archive } = room;
  const zone = await zoneHere(caller, room);
  const last = await archive.lastDigest(caller.channel);
  if (!last) return [await nextLine(caller, zone, room), 'None was posted here yet'];
  const sent = deliveryWords(await archive.deliveries(last.digest.id));
  return [await nextLine(caller, zone, room), `Last digest: ${moment(last.at, zone)}, ${sent}`];
}

/** What somebody follows comes to the terminal too, and is none of its digests; in direct messages it is what comes. */
async function digestsHere({ channel, place }: Caller, room: Room): Promise<KnownSubscription[]> {
  const all = await subscriptionsOf(channel, room);
  return all.filter(({ kept }) => place === 'direct' || (kept?.follower ?? null) === null);
}

/** The earliest of those that nobody paused. */
async function nextLine(caller: Caller, zone: string, room: Room): Promise<string> {
  const inForce = (await digestsHere(caller, room)).filter(({ paused }) => paused === null);
  if (inForce.length === 0) return 'No digest comes here for now';
  const times = await Promise.all(inForce.map(({ subscription }) => nextDigest(subscription, room)));
  const next = new Date(Math.min(...times.map((time) => time.getTime())));
  return `Next digest: ${next > room.clock.now() ? momentIn(zone, next) : 'due now'}`;
}

function deliveryWords(deliveries: readonly Delivery[]): string {
  const states = deliveries.map(({ state }) => state);
  const failed = states.find(({ kind }) => kind === 'rejected' || kind === 'ambiguous');
  if (failed && 'reason' in failed) return `not posted whole: ${failed.reason}`;
  if (states.every(({ kind }) => kind === 'sent')) return 'posted';
  return `on its way (${states.filter(({ kind }) => kind === 'sent').length} of ${states.length} parts posted)`;
}

async function managerLines({ archive, clock }: Room): Promise<string[]> {
  const { problems } = await archive.counts();
  const givenUp = await archive.countGivenUp({ from: new Date(0), to: clock.now() });
  const refused = problems - givenUp;
  return [
    refused <= 0 ? 'No file was refused' : `${counted(refused, 'file')} refused: /news why and a file’s name tells why`,
    givenUp === 0 ? 'No article was given up' : `${counted(givenUp, 'article')} could not be read and given up`,
  ];
}
