import { NEW_APP, newAppLink, slackManifest } from '../../chat/slack/manifest.ts';
import { COMMANDS } from '../../command/catalogue.ts';
import { wrongKind } from '../../config/slack-settings.ts';
import { setUpChannel } from './channel.ts';
import { lookAlike, ofAnother } from './mix-ups.ts';
import { askUntilGood, explain, mistake, type Setup, type Step, showLines, type Trial, trialOf } from './steps.ts';
import { checkChat } from './try-out.ts';

const MAKING_THE_APP = [
  'Open the link in your browser and sign in to your workspace. Choose the workspace and press "Next". You see what the app may do. Press "Create".',
  `Should the link be of no use: open ${NEW_APP} instead, choose "From a manifest", your workspace, "Next", and "JSON"; delete the text that is there, paste the manifest from above, press "Next", then "Create".`,
  'You see the page of the new app. In the menu on its left choose "Install App", press "Install to …", then "Allow". Where it says "Request to Install", an admin of the workspace has to approve it first.',
  'You see "Bot User OAuth Token". Press "Copy" beside it.',
];

const MAKING_THE_APP_TOKEN = [
  'On the app\'s page choose "Basic Information" in the menu on the left and scroll to "App-Level Tokens". Press "Generate Token and Scopes".',
  'Type a name, e.g. newsdesk. Press "Add Scope", choose "connections:write", press "Generate".',
  'You see a token that begins with xapp-. Press "Copy".',
];

const FINDING_THE_CHANNEL = [
  'In Slack open the channel that is to get the digest, type /invite @Newsdesk and send it. You see that Newsdesk was added.',
  'Type the name of the channel here, e.g. #general.',
];

/** From an app that isn't there yet to a hello in a channel. Each part can be skipped. */
export const SLACK_STEPS: readonly Step[] = [connectBot, openConversation, findChannel];

async function connectBot(setup: Setup): Promise<void> {
  const { asker, draft, outside } = setup;
  if (draft.config().slack?.install) {
    return asker.say(
      '\nSlack: each workspace installs Newsdesk by itself, at /slack/install. There is nothing to ask.',
    );
  }
  if (draft.value('SLACK_BOT_TOKEN') !== null && (await keepsBot(setup))) return;
  const manifest = slackManifest({ mode: 'socket' }, COMMANDS);
  asker.say('\nSlack makes the app from this manifest; it says what the app may do and which commands it has:\n');
  asker.show(JSON.stringify(manifest, null, 2));
  asker.say('\nThis link opens Slack with the manifest filled in. It is long: click it, or copy it whole.\n');
  asker.show(newAppLink(manifest));
  explain(setup, 'Slack, first part: the app', MAKING_THE_APP);
  const token = await askUntilGood(setup, 'Bot token, xoxb-…', { secret: true }, async (typed) => {
    const wrong = wrongToken('SLACK_BOT_TOKEN', typed);
    if (wrong !== null) return mistake(wrong);
    const config = draft.config({ SLACK_BOT_TOKEN: typed, SLACK_APP_TOKEN: null });
    // Whether people can talk to it is the next part's concern.
    return orLookAlike(trialOf((await checkChat(outside, config, 'slack', [])).slice(0, 1)), typed);
  });
  if (token !== null) draft.set('SLACK_BOT_TOKEN', token);
}

/** Whose token it is says more than some letters of it would. */
async function keepsBot(setup: Setup): Promise<boolean> {
  const { asker, draft, outside } = setup;
  asker.say('\nSlack: a bot token is set already.');
  const { ok, lines } = trialOf((await checkChat(outside, draft.config(), 'slack', [])).slice(0, 2));
  showLines(setup, lines);
  return asker.confirm('Keep it?', ok);
}

async function openConversation(setup: Setup): Promise<void> {
  const { asker, draft, outside } = setup;
  const { slack } = draft.config();
  if (!slack?.botToken) return;
  if (slack.signingSecret && slack.port && !slack.appToken) {
    asker.say(`Slack sends what people ask to port ${slack.port}; no app-level token is needed.`);
    return;
  }
  if (slack.appToken) {
    const { ok, lines } = trialOf((await checkChat(outside, draft.config(), 'slack', [])).slice(2));
    showLines(setup, lines);
    if (await asker.confirm('An app-level token is set too. Keep it?', ok)) return;
  }
  explain(setup, 'Slack, second part: so that people can ask questions', MAKING_THE_APP_TOKEN);
  const token = await askUntilGood(setup, 'App-level token, xapp-…', { secret: true }, async (typed) => {
    const wrong = wrongToken('SLACK_APP_TOKEN', typed);
    if (wrong !== null) return mistake(wrong);
    const lines = await checkChat(outside, draft.config({ SLACK_APP_TOKEN: typed }), 'slack', []);
    return orLookAlike(trialOf(lines), typed);
  });
  if (token !== null) draft.set('SLACK_APP_TOKEN', token);
  else if (!slack.appToken)
    asker.say('  Without it Newsdesk posts digests to Slack, and nobody can ask it anything there.');
}

async function findChannel(setup: Setup): Promise<void> {
  if (setup.draft.config().slack?.botToken) await setUpChannel(setup, 'slack', FINDING_THE_CHANNEL);
}

/** What is certainly wrong with it, before Slack is asked; null otherwise. */
function wrongToken(name: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN', typed: string): string | null {
  const wrong = wrongKind(name, typed);
  return wrong ? `This is ${wrong.is}; ${wrong.wanted}.` : ofAnother('slack', typed);
}

function orLookAlike(trial: Trial, typed: string): Trial {
  const text = trial.ok ? null : lookAlike('slack', typed);
  return text === null ? trial : { ...trial, lines: [...trial.lines, { ok: false, text }] };
}
