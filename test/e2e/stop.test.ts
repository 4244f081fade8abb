/** How the real program stops: in good order, in ten seconds at most, whatever hangs; at once when it is told twice. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { aDesk, type Desk, type Running } from '../support/newsdesk.ts';
import { connectionsTo, platformSettings } from '../support/settings.ts';
import { NEWS_CHANNEL, type SlackServer, startSlackServer } from '../support/slack-server.ts';

vi.setConfig({ testTimeout: 120_000 });

const soon = { timeout: 30_000, interval: 20 };

const HARBOUR = `date 2026-11-24 Tasmere closes its harbour

Mayor Nadia Corvin of Tasmere closed the harbour after a storm damaged three piers.

Grain could become scarce on the islands within two weeks.
`;

let desk: Desk;
let slack: SlackServer;
let discord: DiscordServer;
let model: ModelServer;
let running: Running | undefined;
beforeEach(async () => {
  desk = aDesk();
  [slack, discord, model] = await Promise.all([startSlackServer(), startDiscordServer(), startModelServer()]);
  desk.drop('harbour.txt', HARBOUR);
});
afterEach(async () => {
  running?.kill('SIGKILL');
  await running?.ended;
  running = undefined;
  desk.remove();
  await Promise.all([slack.close(), discord.close(), model.close()]);
});

const platforms = () => platformSettings(slack, discord);
const discordPosts = () =>
  discord.requests.filter(({ method, template }) => method === 'POST' && template?.endsWith('/messages')).length;

/** Digests are written for platforms that are not connected yet: the next start has them to send. */
async function startWithDigestsToSend(): Promise<Running> {
  desk.write(
    'feeds/subscriptions.yaml',
    [`slack:${NEWS_CHANNEL.id}`, `discord:${discord.channelId}`]
      .map((channel) => `- { channel: "${channel}", topics: [all], at: "08:00", zone: UTC, quiet: silent }`)
      .join('\n'),
  );
  await desk.run(['once', '--now']);
  running = desk.spawn(['start'], { env: platforms() });
  return running;
}

describe('told to stop', () => {
  it('while platforms hold their calls, it leaves them to be looked up, and the next run posts nothing twice', async () => {
    slack.fail({ method: 'chat.postMessage', times: 1, kind: 'slow' });
    discord.fail({ route: 'POST /channels/:id/messages', times: 1, kind: 'slow' });
    const newsdesk = await startWithDigestsToSend();
    await vi.waitFor(() => expect([slack.calls('chat.postMessage').length, discordPosts()]).toEqual([1, 1]), soon);
    await vi.waitFor(() => expect(connectionsTo(slack, discord)).toEqual([1, 1]), soon);
    newsdesk.kill('SIGTERM');
    const { code, out, err } = await newsdesk.ended;
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Stopped.');
    await vi.waitFor(() => expect(connectionsTo(slack, discord)).toEqual([0, 0]), soon);

    const last = await desk.run(['once'], { env: platforms() });
    expect([last.code, last.err]).toEqual([0, '']);
    expect(slack.posted(NEWS_CHANNEL.id).filter(({ thread_ts }) => thread_ts === undefined)).toHaveLength(1);
    expect(discord.posted(discord.channelId)).toHaveLength(1);
  });

  it('while a model is silent, it gives the article back, and the next run reads it', async () => {
    const env = { OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'test-model' };
    model.answerWith(() => new Promise<never>(() => {}));
    running = desk.spawn(['start'], { env });
    await vi.waitFor(() => expect(model.requests.length).toBe(1), soon);
    running.kill('SIGINT');
    const { code, err } = await running.ended;
    expect([code, err]).toEqual([0, '']);
    model.answerWith('honest');
    await desk.run(['once'], { env });
    expect((await desk.run(['stories', '--json'])).json()).toHaveLength(1);
  });

  it('twice, it ends at once, and nothing is posted twice all the same', async () => {
    slack.fail({ method: 'chat.postMessage', times: 1, kind: 'slow' });
    const newsdesk = await startWithDigestsToSend();
    await vi.waitFor(() => expect(slack.calls('chat.postMessage').length).toBe(1), soon);
    newsdesk.kill('SIGTERM');
    newsdesk.kill('SIGINT');
    const { code, out } = await newsdesk.ended;
    expect(code).toBe(1);
    expect(out).not.toContain('Stopped.');
    await desk.run(['once'], { env: platforms() });
    expect(slack.posted(NEWS_CHANNEL.id).filter(({ thread_ts }) => thread_ts === undefined)).toHaveLength(1);
  });
});

describe('the role', () => {
  it.each([
    [['--role', 'editor'], 'newsdesk: there is no role "editor": write --role all, gateway, worker or scheduler\n'],
    [
      ['--role', 'worker'],
      'newsdesk: --role worker needs DATABASE_URL: several processes share their work on a PostgreSQL server; without one, start everything in one process\n',
    ],
  ])('%j is refused in one line', async (words, line) => {
    const { code, err } = await desk.run(['start', ...words]);
    expect([code, err]).toEqual([1, line]);
  });
});
