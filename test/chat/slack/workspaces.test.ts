import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { renderSlack } from '../../../src/chat/slack/render.ts';
import { createSlackWorkspaces } from '../../../src/chat/slack/workspaces.ts';
import { COMMANDS } from '../../../src/command/catalogue.ts';
import type { Channel } from '../../../src/digest/subscription.ts';
import type { Archive } from '../../../src/ports/archive.ts';
import type { Installations } from '../../../src/ports/installations.ts';
import type { Chat, Log } from '../../../src/ports.ts';
import { createInstallations } from '../../../src/secrets/installations.ts';
import { createKeyring } from '../../../src/secrets/keyring.ts';
import { openSqliteArchive } from '../../../src/store/sqlite/open.ts';
import { type HandClock, handClock } from '../../support/clock.ts';
import { opensHome, type SlackEvent, types } from '../../support/slack/deeds.ts';
import { type SeveralWorkspaces, startWorkspaces } from '../../support/slack/several.ts';
import {
  bodyOf,
  type FakeDesk,
  fakeDesk,
  freePort,
  request,
  SIGNING_SECRET,
  START,
  saying,
} from '../../support/slack/stage.ts';
import { ADMIN, MARA, TEAM_ID } from '../../support/slack-server.ts';

const [NORTH, SOUTH, WEST] = ['T0NORTH', 'T0SOUTH', 'T0WEST'];
const STATE_SECRET = 'a-state-secret-of-the-test';
const KEYS = { current: new Uint8Array(32).fill(7), old: null };

interface Scene {
  readonly slack: SeveralWorkspaces;
  readonly chat: Chat;
  readonly desk: FakeDesk;
  readonly clock: HandClock;
  readonly archive: Archive;
  readonly installations: Installations;
  readonly logged: readonly string[];
  readonly folder: string;
  readonly url: string;
  /** Something that happens in a workspace; resolves to the status it is answered with. */
  happens(workspace: string, event: SlackEvent): Promise<number>;
}

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

/** North and South have installed Newsdesk and West has not. */
async function open({
  listening = false,
  workspaces = [NORTH, SOUTH] as readonly string[] | null,
} = {}): Promise<Scene> {
  const slack = await startWorkspaces([
    {
      id: NORTH,
      name: 'North Desk',
      channels: [{ id: 'C0NORTH', name: 'news' }],
      people: [MARA, ADMIN, { id: 'U0GRID', teams: ['T0ELSEWHERE', NORTH] }],
    },
    {
      id: SOUTH,
      name: 'South Desk',
      channels: [
        { id: 'C0SOUTH', name: 'news' },
        { id: 'C0ROOM', name: 'room', private: true },
      ],
      people: [{ id: 'U0SUE', role: 'admin' }],
    },
    { id: WEST, name: 'West <!channel> Desk' },
  ]);
  ending.push(() => slack.close());
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-workspaces-'));
  ending.push(async () => rmSync(folder, { recursive: true, force: true }));
  const archive = await openSqliteArchive({ folder });
  ending.push(() => archive.close());
  const clock = handClock(START);
  const installations = createInstallations('slack', archive, createKeyring(KEYS));
  for (const [workspace, name] of [
    [NORTH, 'North Desk'],
    [SOUTH, 'South Desk'],
  ] as const) {
    await installations.keep({ workspace, name, token: slack.tokenOf(workspace), at: clock.now() });
  }
  const logged: string[] = [];
  const at = (message: string, fields?: object) => void logged.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const log: Log = { debug: at, info: at, warn: at, error: at };
  const port = await freePort();
  const { apiUrl, clientId, clientSecret } = slack;
  const install = { clientId, clientSecret, stateSecret: STATE_SECRET, workspaces };
  const options = { apiUrl, signingSecret: SIGNING_SECRET, port, managers: [], install };
  const chat = createSlackWorkspaces(options, installations, { clock, log });
  ending.push(() => chat.close());
  const desk: FakeDesk = { ...fakeDesk(), commands: COMMANDS };
  if (listening) await chat.listen(desk, new AbortController().signal);
  return {
    slack,
    chat,
    desk,
    clock,
    archive,
    installations,
    logged,
    folder,
    url: `http://127.0.0.1:${port}`,
    async happens(workspace, event) {
      const there = JSON.parse(JSON.stringify(event).replaceAll(TEAM_ID, workspace));
      return (await request(port, bodyOf(there), { at: clock.now() })).status;
    },
  };
}

