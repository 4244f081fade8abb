import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { discordInvite } from '../../src/chat/discord/invite.ts';
import { OUTSIDE } from '../../src/cli/setup/outside.ts';
import { setup } from '../../src/cli/setup.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { aDesk, type Desk } from '../support/newsdesk.ts';
import { NEWS_CHANNEL, type SlackServer, startSlackServer } from '../support/slack-server.ts';

let desk: Desk;
let slack: SlackServer;
let discord: DiscordServer;
beforeEach(async () => {
  vi.stubEnv('TZ', 'Europe/Berlin');
  desk = aDesk({ samples: true });
  slack = await startSlackServer({ botToken: 'xoxb-the-bot-hush', appToken: 'xapp-the-app-hush' });
  discord = await startDiscordServer({ token: 'the-hush.of-discord.local' });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  desk.remove();
  await Promise.all([slack.close(), discord.close()]);
});

const env = () => ({ SLACK_API_URL: slack.apiUrl, DISCORD_API_URL: discord.apiUrl });
const typed = (answers: readonly string[]) => answers.map((answer) => `${answer}\n`).join('');

/** With an answer a line; in this process, which has everything loaded. */
async function setUp(answers: readonly string[], more: Record<string, string> = {}) {
  let out = '';
  const output = new Writable({
    write(chunk, _, done) {
      out += chunk;
      done();
    },
  });
  const input = Readable.from([typed(answers)]);
  const variables = { ...env(), ...more };
  const err = await setup({ input, output, folder: desk.folder, variables, outside: OUTSIDE }).then(
    () => '',
    (error: Error) => error.message,
  );
  return { out, err };
}

