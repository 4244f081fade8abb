/** Slack's description of the app, made of the catalogue: whoever pastes it into Slack has everything set up. */
import type { Command, Root } from '../../command/command.ts';
import { safeText } from '../../message/safe.ts';
import { REDIRECT_PATH } from './install.ts';
import { BOT_SCOPES } from './scopes.ts';

/** Lengths: https://docs.slack.dev/reference/app-manifest */
const NAME_CHARACTERS = 35;
const USAGE_HINT_CHARACTERS = 1000;

const SHORT = 'News digests in which every bullet carries a quote that was checked, and answers from the archive.';
const LONG = [
  'Newsdesk reads the news so that a team does not have to. It posts each channel a digest of the topics it asked for:',
  'what happened, key actors, implications, and what changed since yesterday. Every bullet carries a quote that the program',
  'has found in the article word for word. Ask it with /news, by mentioning it in a thread, or in a direct message; managers',
  'subscribe channels with /news-admin.',
].join(' ');

const DESCRIPTIONS: Readonly<Record<Root, string>> = {
  news: 'Digests, stories, and questions to the archive',
  'news-admin': 'Subscriptions, topics and corrections: for managers',
};

/** Where Slack makes an app. https://docs.slack.dev/app-manifests/configuring-apps-with-app-manifests */
export const NEW_APP = 'https://api.slack.com/apps?new_app=1';

/** Events that are listened to: https://docs.slack.dev/reference/events */
const BOT_EVENTS = ['app_home_opened', 'app_mention', 'message.im'];
/** Heard only where Slack calls us, since only there a workspace can install the app by itself. */
const FAREWELLS = ['app_uninstalled', 'tokens_revoked'];

/** `requestUrl` is where Slack calls us: `https://…/slack/events`. */
export interface ManifestOptions {
  readonly name?: string;
  readonly mode: 'socket' | { readonly requestUrl: string };
}

/** The complete manifest, as JSON that Slack takes. */
export function slackManifest({ name = 'Newsdesk', mode }: ManifestOptions, commands: readonly Command[]): object {
  const url = mode === 'socket' ? null : mode.requestUrl;
  const shown = safeText(name).trim().slice(0, NAME_CHARACTERS).trim() || 'Newsdesk';
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: { name: shown, description: SHORT, long_description: LONG, background_color: '#1d3557' },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: handle(shown), always_online: true },
      slash_commands: (['news', 'news-admin'] as const).map((root) => slashCommand(root, commands, url)),
    },
    oauth_config: {
      ...(url === null ? {} : { redirect_urls: [redirectUrl(url)] }),
      scopes: { bot: BOT_SCOPES.map((scope) => scope.name) },
    },
    settings: {
      event_subscriptions:
        url === null ? { bot_events: BOT_EVENTS } : { request_url: url, bot_events: [...BOT_EVENTS, ...FAREWELLS] },
      interactivity: {
        is_enabled: true,
        ...(url === null ? {} : { request_url: url, message_menu_options_url: url }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
  };
}

/**
 * The link that opens Slack's form for a new app with everything filled in. Nothing in it but letters, digits and `%-._~?=&:/`,
 * so that a terminal sees where it ends.
 */
export function newAppLink(manifest: object): string {
  const strictly = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${NEW_APP}&manifest_json=${strictly(JSON.stringify(manifest))}`;
}

/** Beside the address of the requests, also where a proxy puts both under a path of its own. */
function redirectUrl(requestUrl: string): string {
  const [, before = ''] = /^(.*)\/slack\/events\/?$/.exec(new URL(requestUrl).pathname) ?? [];
  return new URL(`${before}${REDIRECT_PATH}`, requestUrl).href;
}

/** Channels and people come escaped, as ids: their names would have to be guessed at. */
function slashCommand(root: Root, commands: readonly Command[], url: string | null): object {
  return {
    command: `/${root}`,
    description: DESCRIPTIONS[root],
    usage_hint: usageHint(commands.filter((command) => command.root === root)),
    should_escape: true,
    ...(url === null ? {} : { url }),
  };
}

/** Lower-case letters, digits and `-_.` only, at most 80. */
function handle(name: string): string {
  const letters = name
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return letters || 'newsdesk';
}

/** The names of the commands; of a group (`topic add`) its name once. */
function usageHint(commands: readonly Command[]): string {
  const names = [...new Set(commands.map(({ path }) => path[0]))];
  const hint = `[${names.join(' | ')}]`;
  return hint.length <= USAGE_HINT_CHARACTERS ? hint : '[help]';
}
