/** The whole way of a story of several articles: how each came in, how it stands, what was told of it here and why there. */
import type { Delta } from '../../digest/digest.ts';
import { channelName } from '../../digest/subscription.ts';
import { moment } from '../../digest/times.ts';
import { inQuotationMarks } from '../../message/quotation.ts';
import type { Told as Telling } from '../../ports/archive.ts';
import type { Trace } from '../../ports/history.ts';
import type { Story } from '../../story/story.ts';
import type { Reply } from '../command.ts';
import { section, toCaller } from '../reply.ts';
import { button, choice, menu } from './choose.ts';
import { corrections } from './set-right.ts';
import { attribution, type Told } from './told.ts';
import { filled, topicLines } from './why-article.ts';
import { bulletMenu } from './why-bullets.ts';
import { deliveryWords, inThisChannel, toldWords } from './why-posted.ts';
import { unsupportedSection } from './why-unsupported.ts';
import { type Asking, joined, replacing, storyStanding } from './why-way.ts';

/** Shown; the rest is counted. */
const MOST_ARTICLES = 8;

/** `asked` is what the story was named by. */
export async function whyStory(story: Story, whole: Told, asked: string, asking: Asking): Promise<Reply> {
  const { caller, zone, room, sight } = asking;
  const tellings = (await room.archive.told(caller.channel, [story.id])).get(story.id) ?? [];
  const posted = tellings.length > 0 ? await toldHere(tellings, whole, asking) : await heldBack(whole, asking);
  const { articles } = whole;
  const shown = articles.slice(0, MOST_ARTICLES);
  const entries: string[] = [];
  for (const trace of shown) entries.push(await entryOf(trace, story, articles, asking));
  const left = articles.length - shown.length;
  const lead = articles.find(({ duplicateOf }) => duplicateOf === null) ?? articles[0];
  return toCaller({
    title: story.title,
    say: posted[0] ?? '',
    sections: filled([
      ...(await corrections(story.id, caller, room)),
      section('posted', 'In the digests', posted.slice(1)),
      section('articles', 'Its articles', left > 0 ? [...entries, `And ${left} more`] : entries),
      section('standing', 'How it stands', storyStanding(story, articles, asked, asking)),
      section('topics', 'Topics', lead ? topicLines(lead, sight) : []),
      ...unsupportedSection(unsupportedIn(whole)),
    ]),
    foot: `Times in ${zone}`,
    controls: [
      ...button('The story', 'news story', { story: story.id }),
      ...menu(
        'One of its articles',
        'news why',
        'story',
        articles.flatMap(({ article }) => choice(article.title, article.id)),
      ),
      ...bulletMenu(whole),
    ],
  });
}

async function toldHere(tellings: readonly Telling[], whole: Told, asking: Asking): Promise<string[]> {
  const { zone, room } = asking;
  const last = tellings.at(-1) as Telling;
  const digest = (await room.archive.digest(last.digestId))?.digest;
  if (!digest) return [];
  const sent = deliveryWords(await room.archive.deliveries(last.digestId), zone);
  const before = tellings.slice(0, -1).map(({ publishedAt }) => moment(publishedAt, zone));
  const { delta } = last.story;
  return [
    `In this channel’s digest of ${moment(digest.window.to, zone)}: ${sent}.`,
    ...toldWords(last.story, digest, zone),
    ...(delta === null ? [] : [newWords(delta)]),
    ...(before.length === 0 ? [] : [`Told here before: ${before.join('; ')}`]),
    ...(await sinceThen(whole, asking)),
  ];
}

function newWords({ text, was }: Delta): string {
  return `New then: ${inQuotationMarks(text)}${was === undefined ? '' : `, where ${was} was told before`}`;
}

/** What became of its newest article, where that came in after the story was told. */
async function sinceThen({ articles }: Told, asking: Asking): Promise<string[]> {
  const newest = newestOwn(articles);
  const here = channelName(asking.caller.channel);
  if (!newest || newest.postings.some(({ channel }) => channelName(channel) === here)) return [];
  const [words = ''] = await inThisChannel(newest, articles, asking);
  return [`Its newest article, ${inQuotationMarks(newest.article.title)}: ${words}`];
}

/** What holds back its newest own article holds it back. */
async function heldBack({ articles }: Told, asking: Asking): Promise<string[]> {
  const newest = newestOwn(articles);
  return newest ? inThisChannel(newest, articles, asking) : [];
}

/** The one that came in last, copies and older versions left out. */
function newestOwn(articles: readonly Trace[]): Trace | undefined {
  const own = articles.filter((trace) => trace.duplicateOf === null && replacing(trace, articles) === null);
  return own.toSorted((one, other) => one.takenAt.getTime() - other.takenAt.getTime()).at(-1) ?? articles.at(-1);
}

/** `Mon 23 Nov, 11:00, “Ships to pay” (Velmark Ledger, 23 Nov): a copy of …`. */
async function entryOf(trace: Trace, story: Story, articles: readonly Trace[], asking: Asking): Promise<string> {
  const { article, takenAt, files, duplicateOf, duplicateBecause, newerOf } = trace;
  const from = (files.length > 0 ? files : [article.file]).join(', ');
  const titled = `${inQuotationMarks(article.title)} (${attribution(article, asking.room.clock.now())})`;
  const titleOf = (id: string | null) => articles.find((other) => other.article.id === id)?.article.title ?? null;
  const [original, older] = [titleOf(duplicateOf), titleOf(newerOf)];
  const how = [
    ...(original === null ? [] : [`a copy of ${inQuotationMarks(original)}, ${duplicateBecause}`]),
    ...(older === null ? [] : [`a newer version of ${inQuotationMarks(older)}`]),
    ...(await joined(trace, story, asking)).map((words) => lowered(words, story)),
  ];
  return `${titled}, ${moment(takenAt, asking.zone)} from ${from}${how.length > 0 ? ` — ${how.join('. ')}` : ''}`;
}

/** In a line of the story itself, its title would say nothing. */
function lowered(words: string, { title }: Story): string {
  const short = words.replace(inQuotationMarks(title), 'it').replace('this story', 'it');
  return `${short.charAt(0).toLowerCase()}${short.slice(1)}`;
}

function unsupportedIn({ read }: Told) {
  return read.filter(({ duplicateOf }) => duplicateOf === null).flatMap(({ summary }) => summary.unsupported);
}
