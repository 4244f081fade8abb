/** Topics that are made, changed and removed in chat. Those of `topics.yaml` are the operator's. */
import type { Topic } from '../../digest/topic.ts';
import { counted } from '../../digest/words.ts';
import type { KeptSubscription, KeptTopic } from '../../ports/conversation.ts';
import { refusedAgain } from '../again.ts';
import type { Reply } from '../command.ts';
import { button } from '../everyone/choose.ts';
import { isKeptHere, topicsKnownTo } from '../known.ts';
import { echoed, message, sentence, toCaller } from '../reply.ts';
import type { Call, Handler, Room } from '../room.ts';
import { auditSubject } from './audit-subject.ts';
import { FILING_DAYS, fileUnder, lookBack, PREVIEW_DAYS } from './filing.ts';
import { freeName, readName, readTerms, slugOf } from './new-topic.ts';
import { given, listed, targetOf, type Wrong } from './target.ts';
import { dropSubscription } from './unsubscribe.ts';
import { hiddenAt, namesTaken, tooManyTopics } from './wish.ts';

/** Of a description. Characters. */
const LONGEST_DESCRIPTION = 200;

export const addTopic: Handler = async (call, room) => {
  const { caller } = call.invocation;
  const named = readName(given(call, 'name') ?? '');
  if ('wrong' in named) return refusedAgain(named.wrong, call, room);
  const taken = await namesTaken(room);
  if (taken.has(named.name)) {
    const wrong = `The name ${named.name} is taken. ${freeName(named.name, taken)} is free, for instance.`;
    return refusedAgain(wrong, call, room);
  }
  const wrong = await tooManyTopics(caller, room);
  if (wrong) return sentence(wrong.wrong);
  const read = readBody(call, named.name);
  if ('wrong' in read) return refusedAgain(read.wrong, call, room);
  const { platform, workspace, channel, person } = caller;
  const onlyHere = isKeptHere(caller);
  const made = { person, at: room.clock.now() };
  const topic = { name: named.name, ...read, platform, workspace, channel: onlyHere ? channel : null, made };
  return keep(
    topic,
    `The topic ${topic.name} is made${onlyHere ? ', and known in this channel only' : ''}.`,
    call,
    room,
  );
};

export const editTopic: Handler = async (call, room) => {
  const kept = await madeTopic(call, room);
  if ('wrong' in kept) return sentence(kept.wrong);
  const read = readBody(call, kept.description);
  if ('wrong' in read) return refusedAgain(read.wrong, call, room);
  if (isSame(read, kept)) return sentence(`The topic ${kept.name} is so already: nothing was changed.`);
  return keep({ ...kept, ...read }, `The topic ${kept.name} is changed.`, call, room);
};

function isSame(one: Pick<Topic, 'terms' | 'description'>, other: Pick<Topic, 'terms' | 'description'>): boolean {
  return one.description === other.description && one.terms.join('\n') === other.terms.join('\n');
}

async function keep(topic: KeptTopic, done: string, call: Call, room: Room): Promise<Reply> {
  const { caller } = call.invocation;
  await call.change(room, async (within, audit) => {
    await within.archive.keepTopic(topic);
    await audit(auditSubject(topic.name, caller));
  });
  call.progress(`Filing the last ${FILING_DAYS} days under ${topic.name}…`);
  await fileUnder(topic, room);
  return toCaller({
    say: `${done} ${await standing(topic, call, room)}`,
    controls: button('Subscribe this channel', 'news-admin subscribe', { topic: topic.name }),
  });
}

async function standing(topic: Topic, call: Call, room: Room): Promise<string> {
  const target = await targetOf({ ...call, args: {} }, room);
  const hidden = 'wrong' in target ? [] : hiddenAt(target, room);
  const { looked, found } = await lookBack([topic], hidden, room);
  if (looked === 0) return `No articles came in during the last ${PREVIEW_DAYS} days.`;
  const stand = found === 0 ? 'none stands' : found === 1 ? '1 stands' : `${found} stand`;
  return `Of the ${counted(looked, 'article')} of the last ${PREVIEW_DAYS} days, ${stand} under it now.`;
}

