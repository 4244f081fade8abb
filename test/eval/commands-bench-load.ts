/** What people do during the bench: twenty deeds a second on both platforms, a mix of everything that there is. */
import { press, typeInto, useCommand, write } from '../support/discord/people.ts';
import type { ServerMessage } from '../support/discord/world.ts';
import type { DiscordServer } from '../support/discord-server.ts';
import { looksFor, mentions, opensHome, type SlackEvent, types, uses } from '../support/slack/deeds.ts';
import { bodyOf, request } from '../support/slack/stage.ts';
import { NEWS_CHANNEL, type SlackServer } from '../support/slack-server.ts';

/** All in milliseconds of `performance.now()`; null for what did not come. */
export interface Deed {
  readonly what: string;
  readonly sent: number;
  /** When it was, as the platform's server sees it; undefined for what the platform has nobody acknowledge. */
  acknowledged: number | null | undefined;
  /** The answer, where the server can tell which it is; undefined where it can't. */
  answered: number | null | undefined;
}

export interface Stage {
  readonly slack: SlackServer;
  readonly discord: DiscordServer;
  /** Where Newsdesk waits for Slack's requests; null in Socket Mode. */
  readonly http: { readonly port: number } | null;
  /** Words that articles of the archive have, and names of their actors. */
  readonly words: readonly string[];
}

/** Does the nth deed. Its times are filled in as they come; `look` is to be called often, until `deed` says all. */
export interface Doing {
  readonly deed: Deed;
  look(): void;
}

/** One deed of every two is done on Slack. */
export function doNth(stage: Stage, nth: number): Doing {
  const half = Math.floor(nth / 2);
  return nth % 2 === 0 ? onSlack(stage, half) : onDiscord(stage, half);
}

function textOf({ words }: Stage, nth: number): { readonly command: string; readonly args: Record<string, string> } {
  const word = words[(nth * 7) % words.length] ?? '';
  const other = words[(nth * 13 + 1) % words.length] ?? '';
  const mix = [
    { command: 'news ask', args: { question: `What did ${word} say about ${other} last week? ${nth}` } },
    { command: 'news search', args: { query: `${word} ${other}` } },
    { command: 'news digest', args: { hours: String(24 + (nth % 7) * 24) } },
    { command: 'news story', args: { story: word } },
    { command: 'news changed', args: { since: '7d' } },
    { command: 'news why', args: { story: other } },
    { command: 'news status', args: {} },
    { command: 'news list', args: {} },
    { command: 'news topics', args: {} },
    { command: 'news sources', args: { story: word } },
    { command: 'news-admin preview', args: { topic: `topic${nth % 12}` } },
  ];
  return mix[nth % mix.length] ?? { command: 'news help', args: {} };
}

// ---- Slack ----------------------------------------------------------------------------------------------------------

function onSlack(stage: Stage, nth: number): Doing {
  const { event, what, hook } = slackEvent(stage, nth);
  const deed: Deed = {
    what: `slack ${what}`,
    sent: performance.now(),
    acknowledged: null,
    answered: hook === null ? undefined : null,
  };
  void sendToSlack(stage, event).then(() => {
    deed.acknowledged = performance.now();
  });
  return {
    deed,
    look() {
      if (deed.answered !== null || hook === null) return;
      const said = stage.slack.hookAnswers().filter(({ url }) => url === hook);
      if (said.some(({ text = '' }) => !/takes a moment|^Reading|^Looking/.test(text)))
        deed.answered = performance.now();
    },
  };
}

interface SlackDeed {
  readonly event: SlackEvent;
  readonly what: string;
  /** The address at which the answer is to come; null where it comes elsewhere. */
  readonly hook: string | null;
}

