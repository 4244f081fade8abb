/**
 * How a workspace takes Newsdesk in: two pages, by Bolt's own installer, which sends people to Slack and back with a state that
 * only their browser and we know. https://docs.slack.dev/authentication/installing-with-oauth
 */
import type { ServerResponse } from 'node:http';
import type { InstallationStore, Installation as SlackInstallation } from '@slack/bolt';
import { shortLabel } from '../../message/label.ts';
import type { Installations } from '../../ports/installations.ts';
import type { Clock, Log } from '../../ports.ts';
import { sortFailure } from './answers.ts';
import { callOptions, SILENT } from './client.ts';
import type { Page } from './http.ts';
import { BOT_SCOPES } from './scopes.ts';

export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';

export interface InstallOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** By which a state is known for our own. */
  readonly stateSecret: string;
  /** Ids of the workspaces that may; null for any. */
  readonly workspaces: readonly string[] | null;
}

interface Parts {
  readonly options: InstallOptions & { readonly apiUrl: string | null; readonly signingSecret: string };
  readonly installations: Installations;
  readonly ports: { readonly clock: Clock; readonly log: Log };
}

/** By path. */
export async function installPages(parts: Parts): Promise<ReadonlyMap<string, Page>> {
  const { options } = parts;
  const scopes = BOT_SCOPES.map(({ name }) => name);
  const { HTTPReceiver } = await import('@slack/bolt');
  // Bolt hands its installer out with this receiver only, which is never started.
  const { installer } = new HTTPReceiver({
    signingSecret: options.signingSecret,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    stateSecret: options.stateSecret,
    scopes,
    installationStore: storeOf(parts),
    logger: SILENT,
    installerOptions: { directInstall: true, clientOptions: callOptions(options) },
  });
  if (!installer) throw new Error('Slack’s own installer is missing: please report it.');
  return new Map<string, Page>([
    [INSTALL_PATH, (request, response) => installer.handleInstallPath(request, response, undefined, { scopes })],
    [
      REDIRECT_PATH,
      (request, response) =>
        installer.handleCallback(request, response, {
          afterInstallation: (installation) => isWelcome(installation, parts, response),
          success: ({ team }) => page(response, 200, `Newsdesk is in ${nameOf(team)}. ${WHAT_NEXT}`),
          failure: ({ code }) => {
            parts.ports.log.warn('slack: an installation came to nothing', { code });
            const { status, text } = FAILURES[code] ?? REFUSED;
            page(response, status, text);
          },
        }),
    ],
  ]);
}

const WHAT_NEXT =
  'Invite it to a channel with /invite @Newsdesk; then /news-admin subscribe brings a topic there. You can close this page.';

const AGAIN = `Begin anew at ${INSTALL_PATH}, in one browser and within ten minutes.`;
const NOT_THIS_BROWSER = {
  status: 400,
  text: `Nothing was installed: this answer does not belong to a request of this browser. ${AGAIN}`,
};

/** Bolt's codes, and what people can do about each. */
const FAILURES: Readonly<Record<string, { readonly status: number; readonly text: string }>> = {
  slack_oauth_installer_authorization_error: {
    status: 400,
    text: `Nothing was installed, because it was cancelled in Slack. ${AGAIN}`,
  },
  slack_oauth_invalid_state: NOT_THIS_BROWSER,
  slack_oauth_missing_state: NOT_THIS_BROWSER,
  slack_oauth_missing_code: { status: 400, text: `Nothing was installed: Slack's code is missing. ${AGAIN}` },
};
const REFUSED = { status: 502, text: `Nothing was installed: Slack refused it, or it could not be kept. ${AGAIN}` };

/** False, with a page that says why, where it must not be kept; its token is then given back. */
async function isWelcome(installation: SlackInstallation, parts: Parts, response: ServerResponse): Promise<boolean> {
  const { team, bot, isEnterpriseInstall } = installation;
  const { workspaces } = parts.options;
  const isMeant = workspaces === null || workspaces.includes(team?.id ?? '');
  if (team && bot && !bot.refreshToken && !isEnterpriseInstall && isMeant) return true;
  if (bot) await giveBack(bot.token, parts);
  const why =
    !team || isEnterpriseInstall || !bot
      ? 'Newsdesk is installed in one workspace at a time, not in a whole organisation. Choose a workspace.'
      : isMeant
        ? 'Its token would expire: whoever runs Newsdesk has to switch token rotation off, under OAuth & Permissions.'
        : `The workspace ${nameOf(team)} (${team.id}) may not have this Newsdesk. Whoever runs it can add the id to SLACK_WORKSPACES.`;
  parts.ports.log.warn('slack: a workspace was turned away', { workspace: team?.id ?? null });
  page(response, 403, `Nothing was installed. ${why}`);
  return false;
}

async function giveBack(token: string, { options, ports }: Parts): Promise<void> {
  const { webApi } = await import('@slack/bolt');
  try {
    await new webApi.WebClient(token, { ...callOptions(options), logger: SILENT }).auth.revoke();
  } catch (error) {
    ports.log.warn('slack: a token could not be given back', { ...sortFailure(error, webApi) });
  }
}

function storeOf({ installations, ports }: Parts): InstallationStore {
  return {
    async storeInstallation({ team, bot }) {
      if (!team || !bot) throw new Error('not an installation in a workspace');
      await installations.keep({
        workspace: team.id,
        name: nameOf(team),
        token: bot.token,
        at: ports.clock.now(),
      });
      ports.log.info('slack: a workspace installed Newsdesk', { workspace: team.id });
    },
    fetchInstallation: () => Promise.reject(new Error('tokens are not handed out here')),
  };
}

/** As people see it; Slack's word, made harmless. */
function nameOf(team: SlackInstallation['team']): string {
  return shortLabel(team?.name ?? '', 80) || (team?.id ?? 'the workspace');
}

/** Plain text: nothing that came from elsewhere can be markup. */
function page(response: ServerResponse, status: number, text: string): void {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };
  response.writeHead(status, { ...headers, 'cache-control': 'no-store' }).end(`${text}\n`);
}
