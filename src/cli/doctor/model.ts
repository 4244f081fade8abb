/** For `doctor`: the prompts, the language model and the embedding model. */
import { join } from 'node:path';
import { ASK_PROMPT } from '../../answer/prompt.ts';
import type { Config } from '../../config.ts';
import { memoryLedger } from '../../llm/memory-ledger.ts';
import { loadPrompt } from '../../llm/prompt-files.ts';
import { openEmbedder, openModel } from '../../main/models.ts';
import { openLog } from '../../main.ts';
import type { Llm, LlmRequest } from '../../ports.ts';
import { SAME_STORY_PROMPT } from '../../story/balance-prompt.ts';
import type { Finding } from './finding.ts';

/** Somebody waits. Milliseconds. */
const PATIENCE_MS = 20_000;

export async function examinePrompts(config: Config): Promise<Finding> {
  try {
    await loadPrompt(join(config.promptsDir, 'summarize.md'));
    await loadPrompt(join(config.promptsDir, 'ask.md'), ASK_PROMPT);
    await loadPrompt(join(config.promptsDir, 'same-story.md'), SAME_STORY_PROMPT);
    return { check: 'prompts', state: 'ok', text: 'summarize.md, ask.md and same-story.md are complete' };
  } catch (error) {
    return { check: 'prompts', state: 'problem', text: (error as Error).message };
  }
}

export async function examineModel(config: Config): Promise<Finding> {
  const llm = openModel(config, memoryLedger(), openLog(config));
  if (!llm) {
    const text = 'the offline reader; set OPENAI_API_KEY, or OPENAI_BASE_URL for a local server, to read with a model';
    return { check: 'model', state: 'unset', text };
  }
  const { ok, text } = await llm.check();
  const trouble = ok ? await structureTrouble(llm) : null;
  return { check: 'model', state: ok && trouble === null ? 'ok' : 'problem', text: trouble ?? text };
}

/** A server may list a model that then answers nobody, or not in the form that is asked for: a few tokens tell. */
async function structureTrouble(llm: Llm): Promise<string | null> {
  const answer = await llm.complete(tiny(llm.model), AbortSignal.timeout(PATIENCE_MS));
  switch (answer.kind) {
    case 'answered':
    case 'budget':
    // It had more to think about than there was room for.
    case 'truncated':
      return null;
    case 'failed':
      return answer.permanent ? answer.reason : null;
    default:
      return `${llm.model} answers, but not with the JSON that it is asked for: choose a model that has structured outputs (OPENAI_MODEL).`;
  }
}

function tiny(model: string): LlmRequest {
  return {
    purpose: 'check',
    articleId: null,
    system: 'Answer with the JSON object {"ok": true}.',
    user: 'Are you there?',
    schema: {
      name: 'check',
      json: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'], additionalProperties: false },
    },
    model,
    temperature: null,
    // A model that thinks first needs some room.
    maxOutputTokens: 500,
  };
}

/** Only where an embedding model is set: most need none. */
export async function examineEmbeddings(config: Config): Promise<Finding[]> {
  const embedder = openEmbedder(config, memoryLedger(), openLog(config));
  if (!embedder) return [];
  const { ok, text } = await embedder.check();
  return [{ check: 'embeddings', state: ok ? 'ok' : 'problem', text }];
}
