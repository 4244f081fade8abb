/** People wait for answers while the real program is stopped, killed, doubled, or kept from its database: nobody waits in vain. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MANAGER, useCommand, write } from '../support/discord/people.ts';
import { readable } from '../support/discord/readable.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { MODES } from '../support/model-answers.ts';
import { type ModelServer, startModelServer } from '../support/model-server.ts';
import { aDesk, type Desk, type Running } from '../support/newsdesk.ts';
import { connectionsTo, modelSettings, platformSettings } from '../support/settings.ts';
import { mentions, type SlackEvent, types } from '../support/slack/deeds.ts';
import { NEWS_CHANNEL, type SlackServer, startSlackServer } from '../support/slack-server.ts';

vi.setConfig({ testTimeout: 180_000 });

const soon = <T>(look: () => T) => vi.waitFor(look, { timeout: 60_000, interval: 20 });

const HARBOUR = `date 2026-11-24 Tasmere closes its harbour

Mayor Nadia Corvin of Tasmere closed the harbour after a storm damaged three piers.

Grain could become scarce on the islands within two weeks.
`;
/** Each of its own, for the same question is asked of a model once. */
const QUESTIONS = [
  'How many piers did the storm damage in Tasmere?',
  'Who closed the harbour of Tasmere?',
  'What closed the harbour of Tasmere after a storm?',
  'When could grain become scarce on the islands?',
] as const;
const ADMIN = { command: '/news-admin', person: 'U0ADMIN' };

let desk: Desk;
let slack: SlackServer;
let discord: DiscordServer;
let model: ModelServer;
let running: Running | undefined;
/** So many questions have reached a model that says nothing to them. */
let unanswered: number;

beforeEach(async () => {
  desk = aDesk();
  [slack, discord, model] = await Promise.all([startSlackServer(), startDiscordServer(), startModelServer()]);
  unanswered = 0;
  model.answerWith((request) => {
    if (request.question === null) return MODES.honest(request);
    unanswered += 1;
    return new Promise<never>(() => {});
  });
  desk.drop('harbour.txt', HARBOUR);
});
afterEach(async () => {
  running?.kill('SIGKILL');
  await running?.ended;
  running = undefined;
  desk.remove();
  await Promise.all([slack.close(), discord.close(), model.close()]);
});

const env = () => ({
  ...platformSettings(slack, discord),
  ...modelSettings(model),
});

async function started(): Promise<Running> {
  running = desk.spawn(['start'], { env: env() });
  await running.printed(/Ctrl-C stops/);
  await soon(() => expect(connectionsTo(slack, discord)).toEqual([1, 1]));
  return running;
}

async function killed(): Promise<void> {
  running?.kill('SIGKILL');
  await running?.ended;
}

const onSlack = ({ type, payload }: SlackEvent) => slack.socket.sendEvent({ type, payload });
/** All that was answered to the person on Slack only, as text. */
const whispered = () => JSON.stringify([slack.hookAnswers(), slack.ephemerals()]);
const here = () => ({ in: discord.channelId, by: MANAGER });

/** Each way of asking: what was done, with a model at it that says nothing. */
async function asked() {
  const [byCommand, byMention, onDiscord, inDiscord] = QUESTIONS;
  const events = [types(slack, `ask ${byCommand}`), mentions(byMention, { ts: '1795500000.000100' })];
  for (const event of events) await onSlack(event);
  const interaction = useCommand(discord, here(), 'news ask', { question: onDiscord });
  const message = write(discord, here(), `<@${discord.world.bot.id}> ${inDiscord}`);
  await soon(() => expect(unanswered).toBe(4));
  return { events, interaction, message };
}

/** Under that message, what was said. */
const under = (messageId: string) =>
  discord
    .posted(discord.channelId)
    .filter((one) => (one['message_reference'] as { message_id?: string } | undefined)?.message_id === messageId)
    .map(readable)
    .join();

const times = (text: string, words: RegExp) => [...text.matchAll(new RegExp(words, 'g'))].length;

