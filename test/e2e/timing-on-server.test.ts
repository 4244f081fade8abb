/** The same on a PostgreSQL server that stalls, and with another gateway that takes up what one left. */
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IDA, useCommand } from '../support/discord/people.ts';
import { readable } from '../support/discord/readable.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { MODES } from '../support/model-answers.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { aDesk, type Desk, type Running } from '../support/newsdesk.ts';
import { Schemas, serverUrl, WITHOUT_SERVER } from '../support/postgres.ts';
import { connectionsTo, modelSettings, platformSettings } from '../support/settings.ts';
import { types } from '../support/slack/deeds.ts';
import { type SlackServer, startSlackServer } from '../support/slack-server.ts';
import { openProxy, type TcpProxy } from '../support/tcp-proxy.ts';

vi.setConfig({ testTimeout: 240_000 });

const soon = <T>(look: () => T) => vi.waitFor(look, { timeout: 120_000, interval: 20 });

describe.skipIf(serverUrl === null)(serverUrl === null ? WITHOUT_SERVER : 'somebody who waits', () => {
  const schemas = serverUrl === null ? null : new Schemas(serverUrl);
  afterAll(() => schemas?.drop());

  let desk: Desk;
  let slack: SlackServer;
  let discord: DiscordServer;
  let model: ModelServer;
  let proxy: TcpProxy;
  let url: string;
  const running: Running[] = [];

  beforeEach(async () => {
    desk = aDesk();
    [slack, discord, model] = await Promise.all([startSlackServer(), startDiscordServer(), startModelServer()]);
    url = (await schemas?.take({ isNew: true })) ?? '';
    proxy = await openProxy(new URL(url));
  });
  afterEach(async () => {
    for (const one of running.splice(0)) {
      one.kill('SIGKILL');
      await one.ended;
    }
    desk.remove();
    await Promise.all([slack.close(), discord.close(), model.close(), proxy.close()]);
  });

  async function start(role: string, database: string): Promise<Running> {
    const one = desk.spawn(['start', '--role', role], {
      env: {
        ...platformSettings(slack, discord),
        ...modelSettings(model),
        DATABASE_URL: database,
      },
    });
    running.push(one);
    await one.printed(/runs as|posts to/);
    return one;
  }

  const here = () => ({ in: discord.channelId, by: IDA });
  const texts = (interaction: { readonly messages: readonly Parameters<typeof readable>[0][] }) =>
    interaction.messages.map(readable).join();

  it('for a database that stalls is acknowledged at once, and told what is the matter', async () => {
    await start('all', proxy.urlFor(url));
    await soon(() => expect(connectionsTo(slack, discord)).toEqual([1, 1]));
    const before = useCommand(discord, here(), 'news topics');
    await soon(() => expect(texts(before)).toMatch(/topic/i));
    void proxy.freeze(/./);
    await slack.socket.sendEvent(types(slack, 'topics'));
    const interaction = useCommand(discord, here(), 'news topics');
    await soon(() => expect(interaction.callback?.type).toBe(5));
    expect(texts(interaction)).toBe('');
    proxy.cut();
    await soon(() => expect(texts(interaction)).toMatch(/database does not answer just now/));
    await soon(() =>
      expect(JSON.stringify([slack.hookAnswers(), slack.ephemerals()])).toMatch(/does not answer just now/),
    );
  });

  // Half a minute passes before somebody is taken for dead.
  it.skipIf(!process.env['TEST_FAULTS'])('for a gateway that was killed is told so by another', async () => {
    let asked = 0;
    model.answerWith((request) => {
      if (request.question === null) return MODES.honest(request);
      asked += 1;
      return new Promise<never>(() => {});
    });
    desk.drop(
      'harbour.txt',
      'date 2026-11-24 Tasmere closes its harbour\n\nMayor Nadia Corvin of Tasmere closed the harbour after a storm damaged three piers.\n',
    );
    const first = await start('gateway', url);
    await soon(() => expect(connectionsTo(slack, discord)).toEqual([1, 1]));
    await start('worker', url);
    const read = async () => schemas?.query(url, `select 1 from readings where state = 'read'`);
    await soon(async () => expect(await read()).toHaveLength(1));
    const interaction = useCommand(discord, here(), 'news ask', { question: 'How many piers did the storm damage?' });
    await soon(() => expect(asked).toBe(1));
    first.kill('SIGKILL');
    await first.ended;
    await start('gateway', url);
    await soon(() => expect(texts(interaction)).toMatch(/restarted before it could answer \/news ask/));
  });
});
