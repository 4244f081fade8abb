/** The whole way of one article: in, read or not, filed, into a story, and posted here or held back. */
import { explainTopics } from '../../digest/topics.ts';
import type { Section } from '../../message/message.ts';
import type { Trace } from '../../ports/history.ts';
import type { Reply } from '../command.ts';
import { section, toCaller } from '../reply.ts';
import { button, choice, menu } from './choose.ts';
import { corrections } from './set-right.ts';
import { type Sight, visibleStory } from './sight.ts';
import { attribution, type Told, told } from './told.ts';
import { bulletMenu } from './why-bullets.ts';
import { inThisChannel } from './why-posted.ts';
import { unsupportedSection } from './why-unsupported.ts';
import { type Asking, joined, storyStanding, wayOf } from './why-way.ts';

/** `asked` is what the article was named by. */
export async function whyArticle(trace: Trace, asked: string, asking: Asking): Promise<Reply> {
  const { article, storyId } = trace;
  const { sight, room, zone } = asking;
  const story = storyId === null ? null : await visibleStory(storyId, sight, room);
  const whole = story && (await told(story, sight, room));
  const others = whole?.articles ?? [];
  const posted = await inThisChannel(trace, others, asking);
  const unsupported = (await room.archive.summary(trace.duplicateOf ?? article.id))?.unsupported ?? [];
  const standing = story
    ? [...(await joined(trace, story, asking)), ...storyStanding(story, others, asked, asking)]
    : [];
  return toCaller({
    title: article.title,
    say: posted[0] ?? '',
    sections: filled([
      ...(story ? await corrections(story.id, asking.caller, room) : []),
      section('posted', 'In the digests', posted.slice(1)),
      section('way', 'How it came here', await wayOf(trace, others, asking)),
      section('story', 'Its story', standing),
      section('topics', 'Topics', topicLines(trace, sight)),
      ...unsupportedSection(unsupported),
    ]),
    foot: `${attribution(article, room.clock.now())} · times in ${zone}`,
    controls: whole ? controlsOf(trace, whole) : [],
  });
}

/** Without the sections that have nothing to say. */
export function filled(sections: readonly Section[]): Section[] {
  return sections.filter(({ blocks }) => blocks.length > 0);
}

function controlsOf({ article }: Trace, whole: Told) {
  const { storyId } = whole.story;
  const others = whole.articles.filter((other) => other.article.id !== article.id);
  const choices = others.flatMap((other) => choice(other.article.title, other.article.id));
  return [
    ...button('The story', 'news story', { story: storyId }),
    ...(others.length > 0 ? button('Why the story', 'news why', { story: storyId }) : []),
    ...menu('Another article of it', 'news why', 'story', choices),
    ...bulletMenu(whole),
  ];
}

/** What speaks for each topic that may be named; what is not filed under it was mentioned in passing only. */
export function topicLines({ article, topics }: Pick<Trace, 'article' | 'topics'>, sight: Sight): string[] {
  const reasons = new Map(explainTopics(article, sight.topics).map((match) => [match.topic, match]));
  const filed = sight
    .nameable(topics)
    .map((name) => `${name}: ${reasons.get(name)?.reason ?? 'by terms that were changed since'}`);
  const passing = [...reasons.values()].filter(({ topic, chosen }) => !chosen && !topics.includes(topic));
  const lines = [...filed, ...passing.map(({ topic, reason }) => `Not ${topic}: ${reason}`)];
  return lines.length > 0 ? lines : ['None of the topics that there are'];
}
