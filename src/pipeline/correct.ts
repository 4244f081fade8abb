/** Corrects what channels were told: the digests of late that told a story, and the messages that stand for them. */
import type { Article } from '../article/article.ts';
import { correctionsIn, standingIn, storiesIn, withCorrections } from '../command/everyone/set-right.ts';
import { DAYS_TOLD } from '../command/managers/correct.ts';
import { deliveryKey, digestControls } from '../digest/compose.ts';
import { correctDigest, type DigestCorrection } from '../digest/correct.ts';
import type { Digest, DigestStory } from '../digest/digest.ts';
import { messageOf } from '../digest/lookback-message.ts';
import { channelName, type Platform } from '../digest/subscription.ts';
import type { Archive } from '../ports/archive.ts';
import type { Correction } from '../ports/conversation.ts';
import type { Chat, Clock, Log } from '../ports.ts';
import { DAY_MS } from '../spans.ts';
import { sameText } from '../story/duplicates.ts';
import { growthOver } from '../story/growth.ts';

interface Ports {
  readonly archive: Archive;
  /** How each platform renders; needs no connection. */
  readonly renderers: ReadonlyMap<Platform, Pick<Chat, 'render'>>;
  readonly log: Log;
}

/** A report that was changed more often than this is followed no further back. */
const MOST_VERSIONS = 20;

/** A manager's word on a story, at the head of it wherever it stands and was told of late. How many digests were corrected. */
export async function correctByHand(correction: Correction, ports: Ports): Promise<number> {
  const { storyId, text, origin } = correction;
  const { at } = correction.made;
  const story = await ports.archive.story(storyId);
  const articleIds = new Set(story?.articles.map(({ id }) => id) ?? []);
  const byHand = (told: DigestStory): DigestCorrection[] =>
    told.storyId === storyId || told.sources.some(({ articleId }) => articleIds.has(articleId))
      ? [{ kind: 'by-hand', storyId: told.storyId, text, at }]
      : [];
  const correctionsOf = async ({ channel, stories }: Digest) =>
    (await standingIn(channel, ports.archive))({ origin }) ? stories.flatMap(byHand) : [];
  return correctStory([...articleIds], correctionsOf, at, ports);
}

/** Puts right what was told from older versions of articles that have been read anew. How many digests were corrected. */
export async function correctDue(ports: Ports & { readonly clock: Clock }): Promise<number> {
  let corrected = 0;
  for (const articleId of await ports.archive.newerVersions()) {
    corrected += await correctAfterReading(articleId, ports);
    await ports.archive.versionSettled(articleId);
  }
  return corrected;
}

/**
 * To be called once an article was read: where it is a newer version of another, what was told from that is told from this
 * one. Calling it again changes nothing. How many digests were corrected.
 */
export async function correctAfterReading(
  articleId: string,
  ports: Ports & { readonly clock: Clock },
): Promise<number> {
  const { archive, clock } = ports;
  const article = await archive.article(articleId);
  const summary = await archive.summary(articleId);
  if (!article || !summary) return 0;
  const older = await olderVersions(article, archive);
  if (older.size === 0) return 0;
  const { id, title, source, date, url } = article;
  const newer = { source: { articleId: id, title, source, date, url }, summary };
  const at = clock.now();
  const byNewerVersion = ({ storyId, sources }: DigestStory) =>
    sources.flatMap(({ articleId: version }): DigestCorrection[] => {
      const headline = older.get(version);
      return headline === undefined
        ? []
        : [{ kind: 'newer-version', storyId, old: { articleId: version, headline }, newer, at }];
    });
  return correctStory([...older.keys()], async ({ stories }) => stories.flatMap(byNewerVersion), at, ports);
}

/**
 * All versions before this one that say anything otherwise, each with the headline of its reading: what only grew withdraws
 * nothing. A digest is found by what it told at first, and rests on whichever version it was corrected by last.
 */
async function olderVersions(article: Article, archive: Archive): Promise<Map<string, string>> {
  const seen = new Set([article.id]);
  const versions = new Map<string, string>();
  for (let id = article.id; seen.size <= MOST_VERSIONS; ) {
    const older = (await archive.trace(id))?.newerOf ?? null;
    if (older === null || seen.has(older)) break;
    id = older;
    seen.add(id);
    const version = await archive.article(id);
    if (version && hasOnlyGrown(version, article)) continue;
    versions.set(id, (await archive.summary(id))?.headline ?? '');
  }
  return versions;
}

function hasOnlyGrown(older: Article, newer: Article): boolean {
  return sameText(older, newer).duplicate && growthOver(newer, older) !== null;
}

/** Corrects every digest of late that told any of the articles, and keeps each with what its messages say from now on. */
async function correctStory(
  articleIds: readonly string[],
  correctionsOf: (told: Digest) => Promise<readonly DigestCorrection[]>,
  now: Date,
  ports: Ports,
): Promise<number> {
  if (articleIds.length === 0) return 0;
  const { archive, log } = ports;
  const since = new Date(now.getTime() - DAYS_TOLD * DAY_MS);
  let corrected = 0;
  for (const { digest, at } of await archive.digestsWith(articleIds, since)) {
    const right = (await correctionsOf(digest)).reduce(correctDigest, digest);
    if (right === digest) continue;
    if (!(await archive.correctDigest(right, await partsOf(right, at, ports), now))) continue;
    log.info('digest corrected', { channel: channelName(digest.channel) });
    corrected += 1;
  }
  return corrected;
}

/** As they were rendered when the digest was published: what managers had set right until then stands at the head of its story. */
async function partsOf(digest: Digest, publishedAt: Date, { archive, renderers }: Ports) {
  const renderer = renderers.get(digest.channel.platform);
  if (!renderer) throw new Error(`no renderer for ${digest.channel.platform}`);
  const composed = messageOf(digest);
  const made = await correctionsIn(digest.channel, storiesIn(composed), archive);
  const before = made.filter((correction) => correction.made.at <= publishedAt);
  const message = withCorrections(composed, before, digest.window.to);
  return renderer
    .render({ ...message, controls: digestControls(digest.id) })
    .map((content, part) => ({ key: deliveryKey(digest.id, part), part, content }));
}
