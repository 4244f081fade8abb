import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../src/config/settings.ts';
import { loadConfig } from '../../src/config.ts';

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'newsdesk-config-'));
  await mkdir(join(folder, 'feeds'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

function loaded(variables: Record<string, string> = {}) {
  const result = loadConfig(variables, folder);
  if (!result.ok) throw new Error(`problems: ${JSON.stringify(result.problems)}`);
  return result.config;
}

function problems(variables: Record<string, string> = {}): string[] {
  const result = loadConfig(variables, folder);
  return result.ok ? [] : result.problems.map(({ place, what }) => `${place}: ${what}`);
}

describe('with nothing set', () => {
  it('reads offline, and tells the terminal everything at 08:00 every day', () => {
    const config = loaded();
    expect(config.model).toBeNull();
    expect(config.slack).toBeNull();
    expect(config.discord).toBeNull();
    expect(config.subscriptions).toEqual([
      {
        id: 'console:terminal@08:00',
        channel: { platform: 'console', id: 'terminal' },
        topics: ['all'],
        actors: [],
        schedule: { at: '08:00', zone: config.zone, days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
        quiet: 'say',
      },
    ]);
  });

  it('takes a copied .env.example, where every setting is empty, for nothing set', () => {
    write('.env', readFileSync(new URL('../../.env.example', import.meta.url), 'utf8'));
    expect(loaded().model).toBeNull();
  });
});

describe('the environment', () => {
  it('needs no key for a local model', () => {
    const local = { OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1', OPENAI_MODEL: 'small' };
    expect(loaded(local).model).toMatchObject({ apiKey: null, model: 'small', embeddingModel: null, prices: null });
    expect(loaded({ ...local, OPENAI_EMBEDDING_MODEL: 'tiny' }).model).toMatchObject({ embeddingModel: 'tiny' });
  });

  it('wins over .env', () => {
    write('.env', 'OPENAI_API_KEY=from-file\nOPENAI_MODEL=from-file\n');
    expect(loaded({ OPENAI_MODEL: 'from-environment' }).model).toMatchObject({
      apiKey: 'from-file',
      model: 'from-environment',
    });
  });

  it('has every problem told at once', () => {
    expect(
      problems({ OPENAI_BASE_URL: 'localhost', LOG_LEVEL: 'loud', NEWSDESK_MODEL_CONCURRENCY: 'many' }),
    ).toMatchInlineSnapshot(`
      [
        "OPENAI_BASE_URL: must be an address that begins with http:// or https://",
        "NEWSDESK_MODEL_CONCURRENCY: must be a whole number from 1 to 64",
        "LOG_LEVEL: must be one of trace, debug, info, warn, error, silent",
      ]
    `);
  });

  it('refuses a budget in money when no price is known', () => {
    expect(problems({ OPENAI_API_KEY: 'k', NEWSDESK_DAILY_USD: '5' })).toMatchInlineSnapshot(`
      [
        "NEWSDESK_DAILY_USD: needs NEWSDESK_PRICE_INPUT and NEWSDESK_PRICE_OUTPUT (US dollars for a million tokens), or no cost can be known",
      ]
    `);
  });

  it('refuses a port that is none', () => {
    const what = 'NEWSDESK_PORT: must be a whole number from 1 to 65535';
    for (const port of ['0', '65536', '80.5', 'http']) expect(problems({ NEWSDESK_PORT: port })).toEqual([what]);
  });

  it('takes the address of a PostgreSQL server, and repeats nothing of one that is none', () => {
    const url = 'postgres://desk:secret@db.example:5432/news';
    expect(loaded({ DATABASE_URL: url }).database).toEqual({ url });
    expect(loaded({}).database).toBeNull();
    const told = [
      'mysql://desk:secret@db/news',
      'postgres://desk:sec#ret@db/news',
      'postgres://desk:secret@db',
      // The address as it is read goes on behind the first "@", and would be shown.
      'postgres://desk:first@sec/ret@db/news',
    ].flatMap((wrong) => problems({ DATABASE_URL: wrong }));
    expect(told.join('\n')).not.toMatch(/sec/);
    expect(told).toMatchInlineSnapshot(`
      [
        "DATABASE_URL: is no address of a PostgreSQL server; write postgres://USER:PASSWORD@HOST:5432/DATABASE, or leave it out to keep the archive in the data folder",
        "DATABASE_URL: is no address (a "#", "/", "?" or "@" in the password is written %23, %2F, %3F or %40); write postgres://USER:PASSWORD@HOST:5432/DATABASE, or leave it out to keep the archive in the data folder",
        "DATABASE_URL: names no database; write postgres://USER:PASSWORD@HOST:5432/DATABASE, or leave it out to keep the archive in the data folder",
        "DATABASE_URL: is no address (a "#", "/", "?" or "@" in the password is written %23, %2F, %3F or %40); write postgres://USER:PASSWORD@HOST:5432/DATABASE, or leave it out to keep the archive in the data folder",
      ]
    `);
  });

  it('keeps articles for a whole number of days, 30 or more, or for ever', () => {
    expect(loaded({ NEWSDESK_KEEP_DAYS: '30' }).keepDays).toBe(30);
    expect(loaded({ NEWSDESK_KEEP_DAYS: '' }).keepDays).toBeNull();
    const what = 'NEWSDESK_KEEP_DAYS: must be a whole number of days, 30 or more; leave it out to keep everything';
    for (const days of ['29', '0', '-365', '90.5', '1 year'])
      expect(problems({ NEWSDESK_KEEP_DAYS: days })).toEqual([what]);
  });

  it('has every setting explained in .env.example, and none that is not read', () => {
    const source = ['config/environment.ts', 'config/watching.ts']
      .map((file) => readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8'))
      .join('\n');
    const read = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1]);
    const explained = Object.keys(parseEnv(readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')));
    expect(explained.sort()).toEqual(read.sort());
  });
});

describe('the settings of Slack', () => {
  const bot = 'xoxb-1-2-abc';

  it('are one thing, with null for what is not set', () => {
    expect(loaded({ SLACK_BOT_TOKEN: bot }).slack).toEqual({
      botToken: bot,
      install: null,
      apiUrl: null,
      appToken: null,
      signingSecret: null,
      port: null,
      connections: 1,
    });
    const variables = { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: '0a1b2c', NEWSDESK_PORT: ' 3000 ' };
    expect(loaded(variables).slack).toMatchObject({ signingSecret: '0a1b2c', port: 3000, appToken: null });
    expect(loaded({ SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: 'xapp-1' }).slack).toMatchObject({ appToken: 'xapp-1' });
  });

  it('need each other, and each problem is told beside those of other settings', () => {
    expect(
      problems({ SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: '0a1b', NEWSDESK_DAILY_USD: '5', LOG_LEVEL: 'loud' }),
    ).toMatchInlineSnapshot(`
      [
        "LOG_LEVEL: must be one of trace, debug, info, warn, error, silent",
        "SLACK_APP_TOKEN: needs SLACK_BOT_TOKEN too (xoxb-…), or nothing can be posted",
        "SLACK_SIGNING_SECRET: needs SLACK_BOT_TOKEN too (xoxb-…), or nothing can be posted",
        "NEWSDESK_DAILY_USD: needs NEWSDESK_PRICE_INPUT and NEWSDESK_PRICE_OUTPUT (US dollars for a million tokens), or no cost can be known",
      ]
    `);
    expect(problems({ SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: '0a1b' })).toMatchInlineSnapshot(`
      [
        "SLACK_SIGNING_SECRET: needs NEWSDESK_PORT, on which Slack's requests arrive; or set SLACK_APP_TOKEN, and no port needs to be open",
      ]
    `);
  });

  it('are told apart by how a token begins', () => {
    expect(problems({ SLACK_BOT_TOKEN: 'xapp-1-A0', SLACK_APP_TOKEN: 'xoxb-1' })).toMatchInlineSnapshot(`
      [
        "SLACK_BOT_TOKEN: is an app-level token: put it into SLACK_APP_TOKEN; the bot token begins with xoxb- (OAuth & Permissions)",
        "SLACK_APP_TOKEN: is a bot token: put it into SLACK_BOT_TOKEN; the app-level token begins with xapp- (Basic Information, App-Level Tokens)",
      ]
    `);
    expect(problems({ SLACK_BOT_TOKEN: 'xoxp-1' })).toMatchInlineSnapshot(`
      [
        "SLACK_BOT_TOKEN: is a person's token: Newsdesk needs none; the bot token begins with xoxb- (OAuth & Permissions)",
      ]
    `);
    expect(problems({ SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 'xoxe.xoxb-1' })).toEqual([
      expect.stringMatching(/^SLACK_SIGNING_SECRET: is a token that expires/),
    ]);
  });

  it('may begin in a way that nobody knows yet', () => {
    expect(problems({ SLACK_BOT_TOKEN: 'next-years-token', SLACK_APP_TOKEN: 'another' })).toEqual([]);
  });

  it('show no token in what is wrong with it', () => {
    expect(problems({ SLACK_BOT_TOKEN: 'xapp-secret', SLACK_APP_TOKEN: 'xoxb-secret' }).join()).not.toContain('secret');
  });
});

describe('the people', () => {
  it('who manage are sorted by platform, and nobody is named where nothing is set', () => {
    expect(loaded().managers).toEqual({ slack: [], discord: [] });
    expect(loaded({ NEWSDESK_MANAGERS: 'slack:U0MAREN, discord:100200,slack:W0TOMAS,' }).managers).toEqual({
      slack: ['U0MAREN', 'W0TOMAS'],
      discord: ['100200'],
    });
  });

  it('are told apart from channels and names, each on its own', () => {
    expect(problems({ NEWSDESK_MANAGERS: 'slack:C0NEWS, @maren, discord:maren' })).toMatchInlineSnapshot(`
      [
        "NEWSDESK_MANAGERS: "slack:C0NEWS" names no person; write slack:U0123ABCD or discord:1234567890",
        "NEWSDESK_MANAGERS: "@maren" names no person; write slack:U0123ABCD or discord:1234567890",
        "NEWSDESK_MANAGERS: "discord:maren" names no person; write slack:U0123ABCD or discord:1234567890",
      ]
    `);
  });

  it('who run it are told in a channel', () => {
    expect(loaded().operator).toBeNull();
    expect(loaded({ NEWSDESK_OPERATOR: 'discord:100' }).operator).toEqual({ platform: 'discord', id: '100' });
    expect(problems({ NEWSDESK_OPERATOR: '#ops' })).toMatchInlineSnapshot(`
      [
        "NEWSDESK_OPERATOR: "#ops" is no channel; write slack:C0123ABCD, discord:1234567890 or console:terminal",
      ]
    `);
  });
});

describe('settings as they are written', () => {
  it('come with their names only where Newsdesk knows them, and say which ones .env cannot change', () => {
    write('.env', 'OPENAI_API_KEY=from-file\nSOMEBODY_ELSES=1\nDISCORD_TOKEN=\n');
    expect(readSettings({ OPENAI_MODEL: 'small', PATH: '/bin' }, folder)).toEqual({
      settings: { OPENAI_API_KEY: 'from-file', OPENAI_MODEL: 'small' },
      fromEnvironment: new Set(['OPENAI_MODEL']),
    });
  });
});

describe('an .env that an editor on Windows has written', () => {
  it('is read like any other, its mark and line ends apart', () => {
    write('.env', '\ufeffOPENAI_API_KEY=from-file\r\nOPENAI_MODEL="small"\r\n');
    expect(readSettings({}, folder).settings).toEqual({ OPENAI_API_KEY: 'from-file', OPENAI_MODEL: 'small' });
  });
});

describe('feeds/*.yaml', () => {
  it('reads topics and subscriptions', () => {
    write('feeds/topics.yaml', '- name: strait\n  description: The strait\n  terms: [Orrin Strait, toll]\n');
    write(
      'feeds/subscriptions.yaml',
      '- channel: slack:C0123ABCD\n  topics: [strait]\n  at: "07:30"\n  zone: Europe/Berlin\n  days: [mon, fri]\n  quiet: silent\n',
    );
    const config = loaded();
    expect(config.topics).toEqual([{ name: 'strait', description: 'The strait', terms: ['Orrin Strait', 'toll'] }]);
    expect(config.subscriptions).toEqual([
      {
        id: 'slack:C0123ABCD@07:30',
        channel: { platform: 'slack', id: 'C0123ABCD' },
        topics: ['strait'],
        actors: [],
        schedule: { at: '07:30', zone: 'Europe/Berlin', days: ['mon', 'fri'] },
        quiet: 'silent',
      },
    ]);
  });

  it('reads when the look back comes, and names the line of what is wrong with one', () => {
    const entry = '- channel: slack:C1\n  topics: [all]\n  at: "07:30"\n  zone: UTC\n';
    write('feeds/subscriptions.yaml', `${entry}  lookback: { day: fri, at: "17:00" }\n`);
    expect(loaded().subscriptions).toMatchObject([{ lookback: { day: 'fri', at: '17:00' } }]);
    const wrong = [
      'fri 17:00',
      '{ day: friday, at: "17:00" }',
      '\n    day: fri\n    at: 5pm',
      '{ at: "17:00", zone: UTC, day: fri }',
    ];
    write(
      'feeds/subscriptions.yaml',
      wrong.map((lookback, at) => `${entry.replace('07:30', `07:3${at}`)}  lookback: ${lookback}\n`).join(''),
    );
    expect(problems()).toMatchInlineSnapshot(`
      [
        "feeds/subscriptions.yaml:5: lookback: must be a day and a time, e.g. { day: fri, at: "17:00" }; leave it out for no look back",
        "feeds/subscriptions.yaml:10: lookback.day: must be one of mon, tue, wed, thu, fri, sat, sun",
        "feeds/subscriptions.yaml:17: lookback.at: must be a time of day like "08:00" (24 hours)",
        "feeds/subscriptions.yaml:22: unknown key "zone"; remove it or correct its spelling",
      ]
    `);
  });

  it('names the line of every mistake, in both files at once', () => {
    write(
      'feeds/topics.yaml',
      '- name: The Strait\n  terms: []\n- name: trade\n  description: Trade\n  words: [toll]\n  terms: [toll]\n',
    );
    write(
      'feeds/subscriptions.yaml',
      [
        '- channel: slack:C1',
        '  topics: [trade]',
        '  at: 8am',
        '  zone: Berlin',
        '- channel: teams:general',
        '  topics: []',
        '  at: "08:00"',
        '  zone: UTC',
        '  days: [monday]',
        '  quiet: maybe',
        '- topics: [all]',
        '  at: "08:00"',
        '  zone: UTC',
      ].join('\n'),
    );
    expect(problems()).toMatchInlineSnapshot(`
      [
        "feeds/topics.yaml:1: name: a topic name is lower-case letters, digits and hyphens, e.g. "chip-exports"",
        "feeds/topics.yaml:1: description: a topic needs a description: one line that says what belongs to it",
        "feeds/topics.yaml:2: terms: a topic needs at least one term that articles on it use",
        "feeds/topics.yaml:5: unknown key "words"; remove it or correct its spelling",
        "feeds/subscriptions.yaml:3: at: must be a time of day like "08:00" (24 hours)",
        "feeds/subscriptions.yaml:4: zone: "Berlin" is no IANA time zone; write e.g. Europe/Berlin or UTC",
        "feeds/subscriptions.yaml:5: channel: "teams:general" is no channel; write slack:C0123ABCD, discord:1234567890 or console:terminal",
        "feeds/subscriptions.yaml:6: topics: names no topic; write [all] for everything",
        "feeds/subscriptions.yaml:9: days: must be among mon, tue, wed, thu, fri, sat, sun",
        "feeds/subscriptions.yaml:10: quiet: must be "say" or "silent"",
        "feeds/subscriptions.yaml:11: channel: names the channel, e.g. slack:C0123ABCD",
      ]
    `);
  });

  it('knows an unknown topic, a topic defined twice, and a channel subscribed twice at one time', () => {
    write(
      'feeds/topics.yaml',
      '- { name: trade, description: d, terms: [toll] }\n- { name: trade, description: d, terms: [tariff] }\n',
    );
    write(
      'feeds/subscriptions.yaml',
      [
        '- { channel: "discord:100", topics: [sport], at: "08:00", zone: UTC }',
        '- { channel: "discord:100", topics: [trade], at: "08:00", zone: UTC }',
      ].join('\n'),
    );
    expect(problems()).toMatchInlineSnapshot(`
      [
        "feeds/topics.yaml:2: topic "trade" is defined twice; join the two",
        "feeds/subscriptions.yaml:1: topic "sport" is not in topics.yaml; known are all, trade",
        "feeds/subscriptions.yaml:2: discord:100 is subscribed twice at 08:00; put the topics in one entry, since a channel gets one digest at a time",
      ]
    `);
  });

  it('keeps a topic to its channels, and says which subscription may not have it', () => {
    write(
      'feeds/topics.yaml',
      '- { name: deals, description: d, terms: [merger], channels: ["slack:C1", "discord:100"] }\n- { name: trade, description: d, terms: [toll] }\n',
    );
    expect(loaded().topics).toEqual([
      { name: 'deals', description: 'd', terms: ['merger'], channels: ['slack:C1', 'discord:100'] },
      { name: 'trade', description: 'd', terms: ['toll'] },
    ]);
    write(
      'feeds/subscriptions.yaml',
      [
        '- { channel: "slack:C1", topics: [deals, trade], at: "08:00", zone: UTC }',
        '- { channel: "slack:C2", topics: [all], at: "08:00", zone: UTC }',
        '- { channel: "slack:C3", topics: [trade, deals], at: "08:00", zone: UTC }',
      ].join('\n'),
    );
    expect(problems()).toMatchInlineSnapshot(`
      [
        "feeds/subscriptions.yaml:3: topic "deals" is kept to slack:C1, discord:100 by topics.yaml; add slack:C3 there, or take the topic out here",
      ]
    `);
  });

  it('takes terms that ask for several words in one paragraph, and refuses those that join nothing', () => {
    write(
      'feeds/topics.yaml',
      '- { name: chips, description: d, terms: [chip + export, C++, a1 + b2 + c3, "+1 555"] }\n',
    );
    expect(loaded().topics[0]?.terms).toEqual(['chip + export', 'C++', 'a1 + b2 + c3', '+1 555']);
    write(
      'feeds/topics.yaml',
      '- name: chips\n  description: d\n  terms: [chip +, + export, chip + + export, x]\n  channels: []\n',
    );
    expect(problems()).toMatchInlineSnapshot(`
      [
        "feeds/topics.yaml:3: terms: "chip +" joins nothing; write words on both sides of the +, e.g. "chip + export"",
        "feeds/topics.yaml:3: terms: "+ export" joins nothing; write words on both sides of the +, e.g. "chip + export"",
        "feeds/topics.yaml:3: terms: "chip + + export" joins nothing; write words on both sides of the +, e.g. "chip + export"",
        "feeds/topics.yaml:3: terms: a term has at least two characters",
        "feeds/topics.yaml:4: channels: names no channel; leave "channels" out if every channel may see the topic",
      ]
    `);
  });

  it('tells broken YAML with its line', () => {
    write('feeds/topics.yaml', '- name: trade\n  terms: [toll\n- name: x\n');
    expect(problems()[0]).toMatch(/^feeds\/topics\.yaml:\d+: is not valid YAML: /);
  });

  it('takes an empty file for an empty list', () => {
    write('feeds/topics.yaml', '# nothing yet\n');
    expect(loaded().topics).toEqual([]);
  });
});