const inSlack = (id: string): Channel => ({ platform: 'slack', id });
const MESSAGE = saying('The strait is open again.');

function post(id: string, key = 'a-key-of-24-characters-1') {
  const [content] = renderSlack(MESSAGE);
  if (!content) throw new Error('nothing was rendered');
  return { key, channel: inSlack(id), content, rootRef: null, firstTriedAt: null };
}

/** As a browser: keeps cookies, follows nothing by itself. */
async function beginInstalling(url: string): Promise<{ status: number; to: URL; cookie: string; state: string }> {
  const response = await fetch(`${url}/slack/install`, { redirect: 'manual' });
  const to = new URL(response.headers.get('location') ?? '');
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return { status: response.status, to, cookie, state: to.searchParams.get('state') ?? '' };
}

async function comeBack(url: string, { code, state, cookie }: Record<'code' | 'state' | 'cookie', string>) {
  const response = await fetch(`${url}/slack/oauth_redirect?${new URLSearchParams({ code, state })}`, {
    redirect: 'manual',
    headers: cookie === '' ? {} : { cookie },
  });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

describe('installing Newsdesk in a workspace', () => {
  it('goes to Slack with the rights that are used, and back; then the workspace has it', async () => {
    const { slack, url, installations, chat } = await open({ listening: true, workspaces: null });
    const { status, to, cookie, state } = await beginInstalling(url);
    expect(status).toBe(302);
    expect(to.origin + to.pathname).toBe('https://slack.com/oauth/v2/authorize');
    expect(to.searchParams.get('client_id')).toBe(slack.clientId);
    expect(to.searchParams.get('scope')).toContain('chat:write');
    const back = await comeBack(url, { code: slack.allow(WEST), state, cookie });
    // What others call their workspace is no markup here, and nothing that Slack would act on.
    expect(back).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8' });
    expect(back.text).toContain('Newsdesk is in West');
    expect(await installations.find(WEST)).toMatchObject({ kind: 'installed', token: slack.tokenOf(WEST) });
    expect(await chat.post(post('C0NEWS'))).toMatchObject({ kind: 'sent' });
    expect(slack.server(WEST).posted('C0NEWS')).toHaveLength(1);
  });

  const jwt = (header: object, payload: object, secret: string | null) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const head = `${part(header)}.${part(payload)}`;
    return `${head}.${secret === null ? '' : createHmac('sha256', secret).update(head).digest('base64url')}`;
  };
  const claims = (now: string) => ({ installOptions: { scopes: [] }, now, random: 1 });
  const NAME = 'slack-app-oauth-state';

  it.each<[string, (mine: { state: string; cookie: string }, now: string) => { state: string; cookie: string }]>([
    ['no state', ({ cookie }) => ({ state: '', cookie })],
    ['a state of another browser', ({ state }) => ({ state, cookie: '' })],
    ['a state that was changed', ({ state }) => ({ state: `${state}x`, cookie: `${NAME}=${state}x` })],
    [
      'a state signed with another secret',
      (_, now) => {
        const forged = jwt({ alg: 'HS256', typ: 'JWT' }, claims(now), 'guessed');
        return { state: forged, cookie: `${NAME}=${forged}` };
      },
    ],
    [
      'a state that nobody signed',
      (_, now) => {
        const forged = jwt({ alg: 'none', typ: 'JWT' }, claims(now), null);
        return { state: forged, cookie: `${NAME}=${forged}` };
      },
    ],
    [
      'a state of ours that is an hour old',
      (_, now) => {
        const old = new Date(new Date(now).getTime() - 3_600_000).toISOString();
        const stale = jwt({ alg: 'HS256', typ: 'JWT' }, claims(old), STATE_SECRET);
        return { state: stale, cookie: `${NAME}=${stale}` };
      },
    ],
  ])('comes to nothing with %s: its code is not even shown to Slack', async (_, forge) => {
    const { slack, url, installations } = await open({ listening: true, workspaces: null });
    const mine = await beginInstalling(url);
    // Bolt's installer has the machine's clock.
    const forged = forge(mine, new Date().toISOString());
    const back = await comeBack(url, { code: slack.allow(WEST), ...forged });
    expect(back.status).toBe(400);
    expect(back.text).toMatch(/^Nothing was installed: this answer does not belong to a request of this browser\./);
    expect(slack.calls().filter((call) => call.includes('oauth'))).toEqual([]);
    expect(await installations.find(WEST)).toBeNull();
  });

  it('takes a code once', async () => {
    const { slack, url } = await open({ listening: true, workspaces: null });
    const { cookie, state } = await beginInstalling(url);
    const code = slack.allow(WEST);
    await comeBack(url, { code, state, cookie });
    expect(await comeBack(url, { code, state, cookie })).toMatchObject({ status: 502 });
  });

  it('is for the workspaces that were named; of another, the token is given back', async () => {
    const { slack, url, installations } = await open({ listening: true });
    const { cookie, state } = await beginInstalling(url);
    const back = await comeBack(url, { code: slack.allow(WEST), state, cookie });
    expect(back.status).toBe(403);
    expect(back.text).toContain('(T0WEST) may not have this Newsdesk');
    expect(await installations.find(WEST)).toBeNull();
    expect(slack.calls()).toContain('T0WEST auth.revoke');
  });

  it('leaves no token in the archive’s files, the log or the page', async () => {
    const { slack, url, folder, logged, archive } = await open({ listening: true, workspaces: null });
    const { cookie, state } = await beginInstalling(url);
    const back = await comeBack(url, { code: slack.allow(WEST), state, cookie });
    expect((await archive.installations('slack')).map(({ workspace }) => workspace)).toContain(WEST);
    const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    const everything = Buffer.concat([...kept, Buffer.from(logged.join('\n')), Buffer.from(back.text)]);
    expect(everything.includes('North Desk')).toBe(true);
    for (const secret of [...[NORTH, SOUTH, WEST].map(slack.tokenOf), slack.clientSecret]) {
      expect(everything.includes(secret)).toBe(false);
    }
  });
});

