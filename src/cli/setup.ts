/** `newsdesk setup`: asks for what is needed, tries it out at once, and writes it down at the end. */
import { join, relative } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { OperatorError } from './output.ts';
import { type AskerStreams, createAsker, LeftEarly } from './setup/asker.ts';
import { DISCORD_STEPS } from './setup/discord.ts';
import { openDraft } from './setup/draft.ts';
import { checkEnvFile } from './setup/env-file.ts';
import { setUpModel } from './setup/model.ts';
import { OUTSIDE } from './setup/outside.ts';
import { SLACK_STEPS } from './setup/slack.ts';
import { type Setup, walk } from './setup/steps.ts';
import type { Outside } from './setup/try-out.ts';

export interface SetupOptions extends AskerStreams {
  /** Where `.env` lies. */
  readonly folder: string;
  /** The environment; left out, the program's own. */
  readonly variables?: Settings;
  readonly outside: Outside;
}

/**
 * Asks, tries out, writes. Ctrl-C at any time leaves everything as it was.
 * @throws OperatorError when it is left early, or when something can't be written
 */
export async function setup(options: SetupOptions = AT_THE_TERMINAL): Promise<void> {
  await checkEnvFile(join(options.folder, '.env'));
  const draft = openDraft(options.folder, options.variables);
  const asker = createAsker(options);
  try {
    await Promise.race([visit({ asker, draft, outside: options.outside }, options.folder), asker.left]);
  } catch (error) {
    if (error instanceof LeftEarly) throw new OperatorError('setup was left before its end; nothing was changed');
    throw error;
  } finally {
    asker.close();
  }
}

const AT_THE_TERMINAL: SetupOptions = {
  input: process.stdin,
  output: process.stdout,
  folder: process.cwd(),
  outside: OUTSIDE,
};

async function visit(setup: Setup, folder: string): Promise<void> {
  const { asker, draft } = setup;
  asker.say('This sets Newsdesk up, step by step, and tries each answer out at once. Type "back" to go a step back.');
  asker.say('Nothing is written before the end: Ctrl-C leaves everything as it was.\n');
  let where: Place = placeNow(setup);
  const askWhere = async () => {
    where = await asker.choose('Where shall Newsdesk post?', PLACES, where);
    sayWhatStays(setup, where);
  };
  await walk(setup, () => [
    askWhere,
    ...(where === 'slack' || where === 'both' ? SLACK_STEPS : []),
    ...(where === 'discord' || where === 'both' ? DISCORD_STEPS : []),
    setUpModel,
  ]);
  const overruled = draft.overruled();
  // Somebody who pressed Ctrl-C while the last answer was tried out wants nothing written.
  asker.stay();
  const written = await draft.write();
  asker.say();
  if (written.length === 0) asker.say('Everything is as it was: nothing had to be changed.');
  else asker.say(`Written: ${written.map((path) => relative(folder, path) || path).join(', ')}.`);
  for (const name of overruled) {
    asker.say(`The environment sets ${name} too, and wins over .env: take it out there, or change it there.`);
  }
  sayWhatNext(setup, folder);
}

const PLACES = [
  { value: 'slack', label: 'Slack' },
  { value: 'discord', label: 'Discord' },
  { value: 'both', label: 'Slack and Discord' },
  { value: 'terminal', label: 'Only in this terminal' },
] as const;

type Place = (typeof PLACES)[number]['value'];

function placeNow({ draft }: Setup): Place {
  const { slack, discord } = draft.config();
  if (slack && discord) return 'both';
  return discord ? 'discord' : 'slack';
}

/** Setup connects; it takes nothing away. */
function sayWhatStays({ asker, draft }: Setup, where: Place): void {
  const { slack, discord } = draft.config();
  if (slack && (where === 'discord' || where === 'terminal')) {
    asker.say('Slack stays connected; to end that, take SLACK_BOT_TOKEN and SLACK_APP_TOKEN out of .env.');
  }
  if (discord && (where === 'slack' || where === 'terminal')) {
    asker.say('Discord stays connected; to end that, take DISCORD_TOKEN out of .env.');
  }
}

function sayWhatNext({ asker, draft }: Setup, folder: string): void {
  const { slack, discord } = draft.config();
  asker.show('\nWhat comes next:');
  asker.show('  npx newsdesk doctor     checks everything once more');
  asker.show('  npm start               begins; where it runs already, stop it with Ctrl-C first');
  if (slack || discord) {
    asker.show('  /news help              in the channel, once Newsdesk runs');
    asker.show('  /news-admin subscribe   in any other channel that is to get a digest');
  }
  const { feedsDir } = draft.config();
  asker.say(
    `Drop articles into ${join(relative(folder, feedsDir) || '.', 'inbox')}. Run setup again whenever something is to change.`,
  );
}
