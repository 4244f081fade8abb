/** Opens what asks a language model, and what does without one. */
import { join } from 'node:path';
import { ASK_PROMPT } from '../answer/prompt.ts';
import { systemClock } from '../clock/system-clock.ts';
import type { Config } from '../config.ts';
import { createEmbedder } from '../llm/embeddings.ts';
import { createLlm } from '../llm/openai.ts';
import { loadPrompt } from '../llm/prompt-files.ts';
import { type Ask, createAsk } from '../pipeline/ask.ts';
import { modelReader, offlineReader, type Reader } from '../pipeline/reader.ts';
import type { Judge } from '../pipeline/same-story.ts';
import type { TopicShelf } from '../pipeline/topic-shelf.ts';
import type { Archive } from '../ports/archive.ts';
import type { ModelLedger } from '../ports/ledger.ts';
import type { Embedder, Llm, Log } from '../ports.ts';
import { SAME_STORY_PROMPT } from '../story/balance-prompt.ts';
import type { Watch } from '../watch.ts';

/** @param ledger where model calls are counted; the archive itself, unless that is only read */
export async function openAsk(
  config: Config,
  archive: Archive,
  ledger: ModelLedger,
  log: Log,
  watch?: Watch,
): Promise<Ask> {
  const llm = openModel(config, ledger, log, watch);
  const prompt = llm && (await loadPrompt(join(config.promptsDir, 'ask.md'), ASK_PROMPT));
  return createAsk({ archive, llm, prompt, log });
}

/** With the model where one is set, else by rules. @throws Error that lists what is wrong with the prompt file */
export async function openReader(
  config: Config,
  ledger: ModelLedger,
  topics: TopicShelf,
  log: Log,
  watch?: Watch,
): Promise<Reader> {
  const llm = openModel(config, ledger, log, watch);
  if (!llm || !config.model) return offlineReader(topics);
  const prompt = await loadPrompt(join(config.promptsDir, 'summarize.md'));
  return modelReader(topics, llm, prompt, config.model.concurrency);
}

/** Null where no embedding model is set: articles are then compared by their words alone. */
export function openEmbedder({ model }: Config, ledger: ModelLedger, log: Log): Embedder | null {
  if (!model?.embeddingModel) return null;
  return createEmbedder({ ...model, embeddingModel: model.embeddingModel }, { ledger, clock: systemClock, log });
}

/** Null without a model: articles then stay where they were put, also where the evidence is balanced. */
export async function openJudge(config: Config, ledger: ModelLedger, log: Log, watch?: Watch): Promise<Judge | null> {
  const llm = openModel(config, ledger, log, watch);
  return llm && { llm, prompt: await loadPrompt(join(config.promptsDir, 'same-story.md'), SAME_STORY_PROMPT) };
}

/** Null where none is set. */
export function openModel(config: Config, ledger: ModelLedger, log: Log, watch?: Watch): Llm | null {
  const llm = config.model && createLlm(config.model, { ledger, clock: systemClock, log });
  return llm && (watch?.llm(llm) ?? llm);
}
