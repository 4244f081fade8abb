import { discordInvite } from '../../chat/discord/invite.ts';
import { setUpChannel } from './channel.ts';
import { askUntilGood, explain, type Setup, trialOf } from './steps.ts';
import { checkChat } from './try-out.ts';

const MAKING_THE_BOT = [
  'Open https://discord.com/developers/applications in your browser and sign in.\nPress "New Application", type Newsdesk, accept the terms, press "Create".',
  'You see the page of the application. In the menu on its left choose "Bot".',
  'Press "Reset Token", then "Yes, do it!". You see a long token. Press "Copy".\nIt is shown this once only.',
];

const FINDING_THE_CHANNEL = [
  'In Discord open "User Settings" (the cog wheel beside your name), "Advanced", and switch\n"Developer Mode" on.',
  'Click with the right mouse button on the channel that is to get the digest, and choose\n"Copy Channel ID". On a phone hold your finger on it.',
];

/** From a bot that isn't there yet to a hello in a channel. Each part can be skipped. */
export async function setUpDiscord(setup: Setup): Promise<void> {
  if (!(await connectBot(setup))) return;
  await setUpChannel(setup, 'discord', FINDING_THE_CHANNEL);
}

async function connectBot(setup: Setup): Promise<boolean> {
  const { asker, draft, outside } = setup;
  if (draft.value('DISCORD_TOKEN') !== null) {
    asker.say('\nDiscord: a token is set already.');
    if (await asker.confirm('Keep it?', true)) return true;
  }
  explain(setup, 'Discord, first part: the bot', MAKING_THE_BOT);
  const token = await askUntilGood(setup, 'Token', { secret: true }, async (typed) =>
    trialOf(await checkChat(outside, draft.config({ DISCORD_TOKEN: typed }), 'discord', [])),
  );
  if (token === null) return false;
  draft.set('DISCORD_TOKEN', token);
  await invite(setup, token);
  return true;
}

async function invite(setup: Setup, token: string): Promise<void> {
  const { asker } = setup;
  const id = applicationIdIn(token) ?? (await askApplicationId(setup));
  if (id === null) return;
  explain(setup, 'Discord, second part: the invitation', [
    `Open this link in your browser:\n\n${discordInvite(id)}\n`,
    'Choose your server and press "Continue". You see what Newsdesk may do there. Press "Authorise".\nYou see "Success!", and in the server that Newsdesk has joined.',
  ]);
  await asker.ask('Press Enter when you have seen it');
}

/** A bot's token begins with its id in base64, which is the application's id too; null in a token of another form. */
function applicationIdIn(token: string): string | null {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('latin1');
  return isSnowflake(id) ? id : null;
}

async function askApplicationId(setup: Setup): Promise<string | null> {
  setup.asker.say(
    'For the invitation: on the application\'s page choose "General Information" and copy "Application ID".',
  );
  return askUntilGood(setup, 'Application ID, digits only', {}, async (typed) =>
    trialOf(isSnowflake(typed) ? [] : [{ ok: false, text: 'An application ID has 17 to 20 digits and nothing else.' }]),
  );
}

/** https://docs.discord.com/developers/reference#snowflakes */
const isSnowflake = (text: string) => /^\d{17,20}$/.test(text);
