/** Who may do what in the running program: through the real wire of each platform, with a model that counts its calls. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../src/command/catalogue.ts';
import { type Command, commandName, isForManagers } from '../../src/command/command.ts';
import { type Person, pressId, useCommand, write } from '../support/discord/people.ts';
import { readable } from '../support/discord/readable.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { aDesk, type Desk, type Running } from '../support/newsdesk.ts';
import { connectionsTo, modelSettings, platformSettings } from '../support/settings.ts';
import { types } from '../support/slack/deeds.ts';
import { type SlackServer, startSlackServer } from '../support/slack-server.ts';

vi.setConfig({ testTimeout: 120_000 });

const MARA = { id: 'U0MARA' } as const;
const GUEST = { id: 'U0GUEST', role: 'guest' } as const;
const STRANGER = { id: 'U0STRANGER', role: 'stranger' } as const;
const ADMIN = { id: 'U0ADMIN', role: 'admin' } as const;
const LISTED = { id: 'U0LISTED' } as const;

const ODD: Person = { id: '200000000000000009', name: 'Odd', permissions: 0n };
const KEEPER: Person = { id: '200000000000000008', name: 'Kei', permissions: 1n << 4n };
const NAMED: Person = { id: '200000000000000007', name: 'Nam', permissions: 0n };

let desk: Desk;
let slack: SlackServer;
let discord: DiscordServer;
let model: ModelServer;
let running: Running | undefined;

beforeEach(async () => {
  desk = aDesk({ samples: true });
  const people = [MARA, GUEST, STRANGER, ADMIN, LISTED];
  [slack, discord, model] = await Promise.all([startSlackServer({ people }), startDiscordServer(), startModelServer()]);
  desk.drop(
    'piers.txt',
    `date 2026-11-23 The mayor of Tasmere closes the harbour

Mayor Nadia Corvin of Tasmere closed the harbour of Tasmere on Monday after a storm damaged 3 piers.
`,
  );
  running = desk.spawn(['start'], { env: env() });
  await running.printed(/Ctrl-C stops/);
  await vi.waitFor(() => expect(connectionsTo(slack, discord)).toEqual([1, 1]), 20_000);
  // The terminal's own digest is the last that it does by itself.
  await soon(() => expect(rows()['deliveries']?.join()).toContain('"state":"sent"'));
});
afterEach(async () => {
  running?.kill('SIGTERM');
  await running?.ended;
  running = undefined;
  desk.remove();
  await Promise.all([slack.close(), discord.close(), model.close()]);
});

const env = () => ({
  ...platformSettings(slack, discord),
  ...modelSettings(model),
  NEWSDESK_MANAGERS: `slack:${LISTED.id}, discord:${NAMED.id}`,
});

const soon = <T>(look: () => T) => vi.waitFor(look, { timeout: 20_000, interval: 20 });
const MANAGERS = COMMANDS.filter(isForManagers);

/** What is kept while a command is being answered, and so that none is answered twice. */
const BY_THE_WAY = ['handled_events', 'unanswered', 'alerts'];

/** Every row of every table, as text. */
function rows(): Record<string, string[]> {
  const database = new DatabaseSync(join(desk.folder, 'data', 'newsdesk.db'), { readOnly: true });
  const names = database
    .prepare(`select name from sqlite_master where type = 'table' and name not like 'search_index%'`)
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !BY_THE_WAY.includes(name));
  const found = names.map((name) => [
    name,
    database
      .prepare(`select * from "${name}"`)
      .all()
      .map((row) => JSON.stringify(row)),
  ]);
  database.close();
  return Object.fromEntries(found);
}

const onSlack = (text: string, person: { id: string }, command = '/news-admin', channel?: string) =>
  slack.socket.sendEvent(types(slack, text, { command, person: person.id, ...(channel && { channel }) }));

/** Something for each option that must not miss. */
function valuesOf({ options }: Command): Record<string, string> {
  const value = (name: string) => ({ time: '08:00', what: 'source', whom: 'everything', confirm: 'erase' })[name];
  const required = options.filter(({ required: must }) => must);
  return Object.fromEntries(required.map(({ name }) => [name, value(name) ?? 'trade']));
}

