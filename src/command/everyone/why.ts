/** `/news why`: what became of an article, a story, a bullet or a file, and why. */
import type { Article } from '../../article/article.ts';
import type { Digest } from '../../digest/digest.ts';
import { moment } from '../../digest/times.ts';
import { ALL_TOPICS } from '../../digest/topic.ts';
import type { Problem, Trace } from '../../ports/history.ts';
import { DAY_MS } from '../../spans.ts';
import type { Story } from '../../story/story.ts';
import { commandNamed } from '../catalogue.ts';
import { missingWords } from '../check.ts';
import type { Command, Reply } from '../command.ts';
import { echoed, section, sentence, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { digestMeant, storyMeant } from '../subjects.ts';
import { choice, menu, withDraft } from './choose.ts';
import { folded } from './likeness.ts';
import { momentIn, zoneHere } from './place.ts';
import { type Sight, sightOf, visibleStory } from './sight.ts';
import { type Told, told } from './told.ts';
import { whyArticle } from './why-article.ts';
import { whyBullet } from './why-bullet.ts';
import { bulletsNamed, bulletsOf } from './why-bullets.ts';
import { whyStory } from './why-story.ts';
import type { Asking } from './why-way.ts';

export async function why(given: Call, room: Room): Promise<Reply> {
  const call = await withDraft(given, room);
  const { story: words, bullet } = call.args;
  const asking = await askingOf(call, room);
  if (words !== undefined) return whyNamed(words, call, asking);
  const digest = await digestMeant(call.invocation, room);
  if (digest)
    return bullet === undefined ? whyDigest(digest, asking.zone) : bulletOfDigest(bullet, digest, call, asking);
  const command = commandNamed('news why') as Command;
  const missing = command.options.filter(({ required }) => required);
  return sentence(missingWords(command, missing));
}

async function askingOf({ invocation: { caller } }: Call, room: Room): Promise<Asking> {
  return { caller, room, sight: await sightOf(caller, room), zone: await zoneHere(caller, room) };
}

async function whyNamed(words: string, call: Call, asking: Asking): Promise<Reply> {
  const { bullet } = call.args;
  const { sight, room } = asking;
  const article = (await visibleTrace(words, sight, room)) ?? (await traceOfFile(words, sight, room));
  if (article)
    return bullet === undefined ? whyArticle(article, words, asking) : bulletOfArticle(bullet, article, call, asking);
  const refused = await problemOf(words, sight, room);
  if (refused) return whyRefused(refused, words, asking);
  const unread = await unreadNamed(words, sight, room);
  if (unread) return whyArticle(unread, words, asking);
  const quoted = bullet === undefined ? await storyQuoted(words, asking) : null;
  if (quoted) return whyBullet(words, quoted.story, quoted.whole, call, asking);
  const meant = await storyMeant(words, call, room);
  if ('reply' in meant) return meant.reply;
  const whole = await told(meant.found, sight, room);
  if (!whole) return sentence('Nothing is left of this story.');
  if (bullet !== undefined) return whyBullet(bullet, meant.found, whole, call, asking);
  return whyStoryOrArticle(words, meant.found, whole, asking);
}

/** One that is named by its own title or file, or that is all of its story, has its way told; else the story has. */
function whyStoryOrArticle(words: string, story: Story, whole: Told, asking: Asking): Promise<Reply> {
  const { articles } = whole;
  const named = articles.find(({ article: { file, title } }) =>
    [file, ...(folded(title) === folded(story.title) ? [] : [title])].some((name) => folded(name) === folded(words)),
  );
  const [only, ...others] = articles;
  const article = named ?? (others.length === 0 ? only : undefined);
  return article ? whyArticle(article, words, asking) : whyStory(story, whole, words, asking);
}

// ---- bullets -------------------------------------------------------------------------------------------------------------

/** So many words in their order are no title: they were copied from a bullet. */
const WORDS_OF_A_BULLET = 4;

/** Its story is among the first that the words find. */
const MOST_HITS = 5;

/** The story of which words were copied from a bullet; null where they are something else. */
async function storyQuoted(words: string, { sight, room }: Asking): Promise<{ story: Story; whole: Told } | null> {
  if (folded(words).split(' ').length < WORDS_OF_A_BULLET) return null;
  for (const { article } of await room.archive.search(words, MOST_HITS, { hiddenTopics: sight.hiddenTopics })) {
    const id = await room.archive.storyOf(article.id);
    const story = id === null ? null : await visibleStory(id, sight, room);
    const whole = story && (await told(story, sight, room));
    if (story && whole && isOfABullet(words, whole)) return { story, whole };
  }
  return null;
}

function isOfABullet(words: string, whole: Told): boolean {
  const wanted = folded(words);
  const titles = [whole.story.headline, ...whole.articles.map(({ article }) => article.title)];
  const isOfATitle = titles.some((title) => folded(title).includes(wanted));
  return !isOfATitle && bulletsOf(whole).some(({ label }) => folded(label).includes(wanted));
}

async function bulletOfArticle(bullet: string, { storyId }: Trace, call: Call, asking: Asking): Promise<Reply> {
  const story = storyId === null ? null : await visibleStory(storyId, asking.sight, asking.room);
  const whole = story && (await told(story, asking.sight, asking.room));
  if (!story || !whole) return sentence('It has no bullet yet: nobody has read it.');
  return whyBullet(bullet, story, whole, call, asking);
}

/** Of whichever story of the digest has it. */
async function bulletOfDigest(bullet: string, digest: Digest, call: Call, asking: Asking): Promise<Reply> {
  const { sight, room } = asking;
  for (const { storyId } of digest.stories) {
    const story = await visibleStory(storyId, sight, room);
    const whole = story && (await told(story, sight, room));
    if (story && whole && bulletsNamed(bullet, bulletsOf(whole)).length > 0)
      return whyBullet(bullet, story, whole, call, asking);
  }
  return sentence(`No story of this digest has a bullet that goes by ${echoed(bullet)}.`);
}

// ---- articles ------------------------------------------------------------------------------------------------------------

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

async function whyRefused(problem: Problem, words: string, asking: Asking): Promise<Reply> {
  const trace = problem.articleId === null ? null : await asking.room.archive.trace(problem.articleId);
  // The article is there and could not be read: its whole way can be told.
  if (trace) return whyArticle(trace, words, asking);
  return toCaller({
    title: problem.file,
    say: `Refused on ${momentIn(asking.zone, problem.at)}: ${problem.reason}`,
  });
}

/** What came in before that was read, or is in trouble. */
const LATELY_MS = 7 * DAY_MS;
const ARTICLES_A_PAGE = 200;
const MOST_PAGES = 10;

/** One that has no story yet, since nobody has read it: by its file's name or its title. */
async function unreadNamed(words: string, sight: Sight, { archive, clock }: Room): Promise<Trace | null> {
  const since = new Date(clock.now().getTime() - LATELY_MS);
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
  const wish = topics.includes(ALL_TOPICS) ? '' : ` on ${[...topics, ...actors].join(', ')}`;
  const span = `${moment(window.from, zone)} to ${momentIn(zone, window.to)}`;
  if (stories.length === 0) return sentence(`This digest told nothing${wish}: nothing came in from ${span}.`);
  const choices = stories.flatMap(({ headline, storyId }) => choice(headline, storyId));
  const lines = stories.map(({ headline, reasons }) => `${headline}: ${reasons.join('; ')}`);
  return toCaller({
    say: `What came in${wish} from ${span}, the weightiest first. Choose a story for its whole way.`,
    sections: [section('stories', 'Why these, in this order', lines)],
    controls: menu('Choose a story', 'news why', 'story', choices),
  });
}
