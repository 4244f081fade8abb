/** Whole ways that people go with the real program, on each platform, from the first command to the last morning. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MANAGER, press, submit, useCommand, write } from '../support/discord/people.ts';
import { readable } from '../support/discord/readable.ts';
import { directChannel } from '../support/discord/world.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { aDesk, type Desk, type Running } from '../support/newsdesk.ts';
import { connectionsTo, platformSettings } from '../support/settings.ts';
import { looksFor, mentions, opensHome, submits, types, uses, usesAtHome } from '../support/slack/deeds.ts';
import { NEWS_CHANNEL, type SlackServer, type SlackView, startSlackServer } from '../support/slack-server.ts';

vi.setConfig({ testTimeout: 120_000 });

const ORDINARY = { id: '200000000000000009', name: 'Odd', permissions: 0n };
const ADMIN = { command: '/news-admin', person: 'U0ADMIN' };
const OPERATOR = { id: 'C0OPS', name: 'ops' };

let desk: Desk;
let slack: SlackServer;
let discord: DiscordServer;
let running: Running | undefined;

beforeEach(async () => {
  desk = aDesk({ samples: true });
  [slack, discord] = await Promise.all([
    startSlackServer({ channels: [NEWS_CHANNEL, OPERATOR] }),
    startDiscordServer(),
  ]);
  desk.write('feeds/subscriptions.yaml', '[]');
  desk.drop('piers.txt', PIERS);
});
afterEach(async () => {
  await stopped();
  desk.remove();
  await Promise.all([slack.close(), discord.close()]);
});

const TODAY = new Date().toISOString().slice(0, 10);

const PIERS = `date ${TODAY} Tasmere rebuilds its piers

Mayor Nadia Corvin of Tasmere said on Tuesday that the town would rebuild its piers after the storm.

The council expects that the piers will be ready within two years. The work could raise taxes in Tasmere.
`;

/** Of another event and other people, so that it is a story of its own. */
const DAM = `date ${TODAY} Kestrel reservoir lowered after a crack is found

Engineer Jonah Adeyar lowered the Kestrel reservoir by two metres because a crack runs through the dam.

Kestrel Power expects a third less electricity until March. Villages below it may be evacuated.
`;

const FERRIES = `date ${TODAY} Night ferries banned from the Osk strait

Minister Tomas Reveny banned ferries from the Osk strait between midnight and dawn, since whales feed there in winter.

Shipowner Nadia Corvin said that fares to the islands would rise. Fishermen may sue the ministry in spring.
`;

const env = () => ({
  ...platformSettings(slack, discord),
  NEWSDESK_OPERATOR: `slack:${OPERATOR.id}`,
});

/** Takes in what was dropped, and posts to every subscription. */
async function morning() {
  await stopped();
  const run = await desk.run(['once', '--now', '--json'], { env: env() });
  return run.json().deliveries as { channel: string; state: string }[];
}

async function started(): Promise<void> {
  running = desk.spawn(['start'], { env: env() });
  await running.printed(/Ctrl-C stops/);
  await vi.waitFor(() => expect(connectionsTo(slack, discord)).toEqual([1, 1]), 20_000);
}

async function stopped(): Promise<void> {
  running?.kill('SIGTERM');
  await running?.ended;
  running = undefined;
}

const soon = <T>(look: () => T) => vi.waitFor(look, { timeout: 20_000, interval: 20 });

// ---- on Slack --------------------------------------------------------------------------------------------------------

const onSlack = (event: Parameters<SlackServer['socket']['sendEvent']>[0]) => slack.socket.sendEvent(event);
const inChannel = (id = NEWS_CHANNEL.id) => slack.posted(id).map((message) => JSON.stringify(message.blocks));

/** The latest answer to one person that says this. */
function answered(words: RegExp): unknown {
  const found = slack.hookAnswers().findLast((answer) => words.test(JSON.stringify(answer)));
  if (!found) throw new Error(`nobody was told ${words}, but: ${slack.hookAnswers().map(({ text }) => text)}`);
  return found;
}

/** The form that stands open since so many views were shown. */
function formAfter(views: number): SlackView {
  const found = slack
    .views()
    .slice(views)
    .find(({ view }) => view['type'] === 'modal');
  if (!found) throw new Error('no form was opened');
  return found;
}