describe('somebody who waits for a long answer', () => {
  it('is told to ask again, when the program is told to stop in the middle of it', async () => {
    const newsdesk = await started();
    const { interaction, message } = await asked();
    newsdesk.kill('SIGTERM');
    const { code, out } = await newsdesk.ended;
    expect([code, out.includes('Stopped.')]).toEqual([0, true]);
    expect(times(whispered(), /Please ask again/)).toBe(2 + 2);
    expect(interaction.messages.map(readable).join()).toMatch(/Please ask again/);
    expect(under(message.id)).toMatch(/Please ask again/);

    // Everybody knows: the next start has nobody to tell.
    model.answerWith('honest');
    const before = [whispered(), discord.posted(discord.channelId).length];
    await started();
    await onSlack(types(slack, 'status'));
    await soon(() => expect(whispered()).toMatch(/articles?/));
    expect(times(whispered(), /Please ask again/)).toBe(4);
    expect(discord.posted(discord.channelId).length).toBe(before[1]);
  });

  it('is told to ask again after the program was killed, once, and not by the event that comes a second time', async () => {
    await started();
    const { events, interaction, message } = await asked();
    await killed();
    expect(whispered()).not.toMatch(/ask again/);

    model.answerWith('honest');
    await started();
    await soon(() => expect(times(whispered(), /Newsdesk was restarted before/)).toBe(2 + 2));
    await soon(() =>
      expect(interaction.messages.map(readable).join()).toMatch(/restarted before it could answer \/news ask/),
    );
    await soon(() => expect(under(message.id)).toMatch(/restarted before/));
    for (const again of events) await onSlack(again);
    await onSlack(types(slack, 'status'));
    await soon(() => expect(whispered()).toMatch(/articles?/));
    expect(times(whispered(), /Newsdesk was restarted before/)).toBe(4);
    expect(interaction.messages).toHaveLength(1);
    expect(JSON.stringify(slack.posted(NEWS_CHANNEL.id))).not.toMatch(/Asked/);
  });

  it('keeps an answer that was given before the program was killed', async () => {
    model.answerWith('honest');
    await started();
    const interaction = useCommand(discord, here(), 'news ask', { question: QUESTIONS[0] });
    await soon(() => expect(interaction.messages.map(readable).join()).toMatch(/three piers/));
    await killed();
    // As if it had been killed before it could note that.
    const { id, token } = interaction;
    const there = { channel: { platform: 'discord', id: discord.channelId }, thread: null };
    const who = { person: MANAGER.id, place: 'public', command: 'news ask' };
    const back = { kind: 'interaction', id, token, applicationId: discord.world.bot.id, there, ...who };
    const archive = new DatabaseSync(join(desk.folder, 'data', 'newsdesk.db'));
    archive
      .prepare(`insert or replace into unanswered values (?, 'discord', '', ?, 'news ask', ?, ?, ?)`)
      .run(`discord:${id}`, MANAGER.id, JSON.stringify(back), Date.now(), Date.now());
    archive.close();
    await started();
    const looked = () =>
      discord.requests.filter(({ method, path }) => method === 'GET' && path.includes(`/webhooks/`)).length;
    await soon(() => expect(looked()).toBe(1));
    await onSlack(types(slack, 'status'));
    await soon(() => expect(whispered()).toMatch(/articles?/));
    expect(interaction.messages.map(readable).join()).toMatch(/three piers/);
  });
});

describe('a change that was under way when the program was killed', () => {
  it('is made once at most, and whoever asked for it is told to look', async () => {
    await started();
    // Slack does not answer: the change is made, and its announcement hangs.
    slack.fail({ method: 'chat.postMessage', times: 1, kind: 'slow' });
    const event = types(slack, 'subscribe all time:09:30 zone:UTC', ADMIN);
    await onSlack(event);
    await soon(() => expect(slack.calls('chat.postMessage').length).toBe(1));
    await killed();
    await started();
    await soon(() => expect(whispered()).toMatch(/in the middle of \/news-admin subscribe/));
    await onSlack(event);
    await onSlack(types(slack, 'list'));
    await soon(() => expect(whispered()).toMatch(/09:30/));
    expect(times(whispered(), /in the middle of/)).toBe(2);
  });
});

describe('a command', () => {
  it('is acknowledged while another program holds the database, and answered once that lets go', async () => {
    await started();
    const before = useCommand(discord, here(), 'news topics');
    await soon(() => expect(before.messages.map(readable).join()).toMatch(/topic/i));
    const other = new DatabaseSync(join(desk.folder, 'data', 'newsdesk.db'));
    other.exec('pragma busy_timeout = 5000; begin immediate');
    await onSlack(types(slack, 'topics'));
    const interaction = useCommand(discord, here(), 'news topics');
    await soon(() => expect(interaction.callback?.type).toBe(5));
    expect(interaction.messages).toEqual([]);
    other.exec('rollback');
    other.close();
    await soon(() => expect(interaction.messages.map(readable).join()).toMatch(/topic/i));
    await soon(() => expect(whispered()).toMatch(/topic/i));
  });

  it('is acknowledged while Slack does not say who asks, and answered once it does', async () => {
    await started();
    slack.fail({ method: 'users.info', times: 1, kind: 'slow', delayMs: 5_000 });
    await onSlack(types(slack, 'topics'));
    expect(slack.hookAnswers()).toEqual([]);
    await soon(() => expect(whispered()).toMatch(/topic/i));
  });
});
