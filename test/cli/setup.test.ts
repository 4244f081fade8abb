import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { aDesk, type Desk } from '../support/newsdesk.ts';
import { NEWS_CHANNEL, type SlackServer, startSlackServer } from '../support/slack-server.ts';

let desk: Desk;
let slack: SlackServer;
let discord: DiscordServer;
beforeEach(async () => {
  desk = aDesk({ samples: true });
  slack = await startSlackServer({ botToken: 'xoxb-the-bot-hush', appToken: 'xapp-the-app-hush' });
  discord = await startDiscordServer({ token: 'the-hush.of-discord.local' });
});
afterEach(async () => {
  desk.remove();
  await Promise.all([slack.close(), discord.close()]);
});

/** The real program in a folder of its own, with an answer a line. */
function setUp(answers: readonly string[], env: Record<string, string> = {}) {
  return desk.run(['setup'], {
    input: answers.map((answer) => `${answer}\n`).join(''),
    env: { SLACK_API_URL: slack.apiUrl, DISCORD_API_URL: discord.apiUrl, TZ: 'Europe/Berlin', ...env },
  });
}

const path = (name: string) => join(desk.folder, name);
const read = (name: string) => readFileSync(path(name), 'utf8');
const settings = () => Object.fromEntries(Object.entries(parseEnv(read('.env'))).filter(([, value]) => value !== ''));

const APPLICATION = '112233445566778899';

