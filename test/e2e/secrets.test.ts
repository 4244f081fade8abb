import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { content, error } from '../support/model-answers.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { aDesk, type Desk, type Run } from '../support/newsdesk.ts';
import { NEWS_CHANNEL, type SlackServer, startSlackServer } from '../support/slack-server.ts';

const SECRETS = {
  OPENAI_API_KEY: 'sk-proj-the-secret-key-of-the-model-4711',
  SLACK_BOT_TOKEN: 'xoxb-4711-the-secret-token-of-the-bot',
  SLACK_SIGNING_SECRET: '4711deadbeef4711deadbeef4711dead',
  DISCORD_TOKEN: 'NDcxMQ.secret.token-of-the-discord-bot',
  NEWSDESK_SECRET_KEY: Buffer.alloc(32, 'secret-key').toString('base64'),
};

const PASSWORD = 'quiet-harbour-4711';

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
  [slack, discord, model] = await Promise.all([
    startSlackServer({ botToken: SECRETS.SLACK_BOT_TOKEN }),
    startDiscordServer({ token: SECRETS.DISCORD_TOKEN }),
    startModelServer({ apiKey: SECRETS.OPENAI_API_KEY }),
  ]);
  desk.write(
    'feeds/subscriptions.yaml',
    [`slack:${NEWS_CHANNEL.id}`, `discord:${discord.channelId}`, 'console:terminal']
      .map((channel) => `- { channel: "${channel}", topics: [all], at: "08:00", zone: UTC }`)
      .join('\n'),
  );
  desk.drop('toll.txt', TOLL);
});
afterEach(async () => {
  desk.remove();
  await Promise.all([slack.close(), discord.close(), model.close()]);
});

function run(...args: string[]): Promise<Run> {
  const places = { OPENAI_BASE_URL: model.url, SLACK_API_URL: slack.apiUrl, DISCORD_API_URL: discord.apiUrl };
  const env = { ...SECRETS, ...places, OPENAI_MODEL: 'test-model', NEWSDESK_PORT: '18099', LOG_LEVEL: 'debug' };
  return desk.run(args, { env });
}

/** All that anyone could have read: what was printed and logged, what is kept, and what was posted. */
function everything(runs: readonly Run[]): string {
  const data = join(desk.folder, 'data');
  const kept = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  const threads = discord.threadsOf(discord.channelId).map((thread) => discord.posted(thread.id));
  const posted = [slack.posted(NEWS_CHANNEL.id), discord.posted(discord.channelId), threads];
  return [...runs.flatMap(({ out, err }) => [out, err]), ...kept, JSON.stringify(posted)].join('\n');
}

function expectNoSecretIn(text: string): void {
  for (const [name, secret] of Object.entries(SECRETS)) expect(text.includes(secret), name).toBe(false);
}

describe('no token or key', () => {
  it('is printed, logged, kept or posted when all goes well', async () => {
    const runs = [await run('once', '--now'), await run('doctor'), await run('news', 'status')];
    runs.push(await run('news-admin', 'audit'));
    const text = everything(runs);
    expect(text).toContain('Ilse Maronne');
    expect(slack.posted(NEWS_CHANNEL.id).length).toBeGreaterThan(0);
    // The log was open for everything.
    expect(text).toContain('"level":20');
    expectNoSecretIn(text);
  });

  it('is told when everything refuses it and repeats it', async () => {
    const { OPENAI_API_KEY: key } = SECRETS;
    model.answerWith(() => error(401, `Incorrect API key provided: ${key}. Headers: Authorization: Bearer ${key}`));
    slack.revokeToken();
    discord.revokeToken();
    const runs = [await run('once', '--now'), await run('doctor'), await run('news', 'status')];
    const text = everything(runs);
    expect(text).toContain('does not accept the API key (401)');
    expectNoSecretIn(text);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['a database that is not there', { DATABASE_URL: `postgres://desk:${PASSWORD}@127.0.0.1:1/news` }, ['once']],
    ['an address that is none', { DATABASE_URL: `postgres://desk:${PASSWORD}@no host/news` }, ['once']],
    ['a password with an @ and a /', { DATABASE_URL: `postgres://desk:x@${PASSWORD}/y@127.0.0.1:1/news` }, ['once']],
    ['a doctor that finds it wrong', { DATABASE_URL: `postgres://desk:${PASSWORD}@127.0.0.1:1/news` }, ['doctor']],
    ['a token that can not even be sent', { DISCORD_TOKEN: `${PASSWORD}\u00e9\n!` }, ['doctor']],
    ['a token typed where none belongs', { SLACK_BOT_TOKEN: PASSWORD }, ['once', `--token=${PASSWORD}`]],
  ])('is shown on the terminal by %s', async (_, env, args) => {
    const { code, out, err } = await desk.run(args, { env });
    expect(code).toBe(1);
    expect(err).toMatch(/^newsdesk: \S/);
    expect(out + err).not.toContain(PASSWORD);
  });

  it('is kept of an answer in which a proxy sends it back', async () => {
    const { OPENAI_API_KEY: key } = SECRETS;
    model.answerWith(() => content(`You asked with Authorization: Bearer ${key}; there is no JSON here.`));
    const text = everything([await run('once', '--now')]);
    // It is kept, for whoever looks why the article was not read.
    expect(text).toContain('there is no JSON here');
    expectNoSecretIn(text);
  });
});
