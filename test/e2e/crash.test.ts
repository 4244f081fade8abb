/**
 * The promise that no digest is lost and none doubled, against the real program, killed for real: the platforms'
 * servers kill it at the moments that matter (before and after they apply a call), and a timer kills it at any other.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { aDesk, type Desk, type Running } from '../support/newsdesk.ts';
import { NEWS_CHANNEL, type SlackServer, startSlackServer } from '../support/slack-server.ts';

// Each test runs the real program several times over, waiting as it waits for a platform.
vi.setConfig({ testTimeout: 300_000 });

/** Each a story of its own: where, what happened there, and what may follow. */
const EVENTS: readonly (readonly [place: string, title: string, ...sentences: string[]])[] = [
  [
    'Tasmere',
    'Tasmere closes its harbour',
    'Mayor Nadia Corvin of Tasmere closed the harbour after a storm damaged three piers.',
    'Grain could become scarce on the islands within two weeks.',
  ],
  [
    'Halden',
    'Nurses of Halden walk out',
    'Union leader Tomas Reveny called 400 nurses of Halden out of the wards over unpaid nights.',
    'Operations may be put off until the hospital pays.',
  ],
  [
    'Lindmark',
    'Lindmark elects a council',
    'Returning officer Petra Lund declared the Orchard List winner of the council election in Lindmark.',
    'The new council will probably sell the tramway.',
  ],
  [
    'Ferrow',
    'A bank in Ferrow stops payments',
    'Chairman Ivo Stenmark stopped all payments of the savings bank of Ferrow.',
    'Depositors could lose a third of their money.',
  ],
  [
    'Brackwater',
    'Locusts reach Brackwater',
    'Farmer Hanne Sollis found the first locusts in the barley fields near Brackwater.',
    'The barley crop may be halved by autumn.',
  ],
  [
    'Ostmark',
    'Ostmark tests a railway',
    'Engineer Jonah Adeyar drove the first electric train from Ostmark through the long tunnel.',
    'Lorries could vanish from the pass road next year.',
  ],
  [
    'Velmar',
    'Velmar bans chip exports',
    'Minister Maren Osk stopped the sale of memory chips from Velmar to other countries.',
    'Telephone makers may run out of parts by March.',
  ],
  [
    'Quillport',
    'Archive of Quillport burns',
    'Archivist Lena Varga saved the city charter when the archive of Quillport burned.',
    'Lawsuits over land titles could drag on for years.',
  ],
  [
    'Dornholm',
    'Fever in Dornholm',
    'Physician Piet Arnesen counted 60 cases of marsh fever in Dornholm.',
    'Schools may stay closed until the frost.',
  ],
];
const PLACES = EVENTS.map(([place]) => place);

/** Articles enough for a digest of several parts on each platform. */
function dropArticles(desk: Desk): void {
  for (const [index, [place, title, ...sentences]] of EVENTS.entries()) {
    desk.drop(`${place}.txt`, `date 2026-11-2${index % 4} ${title}\n\n${sentences.join('\n\n')}\n`);
  }
}

let desk: Desk;
let slack: SlackServer;
let discord: DiscordServer;
beforeEach(async () => {
  desk = aDesk();
  [slack, discord] = await Promise.all([startSlackServer(), startDiscordServer()]);
  desk.write(
    'feeds/subscriptions.yaml',
    [`slack:${NEWS_CHANNEL.id}`, `discord:${discord.channelId}`]
      .map((channel) => `- { channel: "${channel}", topics: [all], at: "08:00", zone: UTC, quiet: silent }`)
      .join('\n'),
  );
});
afterEach(async () => {
  desk.remove();
  await Promise.all([slack.close(), discord.close()]);
});

const env = () => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_API_URL: slack.apiUrl,
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.apiUrl,
});

const once = (): Running => desk.spawn(['once', '--now', '--json'], { env: env() });