/** Terms and description; without a description, `otherwise`. */
function readBody(call: Call, otherwise: string): { terms: string[]; description: string } | Wrong {
  const read = readTerms(given(call, 'terms') ?? '');
  if ('wrong' in read) return read;
  const description = given(call, 'description') ?? otherwise;
  return description.length > LONGEST_DESCRIPTION
    ? { wrong: `The description is too long: ${LONGEST_DESCRIPTION} characters at most.` }
    : { ...read, description };
}

/** The topic of that name, if it was made in chat and is known here. */
async function madeTopic(call: Call, room: Room): Promise<KeptTopic | Wrong> {
  const name = given(call, 'name') ?? '';
  const known = await topicsKnownTo(call.invocation.caller, room);
  const found = known.find(({ topic }) => topic.name === name.toLowerCase() || topic.name === slugOf(name));
  if (found?.kept && call.invocation.caller.reach === 'channel' && found.kept.channel === null) {
    return { wrong: `The topic ${found.topic.name} is everybody’s on this server; you manage this channel only.` };
  }
  if (found?.kept) return found.kept;
  if (found)
    return {
      wrong: `The topic ${found.topic.name} stands in topics.yaml, which only the person who runs Newsdesk can change.`,
    };
  const made = known.flatMap(({ kept }) => (kept ? [kept.name] : []));
  if (made.length === 0) return { wrong: 'No topic was made in chat here. /news-admin topic add makes one.' };
  return {
    wrong: `No topic ${echoed(name)} was made in chat here. There ${made.length === 1 ? 'is' : 'are'} ${listed(made)}.`,
  };
}

// ---- removing --------------------------------------------------------------------------------------------------------

export const removeTopic: Handler = async (call, room) => {
  const { caller } = call.invocation;
  const topic = await madeTopic(call, room);
  if ('wrong' in topic) return sentence(topic.wrong);
  const losses = await call.change(room, async (within, audit) => {
    const losing = (await within.archive.keptSubscriptions()).filter((one) => isOf(topic, one));
    const lost: Loss[] = [];
    for (const subscription of losing) lost.push({ subscription, ends: await lose(topic.name, subscription, within) });
    await within.archive.dropTopic(topic.name);
    await audit(auditSubject(topic.name, caller));
    return lost;
  });
  for (const loss of losses) await tell(topic.name, loss, room);
  const ended = losses.filter(({ ends }) => ends).length;
  const { name, terms, description } = topic;
  return toCaller({
    say: `The topic ${name} is removed. ${whatBecame(losses.length, ended)}`,
    controls: button('Make it again', 'news-admin topic add', {
      name,
      terms: terms.join(', '),
      ...(description === name ? {} : { description }),
    }),
  });
};

interface Loss {
  readonly subscription: KeptSubscription;
  /** Nothing else was left of it. */
  readonly ends: boolean;
}

function whatBecame(lost: number, ended: number): string {
  if (lost === 0) return 'No digest told of it.';
  if (ended === lost)
    return `${counted(lost, 'digest')} told of nothing else and ${lost === 1 ? 'has' : 'have'} ended.`;
  const those = ended === 0 ? '' : `; ${ended === 1 ? 'one' : ended} of them told of nothing else and ended`;
  return `${counted(lost, 'digest tells', 'digests tell')} of it no more${those}.`;
}

function isOf(topic: KeptTopic, { channel, workspace, topics }: KeptSubscription): boolean {
  return channel.platform === topic.platform && workspace === topic.workspace && topics.includes(topic.name);
}

/** Takes the topic out. True when nothing else was left, so that the subscription ended. */
async function lose(name: string, subscription: KeptSubscription, room: Room): Promise<boolean> {
  const topics = subscription.topics.filter((one) => one !== name);
  const ends = topics.length + subscription.actors.length === 0;
  if (ends) await dropSubscription(subscription.id, room);
  else await room.archive.keepSubscription({ ...subscription, topics });
  return ends;
}

/** Its channel. */
async function tell(name: string, { subscription, ends }: Loss, room: Room): Promise<void> {
  const say = `The topic ${name} was removed, so no digest on it comes here any more${ends ? ', nor any other at this hour' : ''}.`;
  await room.say({ channel: subscription.channel, thread: null }, message({ say }));
}