describe('in the running program', () => {
  it('every manager’s command is refused on Slack to people without rights, guests and strangers, who change nothing', async () => {
    const before = rows();
    const calls = model.requests.length;
    const asked = MANAGERS.flatMap((command) => [MARA, GUEST, STRANGER].map((person) => ({ command, person })));
    for (const { command, person } of asked) await onSlack(command.example, person);
    await soon(() => expect(slack.hookAnswers()).toHaveLength(asked.length));
    for (const { text } of slack.hookAnswers()) {
      expect(text).toMatch(/^Only Slack admins, and people whom the operator named, can use \/news-admin [a-z ]+\.$/);
    }
    expect(slack.views()).toEqual([]);
    expect(rows()).toEqual(before);
    expect(model.requests).toHaveLength(calls);
  });

  it('every manager’s command is refused on Discord to people without rights, in a channel, by a button and in a direct message', async () => {
    const before = rows();
    const calls = model.requests.length;
    const here = { in: discord.channelId, by: ODD };
    const root = write(discord, here, 'Good morning.');
    for (const command of MANAGERS) {
      const name = commandName(command);
      const args = new URLSearchParams(valuesOf(command)).toString();
      const tried = [
        useCommand(discord, here, name, valuesOf(command)),
        useCommand(discord, { ...here, in: null }, name, valuesOf(command)),
        pressId(discord, here, root, args === '' ? name : `${name}?${args}`),
      ];
      for (const one of tried) {
        const words = await soon(() => {
          expect(one.messages).not.toEqual([]);
          return one.messages.map(readable).join();
        });
        expect(words).toMatch(/Only members with Manage Server or Manage Channels/);
      }
    }
    expect(rows()).toEqual(before);
    expect(model.requests).toHaveLength(calls);
  });

  it('managers by right and by the operator’s list are not, nor the operator', async () => {
    for (const [person, topic] of [
      [ADMIN, 'trade'],
      [LISTED, 'technology'],
    ] as const) {
      await onSlack(`mute source ${topic}`, person);
      await soon(() => expect(JSON.stringify(slack.hookAnswers())).toContain(`source “${topic}” stays out`));
    }
    for (const by of [KEEPER, NAMED]) {
      const told = useCommand(discord, { in: discord.channelId, by }, 'news-admin mute', {
        what: 'source',
        name: by.name,
      });
      await soon(() => expect(told.messages.map(readable).join()).toContain('stays out of this channel'));
    }
    expect(rows()['audit']).toHaveLength(4);
    running?.kill('SIGTERM');
    await running?.ended;
    const audit = await desk.run(['news-admin', 'audit']);
    expect([audit.code, audit.out]).toEqual([0, expect.stringContaining('Nothing was changed here yet')]);
  });

  it('a question beyond the limit costs no model call, and says when they begin again', async () => {
    await onSlack('budget person:1', ADMIN);
    await soon(() => expect(JSON.stringify(slack.hookAnswers())).toContain('The limits are changed'));
    const before = model.requests.length;
    await onSlack('ask How many piers did the storm damage in Tasmere?', MARA, '/news');
    const asked = await soon(() => {
      expect(model.requests.length).toBeGreaterThan(before);
      expect(JSON.stringify(slack.posted('C0NEWS'))).toContain('piers');
      return model.requests.length;
    });
    for (let n = 0; n < 5; n++) await onSlack(`ask How many piers were damaged, asked ${n} times?`, MARA, '/news');
    await soon(() => {
      const told = slack
        .hookAnswers()
        .filter(({ text }) => String(text).includes('You have asked your 1 question of today'));
      expect(told).toHaveLength(5);
      expect(told[0]?.text).toMatch(
        /Questions begin again \w+ \d+ \w+, \d\d:\d\d \(Europe\/Berlin\)\. \/news search costs nothing\.$/,
      );
    });
    expect(model.requests).toHaveLength(asked);
  });

  it('nothing of a person is left in the archive once they are erased', async () => {
    await onSlack('follow Mayor Nadia Corvin', MARA, '/news');
    await onSlack('ask How many piers did the storm damage in Tasmere?', MARA, '/news');
    await soon(() => expect(rows()['subscriptions']?.join()).toContain(MARA.id));
    await soon(() => expect(JSON.stringify(slack.posted('C0NEWS'))).toContain('piers'));
    await onSlack(`erase ${MARA.id} confirm:erase`, ADMIN);
    await soon(() => expect(JSON.stringify(slack.hookAnswers())).toContain(`What was kept of ${MARA.id} is erased`));
    expect(JSON.stringify(rows())).not.toMatch(/U0MARA|D0MARA/);
    // They can come back as if they had never been here.
    await onSlack('follow Mayor Nadia Corvin', MARA, '/news');
    await soon(() => expect(rows()['subscriptions']?.join()).toContain(MARA.id));
  });

  it('two hundred commands of one person at once are all answered, and others are not kept waiting', async () => {
    const flood = Array.from({ length: 200 }, () => onSlack('search harbour', MARA, '/news'));
    const other = types(slack, 'topics', { person: ADMIN.id });
    await slack.socket.sendEvent(other);
    await Promise.all(flood);
    const answers = await soon(() => {
      expect(slack.hookAnswers().length).toBeGreaterThanOrEqual(201);
      return slack.hookAnswers();
    });
    const theirs = answers.findIndex(({ url }) => url === other.payload['response_url']);
    expect(answers[theirs]?.text).toMatch(/topics/);
    const told = answers.filter(({ text }) => /^(?!.*went wrong)/.test(String(text)));
    expect(told).toHaveLength(answers.length);
  });
});