describe('what is posted', () => {
  it('goes to the workspace that has the channel, with its own token', async () => {
    const { slack, chat } = await open();
    expect(await chat.post(post('C0NORTH'))).toMatchObject({ kind: 'sent' });
    expect(await chat.post(post('C0ROOM'))).toMatchObject({ kind: 'sent' });
    expect(slack.calls().filter((call) => call.endsWith('chat.postMessage'))).toEqual([
      'T0NORTH chat.postMessage',
      'T0SOUTH chat.postMessage',
    ]);
  });

  it('is asked about once: from then on the workspace is known', async () => {
    const { slack, chat } = await open();
    await chat.post(post('C0SOUTH'));
    const asked = slack.calls().length;
    await chat.post(post('C0SOUTH', 'a-key-of-24-characters-2'));
    expect(slack.calls().slice(asked)).toEqual(['T0SOUTH chat.postMessage']);
  });

  it('goes where somebody subscribed the channel, without asking', async () => {
    const { slack, chat, archive, clock } = await open();
    await archive.keepSubscription({
      id: 'slack:C0SOUTH@08:00',
      channel: inSlack('C0SOUTH'),
      topics: ['all'],
      actors: [],
      schedule: { at: '08:00', zone: 'UTC', days: ['mon'] },
      quiet: 'say',
      workspace: SOUTH,
      place: 'public',
      follower: null,
      made: { person: 'U0SUE', at: clock.now() },
    });
    await chat.post(post('C0SOUTH'));
    expect(slack.calls()).toEqual(['T0SOUTH chat.postMessage']);
  });

  it('is found again, and corrected, by the workspace that has it', async () => {
    const { chat, clock } = await open();
    const one = post('C0SOUTH');
    const sent = await chat.post(one);
    if (sent.kind !== 'sent') throw new Error(sent.kind);
    expect(await chat.find({ ...one, firstTriedAt: clock.now() })).toEqual({ kind: 'posted', ref: sent.ref });
    const edit = { channel: one.channel, ref: sent.ref, rootRef: null, key: one.key, content: one.content };
    expect(await chat.edit(edit)).toMatchObject({ kind: 'sent' });
  });

  it('to a person goes to their own workspace', async () => {
    const { slack, chat } = await open();
    const direct = await chat.direct('U0SUE');
    expect(direct).toEqual(inSlack('D0SUE'));
    expect(await chat.say({ channel: inSlack('D0SUE'), thread: null }, MESSAGE)).toMatchObject({ kind: 'sent' });
    expect(slack.server(SOUTH).posted('D0SUE')).toHaveLength(1);
    expect(await chat.direct('U0NOBODY')).toBeNull();
  });

  it('to a person of an Enterprise organisation goes to a workspace of theirs that has Newsdesk', async () => {
    const { slack, chat } = await open();
    expect(await chat.direct('U0GRID')).toEqual(inSlack('D0GRID'));
    expect(slack.calls()).toContain('T0NORTH conversations.open');
  });

  it('is refused, with names, where no workspace shows the channel', async () => {
    const { chat } = await open();
    expect(await chat.post(post('C0ELSEWHERE'))).toEqual({
      kind: 'refused',
      scope: 'channel',
      reason:
        'None of the workspaces that installed Newsdesk (North Desk, South Desk) shows the channel: check its id, and if it is private, invite the bot with /invite @Newsdesk.',
    });
  });

  it.each(['hang-up-before', '500', 'internal_error', '429'])(
    'waits where Slack can’t be asked which workspace has the channel: %s',
    async (kind) => {
      const { slack, chat } = await open();
      slack.server(SOUTH).fail({ method: 'conversations.info', times: 1, kind });
      expect(await chat.post(post('C0SOUTH'))).toMatchObject({ kind: 'failed' });
      expect(await chat.post(post('C0SOUTH'))).toMatchObject({ kind: 'sent' });
    },
  );

  it('in one workspace goes on where the token of another is taken back, and it is said what to do there', async () => {
    const { slack, chat } = await open();
    await chat.post(post('C0NORTH'));
    slack.server(NORTH).revokeToken();
    expect(await chat.post(post('C0NORTH', 'a-key-of-24-characters-2'))).toMatchObject({
      kind: 'refused',
      scope: 'token',
      reason: expect.stringMatching(/workspace North Desk \(T0NORTH\).*install it there again at \/slack\/install/),
    });
    expect(await chat.post(post('C0SOUTH'))).toMatchObject({ kind: 'sent' });
  });

  it('keeps each workspace’s own limits', async () => {
    const { chat, clock } = await open();
    await chat.post(post('C0NORTH'));
    await chat.post(post('C0SOUTH'));
    const call = (id: string) => ({ act: 'post', channel: inSlack(id), rootRef: null }) as const;
    expect(chat.limits.areaOf(call('C0NORTH'))).not.toBe(chat.limits.areaOf(call('C0SOUTH')));
    chat.limits.spend(call('C0NORTH'), clock.now());
    expect(chat.limits.waits(call('C0NORTH'), 0, clock.now()).channel).toBeGreaterThan(0);
    expect(chat.limits.waits(call('C0SOUTH'), 0, clock.now()).channel).toBe(0);
  });
});