function slackEvent(stage: Stage, nth: number): SlackDeed {
  const { slack } = stage;
  const person = `U${nth % 40}`;
  switch (nth % 8) {
    case 3: {
      const ts = `${1_795_500_000 + nth}.000100`;
      return {
        event: mentions(`What is new on ${stage.words[nth % stage.words.length]}?`, { ts, person }),
        what: 'mention',
        hook: null,
      };
    }
    case 5: {
      const button = whyButton(slack);
      if (!button) break;
      const event = uses(slack, button.element, { ts: button.ts, person });
      return { event, what: 'button', hook: String(event.payload['response_url']) };
    }
    case 6:
      return { event: opensHome(person), what: 'Home tab', hook: null };
    case 7: {
      const form = slack.views().find(({ view }) => view['type'] === 'modal');
      if (form && nth % 16 === 7)
        return {
          event: looksFor(form, 'topic', `topic${nth % 10}`, { person: 'U0ADMIN' }),
          what: 'autocomplete',
          hook: null,
        };
      return {
        event: types(slack, 'subscribe', { command: '/news-admin', person: 'U0ADMIN' }),
        what: 'form',
        hook: null,
      };
    }
  }
  const { command, args } = textOf(stage, nth);
  const [root = '', ...path] = command.split(' ');
  const text = [
    ...path,
    ...Object.entries(args).map(([name, value]) => (name === 'hours' || name === 'since' ? `${name}:${value}` : value)),
  ];
  const isForAll = command === 'news ask';
  const event = types(slack, text.join(' '), { command: `/${root}`, person: root === 'news' ? person : 'U0ADMIN' });
  return { event, what: path.join(' '), hook: isForAll ? null : String(event.payload['response_url']) };
}

/** Under the latest digest. */
function whyButton(slack: SlackServer): { readonly element: unknown; readonly ts: string } | null {
  const root = slack
    .posted(NEWS_CHANNEL.id)
    .findLast(({ thread_ts, blocks }) => !thread_ts && /"Why"/.test(JSON.stringify(blocks)));
  const blocks = (root?.blocks ?? []) as {
    readonly elements?: readonly { readonly text?: { readonly text?: string } }[];
  }[];
  const element = blocks.flatMap(({ elements = [] }) => elements).find(({ text }) => text?.text === 'Why');
  return root && element ? { element, ts: root.ts } : null;
}

async function sendToSlack({ slack, http }: Stage, event: SlackEvent): Promise<void> {
  if (http === null) return void (await slack.socket.sendEvent(event));
  const response = await request(http.port, bodyOf(event), { at: new Date() });
  await response.text();
  if (response.status !== 200) throw new Error(`Newsdesk answered Slack with HTTP ${response.status}`);
}

// ---- Discord --------------------------------------------------------------------------------------------------------

function onDiscord(stage: Stage, nth: number): Doing {
  const { discord } = stage;
  const person = { id: String(200_000_000_000_000_100n + BigInt(nth % 40)), name: `Reader ${nth % 40}` };
  const here = { in: discord.channelId, by: person };
  if (nth % 8 === 3) return mentionOnDiscord(stage, nth);
  const { command, args } = textOf(stage, nth);
  const root = nth % 8 === 5 ? digestOn(discord) : undefined;
  const typing = nth % 8 === 6;
  const sent = performance.now();
  const interaction = root
    ? press(discord, here, root, 'Why')
    : typing
      ? typeInto(
          discord,
          here,
          'news why',
          'story',
          (stage.words[nth % stage.words.length] ?? '').slice(0, 2 + (nth % 5)),
        )
      : nth % 8 === 7
        ? useCommand(discord, here, 'news-admin subscribe', {})
        : useCommand(discord, here, command, args);
  const what = root ? 'button' : typing ? 'autocomplete' : nth % 8 === 7 ? 'form' : command.split(' ')[1];
  const deed: Deed = {
    what: `discord ${what}`,
    sent,
    acknowledged: null,
    answered: what === 'form' || typing ? undefined : null,
  };
  return {
    deed,
    look() {
      const { callback, createdAt, original, withdrawn, messages } = interaction;
      if (callback && deed.acknowledged === null) deed.acknowledged = sent + callback.at - createdAt;
      const isThere = original !== null && !/^-# /.test(original.content);
      if (deed.answered === null && (isThere || (withdrawn && messages.length > 0))) deed.answered = performance.now();
    },
  };
}

/** There is nothing to acknowledge; the answer stands under the question. */
function mentionOnDiscord({ discord, words }: Stage, nth: number): Doing {
  const sent = performance.now();
  const question = write(
    discord,
    { in: discord.channelId },
    `<@${discord.world.bot.id}> What is new on ${words[nth % words.length]}?`,
  );
  const deed: Deed = { what: 'discord mention', sent, acknowledged: undefined, answered: null };
  return {
    deed,
    look() {
      if (deed.answered !== null) return;
      const isAnswer = (message: ServerMessage) =>
        (message['message_reference'] as { message_id?: string } | undefined)?.message_id === question.id;
      if (discord.posted(discord.channelId).some(isAnswer)) deed.answered = performance.now();
    },
  };
}

function digestOn(discord: DiscordServer): ServerMessage | undefined {
  return discord.posted(discord.channelId).find((message) => /"Why"/.test(JSON.stringify(message.components)));
}
