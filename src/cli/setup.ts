/** `newsdesk setup`: asks for what is needed, tries it out at once, and writes it down at the end. */
import { relative } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { memoryLedger } from '../llm/memory-ledger.ts';
import { connectChats } from '../main/chats.ts';
import { openModel } from '../main/models.ts';
import { openLog } from '../main.ts';
import { OperatorError, terminal } from './output.ts';
import { type AskerStreams, createAsker, LeftEarly } from './setup/asker.ts';
import { setUpDiscord } from './setup/discord.ts';
import { openDraft } from './setup/draft.ts';
import { setUpModel } from './setup/model.ts';
import { setUpSlack } from './setup/slack.ts';
import type { Setup } from './setup/steps.ts';
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
  outside: {
    connect: (config) => connectChats(config, terminal(), openLog(config), null),
    model: (config) => openModel(config, memoryLedger(), openLog(config)),
  },
};

async function visit(setup: Setup, folder: string): Promise<void> {
  const { asker, draft } = setup;
  asker.say('This sets Newsdesk up, step by step, and tries each answer out at once.');
  asker.say('Nothing is written before the end: Ctrl-C leaves everything as it was.\n');
  const where = await asker.choose('Where shall Newsdesk post?', PLACES, placeNow(setup));
  if (where === 'slack' || where === 'both') await setUpSlack(setup);
  if (where === 'discord' || where === 'both') await setUpDiscord(setup);
  await setUpModel(setup);
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
  sayWhatNext(setup);
}

const PLACES = [
  { value: 'slack', label: 'Slack' },
  { value: 'discord', label: 'Discord' },
  { value: 'both', label: 'Slack and Discord' },
  { value: 'terminal', label: 'Only in this terminal' },
] as const;

function placeNow({ draft }: Setup): (typeof PLACES)[number]['value'] {
  const { slack, discord } = draft.config();
  if (slack && discord) return 'both';
  return discord ? 'discord' : 'slack';
}

function sayWhatNext({ asker, draft }: Setup): void {
  const { slack, discord } = draft.config();
  asker.say('\nWhat comes next:');
  asker.say('  npx newsdesk doctor   checks everything once more');
  asker.say('  npm start             begins; drop articles into the inbox');
  if (slack || discord) asker.say('  /news help            in the channel, once Newsdesk runs');
  asker.say('Run setup again whenever something is to change.');
}
