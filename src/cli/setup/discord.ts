import { discordInvite } from '../../chat/discord/invite.ts';
import { setUpChannel } from './channel.ts';
import { lookAlike, ofAnother } from './mix-ups.ts';
import { askUntilGood, explain, mistake, type Setup, type Step, showLines, trialOf } from './steps.ts';
import { checkChat } from './try-out.ts';

const MAKING_THE_BOT = [
  'Open https://discord.com/developers/applications in your browser and sign in. Press "New Application", type Newsdesk, accept the terms, press "Create".',
  'You see the page of the application. In the menu on its left choose "Bot". Leave what is set there as it is: Newsdesk needs none of the "Privileged Gateway Intents".',
  'Press "Reset Token", then "Yes, do it!". You see a long token. Press "Copy". It is shown this once only.',
];

const FINDING_THE_CHANNEL = [
  'Choose the channel that is to get the digest: a text channel, an announcement channel or a forum. In a private one first let Newsdesk in: "Edit Channel", "Permissions", "Add members or roles", Newsdesk.',
];

/** From a bot that isn't there yet to a hello in a channel. Each part can be skipped. */
export const DISCORD_STEPS: readonly Step[] = [connectBot, invite, findChannel];

async function connectBot(setup: Setup): Promise<void> {
  const { asker, draft, outside } = setup;
  if (draft.value('DISCORD_TOKEN') !== null) {
    asker.say('\nDiscord: a token is set already.');
    const { ok, lines } = trialOf(await checkChat(outside, draft.config(), 'discord', []));
    showLines(setup, lines);
    if (await asker.confirm('Keep it?', ok)) return;
  }
  explain(setup, 'Discord, first part: the bot', MAKING_THE_BOT);
  const token = await askUntilGood(setup, 'Token', { secret: true }, async (typed) => {
    const wrong = ofAnother('discord', typed);
    if (wrong !== null) return mistake(wrong);
    const lines = await checkChat(outside, draft.config({ DISCORD_TOKEN: typed }), 'discord', []);
    const alike = trialOf(lines).ok ? null : lookAlike('discord', typed);
    return trialOf(alike === null ? lines : [...lines, { ok: false, text: alike }]);
  });
  if (token !== null) draft.set('DISCORD_TOKEN', token);
}

async function invite(setup: Setup): Promise<void> {
  const { asker, draft, outside } = setup;
  const config = draft.config();
  if (!config.discord) return;
  const link = (await outside.invitation(config)) ?? linkFrom(config.discord.token);
  if (link === null) return;
  if ((await outside.places(config, 'discord'))?.length) {
    asker.say('\nNewsdesk is in a server already. This link brings it into another:\n');
    return asker.show(`${link}\n`);
  }
  asker.say('\nThis link brings Newsdesk into your server:\n');
  asker.show(link);
  explain(setup, 'Discord, second part: the invitation', [
    'Open the link in your browser, choose your server and press "Continue". You see what Newsdesk may do there. Press "Authorize". You see in the server that Newsdesk has joined.',
  ]);
  while (!/^skip$/i.test(await asker.ask('Press Enter when it has joined'))) {
    if ((await outside.places(config, 'discord'))?.length !== 0) return;
    asker.say('  ✗ It is in no server yet. Open the link, or type "skip" to go on.');
  }
}

/** A bot's token begins with its id in base64, which is nearly always the application's id too; null in another token. */
function linkFrom(token: string): string | null {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('latin1');
  // https://docs.discord.com/developers/reference#snowflakes
  return /^\d{17,20}$/.test(id) ? discordInvite(id) : null;
}

async function findChannel(setup: Setup): Promise<void> {
  if (setup.draft.config().discord) await setUpChannel(setup, 'discord', FINDING_THE_CHANNEL);
}
