import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applicationCommands } from '../../src/chat/discord/commands.ts';
import { clockFinding } from '../../src/cli/doctor/machine.ts';
import { examineNames } from '../../src/cli/doctor/settings.ts';
import { COMMANDS } from '../../src/command/catalogue.ts';
import type { Channel } from '../../src/digest/subscription.ts';
import { openSqliteArchive } from '../../src/store/sqlite/open.ts';
import { startDiscordServer } from '../support/discord-server.ts';
import { startModelServer } from '../support/model-server.ts';
import { aDesk, type Desk } from '../support/newsdesk.ts';
import { NEWS_CHANNEL, type SlackServer, startSlackServer } from '../support/slack-server.ts';

let desk: Desk;
let slack: SlackServer;
beforeEach(async () => {
  desk = aDesk();
  slack = await startSlackServer();
});
afterEach(async () => {
  desk.remove();
  await slack.close();
});

interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'unset' | 'problem';
  readonly text: string;
}

async function examine(env: Record<string, string> = {}): Promise<(check: string) => Finding[]> {
  const run = await desk.run(['doctor', '--json'], { env });
  const findings: Finding[] = run.json();
  return (check) => findings.filter((finding) => finding.check === check);
}

describe('doctor on people and conversation', () => {
  it('says with nothing set that one can ask in the terminal, and who could manage and be told', async () => {
    const of = await examine();
    expect(of('conversation')).toEqual([
      { check: 'conversation', state: 'ok', text: 'people can ask in this terminal' },
    ]);
    expect(of('managers')).toMatchObject([{ state: 'unset', text: expect.stringContaining('NEWSDESK_MANAGERS') }]);
    expect(of('operator')).toMatchObject([{ state: 'unset', text: expect.stringContaining('NEWSDESK_OPERATOR') }]);
    expect(of('prompts')).toMatchObject([{ state: 'ok' }]);
    expect(of('health')).toMatchObject([{ state: 'unset', text: expect.stringContaining('set NEWSDESK_PORT') }]);
    expect(of('alerts')).toMatchObject([{ state: 'unset', text: expect.stringContaining('NEWSDESK_ALERTS') }]);
    expect(of('spans')).toEqual([]);
  });

  it('says where health, metrics, alerts and spans go, without the key that is in their address', async () => {
    const of = await examine({
      NEWSDESK_PORT: '9000',
      NEWSDESK_ALERTS: 'discord:100',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://who:quiet-harbour@collector.example:4318',
    });
    expect(of('health')).toMatchObject([{ state: 'ok', text: expect.stringContaining('127.0.0.1, port 9000') }]);
    expect(of('alerts')).toMatchObject([
      { state: 'problem', text: expect.stringContaining('correct NEWSDESK_ALERTS') },
    ]);
    expect(of('spans')).toEqual([{ check: 'spans', state: 'ok', text: 'go to collector.example:4318 as newsdesk' }]);
  });

  it('says that nobody can ask in Slack without an app-level token, and looks for every channel that is named', async () => {
    desk.write(
      'feeds/topics.yaml',
      '- { name: trade, description: d, terms: [toll], channels: ["slack:C0GONE", "slack:C0NEWS", "discord:1"] }\n',
    );
    const of = await examine({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.apiUrl,
      NEWSDESK_OPERATOR: 'discord:100',
      NEWSDESK_MANAGERS: 'discord:200',
    });
    expect(of('conversation')).toMatchObject([
      { state: 'unset', text: expect.stringContaining('set SLACK_APP_TOKEN') },
    ]);
    expect(of('operator')).toMatchObject([{ state: 'problem', text: expect.stringContaining('discord:100') }]);
    expect(of('managers')).toMatchObject([{ state: 'problem', text: expect.stringContaining('Discord') }]);
    const channels = of('slack').filter(({ text }) => text.includes('slack:C0'));
    expect(channels.map(({ state }) => state)).toEqual(['problem', 'ok']);
    expect(channels[0]?.text).toContain('slack:C0GONE');
  });

  it('is content with a whole Slack', async () => {
    const of = await examine({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      NEWSDESK_OPERATOR: `slack:${NEWS_CHANNEL.id}`,
      NEWSDESK_MANAGERS: 'slack:U0MAREN',
    });
    expect(of('conversation')).toMatchObject([{ state: 'ok', text: expect.stringContaining('Socket Mode') }]);
    expect(of('operator')).toMatchObject([{ state: 'ok' }]);
    expect(of('managers')).toMatchObject([{ state: 'ok', text: 'NEWSDESK_MANAGERS adds 1 of Slack' }]);
    expect(of('slack').map(({ state }) => state)).not.toContain('problem');
    expect(of('slack').at(-1)).toMatchObject({
      state: 'unset',
      text: expect.stringContaining('/news-admin subscribe'),
    });
  });
});

