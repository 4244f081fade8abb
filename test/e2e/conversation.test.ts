/** People talk with the real program on both platforms at once, while it reads and posts. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MANAGER, press, submit, useCommand, write } from '../support/discord/people.ts';
import { readable } from '../support/discord/readable.ts';
import { directChannel } from '../support/discord/world.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { aDesk, type Desk, type Running } from '../support/newsdesk.ts';
import { connectionsTo, platformSettings } from '../support/settings.ts';
import { mentions, opensHome, submits, types, uses } from '../support/slack/deeds.ts';
import { NEWS_CHANNEL, type SlackServer, startSlackServer } from '../support/slack-server.ts';

vi.setConfig({ testTimeout: 120_000 });

const ORDINARY = { id: '200000000000000009', name: 'Odd', permissions: 0n };
const ADMIN = { command: '/news-admin', person: 'U0ADMIN' };
const PLACES = ['Tasmere', 'Halden', 'Lindmark', 'Ferrow', 'Brackwater'];

let desk: Desk;
let slack: SlackServer;
let discord: DiscordServer;
let running: Running | undefined;

beforeEach(async () => {
  desk = aDesk({ samples: true });
  [slack, discord] = await Promise.all([startSlackServer(), startDiscordServer()]);
  desk.write(
    'feeds/subscriptions.yaml',
    [`slack:${NEWS_CHANNEL.id}`, `discord:${discord.channelId}`]
      .map((channel) => `- { channel: "${channel}", topics: [trade], at: "08:00", zone: UTC, quiet: silent }`)
      .join('\n'),
  );
  for (const [index, place] of PLACES.entries()) desk.drop(`${place}.txt`, articleOf(place, index));
});
afterEach(async () => {
  await stopped();
  desk.remove();
  await Promise.all([slack.close(), discord.close()]);
});

function articleOf(place: string, index: number): string {
  return `date 2026-11-2${index % 4} The mayor of ${place} closes the harbour

Mayor Nadia Corvin of ${place} closed the harbour of ${place} on Tuesday after a storm damaged ${index + 3} piers.

The port authority of ${place} expects that ships will return within ${index + 2} weeks. The closure could raise the price of grain in ${place}.
`;
}

const env = () => platformSettings(slack, discord);

/** Posts the digests in one run, and starts another: whatever is answered then is answered after a restart. */
async function startAfterDigests(): Promise<void> {
  const posted = await desk.run(['once', '--now', '--json'], { env: env() });
  expect(posted.json().deliveries.every(({ state }: { state: string }) => state === 'sent')).toBe(true);
  running = desk.spawn(['start'], { env: env() });
  await running.printed(/Ctrl-C stops/);
  await vi.waitFor(() => expect(connectionsTo(slack, discord)).toEqual([1, 1]), 20_000);
}

/** As an operator stops it; the archive is then free for the next command. */
async function stopped(): Promise<void> {
  running?.kill('SIGTERM');
  await running?.ended;
  running = undefined;
}

const soon = <T>(look: () => T) => vi.waitFor(look, { timeout: 20_000, interval: 20 });

const onSlack = (event: {
  type: 'slash_commands' | 'interactive' | 'events_api';
  payload: Readonly<Record<string, unknown>>;
}) => slack.socket.sendEvent(event);

/** All that was answered in private on Slack, as text. */
const whispered = () => JSON.stringify([slack.hookAnswers(), slack.ephemerals()]);
const inChannel = () => JSON.stringify(slack.posted(NEWS_CHANNEL.id));

