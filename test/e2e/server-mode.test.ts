/**
 * Many processes on one PostgreSQL server, against the real program: two workers, two schedulers and a gateway share the work;
 * one is killed in the middle, one is stopped until its leases have run out and then woken. Nothing is lost, nothing doubled.
 */
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { aDesk, type Desk, type Running } from '../support/newsdesk.ts';
import { Schemas, serverUrl, WITHOUT_SERVER } from '../support/postgres.ts';
import { connectionsTo, platformSettings } from '../support/settings.ts';
import { types } from '../support/slack/deeds.ts';
import { type SlackServer, startSlackServer } from '../support/slack-server.ts';
import { openProxy, type TcpProxy } from '../support/tcp-proxy.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

/** For what several processes on a busy machine come to; no measure. */
const soon = { timeout: 90_000, interval: 25 };

const ARTICLES = 200;
const SLACK_CHANNELS = ['C0ONE', 'C0TWO', 'C0THREE'];
const WORKERS = ['model-one', 'model-two', 'model-three', 'model-four'];

describe.skipIf(serverUrl === null)(serverUrl === null ? WITHOUT_SERVER : 'on a server', () => {
  const schemas = new Schemas(serverUrl ?? 'postgres://localhost/none');
  let url: string;
  let client: pg.Client;
  let desk: Desk;
  let slack: SlackServer;
  let discord: DiscordServer;
  let model: ModelServer;
  let proxy: TcpProxy;
  let running: Running[] = [];

  beforeEach(async () => {
    desk = aDesk();
    const channels = SLACK_CHANNELS.map((id) => ({ id, name: id.toLowerCase() }));
    [slack, discord, model] = await Promise.all([
      startSlackServer({ channels }),
      startDiscordServer(),
      startModelServer({ models: WORKERS, latencyMs: 100 }),
    ]);
    url = await schemas.take({ isNew: true });
    proxy = await openProxy(new URL(url));
    client = new pg.Client({ connectionString: url });
    await client.connect();
  });
  afterEach(async () => {
    for (const one of running) one.kill('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
    running = [];
    await client.query(`drop schema if exists ${schemaOf(url)}_jobs cascade`);
    await client.end();
    desk.remove();
    await Promise.all([slack.close(), discord.close(), model.close(), proxy.close()]);
  });
  afterAll(() => schemas.drop());

  const schemaOf = (of: string) => new URL(of).searchParams.get('options')?.replace('-c search_path=', '');

  function env(name = 'model-one', at = url): Record<string, string> {
    return {
      DATABASE_URL: at,
      OPENAI_BASE_URL: model.url,
      OPENAI_MODEL: name,
      ...platformSettings(slack, discord),
    };
  }

  async function startAs(role: string, settings = env()): Promise<Running> {
    const one = desk.spawn(['start', '--role', role], { env: settings });
    running.push(one);
    await one.printed(role === 'all' ? /Newsdesk reads with/ : new RegExp(`runs as ${role}`));
    return one;
  }

  const count = async (what: string): Promise<number> =>
    Number((await client.query(`select count(*) as n from ${what}`)).rows[0].n);
  const until = (what: string, reached: (n: number) => boolean) =>
    vi.waitFor(async () => expect(await count(what), what).toSatisfy(reached), soon);

  /** Half an hour ago, so that nothing falls due by itself. */
  function subscribe(channels: readonly string[]): void {
    const at = new Date(Date.now() - 30 * 60_000).toISOString().slice(11, 16);
    const lines = channels.map((channel) => `- { channel: "${channel}", topics: [tramways], at: "${at}", zone: UTC }`);
    desk.write('feeds/subscriptions.yaml', lines.join('\n'));
    desk.write('feeds/topics.yaml', '- { name: tramways, description: Tramways, terms: [tramway] }');
  }

  function drop(from: number, to: number): void {
    for (let n = from; n < to; n++) desk.drop(`${n}.txt`, articleNumber(n));
  }

  /** A day goes by: what was taken in today was taken in before the hour of the digest, which is now due. */
  async function aDayGoesBy(): Promise<void> {
    const hours = 3_600_000;
    await client.query(`begin;
      update windows set from_at = from_at - ${24 * hours}, to_at = to_at - ${24 * hours};
      update articles set taken_at = taken_at - ${hours};
      update readings set taken_at = taken_at - ${hours}, read_at = read_at - ${hours}; commit`);
  }

  /** Whoever holds a row now has held it for too long. */
  const leasesRunOut = () =>
    client.query(`update readings set next_at = 0 where state = 'reading';
      update deliveries set next_at = 0 where state = 'sending'`);

  /** Every message of every channel, as text; the threads with them. */
  function posted(discordChannels: readonly string[]): string[][] {
    const onSlack = SLACK_CHANNELS.map((id) => slack.posted(id).map(({ blocks }) => JSON.stringify(blocks)));
    const onDiscord = discordChannels.map((id) =>
      [id, ...discord.threadsOf(id).map((thread) => thread.id)].flatMap((place) =>
        discord
          .posted(place)
          .map(({ content, embeds, components }) => JSON.stringify({ place, content, embeds, components })),
      ),
    );
    return [...onSlack, ...onDiscord];
  }

  it('shares the work; a process killed and one that slept too long lose nothing and double nothing', async () => {
    const discordChannels = [discord.channelId, discord.addChannel(), discord.addChannel()];
    subscribe([...SLACK_CHANNELS.map((id) => `slack:${id}`), ...discordChannels.map((id) => `discord:${id}`)]);
    const [first, second] = await Promise.all([
      startAs('worker', env('model-one')),
      startAs('worker', env('model-two')),
      startAs('scheduler'),
      startAs('scheduler'),
    ]);
    await startAs('gateway');
    await until('windows', (n) => n === 6);

    // ---- reading: both have read some when one is killed and one is stopped, each in the middle of articles
    drop(0, ARTICLES);
    const readBy = (name: string) => `readings where state = 'read' and summary like '%"reader":"${name}"%'`;
    await until(readBy('model-one'), (n) => n > 5);
    await until(readBy('model-two'), (n) => n > 5);
    first?.kill('SIGKILL');
    second?.kill('SIGSTOP');
    await first?.ended;
    await leasesRunOut();
    const third = await startAs('worker', env('model-three'));
    await until(`readings where state in ('read', 'copy')`, (n) => n === ARTICLES);
    second?.kill('SIGCONT');
    expect(await count('readings')).toBe(ARTICLES);
    expect(await count(readBy('model-three'))).toBeGreaterThan(0);
    expect(desk.list('inbox')).toEqual([]);
    expect(desk.list('done')).toHaveLength(ARTICLES);

    // ---- delivering: the first call of every channel hangs after it was applied; again one is killed, one stopped
    slack.fail({ method: 'chat.postMessage', times: 3, kind: 'slow' });
    discord.fail({ route: 'POST /channels/:id/messages', times: 3, kind: 'slow' });
    await aDayGoesBy();
    // Whatever is read has the schedulers look.
    drop(ARTICLES, ARTICLES + 1);
    await vi.waitFor(
      () =>
        expect([
          slack.calls('chat.postMessage').length,
          discord.requests.filter(({ method, template }) => method === 'POST' && template?.endsWith('/messages'))
            .length,
        ]).toEqual([3, 3]),
      soon,
    );
    third.kill('SIGKILL');
    second?.kill('SIGSTOP');
    await third.ended;
    await leasesRunOut();
    await startAs('worker', env('model-four'));
    await until(`deliveries where state = 'sent'`, (n) => n > 6);
    await until(`deliveries where state <> 'sent'`, (n) => n === 0);
    second?.kill('SIGCONT');

    expect(await count('digests')).toBe(6);
    const told = `digest_articles join articles on articles.id = article_id where text like '%tramway%'`;
    expect(await count(told)).toBe(6 * TRAMWAYS);
    for (const messages of posted(discordChannels)) {
      expect(messages.length).toBeGreaterThan(1);
      expect(new Set(messages).size).toBe(messages.length);
    }
    expect(posted(discordChannels).flat().length).toBe(await count('deliveries'));

    // ---- only the gateway is connected to the platforms' events; it answers
    expect(connectionsTo(slack, discord)).toEqual([1, 1]);
    await slack.socket.sendEvent(types(slack, 'status', { channel: SLACK_CHANNELS[0] ?? '' }));
    await vi.waitFor(
      () => expect(JSON.stringify([slack.hookAnswers(), slack.ephemerals()])).toContain(`${ARTICLES + 1}`),
      soon,
    );

    // ---- whoever is left stops as told
    const left = running.filter((one) => one !== first && one !== third);
    for (const one of left) one.kill('SIGTERM');
    for (const { code, out, err } of await Promise.all(left.map(({ ended }) => ended))) {
      expect(err).not.toContain('newsdesk:');
      expect(out).toContain('Stopped.');
      expect(code).toBe(0);
    }
  });

  it('has commands work beside processes that run, with what they changed seen by all', async () => {
    subscribe(['slack:C0ONE']);
    await startAs('all');
    drop(0, 1);
    await until(`readings where state = 'read'`, (n) => n === 1);
    const made = await desk.run(['news-admin', 'topic', 'add', 'name:piers', 'terms:pier'], { env: env() });
    expect([made.code, made.err]).toEqual([0, '']);
    expect(await count('topics')).toBe(1);
    const found = (await desk.run(['search', 'harbour', '--json'], { env: env() })).json();
    expect(found).toHaveLength(1);
    const doctor = await desk.run(['doctor', '--json'], { env: env() });
    expect(doctor.json()).toContainEqual({
      check: 'database',
      state: 'ok',
      text: expect.stringContaining('1 article'),
    });
  });

  it('has what a command makes due done at once, not at the next look', async () => {
    subscribe(['slack:C0ONE']);
    await startAs('scheduler');
    const hinted = `${schemaOf(url)}_jobs.job where name = 'deliver'`;
    expect(await count(hinted)).toBe(0);
    const { code, err } = await desk.run(['news-admin', 'retry'], { env: env() });
    expect([code, err]).toEqual([0, '']);
    expect(await count(hinted)).toBeGreaterThan(0);
  });

  it('waits for a server that is not there yet at the start, and not for a database that it does not have', async () => {
    subscribe(['slack:C0ONE']);
    proxy.cut();
    const one = desk.spawn(['start', '--role', 'worker'], { env: env('model-one', proxy.urlFor(url)) });
    running.push(one);
    await one.printed(/Newsdesk waits for it, for a minute at most/);
    proxy.mend();
    await one.printed(/runs as worker/);
    one.kill('SIGTERM');
    expect((await one.ended).code).toBe(0);
    const none = new URL(url);
    none.pathname = '/nobody_made_this';
    const { code, out, err } = await desk.run(['start', '--role', 'worker'], { env: env('model-one', none.href) });
    expect(code).toBe(1);
    expect(out).not.toContain('waits');
    expect(err).toMatch(/^newsdesk: PostgreSQL at .* has no database of that name/);
  });

  it('waits for a server that goes away, says it once, and goes on', async () => {
    subscribe(['slack:C0ONE']);
    const one = await startAs('all', env('model-one', proxy.urlFor(url)));
    await until('windows', (n) => n === 1);
    proxy.cut();
    drop(0, 3);
    await one.printed(/Newsdesk waits until it is there again/);
    proxy.mend();
    await one.printed(/there again; Newsdesk goes on/);
    await until(`readings where state = 'read'`, (n) => n === 3);
    one.kill('SIGTERM');
    const { code, out } = await one.ended;
    expect(code).toBe(0);
    expect(out.match(/waits until/g)).toHaveLength(1);
    expect(out.match(/goes on/g)).toHaveLength(1);
    expect(out).not.toContain('could not be taken in');
  });

  it('ends with one line after ten seconds when the server is silent', async () => {
    subscribe(['slack:C0ONE']);
    const one = await startAs('all', env('model-one', proxy.urlFor(url)));
    await until('windows', (n) => n === 1);
    const asked = proxy.freeze(/topics/);
    drop(0, 1);
    await asked;
    one.kill('SIGTERM');
    const { code, err } = await one.ended;
    expect(code).toBe(1);
    expect(err).toContain('newsdesk: not everything came to its end in ten seconds');
  });
});

/** Invented news, each of its own wording, by its number. */
function articleNumber(n: number): string {
  const pick = (words: readonly string[], by: number) => words[Math.floor(n / by) % words.length];
  const place = `${pick(['Tas', 'Hal', 'Lind', 'Fer', 'Brack', 'Ost', 'Vel', 'Quill', 'Dorn', 'Kar'], 1)}${pick(['mere', 'den', 'mark', 'row', 'water', 'port', 'holm', 'sund', 'berg', 'ford'], 10)}`;
  const what = pick(['harbour', 'tramway', 'savings bank', 'barley harvest', 'archive', 'hospital', 'mine'], 3);
  const doing = pick(['closed', 'sold', 'searched', 'rebuilt', 'insured', 'flooded', 'inspected', 'renamed'], 7);
  const person = `${pick(['Nadia', 'Tomas', 'Petra', 'Ivo', 'Hanne', 'Jonah', 'Maren', 'Lena', 'Piet'], 1)} ${pick(['Corvin', 'Reveny', 'Lund', 'Stenmark', 'Sollis', 'Adeyar', 'Osk'], 5)}`;
  return `date 2026-11-2${n % 4} ${place}: ${what} ${doing} in case ${n}

Mayor ${person} of ${place} ${doing} the ${what} in case ${n} after ${n + 3} letters of protest from the harbour quarter.

The council of ${place} could spend ${n + 11} thousand crowns more on the ${what} next year.
`;
}

/** Of those that are there before the digests. */
const TRAMWAYS = Array.from({ length: ARTICLES }, (_, n) => articleNumber(n)).filter((text) =>
  /tramway/.test(text),
).length;
