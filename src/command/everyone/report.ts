import { createHash } from 'node:crypto';
import { channelName } from '../../digest/subscription.ts';
import type { Message } from '../../message/message.ts';
import { DAY_MS } from '../../spans.ts';
import type { Story } from '../../story/story.ts';
import { commandNamed } from '../catalogue.ts';
import { missingWords } from '../check.ts';
import type { Caller, Command, Reply } from '../command.ts';
import { subscriptionsOf } from '../known.ts';
import { auditSubject } from '../managers/audit-subject.ts';
import { bold, message, section, sentence, text } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { digestMeant, type Meant, storyMeant, storyOfDigest } from '../subjects.ts';
import { button, withDraft } from './choose.ts';

/** `/news report`: somebody's word that a story is wrong, to those who can set it right. */
export async function report(given: Call, room: Room): Promise<Reply> {
  const call = await withDraft(given, room);
  const { reason } = call.args;
  if (reason === undefined) return missing(['reason']);
  const meant = await meantBy(call, room);
  if ('reply' in meant) return meant.reply;
  const story = meant.found;
  const { caller, event } = call.invocation;
  const { platform, workspace, channel, person } = caller;
  if (await hasReportedEnough(caller, room)) return sentence(ENOUGH);
  const id = createHash('sha256').update(event).digest('base64url').slice(0, 24);
  const made = { person, at: room.clock.now() };
  await call.change(room, async ({ archive }, audit) => {
    await archive.keepReport({ id, platform, workspace, channel, storyId: story.id, reason, made });
    await audit(auditSubject(story.id, caller));
  });
  const told = await tellManagers(managersMessage(story, reason, caller), caller, room);
  const what = `what you say of “${story.title}”`;
  const done = told ? `The managers were told ${what}` : `The managers can read ${what}`;
  return sentence(`Thank you. ${done}; nobody else sees it.`);
}

/** Each is told to people: nobody is to be flooded. */
const MOST_REPORTS = 10;
/** Of these, the newest of all, theirs are counted. */
const REPORTS_LOOKED_AT = 200;
const ENOUGH = `You have reported ${MOST_REPORTS} things within a day, which is as many as there can be. Please go on tomorrow, or tell the managers yourself.`;

async function hasReportedEnough({ platform, workspace, person }: Caller, { archive, clock }: Room): Promise<boolean> {
  const since = clock.now().getTime() - DAY_MS;
  const reports = await archive.reports(platform, workspace, REPORTS_LOOKED_AT);
  return reports.filter(({ made }) => made.person === person && made.at.getTime() > since).length >= MOST_REPORTS;
}

async function meantBy(call: Call, room: Room): Promise<Meant<Story>> {
  const { story: words } = call.args;
  if (words !== undefined) return storyMeant(words, call, room);
  const digest = await digestMeant(call.invocation, room);
  return digest ? storyOfDigest(digest, call, room) : { reply: missing(['story']) };
}

function missing(names: readonly string[]): Reply {
  const command = commandNamed('news report') as Command;
  return sentence(
    missingWords(
      command,
      command.options.filter(({ name }) => names.includes(name)),
    ),
  );
}

// ---- telling -----------------------------------------------------------------------------------------------------------

function managersMessage({ id, title }: Story, reason: string, { channel, person }: Caller): Message {
  return message({
    say: [text('Somebody says that something is wrong in '), bold(`“${title}”`), text('.')],
    sections: [section('report', 'What they say', [reason])],
    foot: `Reported by ${person} in ${channelName(channel)}.`,
    controls: [
      ...button('The story', 'news story', { story: id }),
      ...button('Correct it', 'news-admin correct', { story: id }),
    ],
  });
}

/** The operator, and whoever made a subscription of this channel. True when one of them at least was reached. */
async function tellManagers(words: Message, { platform, channel, person }: Caller, room: Room): Promise<boolean> {
  const here = await subscriptionsOf(channel, room);
  const makers = new Set(here.flatMap(({ kept }) => (kept ? [kept.made.person] : [])));
  makers.delete(person);
  const directs = await Promise.all([...makers].map((maker) => room.direct(platform, maker)));
  const places = [room.operator, ...directs].filter((place) => place !== null);
  const told = await Promise.all(places.map((place) => room.say({ channel: place, thread: null }, words)));
  return told.includes(true);
}
