import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aDesk, type Desk, type Run } from '../support/newsdesk.ts';
import { type SeveralWorkspaces, startWorkspaces } from '../support/slack/several.ts';
import { freePort, SIGNING_SECRET } from '../support/slack/stage.ts';

const [NORTH, SOUTH] = ['T0NORTH', 'T0SOUTH'];
const KEY = Buffer.alloc(32, 'a key for trying').toString('base64');
const OTHER_KEY = Buffer.alloc(32, 'another key').toString('base64');

const TOLL = `date 2026-11-10 Velmara announces a toll in the Orrin Strait

Ilse Maronne, minister of transport of Velmara, announced a toll of 12,000 crowns on Tuesday for ships in the Orrin Strait.
`;

let desk: Desk;
let slack: SeveralWorkspaces;
let env: Record<string, string>;
beforeEach(async () => {
  desk = aDesk();
  slack = await startWorkspaces([
    { id: NORTH, name: 'North Desk', channels: [{ id: 'C0NORTH', name: 'news' }] },
    { id: SOUTH, name: 'South Desk', channels: [{ id: 'C0SOUTH', name: 'news' }] },
  ]);
  env = {
    SLACK_CLIENT_ID: slack.clientId,
    SLACK_CLIENT_SECRET: slack.clientSecret,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_WORKSPACES: `${NORTH},${SOUTH}`,
    SLACK_API_URL: slack.apiUrl,
    NEWSDESK_PORT: String(await freePort()),
    NEWSDESK_SECRET_KEY: KEY,
    LOG_LEVEL: 'debug',
  };
  desk.write(
    'feeds/subscriptions.yaml',
    ['slack:C0NORTH', 'slack:C0SOUTH']
      .map((channel) => `- { channel: "${channel}", topics: [all], at: "08:00", zone: UTC }`)
      .join('\n'),
  );
});
afterEach(async () => {
  desk.remove();
  await slack.close();
});

async function install(workspace: string): Promise<string> {
  const url = `http://127.0.0.1:${env['NEWSDESK_PORT']}/slack`;
  const begun = await fetch(`${url}/install`, { redirect: 'manual' });
  const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
  const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const query = new URLSearchParams({ code: slack.allow(workspace), state });
  return (await fetch(`${url}/oauth_redirect?${query}`, { headers: { cookie } })).text();
}

/** Once the door is open; the program says nothing of it on standard output. */
async function installWhenOpen(workspace: string): Promise<string> {
  for (;;) {
    try {
      return await install(workspace);
    } catch (error) {
      if (!String((error as Error).cause).includes('ECONNREFUSED')) throw error;
    }
  }
}

it('Newsdesk is installed by two workspaces, posts to both, and keeps no token that can be read', async () => {
  const before = await desk.run(['doctor'], { env });
  expect(before.out).toContain('✗ slack        No Slack workspace has installed Newsdesk yet: open /slack/install');

  const running = desk.spawn(['start'], { env });
  expect(await installWhenOpen(NORTH)).toContain('Newsdesk is in North Desk');
  expect(await install(SOUTH)).toContain('Newsdesk is in South Desk');
  running.kill('SIGTERM');
  const runs: Run[] = [before, await running.ended];
  expect(runs[1]?.code).toBe(0);

  desk.drop('toll.txt', TOLL);
  runs.push(await desk.run(['once', '--now'], { env }));
  expect(slack.server(NORTH).posted('C0NORTH').length).toBeGreaterThan(0);
  expect(slack.server(SOUTH).posted('C0SOUTH').length).toBeGreaterThan(0);

  const changed = { ...env, NEWSDESK_SECRET_KEY: OTHER_KEY };
  runs.push(await desk.run(['doctor'], { env: changed }));
  expect(runs.at(-1)?.out).toMatch(/✗ slack .*North Desk \(T0NORTH\) can’t be read: it is encrypted with another key/);
  runs.push(await desk.run(['once'], { env: { ...changed, NEWSDESK_SECRET_KEY_OLD: KEY } }));
  runs.push(await desk.run(['doctor'], { env: changed }));
  expect(runs.at(-1)?.out).toContain('✓ slack        Slack: signed in as newsdesk in the workspace South Desk.');

  const data = join(desk.folder, 'data');
  const kept = readdirSync(data).map((name) => readFileSync(join(data, name), 'latin1'));
  const everything = [...runs.flatMap(({ out, err }) => [out, err]), ...kept].join('\n');
  expect(everything).toContain('T0SOUTH');
  for (const secret of [...[NORTH, SOUTH].map(slack.tokenOf), slack.clientSecret, SIGNING_SECRET, KEY, OTHER_KEY]) {
    expect(everything.includes(secret)).toBe(false);
  }
});
