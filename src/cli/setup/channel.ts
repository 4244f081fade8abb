import { message } from '../../command/reply.ts';
import { readChannel } from '../../config/channel.ts';
import { isZone, TIME_OF_DAY } from '../../config/feeds-files.ts';
import type { Config } from '../../config.ts';
import type { Channel } from '../../digest/subscription.ts';
import { channelName } from '../../digest/subscription.ts';
import { ALL_TOPICS } from '../../digest/topic.ts';
import { isOpenTo } from '../../digest/visible.ts';
import type { Message } from '../../message/message.ts';
import { askUntilGood, explain, mistake, type Setup, type Trial, trialOf } from './steps.ts';
import { type ChatPlatform, checkChat, sayIn } from './try-out.ts';

const NAMES: Record<ChatPlatform, string> = { slack: 'Slack', discord: 'Discord' };

/** Asks for a channel until a hello stands in it, then offers it a subscription. */
export async function setUpChannel(
  setup: Setup,
  platform: ChatPlatform,
  instructions: readonly string[],
): Promise<void> {
  explain(setup, `${NAMES[platform]}, last part: the channel`, instructions);
  const typed = await askUntilGood(setup, 'Channel ID', {}, (answer) => greet(setup, channelIn(platform, answer)));
  const channel = typed === null ? null : channelIn(platform, typed);
  if (channel) await subscribe(setup, channel);
}

/** Checks what the bot may do in the channel and says hello there. */
async function greet({ draft, outside }: Setup, channel: Channel | null): Promise<Trial> {
  if (!channel) return mistake('This is no channel ID; it looks like C0123ABCD in Slack and 1234567890 in Discord.');
  const config = draft.config();
  const lines = await checkChat(outside, config, channel.platform as ChatPlatform, [channel]);
  const bad = lines.filter(({ ok }) => !ok);
  if (bad.length > 0) return trialOf(bad);
  const outcome = await sayIn(outside, config, channel, hello(channel, config));
  if (outcome.kind === 'sent') {
    return trialOf([...lines.slice(-1), { ok: true, text: 'Newsdesk said hello there. Have a look.' }]);
  }
  return mistake('reason' in outcome ? outcome.reason : 'The platform asks for patience; try again in a minute.');
}

function hello({ platform }: Channel, { slack }: Config): Message {
  const canAsk = platform !== 'slack' || (slack !== null && (slack.appToken ?? slack.signingSecret) !== null);
  const about = "I read the news so that you don't have to, and post here what matters, each point with its quote.";
  return message({
    title: 'Hello from Newsdesk',
    say: canAsk ? `${about} Once I run, /news help says what you can ask me.` : about,
  });
}

/** The id as it was copied, or out of the channel's link. */
function channelIn(platform: ChatPlatform, typed: string): Channel | null {
  const id = /\/(?:archives|channels\/\d+)\/([A-Z0-9]+)/.exec(typed)?.[1] ?? typed;
  return readChannel(`${platform}:${id.replace(/^(slack|discord):/, '')}`);
}

// ---- the first subscription ----------------------------------------------------------------------------------------

async function subscribe(setup: Setup, channel: Channel): Promise<void> {
  const { asker, draft } = setup;
  if (draft.isSubscribed(channel)) {
    asker.say('The channel has its subscription already, in subscriptions.yaml.');
    return;
  }
  if (!(await asker.confirm('Shall a digest come there every day?', true))) return;
  const { topics, zone: here } = draft.config();
  const names = topics.filter((topic) => isOpenTo(channel, topic)).map(({ name }) => name);
  asker.say(`There are these topics: ${names.join(', ') || 'none yet'}. "${ALL_TOPICS}" stands for everything.`);
  const wanted = await askValid(setup, 'Topics, with commas', ALL_TOPICS, (typed) => {
    const unknown = listOf(typed).filter((name) => name !== ALL_TOPICS && !names.includes(name));
    return unknown.length === 0 ? null : `There is no topic ${unknown.join(', ')}.`;
  });
  const at = await askValid(setup, 'Time of day, 24 hours', '08:00', (typed) =>
    TIME_OF_DAY.test(typed) ? null : 'Write it like 08:00.',
  );
  const zone = await askValid(setup, 'Time zone', here, (typed) =>
    isZone(typed) ? null : 'Write it like Europe/Berlin, America/New_York or UTC.',
  );
  draft.subscribe({ channel: channelName(channel), topics: listOf(wanted), at, zone });
}

async function askValid(
  { asker }: Setup,
  question: string,
  kept: string,
  problemOf: (typed: string) => string | null,
): Promise<string> {
  for (;;) {
    const typed = await asker.ask(question, { kept });
    const problem = problemOf(typed);
    if (problem === null) return typed;
    asker.say(`  ✗ ${problem}`);
  }
}

function listOf(typed: string): string[] {
  const names = typed.split(',').map((name) => name.trim().toLowerCase());
  return [...new Set(names.filter((name) => name !== ''))];
}
