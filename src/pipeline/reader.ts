import type { Article } from '../article/article.ts';
import type { Topic } from '../digest/topic.ts';
import { topicsOf } from '../digest/topics.ts';
import type { Llm } from '../ports.ts';
import { readOffline } from '../summary/offline/reader.ts';
import type { Prompt } from '../summary/prompt.ts';
import type { Draft, Summary } from '../summary/summary.ts';
import { NO_USAGE, type Usage } from '../summary/usage.ts';
import { verifyDraft } from '../summary/verify.ts';
import { readWithModel } from './model-reader.ts';
import type { TopicShelf } from './topic-shelf.ts';

export type ReaderAnswer =
  | { readonly kind: 'summary'; readonly summary: Summary }
  | {
      readonly kind: 'problem';
      /** One sentence for the operator. */
      readonly reason: string;
      /** What the model said, where it said something unusable. */
      readonly raw: string | null;
      readonly retry: Date | 'soon' | 'never';
    };

/** Reads articles one by one, with a model or by rules; either way nothing leaves it unverified. */
export interface Reader {
  /** `offline`, or the model's name. */
  readonly name: string;
  readonly concurrency: number;
  read(article: Article, signal?: AbortSignal): Promise<ReaderAnswer>;
}

/** The reader without a model. */
export function offlineReader(topics: TopicShelf): Reader {
  return {
    name: 'offline',
    concurrency: 1,
    async read(article) {
      const { draft, note } = readOffline(article);
      return {
        kind: 'summary',
        summary: verified(draft, article, await topics(), { reader: 'offline', usage: NO_USAGE, note }),
      };
    },
  };
}

/** The reader that asks a model. */
export function modelReader(topics: TopicShelf, llm: Llm, prompt: Prompt, concurrency: number): Reader {
  return {
    name: llm.model,
    concurrency,
    async read(article, signal) {
      const reading = await readWithModel(article, { llm, prompt }, signal);
      if (reading.kind === 'problem') return reading;
      const summary = verified(reading.draft, article, await topics(), reading);
      return {
        kind: 'summary',
        summary: { ...summary, unsupported: [...reading.unsupported, ...summary.unsupported] },
      };
    },
  };
}

function verified(
  draft: Draft,
  article: Article,
  topics: readonly Topic[],
  by: { reader: string; usage: Usage; note: string | null },
): Summary {
  const { headline, actors, implications, unsupported } = verifyDraft(draft, article);
  const { reader, usage, note } = by;
  return {
    articleId: article.id,
    headline: headline ?? article.title,
    actors,
    implications,
    topics: topicsOf(article, topics),
    unsupported,
    reader,
    usage,
    note,
  };
}
