import type { Candidate } from './candidate.ts';
import type { Digest } from './digest.ts';
import type { Wish } from './gates.ts';
import { selectStories } from './select.ts';

/** What is there to tell, and what of it a channel may not or does not want to see. */
export interface Material extends Omit<Wish, 'topics' | 'actors' | 'zone'> {
  readonly candidates: readonly Candidate[];
}

export interface Composed {
  readonly digest: Digest;
  /** The articles that the channel need not be told of again: those that it is told, and those that say nothing beyond. */
  readonly covered: readonly string[];
}

/** The digest of what is there, for whoever asks: on a schedule, in chat or on the command line. Pure. */
export function digestOf(frame: Omit<Digest, 'stories' | 'considered'>, material: Material): Composed {
  const { topics, actors, zone } = frame;
  const { stories, considered, withheld } = selectStories({ ...material, topics, actors, zone });
  const shown = stories.flatMap(({ sources }) => sources.map(({ articleId }) => articleId));
  const saidNothing = withheld.filter(({ gate }) => gate === 'told').map(({ articleId }) => articleId);
  return { digest: { ...frame, stories, considered }, covered: [...shown, ...saidNothing] };
}