type Element = { readonly type: string; readonly [key: string]: unknown };

function elementsIn(value: unknown): Element[] {
  if (Array.isArray(value)) return value.flatMap(elementsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { type } = value as Element;
  const own = ['button', 'static_select'].includes(type) ? [value as Element] : [];
  return [...own, ...Object.values(value).flatMap(elementsIn)];
}

function elementOf(value: unknown, label: string): Element {
  const found = elementsIn(value).find((element) => {
    const { text, placeholder } = element as { text?: { text: string }; placeholder?: { text: string } };
    return (text ?? placeholder)?.text === label;
  });
  if (!found) throw new Error(`there is no “${label}”`);
  return found;
}

/** Presses a button of an answer that only the admin sees; gives the form that it opens. */
async function pressedForm(answer: unknown, label: string): Promise<SlackView> {
  const views = slack.views().length;
  await onSlack(uses(slack, elementOf(answer, label), { ts: '1.1', ephemeral: true, person: ADMIN.person }));
  return soon(() => formAfter(views));
}

const chosen = (value: string) => ({ type: 'external_select', selected_option: { value } });
const typed = (value: string) => ({ type: 'plain_text_input', value });

// ---- on Discord ------------------------------------------------------------------------------------------------------

type Interaction = ReturnType<typeof useCommand>;

/** What an interaction was answered with, once it says this. */
async function told(interaction: Interaction, words: RegExp) {
  return soon(() => {
    const found = interaction.messages.findLast((message) => words.test(readable(message)));
    if (!found) throw new Error(`was told ${interaction.messages.map(readable)}`);
    return found;
  });
}

const modalOf = async (interaction: Interaction): Promise<string> => {
  await soon(() => expect(interaction.callback?.type).toBe(9));
  return JSON.stringify(interaction.callback?.data);
};

describe('the first hour of a desk', () => {
  it('on Slack: a mistake is put right in the form, other words are tried, and the channel hears of it once', async () => {
    await started();
    await onSlack(types(slack, 'subscribe chip export controls zone:Velmark days:Mon, Wed time:8 am', ADMIN));
    const refused = await soon(() => answered(/no time zone that I know/));
    const again = await pressedForm(refused, 'Change it');
    const shown = JSON.stringify(again.view);
    for (const value of ['chip export controls', '8 am', 'Velmark']) expect(shown).toContain(`"${value}"`);
    expect(shown).toMatch(/"initial_options":\[[^\]]*"mon"[^\]]*"wed"[^\]]*\]/);
    const offered = JSON.stringify(await onSlack(looksFor(again, 'zone', 'south korea', { person: ADMIN.person })));
    expect(offered).toContain('Asia/Seoul');

    const filled = { topic: chosen('zeppelin races'), time: typed('noon'), zone: chosen('Asia/Seoul') };
    await onSlack(submits(slack, again, filled, { person: ADMIN.person }));
    const proposal = await soon(() => answered(/would have brought none of the/));
    const other = await pressedForm(proposal, 'Other words');
    expect(JSON.stringify(other.view)).toContain('"zeppelin races"');
    await onSlack(submits(slack, other, { ...filled, topic: chosen('piers') }, { person: ADMIN.person }));
    const better = await soon(() => answered(/would have brought 1 of the/));
    expect(inChannel()).toEqual([]);
    const confirm = uses(slack, elementOf(better, 'Make it and subscribe'), {
      ts: '1.1',
      ephemeral: true,
      person: 'U0ADMIN',
    });
    await onSlack(confirm);
    await soon(() => expect(inChannel().join()).toMatch(/now gets a digest on piers .*12:00 \(Asia\/Seoul\)/));
    await onSlack(
      uses(slack, elementOf(better, 'Make it and subscribe'), { ts: '1.1', ephemeral: true, person: 'U0ADMIN' }),
    );
    await soon(() => answered(/confirmed or cancelled before/));
    expect(inChannel()).toHaveLength(1);
    expect(inChannel(OPERATOR.id)).toEqual([]);

    await onSlack(types(slack, 'audit', ADMIN));
    await soon(() => answered(/subscribe.*piers → .*the 12:00 digest .*here/));
    await onSlack(types(slack, 'unsubscribe everything', ADMIN));
    await soon(() => expect(inChannel().join()).toMatch(/no longer gets a digest on piers/));
    await onSlack(types(slack, 'list'));
    await soon(() => answered(/This channel has no digest/));
  });

  it('on Slack: the Home tab asks which channel is to be subscribed, and changes what that channel has', async () => {
    await started();
    await onSlack(opensHome(ADMIN.person));
    const home = () => slack.views().findLast(({ view }) => view['type'] === 'home')?.view;
    await soon(() => expect(JSON.stringify(home())).toContain('Subscribe a channel'));
    const views = slack.views().length;
    await onSlack(usesAtHome(slack, elementOf(home(), 'Subscribe a channel'), { person: ADMIN.person }));
    const form = await soon(() => formAfter(views));
    const there = { type: 'conversations_select', selected_conversation: NEWS_CHANNEL.id };
    const filled = { topic: chosen('politics'), channel: there, time: typed('10:45'), zone: chosen('America/Lima') };
    await onSlack(submits(slack, form, filled, { person: ADMIN.person }));
    await soon(() => expect(inChannel().join()).toMatch(/digest on politics every day at 10:45 \(America\/Lima\)/));
    await soon(() => expect(JSON.stringify(home())).toMatch(/#news, every day at 10:45/));

    const before = slack.views().length;
    await onSlack(usesAtHome(slack, elementOf(home(), 'Change time'), { person: ADMIN.person }));
    const change = await soon(() => formAfter(before));
    expect(JSON.stringify(change.view)).toMatch(/"10:45".*"America\/Lima"/);
    await onSlack(submits(slack, change, { time: typed('7 pm') }, { person: ADMIN.person }));
    await soon(() => expect(inChannel().join()).toMatch(/now comes every day at 19:00 \(America\/Lima\)/));
  });

  it('on Discord: the same, with words and zone typed into the form', async () => {
    await started();
    const here = { in: discord.channelId, by: MANAGER };
    const wrong = useCommand(discord, here, 'news-admin subscribe', {
      topic: 'zeppelin races',
      time: '8.30',
      zone: 'UTC+2',
    });
    const refused = await told(wrong, /knows no summer time/);
    const again = press(discord, here, refused, 'Change it');
    expect(await modalOf(again)).toMatch(/zeppelin races.*8\.30.*UTC\+2/);
    const filled = { topic: 'zeppelin races', time: 'noon', zone: 'seoul', days: ['mon', 'tue', 'wed', 'thu', 'fri'] };
    const proposal = await told(submit(discord, here, again, filled, refused), /would have brought none/);
    const other = press(discord, here, proposal, 'Other words');
    expect(await modalOf(other)).toMatch(/zeppelin races.*noon.*seoul/);
    const better = await told(
      submit(discord, here, other, { ...filled, topic: 'piers' }, proposal),
      /brought 1 of the/,
    );
    press(discord, here, better, 'Make it and subscribe');
    const posted = () => discord.posted(discord.channelId).map(readable);
    await soon(() => expect(posted().join()).toMatch(/digest on piers every weekday at 12:00 \(Asia\/Seoul\)/));
    expect(posted()).toHaveLength(1);
    await told(useCommand(discord, here, 'news list'), /piers: every weekday at 12:00/);
  });

  it('in the terminal: slips and half sentences are understood', async () => {
    await desk.run(['once'], { env: {} });
    const ask = async (...words: string[]) => (await desk.run(words)).out.replaceAll(/\s+/g, ' ');
    expect(await ask('news', 'digset', 'politics')).toContain('Did you mean /news digest politics?');
    expect(await ask('news', 'ask', 'help')).toContain('/news ask <question> [topic] [since]');
    expect(await ask('news', 'changed', 'since:yesterday')).toMatch(/changed since \w{3} \d+ \w{3}, 00:00/);
    expect(await ask('news', 'search', '„piers“')).toContain('Tasmere rebuilds its piers');
    expect(await ask('news-admin', 'subscribe', 'politics', '7am', 'new york', 'mon-fri')).toContain(
      'now gets a digest on politics every weekday at 07:00 (America/New_York)',
    );
    expect(await ask('news-admin', 'schedule', 'at', 'noon')).toContain('now comes every weekday at 12:00');
    expect(await ask('news-admin', 'help', 'mute')).toContain('/news-admin mute <what> <name> [days]');
  });
});

