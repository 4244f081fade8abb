/** How much longer than its model's answers the reading of articles takes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/clock/system-clock.ts';
import { createLlm } from '../../src/llm/openai.ts';
import { loadPrompt } from '../../src/llm/prompt-files.ts';
import { likenessOf } from '../../src/pipeline/likeness.ts';
import { readDue } from '../../src/pipeline/read.ts';
import { modelReader } from '../../src/pipeline/reader.ts';
import type { Log } from '../../src/ports.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import type { HeldAgainst } from './held-against.ts';
import { inventedArticle } from './invented-news.ts';

const CONCURRENCY = 4;
const LATENCY_MS = 1_000;
const ARTICLES = 60;
const NEVER = new AbortController().signal;
const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** The real step, client and archive; the model is a server in a process of its own that takes as long for each answer. */
export async function intakeBench(): Promise<HeldAgainst[]> {
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-bench-'));
  const model = await startModel();
  const archive = await openSqliteArchive({ folder });
  try {
    const llm = createLlm(
      {
        apiKey: null,
        baseUrl: model.url,
        model: 'test-model',
        concurrency: CONCURRENCY,
        timeoutMs: 60_000,
        dailyTokens: null,
        dailyCostUsd: null,
        prices: null,
      },
      { ledger: archive, clock: systemClock, log: silent },
    );
    const prompt = await loadPrompt(fileURLToPath(new URL('../../prompts/summarize.md', import.meta.url)));
    const reader = modelReader(async () => [], llm, prompt, CONCURRENCY);
    const ports = { archive, reader, embedder: null, judge: null, clock: systemClock, log: silent, tell() {} };
    const takeIn = async (from: number, to: number) => {
      for (let number = from; number < to; number++) {
        const { article } = inventedArticle(number);
        const likeness = await likenessOf(article, archive);
        const arrival = { file: `${number}.txt`, hash: article.id, at: new Date(), topics: [], likeness };
        await archive.takeIn({ ...arrival, parsed: { ok: true, article } });
      }
    };
    // The first few pay for what is loaded once.
    await takeIn(0, CONCURRENCY);
    await readDue(ports, NEVER);
    await takeIn(CONCURRENCY, CONCURRENCY + ARTICLES);
    const start = performance.now();
    await readDue(ports, NEVER);
    const took = performance.now() - start;
    if ((await archive.countUnread(new Date())) > 0) throw new Error('some articles were not read');
    const ideal = (ARTICLES * LATENCY_MS) / CONCURRENCY;
    return [
      {
        id: 'intake.model',
        name: `intake of ${ARTICLES} articles`,
        value: took / ideal,
        unit: 'x',
        bar: 1.05,
        peer: `the ideal of ${seconds(ideal)}: ${ARTICLES} answers of ${seconds(LATENCY_MS)} each, ${CONCURRENCY} at the same time; it took ${seconds(took)}, through the openai client, each reading verified, put into its story and kept`,
      },
    ];
  } finally {
    await archive.close();
    model.stop();
    rmSync(folder, { recursive: true });
  }
}

async function startModel(): Promise<{ url: string; stop(): void }> {
  const script = fileURLToPath(new URL('../support/model-server.ts', import.meta.url));
  const child = spawn(process.execPath, [script, '--latency', String(LATENCY_MS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return { url: String(line).trim(), stop: () => void child.kill() };
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
