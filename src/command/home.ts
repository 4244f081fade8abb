/**
 * What a person sees who opens Newsdesk itself: what they follow, and of a manager the workspace's subscriptions, as far as
 * they see the channels.
 */
import { comingInWords } from '../digest/recurrence.ts';
import { channelName, type Subscription } from '../digest/subscription.ts';
import { counted } from '../digest/words.ts';
import type { Control } from '../message/control.ts';
import type { Message, Section } from '../message/message.ts';
import type { KnownChannels } from '../ports.ts';
import type { Caller } from './command.ts';
import { button, choice, menu } from './everyone/choose.ts';
import { allSubscriptions } from './known.ts';
import { type MadeSubscription, topicsInWords, whenNext } from './managers/target.ts';
import { scheduling } from './managers/timing.ts';
import { message, section } from './reply.ts';
import type { Room } from './room.ts';

/** A page of more is no home. */
const MOST_SHOWN = 10;
const ELSEWHERE = '/news list tells of them, each in its channel, and /news-admin changes them there.';

/** Where nothing can be told of a channel, what may be private is shown to whoever made it, by its id. */
const NOTHING_TOLD: KnownChannels = { sees: () => null, nameOf: () => null };

export async function homeFor(caller: Caller, room: Room, known = NOTHING_TOLD): Promise<Message> {
  const made = (await allSubscriptions(room)).filter((one): one is MadeSubscription => one.kept !== null);
  const here = made.filter(({ kept }) => kept.channel.platform === caller.platform);
  const followed = here.filter(({ kept }) => kept.follower === caller.person).flatMap(({ kept }) => namesIn(kept));
  const own = caller.manager ? here.filter((one) => mayManage(one, caller, known)) : [];
  const sections = await Promise.all(own.slice(0, MOST_SHOWN).map((one) => subscriptionSection(one, known, room)));
  if (own.length > MOST_SHOWN) sections.push(section('more', `And ${own.length - MOST_SHOWN} more`, [ELSEWHERE]));
  sections.push(followedSection(followed), beginning(caller));
  return message({
    title: 'Newsdesk',
    say: opening(own, followed, caller),
    sections,
    controls: buttonsFirst([...(caller.manager ? managing(own, known) : []), ...following(followed, own.length)]),
  });
}

function mayManage({ kept }: MadeSubscription, { person, workspace, channel }: Caller, known: KnownChannels): boolean {
  if (kept.follower !== null || kept.workspace !== workspace) return false;
  if (channelName(kept.channel) === channelName(channel)) return true;
  return known.sees(kept.channel, kept.place) ?? (kept.place === 'public' || kept.made.person === person);
}

const namesIn = ({ topics, actors }: Subscription) => [...topics, ...actors];

// ---- what stands there -----------------------------------------------------------------------------------------------

function opening(own: readonly MadeSubscription[], followed: readonly string[], { manager }: Caller): string {
  const follows =
    followed.length === 0 ? 'You follow nothing yet' : `You follow ${counted(followed.length, 'subject')}`;
  if (!manager) return `${follows}.`;
  const made =
    own.length === 0
      ? 'no channel is subscribed yet'
      : `${counted(own.length, 'subscription')} of channels can be changed here`;
  return `${follows}, and ${made}.`;
}

async function subscriptionSection(one: MadeSubscription, known: KnownChannels, room: Room): Promise<Section> {
  const { kept } = one;
  const target = { channel: kept.channel, here: false, called: 'That channel', subscriptions: [one] };
  return section(kept.id, topicsInWords(kept), [
    `In the channel ${known.nameOf(kept.channel) ?? kept.channel.id}, ${comingInWords(kept)}. ${await whenNext(kept, target, room)}`,
  ]);
}

function followedSection(followed: readonly string[]): Section {
  const lines =
    followed.length > 0 ? followed : ['Nothing yet. Follow a topic or an actor, and news of it comes to you here.'];
  return section('followed', 'You follow', lines);
}

function beginning({ manager }: Caller): Section {
  const everyone = [
    '/news help: what you can ask for.',
    '/news ask and a question: answers from the archive, with quotes.',
  ];
  const managers = ['/news-admin subscribe: bring a topic to a channel, every day at its hour.'];
  return section('beginning', 'To begin', manager ? [...managers, ...everyone] : everyone);
}

// ---- what can be done ------------------------------------------------------------------------------------------------

/** Buttons for the one subscription; of several, menus to choose from, the most that one message holds. */
function managing(own: readonly MadeSubscription[], known: KnownChannels): Control[] {
  const subscribe = button('Subscribe a channel', 'news-admin subscribe', {}, 'primary');
  const [only] = own;
  if (own.length === 1 && only) return [...subscribe, ...buttonsFor(only)];
  const channels = [...Map.groupBy(own, ({ kept }) => channelName(kept.channel))].flatMap(([name, there]) =>
    choice(
      `${called(there, known)}${there.map(({ kept }) => `${topicsInWords(kept)} at ${kept.schedule.at}`).join('; ')}`,
      name,
    ),
  );
  return [
    ...subscribe,
    ...menu('Change the time of', 'news-admin schedule', 'channel', channels),
    ...menu('Unsubscribe', 'news-admin unsubscribe', 'channel', channels),
  ];
}

function called([one]: readonly MadeSubscription[], known: KnownChannels): string {
  const name = one && known.nameOf(one.kept.channel);
  return name ? `${name}: ` : '';
}

function buttonsFor({ kept, paused }: MadeSubscription): Control[] {
  const channel = channelName(kept.channel);
  return [
    ...button('Change time', 'news-admin schedule', scheduling(kept, { here: false, channel: kept.channel })),
    ...(paused ? button('Resume', 'news-admin resume', { channel }) : button('Pause', 'news-admin pause', { channel })),
    ...button('Unsubscribe', 'news-admin unsubscribe', { channel }, 'danger'),
  ];
}

function buttonsFirst(controls: readonly Control[]): Control[] {
  return controls.toSorted((one, other) => Number(one.kind === 'menu') - Number(other.kind === 'menu'));
}

/** Where managing has two menus already, unfollowing asks what in a form. */
function following(followed: readonly string[], managed: number): Control[] {
  const follow = button('Follow', 'news follow');
  if (followed.length === 0) return follow;
  if (managed > 1) return [...follow, ...button('Unfollow', 'news unfollow')];
  return [
    ...follow,
    ...menu(
      'Unfollow',
      'news unfollow',
      'what',
      followed.flatMap((name) => choice(name, name)),
    ),
  ];
}
