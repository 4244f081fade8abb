/** The real adapter listening at the local Discord server, with a desk of our own behind it. */
import { onTestFinished, vi } from 'vitest';
import { createDiscordChat } from '../../../src/chat/discord/discord.ts';
import { COMMANDS } from '../../../src/command/catalogue.ts';
import type { Form, Invocation, Reply } from '../../../src/command/command.ts';
import { toCaller, toChannel } from '../../../src/command/reply.ts';
import type { Control } from '../../../src/message/control.ts';
import type { Chat, Desk, Log } from '../../../src/ports.ts';
import { type HandClock, handClock } from '../../support/clock.ts';
import type { ServerInteraction } from '../../support/discord/interaction-routes.ts';
import { readable } from '../../support/discord/readable.ts';
import { type DiscordServer, startDiscordServer } from '../../support/discord-server.ts';
import { TOKEN } from './stage.ts';

export const NOW = '2026-11-24T07:30:00Z';

export interface Talk {
  readonly discord: DiscordServer;
  readonly chat: Chat;
  readonly clock: HandClock;
  /** What the desk was asked, in order. */
  readonly asked: readonly Invocation[];
  /** Warnings and errors, with their fields. */
  readonly logged: readonly string[];
  /** Ends the desk's session with Discord. */
  readonly stop: AbortController;
}

export interface TalkOptions {
  readonly desk?: Partial<Desk>;
  readonly managers?: readonly string[];
  readonly before?: (discord: DiscordServer) => void;
}

/** Call it inside a test: everything is closed when the test is over. */
export async function aTalk({ desk = {}, managers = [], before }: TalkOptions = {}): Promise<Talk> {
  const clock = handClock(NOW);
  const discord = await startDiscordServer({ token: TOKEN, clock });
  before?.(discord);
  const logged: string[] = [];
  const note = (message: string, fields?: object) => void logged.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const log: Log = { debug() {}, info() {}, warn: note, error: note };
  const chat = await createDiscordChat({ token: TOKEN, apiUrl: discord.apiUrl, managers }, { clock, log });
  const stop = new AbortController();
  onTestFinished(async () => {
    stop.abort();
    const closed = chat.close();
    await clock.advance(10_000);
    await closed;
    await discord.close();
  });
  const asked: Invocation[] = [];
  const full = aDesk(desk);
  const answer: Desk['answer'] = (invocation, progress) => {
    asked.push(invocation);
    return full.answer(invocation, progress);
  };
  await chat.listen({ ...full, answer }, stop.signal);
  return { discord, chat, clock, asked, logged, stop };
}

/** Knows every command; answers each with its name, to whom the catalogue says. */
export function aDesk(over: Partial<Desk> = {}): Desk {
  return {
    commands: COMMANDS,
    complete: async () => [],
    form: async () => null,
    answer: async ({ command }) =>
      COMMANDS.some(({ root, path }) => `${root} ${path.join(' ')}` === command) ? answerTo(command) : null,
    home: async () => toCaller({ say: 'Home.' }).message,
    ...over,
  };
}

function answerTo(command: string): Reply {
  const seen = COMMANDS.find(({ root, path }) => `${root} ${path.join(' ')}` === command)?.seen;
  return (seen === 'channel' ? toChannel : toCaller)({ say: `This answers ${command}.` });
}

/** A desk that answers when it is told to. */
export function slowDesk(): Partial<Desk> & { finish(reply: Reply | null): void } {
  const waiting: ((reply: Reply | null) => void)[] = [];
  return {
    answer: () => new Promise((resolve) => waiting.push(resolve)),
    finish: (reply) => {
      for (const resolve of waiting.splice(0)) resolve(reply);
    },
  };
}

export function aForm(over: Partial<Form> = {}): Form {
  const field = { hint: null, kind: 'line', required: true, value: null, choices: [], complete: null } as const;
  return {
    command: 'news ask',
    args: { digest: 'd1' },
    title: 'Ask the archive',
    intro: 'In plain words.',
    submit: 'Ask',
    fields: [{ ...field, name: 'question', label: 'Your question', kind: 'text' }],
    ...over,
  };
}

export const button = (label: string, command: string, args: Record<string, string> = {}): Control => ({
  kind: 'button',
  label,
  action: { command, args },
});

/** Waits until it is so, or fails with why it is not. */
export function until(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 5_000, interval: 5 });
}

/** What the person sees on an interaction's line, once something is there. */
export async function answerOn(interaction: ServerInteraction): Promise<string> {
  await until(() => {
    if (interaction.messages.length === 0) throw new Error(`no answer yet; ${JSON.stringify(interaction.callback)}`);
  });
  return interaction.messages.map(readable).join('\n---\n');
}

/** What stands in a channel or thread, once there are so many messages. */
export async function textIn(discord: DiscordServer, id: string, count = 1): Promise<string[]> {
  await until(() => {
    const there = discord.posted(id).length;
    if (there < count) throw new Error(`${there} of ${count} messages`);
  });
  return discord.posted(id).map(readable);
}

export const isHidden = (flags: unknown) => (Number(flags) & (1 << 6)) !== 0;