describe('newsdesk setup', () => {
  let model: ModelServer;
  beforeEach(async () => {
    model = await startModelServer();
  });
  afterEach(() => model.close());

  it('goes from nothing to a hello on both platforms, a subscription, and a model', async () => {
    const slackAnswers = ['xoxb-the-bot-hush', 'xapp-the-app-hush', NEWS_CHANNEL.id, 'y', 'trade, korea', '07:30', ''];
    const discordAnswers = ['the-hush.of-discord.local', APPLICATION, '', discord.channelId, 'n'];
    const run = await setUp(['3', ...slackAnswers, ...discordAnswers, model.url, 'test-model', '']);

    expect(run.err).toBe('');
    expect(run.code).toBe(0);
    expect(settings()).toEqual({
      SLACK_BOT_TOKEN: 'xoxb-the-bot-hush',
      SLACK_APP_TOKEN: 'xapp-the-app-hush',
      DISCORD_TOKEN: 'the-hush.of-discord.local',
      OPENAI_BASE_URL: model.url,
      OPENAI_MODEL: 'test-model',
    });
    expect(statSync(path('.env')).mode & 0o777).toBe(0o600);
    // The explanations of the example come along.
    expect(read('.env')).toContain('# Which model reads.');
    expect(read('feeds/subscriptions.yaml')).toMatchInlineSnapshot(`
      "# Which channel gets what, and when. The keys are explained in README.md; restart Newsdesk after a change.
      - channel: slack:C0NEWS
        topics: [trade, korea]
        at: "07:30"
        zone: Europe/Berlin
      "
    `);
    expect(slack.posted(NEWS_CHANNEL.id)).toMatchObject([{ text: expect.stringContaining('/news help') }]);
    expect(discord.posted(discord.channelId)).toHaveLength(1);

    expect(run.out).toContain('https://api.slack.com/apps?new_app=1');
    expect(run.out).toContain('"socket_mode_enabled": true');
    expect(run.out).toContain(`client_id=${APPLICATION}`);
    expect(run.out).toContain('Written: .env, feeds/subscriptions.yaml.');
    expect(run.out).not.toContain('hush');
  });

  it('leads to settings with which doctor finds nothing wrong', async () => {
    const env = { SLACK_API_URL: slack.apiUrl, DISCORD_API_URL: discord.apiUrl };
    await setUp(['1', 'xoxb-the-bot-hush', 'xapp-the-app-hush', NEWS_CHANNEL.id, '', '', '', '', '']);
    const run = await desk.run(['doctor', '--json'], { env });
    expect(run.json().filter(({ state }: { state: string }) => state === 'problem')).toEqual([]);
  });

  it('says what to do after each mistake, and asks again', async () => {
    const run = await setUp([
      '9',
      '1',
      'xapp-the-app-hush',
      'xoxb-mistyped',
      'xoxb-the-bot-hush',
      'skip',
      '#news',
      'C0NOWHERE',
      `https://harbour-desk.slack.example/archives/${NEWS_CHANNEL.id}`,
      'y',
      'sports',
      'trade',
      '8am',
      '08:00',
      'Berlin',
      'UTC',
      '',
    ]);
    expect(run.err).toBe('');
    await expect(withoutManifest(run.out)).toMatchFileSnapshot('golden/setup-with-mistakes.txt');
    expect(settings()).toEqual({ SLACK_BOT_TOKEN: 'xoxb-the-bot-hush' });
    expect(slack.posted(NEWS_CHANNEL.id)).toHaveLength(1);
  });

  it('can be skipped through, and then changes nothing', async () => {
    const run = await setUp(['3', '', '', '']);
    expect(run.code).toBe(0);
    expect(run.out).toContain('nothing had to be changed');
    expect(existsSync(path('.env'))).toBe(false);
    expect(existsSync(path('feeds/subscriptions.yaml'))).toBe(false);
  });

  it('changes nothing when it is left before its end', async () => {
    desk.write('.env', 'LOG_LEVEL=warn\n');
    const run = await setUp(['1', 'xoxb-the-bot-hush', 'xapp-the-app-hush', NEWS_CHANNEL.id, 'y']);
    expect(run.code).toBe(1);
    expect(run.err.trim()).toBe('newsdesk: setup was left before its end; nothing was changed');
    expect(read('.env')).toBe('LOG_LEVEL=warn\n');
    expect(existsSync(path('feeds/subscriptions.yaml'))).toBe(false);
  });

  it('run again keeps what is there, and shows no secret', async () => {
    const before = `# mine\nLOG_LEVEL=warn\nexport SLACK_BOT_TOKEN='xoxb-the-bot-hush' # of the team\nOTHER="a b"\n`;
    desk.write('.env', before);
    desk.write(
      'feeds/subscriptions.yaml',
      '# ours\n- channel: console:terminal # me\n  topics: [all]\n  at: "06:00"\n  zone: UTC\n',
    );
    const run = await setUp(['1', '', 'xapp-the-app-hush', NEWS_CHANNEL.id, '', '', '', 'UTC', '']);
    expect(run.err).toBe('');
    expect(read('.env')).toBe(`${before}SLACK_APP_TOKEN=xapp-the-app-hush\n`);
    expect(read('feeds/subscriptions.yaml')).toMatchInlineSnapshot(`
      "# ours
      - channel: console:terminal # me
        topics: [all]
        at: "06:00"
        zone: UTC
      - channel: slack:C0NEWS
        topics: [all]
        at: "08:00"
        zone: UTC
      "
    `);
    expect(run.out).not.toContain('hush');
    const again = await setUp(['1', '', '', NEWS_CHANNEL.id, '']);
    expect(again.out).toContain('nothing had to be changed');
  });

  it('asks again for a token that is wrong in .env, and names what else has to be mended first', async () => {
    desk.write('.env', 'SLACK_BOT_TOKEN=xapp-the-app-hush\n');
    expect((await setUp(['1', 'xoxb-the-bot-hush', '', '', ''])).code).toBe(0);
    expect(settings()).toEqual({ SLACK_BOT_TOKEN: 'xoxb-the-bot-hush' });
    const run = await setUp(['1'], { LOG_LEVEL: 'loud' });
    expect(run.code).toBe(1);
    expect(run.err).toContain('LOG_LEVEL: must be one of');
  });

  it('says when the environment would overrule what was written', async () => {
    const env = { SLACK_BOT_TOKEN: 'xoxb-of-the-environment' };
    const run = await setUp(['1', 'n', 'xoxb-the-bot-hush', '', '', ''], env);
    expect(run.out).toContain('The environment sets SLACK_BOT_TOKEN too, and wins over .env');
  });

  it('tries a model out, and takes no key that is refused', async () => {
    const keyed = await startModelServer({ apiKey: 'the-right-hush' });
    const run = await setUp(['4', keyed.url, 'test-model', 'a-wrong-hush', 'skip']);
    expect(run.out).toContain('✗');
    expect(existsSync(path('.env'))).toBe(false);
    const again = await setUp(['4', keyed.url, 'test-model', 'the-right-hush']);
    expect(again.out).not.toContain('hush');
    expect(settings()).toEqual({
      OPENAI_BASE_URL: keyed.url,
      OPENAI_MODEL: 'test-model',
      OPENAI_API_KEY: 'the-right-hush',
    });
    await keyed.close();
  });
});

/** The manifest has a test of its own. */
function withoutManifest(out: string): string {
  return out.replace(/^\{\n[\s\S]*?^\}\n/m, '{ the manifest }\n');
}
