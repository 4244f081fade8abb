/** The archive as the desk sees it: what several people ask for at one time is read once. */
import type { Archive } from '../ports/archive.ts';
import type { Clock } from '../ports.ts';
import { createPass } from './pass.ts';

/**
 * What an article says is remembered for some seconds, as in a pass, and forgotten when articles are filed anew: what somebody
 * changes here is seen by the very next question.
 */
export function forDesk(archive: Archive, clock: Pick<Clock, 'now'>): Archive {
  const lately = createPass(archive, clock);
  const forgetting =
    <Given extends readonly unknown[], T>(write: (...given: Given) => Promise<T>) =>
    (...given: Given): Promise<T> =>
      write(...given).finally(lately.forget);
  return {
    ...archive,
    candidates: async (channel, window) => [...(await lately.candidates(channel, window))],
    keepTopic: forgetting(archive.keepTopic),
    dropTopic: forgetting(archive.dropTopic),
    fileUnder: forgetting(archive.fileUnder),
    atOnce: (change) => archive.atOnce(change).finally(lately.forget),
  };
}

/** Letters come faster than news: what is offered may be this old, in milliseconds. */
const TYPED_WITHIN_MS = 3_000;

/** The same for what is offered while somebody types: asked once for all the letters of a word. */
export function forTyping(archive: Archive, clock: Pick<Clock, 'now'>): Archive {
  let since = Number.NEGATIVE_INFINITY;
  const answers = new Map<string, Promise<unknown>>();
  const once =
    <Given extends readonly unknown[], T>(what: string, read: (...given: Given) => Promise<T>) =>
    (...given: Given): Promise<T> => {
      const now = clock.now().getTime();
      if (now - since > TYPED_WITHIN_MS) {
        answers.clear();
        since = now;
      }
      const key = JSON.stringify([what, ...given]);
      const known = answers.get(key) as Promise<T> | undefined;
      const answer = known ?? read(...given);
      answers.set(key, answer);
      answer.catch(() => answers.delete(key));
      return answer;
    };
  return {
    ...archive,
    stories: once('stories', archive.stories),
    story: once('story', archive.story),
    storyOf: once('storyOf', archive.storyOf),
    summary: once('summary', archive.summary),
    article: once('article', archive.article),
  };
}
