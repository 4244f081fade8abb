import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { content, FABRICATIONS, fabricatedSummary, honestSummary } from '../support/model-answers.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { aDesk, type Desk } from '../support/newsdesk.ts';
import { modelSettings } from '../support/settings.ts';
import { NEWS_CHANNEL, type SlackServer, startSlackServer } from '../support/slack-server.ts';

const TOLL = `date 2026-11-10 Velmara announces a toll in the Orrin Strait

Ilse Maronne, minister of transport of Velmara, announced a toll of 12,000 crowns on Tuesday for ships in the Orrin Strait.

Karsund is expected to bring the case before the Strait Commission. The toll could strain the grain trade between Velmara and Karsund.
`;

let desk: Desk;
let slack: SlackServer;
let discord: DiscordServer;
let model: ModelServer;
beforeEach(async () => {
  desk = aDesk();
  [slack, discord, model] = await Promise.all([startSlackServer(), startDiscordServer(), startModelServer()]);
  desk.write(
    'feeds/subscriptions.yaml',
    [`slack:${NEWS_CHANNEL.id}`, `discord:${discord.channelId}`, 'console:terminal']
      .map((channel) => `- { channel: "${channel}", topics: [all], at: "08:00", zone: UTC }`)
      .join('\n'),
  );
});
afterEach(async () => {
  desk.remove();
  await Promise.all([slack.close(), discord.close(), model.close()]);
});

const env = () => ({
  ...modelSettings(model),
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_API_URL: slack.apiUrl,
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.apiUrl,
});

/** Everything that anyone could have seen anywhere. */
function everythingShown(out: string): string {
  const threads = discord.threadsOf(discord.channelId).map((thread) => discord.posted(thread.id));
  return JSON.stringify([out, slack.posted(NEWS_CHANNEL.id), discord.posted(discord.channelId), threads]);
}

describe('a model that makes things up', () => {
  it('has nothing of it shown in any channel', async () => {
    model.answerWith('fabricating');
    desk.drop('toll.txt', TOLL);
    const run = await desk.run(['once', '--now'], { env: env() });
    expect(run.err).toBe('');
    expect(run.code).toBe(0);
    expect(model.requests).toHaveLength(1);

    const shown = everythingShown(run.out);
    for (const fabrication of FABRICATIONS) {
      const asJson = JSON.stringify(fabrication).slice(1, -1);
      expect(shown, fabrication).not.toContain(asJson);
    }
    expect(shown).toContain('none with news that could be verified');
    expect(slack.posted(NEWS_CHANNEL.id).length).toBeGreaterThan(0);
    expect(discord.posted(discord.channelId).length).toBe(1);
  });

  it('is kept apart as unsupported, each with its reason', async () => {
    model.answerWith('fabricating');
    desk.write('toll.txt', TOLL);
    const [summary] = (await desk.run(['summarize', '--json', 'toll.txt'], { env: env() })).json();
    const { headline, actors, implications, unsupported } = summary;
    const shown = JSON.stringify([headline, actors, implications]);
    for (const fabrication of FABRICATIONS) expect(shown).not.toContain(JSON.stringify(fabrication).slice(1, -1));
    expect(unsupported.length).toBeGreaterThanOrEqual(7);
    for (const { kind, text, reason } of unsupported) {
      expect(['headline', 'actor', 'implication']).toContain(kind);
      expect(text).not.toBe('');
      expect(reason).toMatch(/\w+ \w+/);
    }
  });

  it('does not take its honest bullets down with it', async () => {
    model.answerWith((request) => {
      const honest = honestSummary(request.article ?? '');
      const false_ = fabricatedSummary(request.article ?? '');
      return content({
        headline: honest['headline'],
        actors: [...(honest['actors'] as unknown[]), ...(false_['actors'] as unknown[])],
        implications: [...(honest['implications'] as unknown[]), ...(false_['implications'] as unknown[])],
      });
    });
    desk.write('toll.txt', TOLL);
    const [summary] = (await desk.run(['summarize', '--json', 'toll.txt'], { env: env() })).json();
    expect(summary.reader).toBe('test-model');
    expect(summary.actors.length).toBeGreaterThan(0);
    expect(summary.implications.length).toBeGreaterThan(0);
    for (const { evidence } of [...summary.actors, ...summary.implications]) {
      for (const { quote, start, end } of evidence) expect(summary.article.text.slice(start, end)).toBe(quote);
    }
  });
});

describe('a model that fails', () => {
  it('is said to the channel as trouble, never passed off as a quiet day, and costs no article', async () => {
    model.answerWith('prose');
    desk.drop('toll.txt', TOLL);
    const run = await desk.run(['once', '--now'], { env: env() });
    expect(JSON.stringify(slack.posted(NEWS_CHANNEL.id))).toContain('1 article could not be read at all');
    expect(JSON.stringify(discord.posted(discord.channelId))).toContain('1 article could not be read at all');
    expect(run.out.replace(/\s+/g, ' ')).toContain('could not be read at all');
    expect(desk.list('done')).toEqual(['toll.txt']);
  });

  it('is asked once for each unique article, and not at all for a copy', async () => {
    model.answerWith('honest');
    desk.drop('toll.txt', TOLL);
    desk.drop('copy.txt', TOLL);
    await desk.run(['once', '--now'], { env: env() });
    desk.drop('again.txt', TOLL);
    await desk.run(['once', '--now'], { env: env() });
    expect(model.requests).toHaveLength(1);
  });
});
