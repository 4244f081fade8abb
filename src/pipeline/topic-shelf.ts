import type { Topic } from '../digest/topic.ts';
import type { KeptTopic, TopicArchive } from '../ports/conversation.ts';

/** Every topic that an article can stand under now: of the file, and made in chat. */
export type TopicShelf = () => Promise<readonly Topic[]>;

/** Looks at what was made in chat each time. A topic that did not change stays the same object, whose terms are compiled once. */
export function createTopicShelf(ofFile: readonly Topic[], archive: Pick<TopicArchive, 'keptTopics'>): TopicShelf {
  let shelved = new Map<string, KeptTopic>();
  return async () => {
    const kept = await archive.keptTopics();
    shelved = new Map(
      kept.map((topic) => {
        const terms = JSON.stringify([topic.name, topic.terms]);
        return [terms, shelved.get(terms) ?? topic];
      }),
    );
    return [...ofFile, ...shelved.values()];
  };
}
