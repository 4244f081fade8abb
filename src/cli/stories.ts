import { systemClock } from '../clock/system-clock.ts';
import type { Config } from '../config.ts';
import { counted } from '../digest/words.ts';
import { openArchiveForReading } from '../main/archives.ts';
import { storyJson } from './json.ts';
import { bold, dim, printJson, say } from './output.ts';
import { readSince } from './since.ts';
import { checkTopic } from './topics.ts';

/** The stories and their articles, the latest first. */
export async function stories(
  config: Config,
  options: { json: boolean; since?: string; topic?: string },
): Promise<void> {
  const since = options.since && readSince(options.since, systemClock.now()).toISOString().slice(0, 10);
  const archive = await openArchiveForReading(config);
  try {
    await checkTopic(options.topic, config, archive);
    const found = await archive.stories({
      ...(since && { since }),
      ...(options.topic && { topic: options.topic }),
    });
    if (options.json) return await printJson(found.map(storyJson));
    if (found.length === 0) say('No stories yet. Drop articles into the inbox and run "npx newsdesk once".');
    for (const story of found) {
      say(`${bold(story.title)}`);
      say(dim(`  ${spanOf(story)}, ${counted(story.publishers, 'publisher')}, ${story.status}`));
      for (const article of story.articles) {
        const copy = article.duplicateOf ? ' (a copy)' : '';
        say(`  ${article.date ?? 'undated   '}  ${article.title}${copy}  ${dim(article.file)}`);
      }
    }
  } finally {
    await archive.close();
  }
}

function spanOf(story: { firstSeen: string; lastSeen: string }): string {
  return story.firstSeen === story.lastSeen ? story.firstSeen : `${story.firstSeen} to ${story.lastSeen}`;
}