describe('what people do', () => {
  it('is answered in their own workspace', async () => {
    const { slack, desk, chat, happens } = await open({ listening: true });
    expect(await happens(NORTH, types(slack.server(NORTH), 'status', { channel: 'C0NORTH' }))).toBe(200);
    const sue = { channel: 'C0SOUTH', person: 'U0SUE', command: '/news-admin' };
    expect(await happens(SOUTH, types(slack.server(SOUTH), 'audit', sue))).toBe(200);
    await chat.close();
    const asked = desk.asked.map(({ caller }) => [caller.workspace, caller.channel.id, caller.manager]);
    expect(asked.toSorted()).toEqual([
      [NORTH, 'C0NORTH', false],
      [SOUTH, 'C0SOUTH', true],
    ]);
    expect(slack.server(NORTH).ephemerals()).toHaveLength(1);
    expect(slack.server(SOUTH).ephemerals()).toHaveLength(1);
  });

  it('in a workspace without Newsdesk is taken note of, and no more', async () => {
    const { slack, desk, chat, happens } = await open({ listening: true, workspaces: null });
    expect(await happens(WEST, types(slack.server(WEST), 'status'))).toBe(200);
    await chat.close();
    expect(desk.asked).toEqual([]);
  });

  it.each(['slack:C0SOUTH', '<#C0SOUTH|news>', ' slack:C0SOUTH\u0007'])(
    'does not reach the channels of another workspace, written %j',
    async (channel) => {
      const { slack, desk, chat, happens } = await open({ listening: true });
      const typed = `subscribe chips channel:${channel.includes(' ') ? `"${channel}"` : channel}`;
      const mara = { channel: 'C0NORTH', person: 'U0ADMIN', command: '/news-admin' };
      await happens(NORTH, types(slack.server(NORTH), typed, mara));
      await chat.close();
      expect(desk.asked).toEqual([]);
      expect(slack.server(NORTH).ephemerals()).toMatchObject([
        { text: expect.stringContaining('I don’t see that channel') },
      ]);
    },
  );

  it('reaches no other channel while the archive does not say whose it is, and is told so', async () => {
    const { slack, desk, chat, installations, happens } = await open({ listening: true });
    Object.assign(installations, { workspaceOf: () => Promise.reject(new Error('the archive is locked')) });
    const sue = { channel: 'C0SOUTH', person: 'U0SUE', command: '/news-admin' };
    await happens(SOUTH, types(slack.server(SOUTH), 'subscribe chips channel:slack:C0ROOM', sue));
    await chat.close();
    expect(desk.asked).toEqual([]);
    expect(slack.server(SOUTH).ephemerals()).toMatchObject([
      { text: expect.stringContaining('try again in a minute') },
    ]);
  });

  it('reaches another channel of their own', async () => {
    const { slack, desk, chat, happens } = await open({ listening: true });
    const sue = { channel: 'C0SOUTH', person: 'U0SUE', command: '/news-admin' };
    await happens(SOUTH, types(slack.server(SOUTH), 'subscribe chips channel:slack:C0ROOM', sue));
    await chat.close();
    expect(desk.asked).toMatchObject([{ args: { channel: 'slack:C0ROOM' } }]);
  });
});

