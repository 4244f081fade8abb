import type { Config } from '../config.ts';
import { openArchiveForReading } from '../main/archives.ts';
import type { SearchArchive } from '../ports/archive.ts';
import { bestPassage } from '../search/passages.ts';
import { inputLines } from './lines.ts';
import { bold, dim, printJson, say } from './output.ts';

const MOST_HITS = 10;

interface Hit {
  readonly article: string;
  readonly score: number;
  readonly quote: string;
  readonly title: string;
  readonly from: string;
}

/** Finds articles with the sentence that answers best; without a query, answers one line of standard input after another. */
export async function search(config: Config, query: string | null, options: { json: boolean }): Promise<void> {
  const archive = await openArchiveForReading(config);
  try {
    if (query !== null) {
      const hits = await find(query, archive);
      if (options.json) return await printJson(hits.map(hitJson));
      return sayHits(query, hits);
    }
    for await (const line of inputLines({ withEmpty: true }))
      await printJson((await find(line, archive)).map(hitJson), 'line');
  } finally {
    await archive.close();
  }
}

async function find(query: string, archive: SearchArchive): Promise<Hit[]> {
  const hits = await archive.search(query, MOST_HITS);
  return hits.map(({ article, score }) => ({
    article: article.id,
    score,
    quote: bestPassage(article, query)?.quote ?? article.title,
    title: article.title,
    from: [article.source, article.date].filter(Boolean).join(', '),
  }));
}

function hitJson({ article, score, quote }: Hit) {
  return { article, score, quote };
}

function sayHits(query: string, hits: readonly Hit[]): void {
  if (hits.length === 0) say(`Nothing in the archive on "${query}".`);
  for (const hit of hits) {
    say(bold(hit.title));
    say(`  “${hit.quote}”`);
    if (hit.from) say(dim(`  ${hit.from}`));
  }
}
