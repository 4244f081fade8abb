/** Whole digests as they stand in Discord, to be reviewed as prose: `vitest -u` writes them anew. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Digest } from '../../../src/digest/digest.ts';
import { messageOf } from '../../../src/digest/lookback-message.ts';
import {
  aDigestWithTrouble,
  aHostileDigest,
  anOfflineDigest,
  aQuietDigest,
  aRichDigest,
} from '../../support/digests.ts';
import { liveIn } from '../../support/discord/markdown-reader.ts';
import { readable } from '../../support/discord/readable.ts';
import type { ServerMessage } from '../../support/discord/world.ts';
import { aLookback } from '../../support/lookbacks.ts';
import { comparable } from './any-message.ts';
import { aPost, type DiscordStage, keyOf, openStage } from './stage.ts';

let stage: DiscordStage;
beforeEach(async () => {
  stage = await openStage(30_000);
});
afterEach(() => stage.close());

/** Posts all parts of a digest and gives what people see, the channel first and then its thread. */
async function publish(digest: Digest): Promise<string> {
  let rootRef: string | null = null;
  for (const [index, content] of stage.chat.render(messageOf(digest)).entries()) {
    const outcome = await stage.chat.post(aPost(stage, content, { key: keyOf(`part-${index}`), rootRef }));
    if (outcome.kind !== 'sent') throw new Error(`part ${index}: ${JSON.stringify(outcome)}`);
    rootRef ??= outcome.ref;
  }
  const { channel, discord } = stage;
  const places = [`#daily-news`, ...discord.posted(channel.id).map(readable)];
  for (const thread of discord.threadsOf(channel.id)) {
    places.push(`⌐ thread: ${thread.name}`, ...discord.posted(thread.id).map(readable));
  }
  return `${places.join('\n\n')}\n`;
}

describe('a digest in Discord', () => {
  it.each([
    ['rich', aRichDigest],
    ['offline', anOfflineDigest],
    ['quiet', aQuietDigest],
    ['trouble', aDigestWithTrouble],
    ['look-back', () => aLookback()],
  ])('reads as golden/%s.txt', async (name, digest) => {
    await expect(await publish(digest())).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  it('is sent as golden/offline.json', async () => {
    await publish(anOfflineDigest());
    const sent = stage.discord.requests
      .filter(({ method, status }) => method === 'POST' && status !== null && status < 300)
      .map(({ template, body }) => ({ call: template, body }));
    await expect(`${JSON.stringify(sent, null, 2)}\n`).toMatchFileSnapshot('golden/offline.json');
  });

  it('of hostile text calls nobody and links nowhere but to the articles', async () => {
    const text = await publish(aHostileDigest());
    expect(text).not.toContain('⚠');
    const { discord, channel } = stage;
    const messages = [channel.id, ...discord.threadsOf(channel.id).map(({ id }) => id)].flatMap(discord.posted);
    const addresses = aHostileDigest().stories.flatMap(({ sources }) =>
      sources.map(({ url }) => comparable(url ?? '')),
    );
    for (const message of messages) {
      expect(message).toMatchObject({ mention_everyone: false, mentions: [] });
      for (const live of markdownIn(message).flatMap(liveIn)) {
        expect(addresses).toContain(comparable(live));
      }
    }
  });
});

/** All that Discord reads as Markdown, which an embed's footer is not. */
function markdownIn({ content, embeds, components }: ServerMessage): string[] {
  const withoutFooters = (embeds as readonly Record<string, unknown>[]).map(({ footer: _, ...embed }) => embed);
  return stringsOf([content, withoutFooters, components]);
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsOf);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