describe('a conversation with the running program', () => {
  it('on Slack: rights, subscribing, a question, and the buttons and the thread of a digest posted before', async () => {
    await startAfterDigests();
    const [root] = slack.posted(NEWS_CHANNEL.id);
    const buttons = JSON.stringify(root?.blocks);
    for (const label of ['Ask', 'Why', 'Sources', 'Follow', 'Report']) expect(buttons).toContain(`"${label}"`);

    await onSlack(types(slack, 'subscribe politics time:09:30 zone:Europe/Berlin', { ...ADMIN, person: 'U0MARA' }));
    await soon(() => expect(whispered()).toMatch(/Only Slack admins/));

    await onSlack(types(slack, 'subscribe politics time:09:30 zone:Europe/Berlin', ADMIN));
    await soon(() => expect(inChannel()).toMatch(/09:30/));
    await onSlack(types(slack, 'list'));
    await soon(() => expect(whispered()).toMatch(/09:30/));

    await onSlack(types(slack, 'ask How many piers did the storm damage in Tasmere?'));
    await soon(() => expect(inChannel()).toMatch(/storm damaged 3 piers/));

    const why = elementOf(root?.blocks, 'Why');
    await onSlack(uses(slack, why, { ts: root?.ts ?? '' }));
    await soon(() => expect(whispered()).toMatch(/publisher/));

    await onSlack(mentions('When will ships return to Ferrow?', { threadTs: root?.ts ?? '', ts: '1795500001.000100' }));
    const answer = await soon(() => {
      const found = slack
        .posted(NEWS_CHANNEL.id)
        .find(
          (message) => /within 5 weeks/.test(JSON.stringify(message.blocks)) && /Asked/.test(JSON.stringify(message)),
        );
      expect(found).toBeDefined();
      return found;
    });
    expect(answer?.thread_ts).toBe(root?.ts);
  });

  it('on Discord: rights, subscribing, a question, and the buttons and the thread of a digest posted before', async () => {
    await startAfterDigests();
    const here = { in: discord.channelId };
    const [root] = discord.posted(discord.channelId);
    if (!root) throw new Error('there is no digest');

    const refused = useCommand(discord, { ...here, by: ORDINARY }, 'news-admin pause');
    await soon(() => expect(refused.messages.map(readable).join()).toMatch(/Manage Server/));

    useCommand(discord, { ...here, by: MANAGER }, 'news-admin subscribe', {
      topic: 'politics',
      time: '09:30',
      zone: 'UTC',
    });
    await soon(() => expect(discord.posted(discord.channelId).map(readable).join()).toMatch(/09:30/));

    useCommand(discord, { ...here, by: ORDINARY }, 'news ask', {
      question: 'How many piers did the storm damage in Halden?',
    });
    await soon(() => expect(discord.posted(discord.channelId).map(readable).join()).toMatch(/storm damaged 4 piers/));

    const why = press(discord, { ...here, by: ORDINARY }, root, 'Why');
    await soon(() => expect(why.messages.map(readable).join()).toMatch(/publisher/));

    write(discord, { in: root.id, by: ORDINARY }, `<@${discord.world.bot.id}> When will ships return to Ferrow?`);
    await soon(() => expect(discord.posted(root.id).map(readable).join()).toMatch(/Asked[\s\S]*within 5 weeks/));
  });

  it('on Slack: a form for what misses, the Home tab, and a follow that brings a direct message', async () => {
    await startAfterDigests();
    await onSlack(types(slack, 'subscribe', ADMIN));
    const form = await soon(() => {
      const found = slack.views().find(({ view }) => view['type'] === 'modal');
      if (!found) throw new Error('no form was opened');
      return found;
    });
    const fields = JSON.stringify(form.view);
    for (const name of ['topic', 'time', 'zone', 'days']) expect(fields).toContain(`"${name}"`);
    const option = (value: string) => ({ type: 'external_select', selected_option: { value } });
    const filled = { topic: option('politics'), time: { type: 'plain_text_input', value: '10:45' } };
    await onSlack(submits(slack, form, { ...filled, zone: option('Asia/Seoul') }, { person: 'U0ADMIN' }));
    await soon(() => expect(inChannel()).toMatch(/10:45/));

    await onSlack(opensHome('U0ADMIN'));
    await soon(() => expect(JSON.stringify(slack.calls('views.publish'))).toMatch(/10:45/));

    await onSlack(types(slack, 'follow Nadia Corvin'));
    await soon(() => expect(whispered()).toMatch(/Nadia Corvin/));
    await stopped();
    for (const place of ['Velmar', 'Quillport']) desk.drop(`${place}.txt`, articleOf(place, 3));
    const { deliveries } = (await desk.run(['once', '--now', '--json'], { env: env() })).json();
    expect(deliveries).toContainEqual({ channel: 'slack:D0MARA', state: 'sent' });
    expect(JSON.stringify(slack.posted('D0MARA'))).toMatch(/Nadia Corvin/);
  });

  it('on Discord: a question by the digest’s button is answered in its thread, and a follow brings a direct message', async () => {
    await startAfterDigests();
    const here = { in: discord.channelId, by: ORDINARY };
    const [root] = discord.posted(discord.channelId);
    if (!root) throw new Error('there is no digest');
    const asked = press(discord, here, root, 'Ask');
    await soon(() => expect(asked.callback?.type).toBe(9));
    submit(discord, here, asked, { question: 'How many piers did the storm damage in Lindmark?' }, root);
    await soon(() => expect(discord.posted(root.id).map(readable).join()).toMatch(/Asked[\s\S]*storm damaged 5 piers/));

    const followed = useCommand(discord, here, 'news follow', { what: 'Nadia Corvin' });
    await soon(() => expect(followed.messages.map(readable).join()).toMatch(/Nadia Corvin/));
    await stopped();
    desk.drop('Velmar.txt', articleOf('Velmar', 3));
    const { deliveries } = (await desk.run(['once', '--now', '--json'], { env: env() })).json();
    const direct = directChannel(discord.world, ORDINARY.id).id;
    expect(deliveries).toContainEqual({ channel: `discord:${direct}`, state: 'sent' });
    expect(discord.posted(direct).map(readable).join()).toMatch(/Nadia Corvin/);
  });

  it('acknowledges and answers sixty commands at once while it takes in and reads, each once', async () => {
    await startAfterDigests();
    for (let index = 0; index < 200; index++) desk.drop(`more-${index}.txt`, articleOf(`Port ${index}`, index));
    const events = Array.from({ length: 60 }, (_, index) =>
      types(slack, index % 2 === 0 ? 'search harbour' : 'status'),
    );
    for (const [index, event] of events.entries()) {
      const acknowledged = onSlack(event);
      if (index % 20 === 0) await acknowledged;
    }
    await soon(() => expect(slack.socket.acks).toHaveLength(events.length));
    const answers = () => Map.groupBy(slack.hookAnswers(), ({ url }) => url);
    await soon(() => expect(answers().size).toBe(events.length));
    await stopped();
    const sign = /takes a moment/;
    for (const said of answers().values()) {
      expect(said.filter(({ text = '' }) => !sign.test(text))).toHaveLength(1);
    }
  });
});

function elementOf(blocks: unknown, label: string): unknown {
  const elements = (blocks as { type: string; elements?: { text?: { text?: string } }[] }[])
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements = [] }) => elements);
  return elements.find(({ text }) => text?.text === label);
}