describe('a workspace that removes Newsdesk', () => {
  const HAPPENED = 1_795_500_000;
  const farewell = (event: object): SlackEvent => {
    const { type, payload } = opensHome();
    return { type, payload: { ...payload, event } };
  };
  const REVOKED = { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0NEWSDESK'] } };

  it.each([{ type: 'app_uninstalled' }, REVOKED])('is forgotten with its token: $type', async (event) => {
    const { installations, chat, clock, happens, slack } = await open({ listening: true });
    const at = new Date(HAPPENED * 1000);
    await installations.keep({ workspace: NORTH, name: 'North Desk', token: slack.tokenOf(NORTH), at });
    await chat.post(post('C0NORTH'));
    await clock.advance(1);
    expect(await happens(NORTH, farewell(event))).toBe(200);
    expect(await installations.find(NORTH)).toBeNull();
    expect(await chat.post(post('C0NORTH', 'a-key-of-24-characters-2'))).toMatchObject({
      kind: 'refused',
      scope: 'channel',
    });
    expect(await installations.find(SOUTH)).not.toBeNull();
  });

  it('is told of again within the same second, where it could not be written down', async () => {
    const { installations, clock, happens } = await open({ listening: true });
    const { drop } = installations;
    const drops = [() => Promise.reject(new Error('the disk is full')), drop.bind(installations)] as const;
    let tried = 0;
    Object.assign(installations, { drop: (...told: Parameters<typeof drop>) => drops[tried++]?.(...told) });
    await clock.advance(365 * 24 * 60 * 60_000);
    const event = farewell({ type: 'app_uninstalled' });
    expect(await happens(NORTH, event)).toBe(500);
    expect(await happens(NORTH, event)).toBe(200);
    expect(await happens(NORTH, event)).toBe(200);
    expect(tried).toBe(2);
  });

  it('and installed it again meanwhile, keeps it: Slack tells of things late', async () => {
    const { installations, happens, slack } = await open({ listening: true });
    const at = new Date((HAPPENED + 1) * 1000);
    await installations.keep({ workspace: NORTH, name: 'North Desk', token: slack.tokenOf(NORTH), at });
    await happens(NORTH, farewell({ type: 'app_uninstalled' }));
    expect(await installations.find(NORTH)).toMatchObject({ kind: 'installed' });
  });

  it('is not meant where only a person’s own token was taken back', async () => {
    const { installations, happens } = await open({ listening: true });
    await happens(NORTH, farewell({ type: 'tokens_revoked', tokens: { oauth: ['U0MARA'], bot: [] } }));
    expect(await installations.find(NORTH)).not.toBeNull();
  });
});

describe('the check', () => {
  it('looks at each workspace with the channels that are its own', async () => {
    const { chat } = await open();
    const lines = await chat.check([inSlack('C0NORTH'), inSlack('C0ROOM'), inSlack('C0ELSEWHERE')]);
    expect(lines.filter(({ ok }) => ok).map(({ text }) => text)).toEqual([
      'Slack: signed in as newsdesk in the workspace North Desk.',
      'Slack: the token carries every right that is needed.',
      'The channel slack:C0NORTH (#news) can be posted to.',
      'Slack: signed in as newsdesk in the workspace South Desk.',
      'Slack: the token carries every right that is needed.',
      'The channel slack:C0ROOM (#room) can be posted to.',
    ]);
    expect(lines.filter(({ ok }) => !ok)).toMatchObject([
      { text: expect.stringMatching(/^slack:C0ELSEWHERE: None of/) },
    ]);
  });

  it('says so where a workspace is not on the list any more, and posts there no longer', async () => {
    const { chat } = await open({ workspaces: [SOUTH] });
    expect(await chat.check([])).toContainEqual({
      ok: false,
      text: 'The workspace North Desk (T0NORTH) installed Newsdesk and is not in SLACK_WORKSPACES any more.',
    });
    expect(await chat.post(post('C0NORTH'))).toMatchObject({ kind: 'refused', scope: 'channel' });
  });

  it('names the key where a token was encrypted with another one', async () => {
    const { chat, archive } = await open();
    const other = createInstallations(
      'slack',
      archive,
      createKeyring({ ...KEYS, current: new Uint8Array(32).fill(8) }),
    );
    await other.keep({ workspace: NORTH, name: 'North Desk', token: 'xoxb-other', at: new Date(START) });
    const lines = await chat.check([]);
    expect(lines).toContainEqual({ ok: false, text: expect.stringMatching(/North Desk.*NEWSDESK_SECRET_KEY_OLD/) });
    expect(JSON.stringify(lines)).not.toContain('xoxb');
    expect(await chat.post(post('C0NORTH'))).toMatchObject({ kind: 'refused', scope: 'token' });
  });
});

describe('an event', () => {
  it('is acknowledged while the archive does not say whose it is, and acted on once it does', async () => {
    const { happens, slack, desk, clock, installations } = await open({ listening: true });
    const find = installations.find.bind(installations);
    const { promise: isBack, resolve: comeBack } = Promise.withResolvers<void>();
    (installations as { find: Installations['find'] }).find = async (workspace) => {
      await isBack;
      return find(workspace);
    };
    let status: number | null = null;
    void happens(SOUTH, types(slack.server(SOUTH), 'list', { person: 'U0SUE', channel: 'C0SOUTH' })).then((answer) => {
      status = answer;
    });
    // The event is under way on a real socket.
    while (status === null) await clock.advance(500);
    expect([status, desk.asked]).toEqual([200, []]);
    comeBack();
    while (desk.asked.length === 0) await clock.settle();
    expect(desk.asked).toMatchObject([{ command: 'news list', caller: { workspace: SOUTH } }]);
  });
});