describe('doctor on embeddings', () => {
  it('asks for one where a model is set, and says what happens without', async () => {
    const model = await startModelServer();
    const env = { OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'test-model' };
    expect((await examine(env))('embeddings')).toEqual([]);
    expect((await examine({ ...env, OPENAI_EMBEDDING_MODEL: 'test-embedding' }))('embeddings')).toMatchObject([
      { state: 'ok', text: expect.stringContaining('test-embedding embeds at 127.0.0.1') },
    ]);
    const [unknown] = (await examine({ ...env, OPENAI_EMBEDDING_MODEL: 'large' }))('embeddings');
    expect(unknown).toMatchObject({ state: 'problem', text: expect.stringContaining('check OPENAI_EMBEDDING_MODEL') });
    expect(unknown?.text).toContain('by their words alone');
    await model.close();
  });
});

describe('doctor on settings', () => {
  it('finds a misspelled name in .env, and only wonders about one of the environment', async () => {
    desk.write('.env', 'SLACK_BOT_TOKN=xoxb-1\nNEWSDESK_UID=1000\nSOMEBODY_ELSES=1\nSLACK_APP_TOKEN=xapp-1\n');
    const of = await examine({ DATABASE_URI: 'x', NEWSDESK_PROT: '' });
    expect(of('settings').filter(({ text }) => text.includes('is no setting'))).toEqual([
      { check: 'settings', state: 'problem', text: 'SLACK_BOT_TOKN in .env is no setting: is SLACK_BOT_TOKEN meant?' },
      {
        check: 'settings',
        state: 'unset',
        text: 'DATABASE_URI in the environment is no setting: is DATABASE_URL meant?',
      },
    ]);
  });

  it('shows how an address of a server is written, without hiding the word for the password', async () => {
    const of = await examine({ DATABASE_URL: 'mysql://somebody:quiet-harbour@db.example/news' });
    expect(of('settings')[0]?.text).toContain('write postgres://USER:PASSWORD@HOST:5432/DATABASE');
    expect(of('settings')[0]?.text).not.toContain('quiet-harbour');
  });

  it.each(['NEWSDESK_UID', 'POSTGRES_PASSWORD', 'OPENAI_ORG_ID', 'PATH', 'LOG_FILE', 'HOME'])(
    'takes %s for what it is',
    (name) => expect(examineNames({ inFile: [name], inEnvironment: [] })).toEqual([]),
  );
});

describe('doctor on the machine', () => {
  it('says who uses the data folder, which is well', async () => {
    const running = desk.spawn(['start']);
    await running.printed(/Ctrl-C stops/);
    const of = await examine();
    expect(of('data')).toMatchObject([
      { state: 'ok', text: expect.stringContaining(`(process ${running.process.pid},`) },
    ]);
    running.kill('SIGINT');
    await running.ended;
    expect((await examine())('data')[0]?.text).not.toContain('process');
  });

  it('compares its clock with the one of the platform', async () => {
    const late = createServer((_, response) => {
      response.setHeader('date', new Date(Date.now() - 7 * 60_000).toUTCString()).end();
    });
    await new Promise<void>((resolve) => late.listen(0, '127.0.0.1', resolve));
    const { port } = late.address() as AddressInfo;
    const of = await examine({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_API_URL: `http://127.0.0.1:${port}/api/` });
    expect(of('clock')).toMatchObject([
      { state: 'problem', text: expect.stringMatching(/^is 7 minutes ahead: .*set-ntp/) },
    ]);
    late.close();
    expect(clockFinding(-59_000).state).toBe('ok');
    expect(clockFinding(-61_000).text).toMatch(/^is a minute behind/);
  });
});

