/** What is wrong with Slack's settings taken together, and the mix-ups that everybody makes once. */
import type { Settings } from './settings.ts';
import type { ConfigProblem } from './yaml-file.ts';

interface Kind {
  readonly begins: RegExp;
  readonly name: string;
  /** Where such a token belongs. */
  readonly setting: string | null;
  readonly cure: string;
}

/** By how they begin: https://docs.slack.dev/authentication/tokens */
const KINDS: readonly Kind[] = [
  { begins: /^xapp-/, name: 'an app-level token', setting: 'SLACK_APP_TOKEN', cure: 'put it into SLACK_APP_TOKEN' },
  { begins: /^xoxb-/, name: 'a bot token', setting: 'SLACK_BOT_TOKEN', cure: 'put it into SLACK_BOT_TOKEN' },
  { begins: /^xoxp-/, name: "a person's token", setting: null, cure: 'Newsdesk needs none' },
  { begins: /^xox[cd]-/, name: "a browser's token", setting: null, cure: 'Newsdesk needs none' },
  {
    begins: /^xoxe[.-]/,
    name: 'a token that expires',
    setting: null,
    cure: 'switch token rotation off and copy it anew',
  },
];

/** What each setting wants, and where Slack shows it. */
const WANTED: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: 'the bot token begins with xoxb- (OAuth & Permissions)',
  SLACK_APP_TOKEN: 'the app-level token begins with xapp- (Basic Information, App-Level Tokens)',
  SLACK_SIGNING_SECRET: 'the signing secret is 32 letters and digits (Basic Information, App Credentials)',
};

/** Only what is certainly wrong: a token of a kind that we don't know may be one of next year. */
export function slackProblems(settings: Settings): ConfigProblem[] {
  const isSeveral = settings['SLACK_CLIENT_ID'] || settings['SLACK_CLIENT_SECRET'];
  return [...mixUps(settings), ...(isSeveral ? missingForSeveral(settings) : missing(settings))];
}

/** Another kind of token than the setting wants: what it is, what to do with it, and what is wanted; null otherwise. */
export function wrongKind(name: string, value: string): { is: string; cure: string; wanted: string } | null {
  const kind = KINDS.find(({ begins }) => begins.test(value.trim()));
  if (!kind || kind.setting === name) return null;
  return { is: kind.name, cure: kind.cure, wanted: WANTED[name] ?? '' };
}

function mixUps(settings: Settings): ConfigProblem[] {
  return Object.keys(WANTED).flatMap((place) => {
    const wrong = wrongKind(place, settings[place] ?? '');
    return wrong ? [{ place, what: `is ${wrong.is}: ${wrong.cure}; ${wrong.wanted}` }] : [];
  });
}

function missing(settings: Settings): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  for (const place of ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET']) {
    if (!settings[place] || settings['SLACK_BOT_TOKEN']) continue;
    problems.push({ place, what: 'needs SLACK_BOT_TOKEN too (xoxb-…), or nothing can be posted' });
  }
  const { SLACK_SIGNING_SECRET: secret, SLACK_APP_TOKEN: appToken, NEWSDESK_PORT: port } = settings;
  if (secret && !appToken && !port) {
    const what =
      "needs NEWSDESK_PORT, on which Slack's requests arrive; or set SLACK_APP_TOKEN, and no port needs to be open";
    problems.push({ place: 'SLACK_SIGNING_SECRET', what });
  }
  return problems;
}

/** With which each workspace installs Newsdesk by itself: all of them, or none. */
const SEVERAL: readonly (readonly [setting: string, what: string])[] = [
  ['SLACK_CLIENT_ID', 'it stands under Basic Information, App Credentials'],
  ['SLACK_CLIENT_SECRET', 'it stands under Basic Information, App Credentials'],
  ['SLACK_SIGNING_SECRET', 'it stands under Basic Information, App Credentials'],
  ['NEWSDESK_PORT', 'on which Slack and those who install Newsdesk arrive, with https before it'],
  ['SLACK_WORKSPACES', 'the ids of the workspaces that may install it (T0123ABCD, T0456EFGH), or any'],
  ['NEWSDESK_SECRET_KEY', 'by which their tokens are encrypted; make one with: openssl rand -base64 32'],
];
const ONE_ONLY = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'];

function missingForSeveral(settings: Settings): ConfigProblem[] {
  const missing = SEVERAL.filter(([place]) => !settings[place]).map(([place, what]) => ({
    place,
    what: `is needed where several workspaces install Newsdesk (SLACK_CLIENT_ID): ${what}`,
  }));
  const extra = ONE_ONLY.filter((place) => settings[place]).map((place) => ({
    place,
    what: 'is for one workspace, and SLACK_CLIENT_ID for several: leave one of the two out',
  }));
  return [...missing, ...extra];
}
