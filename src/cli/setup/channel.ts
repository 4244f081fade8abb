import { PLATFORM_NAMES } from '../../command/everyone/place.ts';
import { message } from '../../command/reply.ts';
import type { Config } from '../../config.ts';
import { readTime, scheduleInWords } from '../../digest/recurrence.ts';
import type { Channel } from '../../digest/subscription.ts';
import { channelName } from '../../digest/subscription.ts';
import { ALL_TOPICS } from '../../digest/topic.ts';
import { isOpenTo } from '../../digest/visible.ts';
import { readZone, zonesMeant } from '../../digest/zones.ts';
import type { Message } from '../../message/message.ts';
import { type Named, namedChannel, sayPlaces } from './places.ts';
import { askUntilGood, explain, mistake, type Setup, type Trial, trialOf } from './steps.ts';
import { type ChatPlatform, checkChat, sayIn } from './try-out.ts';

/** Asks for a channel until a hello stands in it, then offers it a subscription. */
export async function setUpChannel(
  setup: Setup,
  platform: ChatPlatform,
  instructions: readonly string[],
): Promise<void> {
  const { asker, draft, outside } = setup;
  draft.subscribe(platform, null);
  explain(setup, `${PLATFORM_NAMES[platform]}, last part: the channel`, instructions);
  sayWhatComes(setup, platform);
  const listed = await outside.places(draft.config(), platform);
  sayPlaces(asker, listed);
  let named: Named | null = null;
  const typed = await askUntilGood(setup, 'Channel', {}, async (answer) => {
    named = namedChannel(platform, answer, listed, await outside.places(draft.config(), platform));
    return named.kind === 'channel' ? greet(setup, named.channel) : mistake(named.problem);
  });
  // The compiler doesn't see that the trial has set it.
  const last = named as Named | null;
  if (typed !== null && last?.kind === 'channel') await subscribe(setup, last.channel);
}

function sayWhatComes({ asker, draft }: Setup, platform: ChatPlatform): void {
  for (const { channel, topics, schedule } of draft.config().subscriptions) {
    if (channel.platform !== platform) continue;
    asker.say(`${channelName(channel)} gets ${topics.join(', ')} already, ${scheduleInWords(schedule)}.`);
  }
}

/** Checks what the bot may do in the channel and says hello there. */
async function greet({ draft, outside }: Setup, channel: Channel): Promise<Trial> {
  const config = draft.config();
  const lines = await checkChat(outside, config, channel.platform as ChatPlatform, [channel]);
  const bad = lines.filter(({ ok }) => !ok);
  if (bad.length > 0) return trialOf(bad);
  const outcome = await sayIn(outside, config, channel, hello(channel, config));
  if (outcome.kind === 'sent') {
    return trialOf([...lines.slice(-1), { ok: true, text: 'Newsdesk said hello there. Have a look.' }]);
  }
  const reason = 'reason' in outcome ? outcome.reason : 'The platform asks for patience; try again in a minute.';
  return trialOf([{ ok: false, text: reason }]);
}

function hello({ platform }: Channel, { slack }: Config): Message {
  const canAsk = platform !== 'slack' || (slack !== null && (slack.appToken ?? slack.signingSecret) !== null);
  const about = "I read the news so that you don't have to, and post here what matters, each point with its quote.";
  return message({
    title: 'Hello from Newsdesk',
    say: canAsk ? `${about} Once I run, /news help says what you can ask me.` : about,
  });
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
  const wanted = await askRead(setup, 'Topics, with commas', ALL_TOPICS, (typed) => {
    const unknown = listOf(typed).filter((name) => name !== ALL_TOPICS && !names.includes(name));
    if (unknown.length > 0) return { problem: `There is no topic ${unknown.join(', ')}.` };
    return listOf(typed).length > 0 ? { value: listOf(typed) } : { problem: `Name one, or type ${ALL_TOPICS}.` };
  });
  const at = await askRead(setup, 'Time of day, 24 hours', '08:00', (typed) =>
    valueOr(readTime(typed), 'Write it like 08:00.'),
  );
  const zone = await askRead(setup, 'Time zone', here, (typed) => valueOr(readZone(typed), problemOfZone(typed)));
  asker.say(`  ✓ ${wanted.join(', ')}, every day at ${at} (${zone}).`);
  draft.subscribe(channel.platform, { channel: channelName(channel), topics: wanted, at, zone });
}

function problemOfZone(typed: string): string {
  const meant = zonesMeant(typed);
  return meant.length > 1
    ? `Do you mean ${meant.slice(0, 5).join(', ')}?`
    : 'Write it like Europe/Berlin, America/New_York or UTC.';
}

type Read<T> = { readonly value: T } | { readonly problem: string };

const valueOr = <T>(value: T | null, problem: string): Read<T> => (value === null ? { problem } : { value });

async function askRead<T>(
  { asker }: Setup,
  question: string,
  kept: string,
  read: (typed: string) => Read<T>,
): Promise<T> {
  for (;;) {
    const answer = read(await asker.ask(question, { kept }));
    if ('value' in answer) return answer.value;
    asker.say(`  ✗ ${answer.problem}`);
  }
}

function listOf(typed: string): string[] {
  const names = typed.split(/[,\s]+/).map((name) => name.trim().toLowerCase());
  const wanted = [...new Set(names.filter((name) => name !== ''))];
  return wanted.includes(ALL_TOPICS) ? [ALL_TOPICS] : wanted;
}