/** What people see, as the texts that must each be there once. */
function posted() {
  const threads = discord.threadsOf(discord.channelId).flatMap((thread) => discord.posted(thread.id));
  return {
    slack: slack.posted(NEWS_CHANNEL.id).map((message) => JSON.stringify(message.blocks)),
    discord: [...discord.posted(discord.channelId), ...threads].map(({ content, embeds, components }) =>
      JSON.stringify({ content, embeds, components }),
    ),
  };
}

/** Every place is told in both channels, and no part stands twice. */
function expectEachPartOnce(): void {
  for (const parts of Object.values(posted())) {
    expect(parts.length).toBeGreaterThan(1);
    expect(new Set(parts).size).toBe(parts.length);
    for (const place of PLACES) expect(parts.join('\n')).toContain(place);
  }
}

/** Waits for something that another process does. */
async function until(reached: () => boolean, running: Running): Promise<void> {
  let ended = false;
  void running.ended.then(() => {
    ended = true;
  });
  while (!reached() && !ended) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function killWhen(reached: () => boolean): Promise<void> {
  const newsdesk = once();
  await until(reached, newsdesk);
  newsdesk.kill('SIGKILL');
  await newsdesk.ended;
}

const slackPosts = () => slack.calls('chat.postMessage').length;
const discordPosts = () =>
  discord.requests.filter((seen) => /POST .*messages$/.test(`${seen.method} ${seen.template}`)).length;

async function finish(): Promise<void> {
  const last = await once().ended;
  expect(last.err).toBe('');
  expect(last.code).toBe(0);
}

describe('kill -9', () => {
  it.each([false, true])('while Slack holds a call (applied: %s) leaves each part posted once', async (applied) => {
    dropArticles(desk);
    for (let kills = 0; kills < 3; kills++) {
      const before = slackPosts();
      slack.fail({ method: 'chat.postMessage', times: 1, kind: 'slow', applied, ...(kills > 0 && { after: 1 }) });
      await killWhen(() => slackPosts() > before + Math.min(kills, 1));
    }
    await finish();
    expectEachPartOnce();
  });

  it.each(['hang-up-before', 'slow'] as const)(
    'in a call to Discord (%s) leaves each part posted once',
    async (kind) => {
      dropArticles(desk);
      for (let kills = 0; kills < 3; kills++) {
        const before = discordPosts();
        discord.fail({ route: 'POST /channels/:id/messages', times: 1, kind });
        await killWhen(() => discordPosts() > before);
      }
      await finish();
      expectEachPartOnce();
    },
  );

  it('at any moment of taking in, reading, composing and posting loses nothing and doubles nothing', async () => {
    dropArticles(desk);
    for (const ms of [250, 350, 450, 550, 650, 750, 850, 1000, 1150, 1300, 1500, 1700]) {
      const newsdesk = once();
      setTimeout(() => newsdesk.kill('SIGKILL'), ms);
      await newsdesk.ended;
    }
    await finish();
    expect(desk.list('inbox')).toEqual([]);
    expect(desk.list('done')).toHaveLength(PLACES.length);
    expectEachPartOnce();
    const stories = (await desk.run(['stories', '--json'])).json();
    expect(stories).toHaveLength(PLACES.length);
  });
});

describe('a platform that fails', () => {
  it.each(['hang-up-before', 'hang-up-after', 'wrong-json', '500', '429'] as const)(
    'with %s has each part once in the end',
    async (kind) => {
      dropArticles(desk);
      slack.fail({ method: 'chat.postMessage', times: 2, kind });
      discord.fail({ route: 'POST /channels/:id/messages', times: 2, kind });
      await finish();
      expectEachPartOnce();
    },
  );

  it('for good is said, and does not hold up the other', async () => {
    dropArticles(desk);
    discord.deny(discord.channelId, 'SEND_MESSAGES');
    const run = await once().ended;
    expect(run.code).toBe(1);
    expect(run.json().deliveries).toEqual([
      { channel: `slack:${NEWS_CHANNEL.id}`, state: 'sent' },
      { channel: `discord:${discord.channelId}`, state: 'rejected' },
    ]);
    expect(run.err).toContain('Send Messages');
    for (const place of PLACES) expect(posted().slack.join()).toContain(place);
  });
});
