/** The running program, called by Slack over HTTP: every command by every role, in every kind of place, once and again. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../src/command/catalogue.ts';
import { commandName, isForManagers } from '../../src/command/command.ts';
import { aDesk, type Desk, type Running } from '../support/newsdesk.ts';
import { mentions, opensHome, type SlackEvent, submits, types, uses, usesAtHome } from '../support/slack/deeds.ts';
import { living } from '../support/slack/inert.ts';
import { bodyOf, freePort, request, SIGNING_SECRET } from '../support/slack/stage.ts';
import type { SlackPerson } from '../support/slack/state.ts';
import { NEWS_CHANNEL, type SlackChannel, type SlackServer, startSlackServer } from '../support/slack-server.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const NO_MANAGERS: SlackPerson[] = [
  { id: 'U0MARA' },
  { id: 'U0GUEST', role: 'guest' },
  { id: 'U0SINGLE', role: 'single-channel guest' },
  { id: 'U0STRANGER', role: 'stranger' },
  { id: 'U0GONE', role: 'deactivated' },
  { id: 'U0BOT', role: 'bot' },
  { id: 'U0FLOW', role: 'workflow' },
];
const MANAGERS: SlackPerson[] = [
  { id: 'U0ADMIN', role: 'admin' },
  { id: 'U0OWNER', role: 'owner' },
  { id: 'U0FIRST', role: 'primary owner' },
  { id: 'U0LISTED' },
];
/** Whose rights are taken away in the middle of things. */
const people: SlackPerson[] = [...NO_MANAGERS, ...MANAGERS, { id: 'U0LATE', role: 'admin' }];
const SECRET: SlackChannel = { id: 'C0SECRET', name: 'secret', private: true, absent: ['U0ADMIN'] };
const PLACES: SlackChannel[] = [
  NEWS_CHANNEL,
  SECRET,
  { id: 'G0GROUP', name: 'group', mpim: true },
  { id: 'D0LISTED', name: 'listed', im: true },
];
const OURS = COMMANDS.filter(isForManagers);
const ONLY = /^Only Slack admins, and people whom the operator named, can use \/news-admin /;

let desk: Desk;
let slack: SlackServer;
let running: Running;
let port: number;

beforeAll(async () => {
  desk = aDesk();
  slack = await startSlackServer({ people, channels: PLACES });
  port = await freePort();
  desk.drop('toll.txt', TOLL);
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    NEWSDESK_PORT: String(port),
    NEWSDESK_MANAGERS: 'slack:U0LISTED',
  };
  running = desk.spawn(['start'], { env });
  await running.printed(/Ctrl-C stops/);
  await vi.waitFor(async () => expect((await sent(mentions('help'))).status).toBe(200), 20_000);
});
afterAll(async () => {
  running.kill('SIGTERM');
  const { err } = await running.ended;
  // Nothing that was sent to Slack can come to life there, or was refused by it.
  expect(slack.calls().flatMap(({ args }) => living(args, []))).toEqual([]);
  expect(slack.faults()).toEqual([]);
  desk.remove();
  await slack.close();
  for (const secret of [SIGNING_SECRET, 'xoxb', 'chip export', 'v0=']) expect(err).not.toContain(secret);
});

const TOLL = `date 2026-11-10 Velmara announces a toll in the Orrin Strait

Ilse Maronne, minister of transport of Velmara, announced a toll of 12,000 crowns on Tuesday for ships in the Orrin Strait.

Captain Odd Sorensen of the <!channel> *Union of Ships* said on :skull: Tuesday that <https://evil.example|ships> will wait.
`;

const sent = (event: SlackEvent) => request(port, bodyOf(event), { at: new Date() });
const soon = <T>(look: () => T) => vi.waitFor(look, { timeout: 30_000, interval: 20 });

/** Answers for one pair of eyes, by the address of the event. */
const answers = () => slack.hookAnswers().map(({ text = '' }) => text);

async function says(text: string, over: { person?: string; command?: string; channel?: string } = {}): Promise<string> {
  const event = types(slack, text, over);
  const { response_url } = event.payload as { response_url: string };
  expect((await sent(event)).status).toBe(200);
  return soon(() => {
    const answer = slack.hookAnswers().find(({ url }) => url === response_url);
    if (!answer) throw new Error(`no answer to ${text}`);
    return `${answer.text}`;
  });
}

const manages = (text: string, person: string, channel = NEWS_CHANNEL.id) =>
  says(text, { person, command: '/news-admin', channel });

