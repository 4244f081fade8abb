import type { Digest, DigestStory } from '../digest/digest.ts';

/**
 * JSON has no dates: they come back as text and are made instants again. Digests from before actors could be followed name
 * none, and stories from before they had a memory have no past.
 */
export function digestOf(content: string): Digest {
  const digest: Digest = JSON.parse(content);
  return {
    ...digest,
    actors: digest.actors ?? [],
    window: { from: new Date(digest.window.from), to: new Date(digest.window.to) },
    stories: digest.stories.map(storyOf),
  };
}

function storyOf(kept: DigestStory): DigestStory {
  const story: Partial<DigestStory> & DigestStory = kept;
  return {
    ...story,
    delta: story.delta ?? null,
    toldBefore: story.toldBefore ? new Date(story.toldBefore) : null,
    disputes: story.disputes ?? [],
    corrections: (story.corrections ?? []).map(({ text, at }) => ({ text, at: new Date(at) })),
  };
}
