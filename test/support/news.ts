/** A small archive's worth of news for tests of the conversation. All people, places, papers and events are invented. */
import type { Article } from '../../src/article/article.ts';
import type { Topic } from '../../src/digest/topic.ts';
import type { Actor, ActorKind, Evidence, Implication, Summary } from '../../src/summary/summary.ts';
import { anArticle, aSummary } from './articles.ts';

/** An article, when it came in, and what its reader found. `summary` is null for one that nobody has read yet. */
export interface NewsItem {
  readonly article: Article;
  readonly at: Date;
  readonly summary: Summary | null;
}

export const TOPICS: readonly Topic[] = [
  { name: 'shipping', description: 'Harbours, ships and straits', terms: ['strait', 'harbour', 'dockers'] },
  { name: 'energy', description: 'Power and dams', terms: ['dam', 'reservoir', 'electricity'] },
  // What stands under it, and its very name, is for one channel only.
  { name: 'mergers', description: 'Deals under embargo', terms: ['Quillmark'], channels: ['slack:CDEALS'] },
];

/** In the one hidden article's title, text, source, file and address; to be found in no reply elsewhere. */
export const SECRET = 'Quillmark';

export const TOLL = anArticle({
  id: '1'.repeat(32),
  file: 'strait-toll.txt',
  title: 'Karsund puts a toll on the Osk strait',
  source: 'Harbour Courier',
  date: '2026-11-23',
  url: 'https://courier.example/strait-toll',
  paragraphs: [
    'Karsund will charge every ship 400 crowns for passing the Osk strait from 3 May, minister Maren Osk said on Monday.',
    'The Shipowners’ Guild said freight to the islands would rise by a tenth.',
    'Velmark has asked for talks before the toll begins.',
  ],
});

/** The same text in another paper. */
export const TOLL_REPRINT = anArticle({
  ...TOLL,
  id: '2'.repeat(32),
  file: 'strait-toll-ledger.txt',
  title: 'Ships to pay for Osk strait',
  source: 'Velmark Ledger',
  url: 'https://ledger.example/osk-toll',
  paragraphs: TOLL.text.split('\n\n'),
});

export const STRIKE = anArticle({
  id: '3'.repeat(32),
  file: 'halden-strike.txt',
  title: 'Dockers walk out at Port Halden',
  source: 'Harbour Courier',
  date: '2026-11-22',
  url: 'https://courier.example/halden-strike',
  paragraphs: [
    'Dockers’ leader Tomas Reveny closed the gates of Port Halden on Sunday over a new night shift.',
    'Shops on the islands could run short of flour within ten days.',
  ],
});

export const DAM = anArticle({
  id: '4'.repeat(32),
  file: 'kestrel-dam.txt',
  title: 'Kestrel reservoir lowered after crack is found',
  source: 'Highland Post',
  date: '2026-11-23',
  url: null,
  paragraphs: [
    'Engineer Jonah Adeyar lowered the Kestrel reservoir by two metres on Monday after a crack was found in the dam.',
    'Kestrel Power expects a third less electricity until March.',
  ],
});

export const DEAL = anArticle({
  id: '5'.repeat(32),
  file: 'quillmark-deal.txt',
  title: 'Quillmark agrees to buy Sable Lines and its harbour berths',
  source: 'Quillmark Insider',
  date: '2026-11-23',
  url: 'https://quillmark.example/deal',
  paragraphs: ['Chief executive Petra Lund said Quillmark would buy Sable Lines for two billion crowns.'],
});

/** Who acts in an article: the sentence that holds `quote` is both bullet and evidence. */
export function acting(article: Article, name: string, kind: ActorKind, role: string | null, quote: string): Actor {
  return { name, kind, role, aliases: [], text: quote, evidence: [evidence(article, quote)] };
}

export function following(article: Article, quote: string): Implication {
  return { text: quote, basis: 'stated', likelihood: null, evidence: [evidence(article, quote)] };
}

function evidence(article: Article, quote: string): Evidence {
  const start = article.text.indexOf(quote);
  if (start < 0) throw new Error(`“${quote}” does not stand in ${article.file}`);
  return { articleId: article.id, quote, start, end: start + quote.length };
}

const sentenceOf = ({ text }: Article, number: number) => text.split('\n\n')[number] ?? '';

/** Oldest first; the reprint is found to be a copy when it comes in. */
export function someNews(): NewsItem[] {
  return [
    {
      article: STRIKE,
      at: new Date('2026-11-22T18:00:00Z'),
      summary: aSummary(STRIKE, {
        actors: [acting(STRIKE, 'Tomas Reveny', 'person', 'Dockers’ leader', sentenceOf(STRIKE, 0))],
        implications: [following(STRIKE, sentenceOf(STRIKE, 1))],
        topics: ['shipping'],
      }),
    },
    {
      article: TOLL,
      at: new Date('2026-11-23T10:00:00Z'),
      summary: aSummary(TOLL, {
        actors: [acting(TOLL, 'Maren Osk', 'person', 'minister', sentenceOf(TOLL, 0))],
        implications: [following(TOLL, sentenceOf(TOLL, 1))],
        topics: ['shipping'],
        unsupported: [
          {
            kind: 'implication',
            text: 'The toll will be lifted in June.',
            reason: 'the month June is not in the article',
          },
        ],
      }),
    },
    { article: TOLL_REPRINT, at: new Date('2026-11-23T11:00:00Z'), summary: null },
    {
      article: DAM,
      at: new Date('2026-11-23T16:00:00Z'),
      summary: aSummary(DAM, {
        actors: [acting(DAM, 'Jonah Adeyar', 'person', 'Engineer', sentenceOf(DAM, 0))],
        implications: [following(DAM, sentenceOf(DAM, 1))],
        topics: ['energy'],
      }),
    },
    {
      article: DEAL,
      at: new Date('2026-11-23T17:00:00Z'),
      summary: aSummary(DEAL, {
        actors: [acting(DEAL, 'Petra Lund', 'person', 'Chief executive', sentenceOf(DEAL, 0))],
        // Under an open topic too: that alone must not bring it to light.
        topics: ['mergers', 'shipping'],
      }),
    },
  ];
}
