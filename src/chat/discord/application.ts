/** The application behind the bot: who it is, how it is invited, and what is set at it that keeps Newsdesk from working. */
import { ApplicationIntegrationType } from 'discord-api-types/v10';
import { safeText } from '../../message/safe.ts';
import { type Api, type ApiOptions, createApi, field, type Trouble } from './api.ts';
import { discordInvite } from './invite.ts';
import { idOf, TOKEN_REFUSED, unavailable } from './outcome.ts';

export type Application =
  | {
      readonly kind: 'known';
      readonly id: string;
      readonly name: string;
      /** The link that brings the bot into a server. */
      readonly invitation: string;
      /** What is to be changed at https://discord.com/developers/applications, one sentence each. */
      readonly faults: readonly string[];
    }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

/** For setting up: the application that a token belongs to, or one sentence on what is wrong. */
export async function discordApplication(
  options: ApiOptions,
): Promise<Extract<Application, { kind: 'known' }> | { readonly kind: 'unknown'; readonly reason: string }> {
  const api = await createApi(options);
  try {
    const application = await applicationOf(api);
    return application.kind === 'known' ? application : { kind: 'unknown', reason: sentenceOn(application.trouble) };
  } finally {
    api.close();
  }
}

export async function applicationOf(api: Api): Promise<Application> {
  const answer = await api.call('GET', '/applications/@me');
  if (answer.kind !== 'ok') return { kind: 'trouble', trouble: answer };
  const id = idOf(answer.body);
  if (id === null)
    return { kind: 'trouble', trouble: { kind: 'unknown', reason: 'Discord does not say who the bot is.' } };
  const name = safeText(String(field(answer.body, 'name') ?? id)).trim();
  return { kind: 'known', id, name, invitation: discordInvite(id), faults: faultsOf(answer.body) };
}

/** https://docs.discord.com/developers/resources/application#application-object */
function faultsOf(application: unknown): string[] {
  const faults: string[] = [];
  if (field(application, 'interactions_endpoint_url')) {
    faults.push(
      'Commands go to the Interactions Endpoint URL and never reach Newsdesk: clear that field on the General Information page.',
    );
  }
  if (field(application, 'bot_require_code_grant') === true) {
    faults.push('The bot can not be invited: switch off "Requires OAuth2 Code Grant" on the Bot page.');
  }
  const types = field(application, 'integration_types_config');
  if (typeof types === 'object' && types !== null && !(ApplicationIntegrationType.GuildInstall in types)) {
    faults.push('The bot can not be added to servers: switch on "Guild Install" on the Installation page.');
  }
  return faults;
}

/** What keeps the token from being known as good. */
export function sentenceOn(trouble: Trouble): string {
  if (trouble.kind === 'refused' && trouble.status === 401) return TOKEN_REFUSED;
  const found = unavailable(trouble);
  return 'reason' in found ? found.reason : TOKEN_REFUSED;
}
