import { afterOthers } from './after-others.ts';
import type { Candidate } from './candidate.ts';
import type { Digest } from './digest.ts';
import type { Wish } from './gates.ts';
import { type Selection, selecting } from './select.ts';

/** What is there to tell, and what of it a channel may not or does not want to see. */
export interface Material extends Omit<Wish, 'topics' | 'actors' | 'zone'> {
  readonly candidates: readonly Candidate[];
}

export interface Composed {
  readonly digest: Digest;
  /** The articles that the channel need not be told of again: those that it is told, that say nothing beyond, or had no room. */
  readonly covered: readonly string[];
}

/** Articles whose stories are chosen in one go, some milliseconds' work; then timers and sockets have their turn. */
const AT_ONCE = 8;

/** The digest of what is there, for whoever asks: on a schedule, in chat or on the command line. Same input, same digest. */
export async function digestOf(
  frame: Omit<Digest, 'stories' | 'considered'>,
  material: Material,
  turn: () => Promise<void> = afterOthers,
): Promise<Composed> {
  const { topics, actors, zone } = frame;
  const steps = selecting({ ...material, topics, actors, zone });
  for (let looked = 0; ; ) {
    const step = steps.next();
    if (step.done) return composed(frame, step.value);
    looked += step.value;
    if (looked < AT_ONCE) continue;
    looked = 0;
    await turn();
  }
}

function composed(frame: Omit<Digest, 'stories' | 'considered'>, selection: Selection): Composed {
  const { stories, considered, crowdedOut, withheld } = selection;
  const shown = stories.flatMap(({ sources }) => sources.map(({ articleId }) => articleId));
  const passedOver = withheld
    .filter(({ gate }) => gate === 'told' || gate === 'crowded')
    .map(({ articleId }) => articleId);
  const digest = { ...frame, stories, considered, ...(crowdedOut > 0 && { crowdedOut }) };
  return { digest, covered: [...shown, ...passedOver] };
}
