import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
    expect(loaded({ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1', OPENAI_MODEL: 'small' }).model).toMatchObject({
      apiKey: null,
      model: 'small',
      prices: null,
    });
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
        "LOG_LEVEL: must be one of debug, info, warn, error, silent",
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

  it('says that server mode is not here yet, rather than leaving DATABASE_URL without effect', () => {
    expect(problems({ DATABASE_URL: 'postgres://somewhere' })).toMatchInlineSnapshot(`
      [
        "DATABASE_URL: is set, but this version keeps its archive in the data folder only; unset DATABASE_URL",
      ]
    `);
  });

  it('has every setting explained in .env.example, and none that is not read', () => {
    const source = readFileSync(new URL('../../src/config.ts', import.meta.url), 'utf8');
    const read = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1]);
    const explained = Object.keys(parseEnv(readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')));
    expect(explained.sort()).toEqual(read.filter((name) => name !== 'DATABASE_URL').sort());
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
        schedule: { at: '07:30', zone: 'Europe/Berlin', days: ['mon', 'fri'] },
        quiet: 'silent',
      },
    ]);
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

  it('tells broken YAML with its line', () => {
    write('feeds/topics.yaml', '- name: trade\n  terms: [toll\n- name: x\n');
    expect(problems()[0]).toMatch(/^feeds\/topics\.yaml:\d+: is not valid YAML: /);
  });

  it('takes an empty file for an empty list', () => {
    write('feeds/topics.yaml', '# nothing yet\n');
    expect(loaded().topics).toEqual([]);
  });
});
