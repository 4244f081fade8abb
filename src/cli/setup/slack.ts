import { slackManifest } from '../../chat/slack/manifest.ts';
import { COMMANDS } from '../../command/catalogue.ts';
import { wrongKind } from '../../config/slack-settings.ts';
import { setUpChannel } from './channel.ts';
import { askUntilGood, explain, mistake, type Setup, trialOf } from './steps.ts';
import { checkChat } from './try-out.ts';

const MAKING_THE_APP = [
  'Open https://api.slack.com/apps?new_app=1 in your browser and sign in to your workspace.\nYou see "Create an app". Choose "From a manifest".',
  'Choose your workspace and press "Next". You see a field that already has text in it.\nChoose "JSON" above it, delete what is there, and paste the manifest that stands above here.\nPress "Next". You see what the app may do. Press "Create".',
  'You see the page of the new app. In the menu on its left choose "Install App", press\n"Install to …", then "Allow".',
  'You see "Bot User OAuth Token". Press "Copy" beside it.',
];

const MAKING_THE_APP_TOKEN = [
  'On the app\'s page choose "Basic Information" in the menu on the left and scroll to\n"App-Level Tokens". Press "Generate Token and Scopes".',
  'Type a name, e.g. newsdesk. Press "Add Scope", choose "connections:write", press "Generate".',
  'You see a token that begins with xapp-. Press "Copy".',
];

const FINDING_THE_CHANNEL = [
  'In Slack open the channel that is to get the digest, type  /invite @Newsdesk  and send it.\nYou see that Newsdesk was added.',
  'Click the channel\'s name at the top. At the very end of the window that opens stands\n"Channel ID: C…". Press the sign beside it to copy it.',
];

/** From an app that isn't there yet to a hello in a channel. Each part can be skipped. */
export async function setUpSlack(setup: Setup): Promise<void> {
  if (setup.draft.config().slack?.install) {
    return setup.asker.say(
      '\nSlack: each workspace installs Newsdesk by itself, at /slack/install. There is nothing to ask.',
    );
  }
  if (!(await connectBot(setup))) return;
  await openConversation(setup);
  await setUpChannel(setup, 'slack', FINDING_THE_CHANNEL);
}

async function connectBot(setup: Setup): Promise<boolean> {
  const { asker, draft, outside } = setup;
  if (draft.value('SLACK_BOT_TOKEN') !== null) {
    asker.say('\nSlack: a bot token is set already.');
    if (await asker.confirm('Keep it?', true)) return true;
  }
  asker.say('\nSlack makes the app from this manifest; it says what the app may do and which commands it has:\n');
  asker.say(JSON.stringify(slackManifest({ mode: 'socket' }, COMMANDS), null, 2));
  explain(setup, 'Slack, first part: the app', MAKING_THE_APP);
  const token = await askUntilGood(setup, 'Bot token, xoxb-…', { secret: true }, async (typed) => {
    const wrong = wrongKind('SLACK_BOT_TOKEN', typed);
    if (wrong) return mistake(`This is ${wrong.is}; ${wrong.wanted}.`);
    const config = draft.config({ SLACK_BOT_TOKEN: typed, SLACK_APP_TOKEN: null });
    // Whether people can talk to it is the next part's concern.
    return trialOf((await checkChat(outside, config, 'slack', [])).slice(0, 1));
  });
  if (token === null) return false;
  draft.set('SLACK_BOT_TOKEN', token);
  return true;
}

async function openConversation(setup: Setup): Promise<void> {
  const { asker, draft, outside } = setup;
  const { slack } = draft.config();
  if (slack?.signingSecret && slack.port && !slack.appToken) {
    asker.say(`Slack sends what people ask to port ${slack.port}; no app-level token is needed.`);
    return;
  }
  if (slack?.appToken && (await asker.confirm('An app-level token is set too. Keep it?', true))) return;
  explain(setup, 'Slack, second part: so that people can ask questions', MAKING_THE_APP_TOKEN);
  const token = await askUntilGood(setup, 'App-level token, xapp-…', { secret: true }, async (typed) => {
    const wrong = wrongKind('SLACK_APP_TOKEN', typed);
    if (wrong) return mistake(`This is ${wrong.is}; ${wrong.wanted}.`);
    return trialOf(await checkChat(outside, draft.config({ SLACK_APP_TOKEN: typed }), 'slack', []));
  });
  if (token !== null) draft.set('SLACK_APP_TOKEN', token);
  else asker.say('  Without it Newsdesk posts digests to Slack, and nobody can ask it anything there.');
}
