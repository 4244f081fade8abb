/** `/news why`: what became of an article, a story or a file, and why. */
import type { Article } from '../../article/article.ts';
import type { Digest } from '../../digest/digest.ts';
import { moment } from '../../digest/times.ts';
import type { Problem, Trace } from '../../ports/conversation.ts';
import { commandNamed } from '../catalogue.ts';
import { missingWords } from '../check.ts';
import type { Command, Reply } from '../command.ts';
import { section, sentence, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { digestMeant, storyMeant } from '../subjects.ts';
import { choice, menu } from './choose.ts';
import { folded } from './likeness.ts';
import { momentIn, zoneHere } from './place.ts';
import { type Sight, sightOf } from './sight.ts';
import { whyArticle } from './why-article.ts';

export async function why(call: Call, room: Room): Promise<Reply> {
  const { story: words } = call.args;
  if (words !== undefined) return whyNamed(words, call, room);
  const digest = await digestMeant(call.invocation, room);
  if (digest) return whyDigest(digest, await zoneHere(call.invocation.caller, room));
  const command = commandNamed('news why') as Command;
  return sentence(missingWords(command, command.options));
}

async function whyNamed(words: string, call: Call, room: Room): Promise<Reply> {
  const sight = await sightOf(call.invocation.caller, room);
  const article = (await visibleTrace(words, sight, room)) ?? (await traceOfFile(words, sight, room));
  if (article) return whyArticle(article, call, sight, room);
  const refused = await problemOf(words, sight, room);
  if (refused) return whyRefused(refused, call, sight, room);
  const unread = await unreadNamed(words, sight, room);
  if (unread) return whyArticle(unread, call, sight, room);
  const meant = await storyMeant(words, call, room);
  if ('reply' in meant) return meant.reply;
  const named = meant.found.articles.find(({ file }) => folded(file) === folded(words));
  const original = meant.found.articles.find(({ duplicateOf }) => duplicateOf === null);
  const trace = await visibleTrace((named ?? original ?? meant.found.articles[0])?.id ?? '', sight, room);
  return trace ? whyArticle(trace, call, sight, room) : sentence('Nothing is left of this story.');
}

async function visibleTrace(
  articleId: string,
  sight: Sight,
  { archive }: Pick<Room, 'archive'>,
): Promise<Trace | null> {
  if (/\s/.test(articleId) || articleId === '') return null;
  const trace = await archive.trace(articleId);
  return trace && sight.mayShow(trace.article, trace.topics) ? trace : null;
}

async function traceOfFile(file: string, sight: Sight, room: Room): Promise<Trace | null> {
  const [id] = await room.archive.articlesOfFile(file.trim());
  return id === undefined ? null : visibleTrace(id, sight, room);
}

// ---- what never came to be read ------------------------------------------------------------------------------------------

/** Looked through for the very file: anything less would tell of files that the caller has not heard of. */
const PROBLEMS_LOOKED_THROUGH = 20;

async function problemOf(file: string, sight: Sight, { archive }: Room): Promise<Problem | null> {
  const found = await archive.problems({ match: file.trim(), limit: PROBLEMS_LOOKED_THROUGH });
  for (const problem of found) {
    if (problem.file.toLowerCase() !== file.trim().toLowerCase()) continue;
    const trace = problem.articleId === null ? null : await archive.trace(problem.articleId);
    if (trace === null || sight.mayShow(trace.article, trace.topics)) return problem;
  }
  return null;
}

async function whyRefused(problem: Problem, call: Call, sight: Sight, room: Room): Promise<Reply> {
  const trace = problem.articleId === null ? null : await room.archive.trace(problem.articleId);
  // The article is there and could not be read: its whole way can be told.
  if (trace) return whyArticle(trace, call, sight, room);
  const at = momentIn(await zoneHere(call.invocation.caller, room), problem.at);
  return toCaller({ title: problem.file, say: `Refused on ${at}: ${problem.reason}` });
}

/** What came in before that was read, or is in trouble. */
const LATELY = 7 * 86_400_000;
const ARTICLES_A_PAGE = 200;
const MOST_PAGES = 10;

/** One that has no story yet, since nobody has read it: by its file's name or its title. */
async function unreadNamed(words: string, sight: Sight, { archive, clock }: Room): Promise<Trace | null> {
  const since = new Date(clock.now().getTime() - LATELY);
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const articles: readonly Article[] = await archive.articlesSince(since, after, ARTICLES_A_PAGE);
    const named = articles.find(({ file, title }) => [file, title].some((name) => folded(name) === folded(words)));
    const trace = named ? await visibleTrace(named.id, sight, { archive }) : null;
    if (trace || articles.length < ARTICLES_A_PAGE) return trace?.storyId === null ? trace : null;
    after = articles.at(-1)?.id ?? null;
  }
  return null;
}

// ---- a whole digest ------------------------------------------------------------------------------------------------------

function whyDigest({ stories, window, topics, actors }: Digest, zone: string): Reply {
  const wish = [...topics, ...actors].join(', ');
  const span = `${moment(window.from, zone)} to ${momentIn(zone, window.to)}`;
  if (stories.length === 0) return sentence(`This digest told nothing on ${wish}: nothing came in from ${span}.`);
  const choices = stories.flatMap(({ headline, storyId }) => choice(headline, storyId));
  const lines = stories.map(({ headline, reasons }) => `${headline}: ${reasons.join('; ')}`);
  return toCaller({
    say: `What came in on ${wish} from ${span}, the weightiest first. Choose a story for its whole way.`,
    sections: [section('stories', 'Why these, in this order', lines)],
    controls: menu('Choose a story', 'news why', 'story', choices),
  });
}