describe('on Slack', () => {
  it('none of the commands for managers does anything for anybody else', async () => {
    const before = slack.posted(NEWS_CHANNEL.id).length;
    for (const { id } of NO_MANAGERS) {
      const said = await Promise.all(OURS.map(({ example }) => manages(example, id)));
      expect(said.filter((words) => !ONLY.test(words))).toEqual([]);
    }
    expect(await manages('audit', 'U0ADMIN')).toMatch(/^Nothing was changed here yet/);
    expect(slack.posted(NEWS_CHANNEL.id)).toHaveLength(before);
  });

  it('nobody else is shown their buttons, and a forged one does nothing, in a message and on the Home tab', async () => {
    await sent(opensHome('U0MARA'));
    const home = await soon(() => {
      const view = slack.views().findLast(({ user }) => user === 'U0MARA');
      if (!view) throw new Error('no Home tab was shown');
      return JSON.stringify(view.view);
    });
    expect(home).not.toContain('news-admin');
    const { length } = slack.views();
    for (const command of OURS) {
      const button = { type: 'button', action_id: '0', value: commandName(command) };
      const before = answers().length;
      await sent(uses(slack, button, { ts: '1.000001', ephemeral: true, person: 'U0GUEST' }));
      await soon(() => expect(answers().slice(before).join()).toMatch(ONLY));
      const posted = slack.posted('D0GUEST').length;
      await sent(usesAtHome(slack, button, { person: 'U0GUEST' }));
      await soon(() => expect(slack.posted('D0GUEST')[posted]?.text).toMatch(ONLY));
    }
    const opened = slack.views().slice(length);
    expect(opened.filter(({ view }) => view['type'] === 'modal')).toEqual([]);
    expect(await manages('audit', 'U0ADMIN')).toMatch(/^Nothing was changed here yet/);
  });

  it('every command for managers is there for each kind of them', async () => {
    const harmless = OURS.filter(({ path }) => ['audit', 'preview'].includes(path[0]));
    expect(harmless).toHaveLength(2);
    for (const { id } of MANAGERS) {
      for (const command of harmless)
        expect(await manages(command.example, id), commandName(command)).not.toMatch(ONLY);
    }
  });

  it('every command for everyone is answered, to each role and in each kind of place', async () => {
    const everyone = COMMANDS.filter((command) => !isForManagers(command) && command.seen === 'caller');
    for (const { id } of [...NO_MANAGERS, ...MANAGERS].filter(({ role }) => role !== 'bot' && role !== 'workflow')) {
      const said = await Promise.all(everyone.map(({ example }) => says(example, { person: id })));
      expect(said.filter((words) => /went wrong|^$/.test(words))).toEqual([]);
    }
    for (const { id: channel } of [SECRET, { id: 'G0GROUP' }]) {
      const said = await Promise.all(everyone.map(({ example }) => says(example, { channel })));
      expect(said.filter((words) => /went wrong|^$/.test(words))).toEqual([]);
    }
  });

  it('an admin is told kindly that Slack does not say who they are, and nothing is done meanwhile', async () => {
    const before = await manages('audit', 'U0ADMIN');
    for (const kind of ['429', '500', 'internal_error', 'hang-up-before']) {
      slack.fail({ method: 'users.info', times: 1, kind });
      expect(await manages('retry', 'U0ADMIN')).toMatch(/^Slack does not say just now whether you are an admin/);
    }
    expect(await manages('audit', 'U0ADMIN')).toBe(before);
  });

  it('a private channel is neither steered nor read by an admin who is not in it', async () => {
    await manages('subscribe all time:09:30 zone:UTC', 'U0LISTED', SECRET.id);
    await soon(() => expect(JSON.stringify(slack.posted(SECRET.id))).toContain('09:30'));
    const announced = slack.posted(SECRET.id).length;
    for (const text of ['pause', 'resume', 'unsubscribe everything', 'subscribe all time:10:00', 'schedule 11:00']) {
      const words = await manages(`${text} channel:slack:${SECRET.id}`, 'U0ADMIN');
      expect(words).toMatch(/^I don’t see that channel/);
      expect(words).not.toContain('09:30');
    }
    await sent(opensHome('U0ADMIN'));
    await sent(opensHome('U0LISTED'));
    const homeOf = (person: string) =>
      JSON.stringify(slack.views().findLast(({ user }) => user === person)?.view ?? '');
    await soon(() => expect(homeOf('U0LISTED')).toContain('#secret'));
    await soon(() => expect(homeOf('U0ADMIN')).toContain('Newsdesk'));
    expect(homeOf('U0ADMIN')).not.toMatch(/secret|C0SECRET|09:30/);
    expect(slack.posted(SECRET.id)).toHaveLength(announced);
  });

  it('what is sent again, byte by byte or anew, acts once and is answered', async () => {
    const command = types(slack, 'subscribe all time:07:10 zone:UTC', { person: 'U0FIRST', command: '/news-admin' });
    const announcements = () => slack.posted(NEWS_CHANNEL.id).filter(({ text }) => text.includes('07:10')).length;
    const at = new Date();
    expect((await request(port, bodyOf(command), { at })).status).toBe(200);
    await soon(() => expect(announcements()).toBe(1));
    expect((await request(port, bodyOf(command), { at })).status).toBe(200);
    const headers = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
    expect((await request(port, bodyOf(command), { at: new Date(Date.now() + 1000), headers })).status).toBe(200);
    // Answered after those, by the same desk.
    await says('list');
    expect(announcements()).toBe(1);

    const pause = { type: 'button', action_id: '0', value: 'news-admin pause' };
    const press = uses(slack, pause, { ts: '1.000001', ephemeral: true, person: 'U0FIRST' });
    await Promise.all([sent(press), sent(press), request(port, bodyOf(press), { at: new Date(Date.now() + 2000) })]);
    const paused = () => slack.posted(NEWS_CHANNEL.id).filter(({ text }) => /paused/i.test(text)).length;
    await soon(() => expect(paused()).toBe(1));
    await says('list');
    expect(paused()).toBe(1);
  });

  it('rights that are taken away while a form is open are gone when it is sent', async () => {
    const views = slack.views().length;
    const event = types(slack, 'subscribe', { person: 'U0LATE', command: '/news-admin' });
    await sent(event);
    const view = await soon(() => {
      const opened = slack.views()[views];
      if (!opened) throw new Error('no form was opened');
      return opened;
    });
    people[people.length - 1] = { id: 'U0LATE', role: 'guest' };
    const before = answers().length;
    const typed = (value: string) => ({ type: 'plain_text_input', value });
    await sent(submits(slack, view, { topic: typed('all'), time: typed('05:55') }, { person: 'U0LATE' }));
    await soon(() => expect(answers().slice(before).join()).toMatch(/^Only Slack admins.*\/news-admin subscribe\.$/));
    expect(await says('list')).not.toContain('05:55');
    expect(JSON.stringify(slack.posted(NEWS_CHANNEL.id))).not.toContain('05:55');
  });
});
