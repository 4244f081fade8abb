import type { Article } from '../article/article.ts';
import type { EmbeddingArchive } from '../ports/judgement.ts';
import type { Embedder, Log } from '../ports.ts';
import { embeddedText } from '../story/meaning.ts';

interface Ports {
  readonly archive: EmbeddingArchive;
  /** Null where no endpoint is configured. */
  readonly embedder: Embedder | null;
  readonly log: Log;
}

/**
 * Has an article embedded, so that its meaning counts when it is put into a story. Nothing depends on it: without an embedding
 * it is put there by its words. What is kept already costs nothing. Does not throw.
 */
export async function embed(article: Article, { archive, embedder, log }: Ports, signal: AbortSignal): Promise<void> {
  const text = embedder ? embeddedText(article) : '';
  if (!embedder || text === '') return;
  try {
    if ((await archive.embeddedBy(article.id)) === embedder.model) return;
    const answer = await embedder.embed(text, article.id, signal);
    if (answer.kind !== 'embedded') return;
    await archive.keepEmbedding(article.id, { model: embedder.model, vector: answer.vector });
  } catch (error) {
    log.error('an embedding could not be kept', { article: article.id, error: (error as Error).message });
  }
}
