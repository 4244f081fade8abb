import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Article } from '../article/article.ts';
import type { Config } from '../config.ts';
import { openParser, type Parser } from '../inbox/parser.ts';
import { memoryLedger } from '../llm/memory-ledger.ts';
import { openReader } from '../main/models.ts';
import { openLog } from '../main.ts';
import type { Reader } from '../pipeline/reader.ts';
import type { Summary } from '../summary/summary.ts';
import { summaryJson } from './json.ts';
import { bold, dim, OperatorError, printJson, progress, say } from './output.ts';

type Summarized =
  | { readonly ok: true; readonly file: string; readonly article: Article; readonly summary: Summary }
  | { readonly ok: false; readonly file: string; readonly reason: string };

/**
 * Reads files and prints their summaries; stores nothing, so a model's answers are paid for at each call.
 * @throws OperatorError after printing, when a file could not be read
 */
export async function summarize(config: Config, files: readonly string[], options: { json: boolean }): Promise<void> {
  const reader = await openReader(config, memoryLedger(), async () => config.topics, openLog(config));
  const parser = openParser();
  const results = await readAll(files, reader, parser);
  await parser.close();
  if (options.json) {
    await printJson(
      results.map((result) =>
        result.ok
          ? summaryJson(result.file, result.article, result.summary)
          : { file: result.file, problem: { reason: result.reason } },
      ),
    );
  } else {
    for (const result of results)
      result.ok ? saySummary(result.article, result.summary) : say(`${result.file}: ${result.reason}\n`);
  }
  const failed = results.filter((result) => !result.ok);
  if (failed[0] && !failed[0].ok) {
    const first = `${failed[0].file}: ${failed[0].reason}`;
    throw new OperatorError(
      failed.length === 1 ? first : `${failed.length} of ${files.length} files could not be read, first ${first}`,
    );
  }
}

async function readAll(files: readonly string[], reader: Reader, parser: Parser): Promise<Summarized[]> {
  const results: Summarized[] = [];
  const shown = progress();
  const queue = [...files.entries()];
  let done = 0;
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, file] = next;
      shown.show(`Reading ${done + 1} of ${files.length}: ${file}`);
      results[index] = await summarizeFile(file, reader, parser);
      done++;
    }
  };
  await Promise.all(Array.from({ length: reader.concurrency }, worker));
  shown.clear();
  return results;
}

async function summarizeFile(file: string, reader: Reader, parser: Parser): Promise<Summarized> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return { ok: false, file, reason: unreadable(error as NodeJS.ErrnoException) };
  }
  const parsed = await parser.parse({ name: basename(file), bytes });
  if (!parsed.ok) return { ok: false, file, reason: parsed.problem.reason };
  const answer = await reader.read(parsed.article);
  return answer.kind === 'summary'
    ? { ok: true, file, article: parsed.article, summary: answer.summary }
    : { ok: false, file, reason: answer.reason };
}

function unreadable(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'There is no such file.';
  if (error.code === 'EISDIR') return 'This is a folder; name the files in it.';
  if (error.code === 'EACCES') return 'The file may not be read; check its permissions.';
  return `The file could not be read (${error.code ?? error.message}).`;
}

function saySummary(article: Article, summary: Summary): void {
  say(bold(summary.headline));
  say(dim([article.source, article.date, `read by ${readerName(summary.reader)}`].filter(Boolean).join(' · ')));
  if (summary.note) say(summary.note);
  if (summary.actors.length > 0) say('\nKey actors');
  for (const actor of summary.actors) {
    say(`  • ${bold(actor.name)} (${[actor.kind, actor.role].filter(Boolean).join('; ')})`);
    sayClaim(actor.text, actor.evidence[0].quote);
  }
  if (summary.implications.length > 0) say('\nImplications');
  for (const implication of summary.implications) {
    say(`  • ${[implication.basis, implication.likelihood].filter(Boolean).join(', ')}`);
    sayClaim(implication.text, implication.evidence[0].quote);
  }
  if (summary.topics.length > 0) say(`\nTopics: ${summary.topics.join(', ')}`);
  if (summary.unsupported.length > 0) say(dim(`\n${summary.unsupported.length} left out: no support in the article`));
  say();
}

/** A bullet that is the article's own sentence is said once, as the quote it is. */
function sayClaim(text: string, quote: string): void {
  if (text !== quote) say(`    ${text}`);
  say(dim(`    “${quote.replace(/\s+/g, ' ')}”`));
}

function readerName(reader: string): string {
  return reader === 'offline' ? 'the offline reader' : reader;
}
