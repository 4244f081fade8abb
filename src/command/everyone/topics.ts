import { counted } from '../../digest/words.ts';
import type { Reply } from '../command.ts';
import { topicsKnownTo } from '../known.ts';
import { bold, section, sentence, text, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { choice, menu } from './choose.ts';

/** So many are described; of the others the names are said, since nobody reads on for pages. */
const MOST_DESCRIBED = 40;

/** `/news topics`: those that may be known where it is asked. */
export async function topics({ invocation }: Call, room: Room): Promise<Reply> {
  const known = await topicsKnownTo(invocation.caller, room);
  if (known.length === 0) return sentence('There is no topic yet. Managers make one with /news-admin topic add.');
  const lines = known
    .slice(0, MOST_DESCRIBED)
    .map(({ topic, kept }) => [
      bold(topic.name),
      text(`${topic.description && `: ${topic.description}`}${kept ? ' (made in chat)' : ''}`),
    ]);
  const others = known.slice(MOST_DESCRIBED).map(({ topic }) => topic.name);
  const choices = known.flatMap(({ topic }) => choice(topic.name, topic.name));
  return toCaller({
    say: `${counted(known.length, 'topic')}. Managers bring them here with /news-admin subscribe.`,
    sections: [
      section('topics', 'Topics', lines),
      ...(others.length > 0 ? [section('others', `${others.length} more`, [others.join(', ')])] : []),
    ],
    controls: menu('Follow one yourself', 'news follow', 'what', choices),
  });
}