/** At a terminal, where somebody types each line once they are asked. A control character is typed alone. */
async function atATerminal(lines: readonly string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const left = [...lines];
  let out = '';
  const output = new Writable({
    write(chunk, _, done) {
      out += chunk;
      // The cursor is put behind a question.
      const [question = '', cursor = ''] = out.split('\u001b').slice(-2);
      const isAsked = question.endsWith(': ') && /^\[\d+G$/.test(cursor);
      if (isAsked) setImmediate(() => input.write(keysOf(left.shift() ?? '')));
      done();
    },
  });
  const options = { input, output: Object.assign(output, { columns: 80 }), folder: desk.folder };
  const err = await setup({ ...options, variables: env(), outside: OUTSIDE }).then(
    () => '',
    (error: Error) => error.message,
  );
  return { out, err };
}

const keysOf = (line: string) => (line < ' ' && line !== '' ? line : `${line}\r`);

const path = (name: string) => join(desk.folder, name);
const read = (name: string) => readFileSync(path(name), 'utf8');
const settings = () => Object.fromEntries(Object.entries(parseEnv(read('.env'))).filter(([, value]) => value !== ''));

describe('newsdesk setup', () => {
  let model: ModelServer;
  beforeEach(async () => {
    model = await startModelServer();
  });
  afterEach(() => model.close());

  it('goes from nothing to a hello on both platforms, a subscription, and a model', async () => {
    const slackAnswers = ['xoxb-the-bot-hush', 'xapp-the-app-hush', NEWS_CHANNEL.id, 'y', 'trade, korea', '07:30', ''];
    const discordAnswers = ['the-hush.of-discord.local', discord.channelId, 'n'];
    const answers = ['3', ...slackAnswers, ...discordAnswers, model.url, 'test-model', ''];
    const run = await desk.run(['setup'], { input: typed(answers), env: { ...env(), TZ: 'Europe/Berlin' } });

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
    expect(run.out).toContain(discordInvite(discord.world.bot.id));
    expect(run.out).toContain('Written: .env, feeds/subscriptions.yaml.');
    expect(run.out).not.toContain('hush');
  });

  it('leads to settings with which doctor finds nothing wrong', async () => {
    await setUp(['1', 'xoxb-the-bot-hush', 'xapp-the-app-hush', NEWS_CHANNEL.id, '', '', '', '', '']);
    const run = await desk.run(['doctor', '--json'], { env: env() });
    expect(run.json().filter(({ state }: { state: string }) => state === 'problem')).toEqual([]);
  });

  it('says what to do after each mistake, and asks again', async () => {
    const run = await setUp([
      '9',
      'Slack',
      'xapp-the-app-hush',
      'xoxb-mistyped',
      'xoxb-the-bot-hush',
      'skip',
      '#harbour',
      'C0NOWHERE',
      `https://harbour-desk.slack.example/archives/${NEWS_CHANNEL.id}`,
      'perhaps',
      'YES',
      'sports',
      'trade',
      'soon',
      '8am',
      'Springfield',
      'utc',
      '',
    ]);
    expect(run.err).toBe('');
    await expect(withoutManifest(run.out)).toMatchFileSnapshot('golden/setup-with-mistakes.txt');
    expect(settings()).toEqual({ SLACK_BOT_TOKEN: 'xoxb-the-bot-hush' });
    expect(slack.posted(NEWS_CHANNEL.id)).toHaveLength(1);
  });

  it('can be skipped through, and then changes nothing', async () => {
    const run = await setUp(['3', '', '', '']);
    expect(run.err).toBe('');
    expect(run.out).toContain('nothing had to be changed');
    expect(existsSync(path('.env'))).toBe(false);
    expect(existsSync(path('feeds/subscriptions.yaml'))).toBe(false);
  });

  it('changes nothing when it is left before its end', async () => {
    desk.write('.env', 'LOG_LEVEL=warn\n');
    const run = await setUp(['1', 'xoxb-the-bot-hush', 'xapp-the-app-hush', NEWS_CHANNEL.id, 'y']);
    expect(run.err).toBe('setup was left before its end; nothing was changed');
    expect(read('.env')).toBe('LOG_LEVEL=warn\n');
    expect(existsSync(path('feeds/subscriptions.yaml'))).toBe(false);
  });

  it.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('leaves everything as it was at %s, at whichever question', async (_, key) => {
    const before = '# mine\r\nexport LOG_LEVEL="warn"\r\n';
    desk.write('.env', before);
    const slackAnswers = ['xoxb-the-bot-hush', 'xapp-the-app-hush', '1', 'y', '', '', ''];
    const answers = [
      '3',
      ...slackAnswers,
      'the-hush.of-discord.local',
      '1',
      'n',
      'http://127.0.0.1:9/v1',
      'm',
      'key-hush',
    ];
    for (const count of answers.keys()) {
      const run = await atATerminal([...answers.slice(0, count), key]);
      expect([count, run.err]).toEqual([count, 'setup was left before its end; nothing was changed']);
      expect(run.out).not.toContain('hush');
      expect(read('.env')).toBe(before);
    }
    expect(existsSync(path('feeds/subscriptions.yaml'))).toBe(false);
    expect(readdirSync(desk.folder)).toEqual(['.env', 'feeds']);
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
    expect(again.out).toContain('slack:C0NEWS gets all already, every day at 08:00 (UTC).');
  });

  it('asks again for a token that is wrong in .env, and names what else has to be mended first', async () => {
    desk.write('.env', 'SLACK_BOT_TOKEN=xapp-the-app-hush\n');
    expect((await setUp(['1', 'xoxb-the-bot-hush', '', '', ''])).err).toBe('');
    expect(settings()).toEqual({ SLACK_BOT_TOKEN: 'xoxb-the-bot-hush' });
    const run = await setUp(['1'], { LOG_LEVEL: 'loud' });
    expect(run.err).toContain('LOG_LEVEL: must be one of');
  });

  it('says when the environment would overrule what was written', async () => {
    const overruling = { SLACK_BOT_TOKEN: 'xoxb-of-the-environment' };
    const run = await setUp(['1', 'n', 'xoxb-the-bot-hush', '', '', ''], overruling);
    expect(run.out).toContain('The environment sets SLACK_BOT_TOKEN too, and wins over .env');
  });

  it('leaves what is written of a wrong setting, unless there is something better', async () => {
    const before = 'SLACK_BOT_TOKEN=xapp-the-app-hush # swapped\nSLACK_APP_TOKEN=xoxb-the-bot-hush\n';
    desk.write('.env', before);
    expect((await setUp(['1', '', ''])).out).toContain('nothing had to be changed');
    expect(read('.env')).toBe(before);
    desk.write('.env', 'SLACK_BOT_TOKEN=xoxp-somebody\nSLACK_APP_TOKEN=xapp-the-app-hush\n');
    const run = await setUp(['1', 'xoxb-the-bot-hush', '', '', '']);
    expect(run.err).toBe('');
    expect(settings()).toEqual({ SLACK_BOT_TOKEN: 'xoxb-the-bot-hush', SLACK_APP_TOKEN: 'xapp-the-app-hush' });
  });

  it('says whose token it is that is set, and offers another where it is refused', async () => {
    desk.write('.env', 'SLACK_BOT_TOKEN=xoxb-the-bot-hush\nSLACK_APP_TOKEN=xapp-of-long-ago\n');
    const run = await setUp(['1', '', '', 'xapp-the-app-hush', '', '']);
    expect(run.out).toMatch(
      /a bot token is set already\.\n {2}✓ Slack: signed in as newsdesk in the workspace Harbour Desk/,
    );
    expect(run.out).toMatch(/✗ Slack does not accept the app-level token[\s\S]*Keep it\? \[y\/N\]/);
    expect(settings()).toEqual({ SLACK_BOT_TOKEN: 'xoxb-the-bot-hush', SLACK_APP_TOKEN: 'xapp-the-app-hush' });
    expect(run.out).not.toMatch(/hush|long-ago/);
  });

  it('goes on with no network, with what cannot be tried now', async () => {
    await Promise.all([slack.close(), discord.close()]);
    const token = `${Buffer.from('112233445566778899').toString('base64')}.of.hush`;
    const answers = ['3', 'xoxb-the-bot-hush', 'Anyway', 'xapp-the-app-hush', 'anyway', 'C0NEWS', 'anyway', 'n'];
    const run = await setUp([...answers, token, 'anyway', '', '123456789012345678', 'ANYWAY', '', '', '', '', '']);
    expect(run.err).toBe('');
    expect(run.out.replace(/\s+/g, ' ')).toContain('no connection to Slack can be made');
    expect(run.out).toContain(discordInvite('112233445566778899'));
    expect(settings()).toEqual({
      SLACK_BOT_TOKEN: 'xoxb-the-bot-hush',
      SLACK_APP_TOKEN: 'xapp-the-app-hush',
      DISCORD_TOKEN: token,
    });
    expect(read('feeds/subscriptions.yaml')).toContain('channel: discord:123456789012345678');
  });

  it('goes back a step at "back", over those that ask nothing', async () => {
    const run = await setUp(['2', 'back', '1', 'back', '4', 'Back', '1', 'xoxb-the-bot-hush', '', 'BACK', '', '', '']);
    expect(run.err).toBe('');
    expect(run.out.match(/Where shall Newsdesk post/g)).toHaveLength(4);
    expect(run.out.match(/Slack, second part/g)).toHaveLength(2);
    expect(settings()).toEqual({ SLACK_BOT_TOKEN: 'xoxb-the-bot-hush' });
  });

  it('finds a channel by its number or its name, and asks which where two have it', async () => {
    discord.addChannel({ name: 'harbour' });
    const second = discord.addChannel({ name: 'harbour' });
    const shut = discord.addChannel({ name: 'shut', deny: ['EMBED_LINKS'] });
    const run = await setUp(['2', 'the-hush.of-discord.local', '#shut', 'Harbour', '3', 'y', '', '', '', '']);
    expect(run.err).toBe('');
    expect(run.out).toContain('  1 #daily-news (Newsroom)\n  2 #harbour (Newsroom)\n  3 #harbour (Newsroom)\n');
    expect(run.out).toContain('give the bot Embed Links there');
    expect(run.out).toContain('2 channels have that name: type the number');
    expect(discord.posted(second)).toHaveLength(1);
    expect(discord.posted(shut)).toHaveLength(0);
    expect(read('feeds/subscriptions.yaml')).toContain(`discord:${second}`);
  });

  it('waits until the bot has joined a server', async () => {
    discord.world.isInvited = false;
    const run = await setUp(['2', 'the-hush.of-discord.local', '', 'Skip', 'skip', '']);
    expect(run.err).toBe('');
    expect(run.out).toContain('✗ It is in no server yet');
    expect(run.out).toContain(discordInvite(discord.world.bot.id));
  });

  it('says at once that .env cannot be written, before anything is asked', async () => {
    const folder = join(desk.folder, 'gone');
    const output = new Writable({ write: (_chunk, _encoding, done) => done(new Error('something was said')) });
    const options = { input: Readable.from([]), output, folder, variables: env(), outside: OUTSIDE };
    await expect(setup(options)).rejects.toThrow(/gone\/\.env can't be written .* let this user write there$/);
  });

  it('sends no secret to a service that it is not of', async () => {
    const [ofSlack, ofModel] = ['xoxb-the-bot-hush', 'sk-the-model-hush'];
    const run = await setUp(['3', ofModel, 'skip', ofSlack, 'skip', ofSlack, 'skip']);
    expect(run.out.match(/✗ This is (a token of Slack|the key of a language model), which is not asked/g)).toHaveLength(
      3,
    );
    expect(slack.calls()).toEqual([]);
    expect(discord.requests).toEqual([]);
  });

  it('says what a refused token looks like', async () => {
    const run = await setUp(['3', '0123456789abcdef0123456789abcdef', 'skip', '123456789012345678', 'skip', '']);
    expect(run.out).toContain('It looks like the client secret or the signing secret');
    expect(run.out).toContain('It looks like an ID');
    expect(existsSync(path('.env'))).toBe(false);
  });

  it('says that what is connected stays so', async () => {
    desk.write('.env', 'SLACK_BOT_TOKEN=xoxb-the-bot-hush\n');
    expect((await setUp(['4', ''])).out).toContain('Slack stays connected; to end that, take SLACK_BOT_TOKEN');
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

/** The manifest and the link to it have tests of their own. */
function withoutManifest(out: string): string {
  return out.replace(/^\{\n[\s\S]*?^\}\n/m, '{ the manifest }\n').replace(/^(https:.*manifest_json=).*$/m, '$1…');
}
