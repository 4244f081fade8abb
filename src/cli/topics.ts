import type { Config } from '../config.ts';
import { ALL_TOPICS } from '../digest/topic.ts';
import type { Archive } from '../ports/archive.ts';
import { OperatorError } from './output.ts';

/** @throws OperatorError for a topic that is neither in the files nor made in chat; with the names of those that are */
export async function checkTopic(
  topic: string | undefined,
  { topics }: Pick<Config, 'topics'>,
  archive: Pick<Archive, 'keptTopics'>,
): Promise<void> {
  if (topic === undefined) return;
  const known = [
    ALL_TOPICS,
    ...topics.map(({ name }) => name),
    ...(await archive.keptTopics()).map(({ name }) => name),
  ];
  if (known.includes(topic)) return;
  throw new OperatorError(`there is no topic "${topic}"; known are ${known.join(', ')}`);
}
