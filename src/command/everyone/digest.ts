import { composeMessage, digestId } from '../../digest/compose.ts';
import type { Digest } from '../../digest/digest.ts';
import { digestOf } from '../../digest/digest-of.ts';
import { channelName } from '../../digest/subscription.ts';
import { ALL_TOPICS } from '../../digest/topic.ts';
import { counted } from '../../digest/words.ts';
import { HOUR_MS } from '../../spans.ts';
import type { Reply } from '../command.ts';
import { text } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { topicMeant } from '../subjects.ts';
import { button } from './choose.ts';
import { materialFor } from './material.ts';
import { zoneHere } from './place.ts';
import { correctionsFor, storiesIn, withCorrections } from './set-right.ts';
import { sightOf, visibleCandidates } from './sight.ts';

const DEFAULT_HOURS = 24;

/** Told to the one who asks; a month's stories in all would be no digest. */
const MOST_TOLD = 15;

/** `/news digest`: what came in lately, told as a digest to the one who asks. Nothing is recorded. */
export async function digest(call: Call, room: Room): Promise<Reply> {
  const topic = await topicMeant(call.args['topic'], call, room);
  if ('reply' in topic) return topic.reply;
  const name = topic.found?.topic.name;
  const whole = await latest(name ?? ALL_TOPICS, call, room);
  const composed = composeMessage({ ...whole, stories: whole.stories.slice(0, MOST_TOLD) });
  const setRight = await correctionsFor(storiesIn(composed), call.invocation.caller, room);
  const message = withCorrections(composed, setRight, room.clock.now());
  const left = whole.stories.length - MOST_TOLD;
  return {
    seen: 'caller',
    message: {
      ...message,
      foot:
        left > 0
          ? [text(`${counted(left, 'lighter story', 'lighter stories')} left out. `), ...message.foot]
          : message.foot,
      controls:
        message.sections.length > 0
          ? button('Ask', 'news ask', name === undefined ? {} : { topic: name }, 'primary')
          : [],
    },
  };
}

async function latest(topic: string, { invocation, args }: Call, room: Room): Promise<Digest> {
  const { archive, clock } = room;
  const { caller } = invocation;
  const to = clock.now();
  const window = { from: new Date(to.getTime() - Number(args['hours'] ?? DEFAULT_HOURS) * HOUR_MS), to };
  const sight = await sightOf(caller, room);
  const candidates = visibleCandidates(await archive.candidates(null, window), sight);
  const { channel, workspace } = caller;
  const frame = {
    id: digestId(`asked for in ${channelName(channel)}`, to),
    subscriptionId: '',
    channel,
    topics: [topic],
    actors: [],
    window,
    zone: await zoneHere(caller, room),
    trouble: await unread(to, room),
  };
  const { digest } = await digestOf(frame, {
    ...(await materialFor(candidates, { channel, workspace, before: window.from }, archive)),
    mutes: await archive.mutes(channel, to),
    hiddenTopics: sight.hiddenTopics,
    knownTopics: sight.topics.map(({ name }) => name),
  });
  return digest;
}

async function unread(now: Date, { archive }: Room): Promise<string | null> {
  const count = await archive.countUnread(now);
  return count === 0 ? null : `${counted(count, 'article has', 'articles have')} not been read yet.`;
}