describe('every morning', () => {
  const subscribed = (channel: string) =>
    desk.write(
      'feeds/subscriptions.yaml',
      `- { channel: "${channel}", topics: [all], at: "08:00", zone: UTC, quiet: silent }`,
    );

  it('on Slack: the buttons of an old digest hold when its stories became one, and a report reaches the operator', async () => {
    desk.drop('dam.txt', DAM);
    subscribed(`slack:${NEWS_CHANNEL.id}`);
    await morning();
    const [root] = slack.posted(NEWS_CHANNEL.id);
    if (!root) throw new Error('there is no digest');
    await started();
    await onSlack(types(slack, 'story merge "Tasmere rebuilds" "Kestrel reservoir"', ADMIN));
    await soon(() => answered(/are one story now/));

    const at = { ts: root.ts ?? '' };
    await onSlack(uses(slack, elementOf(root.blocks, 'Sources'), at));
    await soon(() => expect(seen()).toMatch(/2 articles by/));
    await onSlack(mentions('story 2', { threadTs: at.ts, ts: '1795500009.000100' }));
    await soon(() => expect(seen()).toMatch(/Told by/));
    const form = async (label: string) => {
      const views = slack.views().length;
      await onSlack(uses(slack, elementOf(root.blocks, label), at));
      return soon(() => formAfter(views));
    };
    const followed = JSON.stringify((await form('Follow')).view);
    for (const name of ['Nadia Corvin', 'Jonah Adeyar']) expect(followed).toContain(`"${name}"`);
    const report = await form('Report');
    const story = elementsIn(report.view)[0]?.['options'] as { value: string }[] | undefined;
    const which = { type: 'static_select', selected_option: { value: story?.[0]?.value ?? '' } };
    await onSlack(submits(slack, report, { story: which, reason: typed('It is <!channel> three years.') }));
    await soon(() => expect(inChannel(OPERATOR.id).join()).toMatch(/something is wrong.*three years/));
    await onSlack(types(slack, 'audit', ADMIN));
    await soon(() => answered(/Open reports.*three years/));
  });

  it('on Discord: whoever takes no direct messages loses what comes meanwhile, and gets what comes once they do', async () => {
    await started();
    const here = { in: discord.channelId, by: ORDINARY };
    await told(useCommand(discord, here, 'news follow', { what: '"Nadia Corvin"' }), /You follow Nadia Corvin/);
    const direct = directChannel(discord.world, ORDINARY.id);
    direct.extra['closed'] = true;
    expect(await morning()).toContainEqual({ channel: `discord:${direct.id}`, state: 'rejected' });
    direct.extra['closed'] = false;
    desk.drop('ferries.txt', FERRIES);
    expect(await morning()).toContainEqual({ channel: `discord:${direct.id}`, state: 'sent' });
    expect(discord.posted(direct.id).map(readable).join()).toMatch(/Night ferries/);
  });

  it('on Discord: a story goes by its number in the thread of its digest', async () => {
    subscribed(`discord:${discord.channelId}`);
    await morning();
    await started();
    const [root] = discord.posted(discord.channelId);
    if (!root) throw new Error('there is no digest');
    const bot = `<@${discord.world.bot.id}>`;
    write(discord, { in: root.id, by: ORDINARY }, `${bot} story 1`);
    await soon(() => expect(discord.posted(root.id).map(readable).join()).toMatch(/Told by/));
    await told(
      useCommand(discord, { in: discord.channelId, by: ORDINARY }, 'news why', { story: '1', bullet: '1' }),
      /Told here/,
    );
    await told(
      useCommand(discord, { in: discord.channelId, by: ORDINARY }, 'news story', { story: '44' }),
      /has 1 story/,
    );
  });
});

/** All that anybody was shown on Slack. */
function seen(): string {
  return JSON.stringify([slack.hookAnswers(), slack.ephemerals(), slack.posted(NEWS_CHANNEL.id)]);
}