describe('doctor on channels and commands', () => {
  const made = { person: 'U0MARA', at: new Date('2026-11-24T08:00:00Z') };
  const channel: Channel = { platform: 'slack', id: 'C0GONE' };

  it('looks at channels that chat has subscribed, and names those that are closed', async () => {
    const archive = await openSqliteArchive({ folder: join(desk.folder, 'data') });
    await archive.keepSubscription({
      id: 'slack:C0GONE@08:00',
      channel,
      topics: ['all'],
      actors: [],
      schedule: { at: '08:00', zone: 'UTC', days: ['mon'] },
      quiet: 'say',
      workspace: 'T0HARBOUR',
      place: 'public',
      follower: null,
      made,
    });
    await archive.closeChannel({ platform: 'slack', id: 'C0NEWS' }, 'The bot may not post there.', made.at);
    await archive.close();
    desk.write('feeds/subscriptions.yaml', '- { channel: "slack:C0GONE", topics: [all], at: "08:00", zone: UTC }\n');
    const unset = (await examine())('slack');
    expect(unset.at(-1)).toMatchObject({
      state: 'unset',
      text: 'slack:C0GONE gets a digest by subscriptions.yaml and another that was made in chat; /news list there shows both',
    });
    expect(unset[0]).toMatchObject({ state: 'problem', text: 'digests for slack:C0GONE wait: set SLACK_BOT_TOKEN' });
    const of = await examine({ SLACK_BOT_TOKEN: slack.botToken, SLACK_API_URL: slack.apiUrl });
    const problems = of('slack').filter(({ state }) => state === 'problem');
    expect(problems.map(({ text }) => text)).toEqual([
      expect.stringContaining('The channel slack:C0GONE cannot be checked'),
      'nothing is posted to slack:C0NEWS any more: The bot may not post there. Then type /news-admin resume there, or start anew.',
    ]);
  });

  it('says whether Discord has the commands of this version', async () => {
    const discord = await startDiscordServer();
    const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
    const last = async () => (await examine(env))('discord').at(-1);
    expect(await last()).toMatchObject({ state: 'unset', text: expect.stringContaining('none of the commands yet') });
    const path = `/applications/${discord.world.bot.id}/commands`;
    const commands = JSON.parse(JSON.stringify(applicationCommands(COMMANDS)));
    discord.world.commands.set(path, commands.slice(1));
    expect(await last()).toMatchObject({ state: 'unset', text: expect.stringContaining('another version') });
    discord.world.commands.set(path, commands);
    expect(await last()).toMatchObject({ state: 'ok' });
    expect(discord.requests.every(({ method }) => method === 'GET' || method === 'HEAD')).toBe(true);
    await discord.close();
  });

  it('tells all the rest where the archive of the workspaces cannot be opened', async () => {
    const of = await examine({
      DATABASE_URL: 'postgres://somebody:hush-hush@127.0.0.1:9/none',
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: '0123456789',
      SLACK_SIGNING_SECRET: '0123456789abcdef',
      SLACK_WORKSPACES: 'T0HARBOUR',
      NEWSDESK_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      NEWSDESK_PORT: '9000',
    });
    expect(of('database')).toMatchObject([{ state: 'problem', text: expect.stringContaining('does not answer') }]);
    expect(of('slack')).toMatchObject([{ state: 'unset', text: expect.stringContaining('not looked at') }]);
    expect(of('conversation')[0]?.text).toContain('not of 32 letters and digits');
  });
});

describe('doctor on the model', () => {
  it.each([
    ['prose', 'choose a model that has structured outputs'],
    ['refusing', 'choose a model that has structured outputs'],
    ['no-credit', 'quota'],
  ] as const)('asks one that is listed for an answer: %s', async (mode, words) => {
    const model = await startModelServer({ mode });
    const of = await examine({ OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'test-model' });
    expect(of('model')).toMatchObject([{ state: 'problem', text: expect.stringContaining(words) }]);
    await model.close();
  });

  it('is content with one that answers as it is asked', async () => {
    const model = await startModelServer();
    model.answerWith(() => ({ kind: 'content', content: '{"ok": true}' }));
    const of = await examine({ OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'test-model' });
    expect(of('model')).toMatchObject([{ state: 'ok' }]);
    await model.close();
  });
});
