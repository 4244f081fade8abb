import { counted } from '../../digest/words.ts';
import type { Bullet } from '../../message/message.ts';
import { safeText } from '../../message/safe.ts';
import type { SearchHit } from '../../ports/archive.ts';
import { bestPassage } from '../../search/passages.ts';
import { commandNamed } from '../catalogue.ts';
import { missingWords } from '../check.ts';
import type { Command, Reply } from '../command.ts';
import { echoed, section, sentence, text, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { button, choice, menu } from './choose.ts';
import { type Sight, sightOf } from './sight.ts';
import { sourceInline, sourceOf } from './told.ts';

const MOST_HITS = 5;

/** `/news search`: the articles that have the words, each with the sentence that has most of them. */
export async function search(call: Call, room: Room): Promise<Reply> {
  const { query } = call.args;
  const command = commandNamed('news search') as Command;
  if (query === undefined) return sentence(missingWords(command, command.options));
  const sight = await sightOf(call.invocation.caller, room);
  const hits = await find(query, sight, room);
  if (hits.length === 0) return sentence(await nothingWords(query, sight, room));
  return toCaller({
    say:
      hits.length < MOST_HITS
        ? `${counted(hits.length, 'article')} on ${echoed(query)}.`
        : `The ${MOST_HITS} best on ${echoed(query)}.`,
    sections: [
      section(
        'found',
        'Found',
        hits.map((hit) => bulletOf(hit, query, room.clock.now())),
      ),
    ],
    controls: [
      ...button('Ask', 'news ask', { question: query }, 'primary'),
      ...menu('Open its story', 'news story', 'story', await storiesOf(hits, room)),
    ],
  });
}

async function nothingWords(query: string, { hiddenTopics }: Sight, { archive }: Room): Promise<string> {
  const { articles } = await archive.extent({ hiddenTopics });
  if (articles === 0) return 'Nothing to search yet: no article has come in.';
  return `Nothing in the archive on ${echoed(query)}. Fewer or other words may find it.`;
}

async function find(query: string, sight: Sight, { archive }: Room): Promise<SearchHit[]> {
  const { hiddenTopics } = sight;
  const found = await archive.search(query, MOST_HITS, { hiddenTopics });
  if (hiddenTopics.length === 0) return [...found];
  // What nobody has read yet stands under no topic, and is judged by its words; a copy stands where its original does.
  const traces = await Promise.all(found.map(({ article }) => archive.trace(article.id)));
  return found.filter(({ article }, index) => sight.mayShow(article, traces[index]?.topics));
}

function bulletOf({ article }: SearchHit, query: string, now: Date): Bullet {
  const passage = bestPassage(article, query);
  const quotes = passage ? [{ quote: safeText(passage.quote).trim(), attribution: null }] : [];
  return { inline: [...sourceInline(sourceOf(article), now), ...(passage ? [text(':')] : [])], quotes };
}

async function storiesOf(hits: readonly SearchHit[], { archive }: Room) {
  const ids = await Promise.all(hits.map(({ article }) => archive.storyOf(article.id)));
  const choices = hits.flatMap(({ article }, index) => choice(article.title, ids[index] ?? ''));
  return [...new Map(choices.map((one) => [one.value, one])).values()];
}
