/** In which of several workspaces a channel is: asked of Slack, since a channel's id does not tell. */
import type { webApi as WebApi } from '@slack/bolt';
import { sortFailure } from './answers.ts';
import type { SlackClient } from './client.ts';

/** `inside`: the bot is in it. `visible`: it is there, and the bot is not in it. `unclear`: Slack can't be asked just now. */
export type Whereabouts = 'inside' | 'visible' | 'absent' | 'unclear';

/** Whatever else Slack declines with says nothing of the channel: its own trouble, or a token that it takes no longer. */
const NOT_THERE = ['channel_not_found', 'user_not_found', 'user_not_visible', 'users_not_found'];

/** In an Enterprise organisation people are of several workspaces, and of one first. */
export function teamsOf(user: WebApi.UsersInfoResponse['user']): readonly string[] {
  const { team_id, enterprise_user } = user ?? {};
  return [...(team_id === undefined ? [] : [team_id]), ...(enterprise_user?.teams ?? [])];
}

/** @param id of a channel, or of a person, who stands for their direct messages */
export async function whereaboutsOf({ web, webApi }: SlackClient, id: string, workspace: string): Promise<Whereabouts> {
  try {
    if (/^[UW]/.test(id)) {
      const { user } = await web.users.info({ user: id });
      const [first, ...others] = teamsOf(user);
      return first === workspace ? 'inside' : others.includes(workspace) ? 'visible' : 'absent';
    }
    const { channel } = await web.conversations.info({ channel: id });
    return channel?.is_member || channel?.is_im || channel?.is_mpim ? 'inside' : 'visible';
  } catch (error) {
    const failure = sortFailure(error, webApi);
    return failure.kind === 'declined' && NOT_THERE.includes(failure.code) ? 'absent' : 'unclear';
  }
}

/**
 * The workspace that an event is meant for, as Bolt reads it: where channels are shared, that of the installation and not of the
 * person. Null where the event names none.
 */
export function workspaceOfEvent(body: Readonly<Record<string, unknown>>): string | null {
  const { authorizations, view, team, team_id, user } = body as EventBody;
  const [authorization] = Array.isArray(authorizations) ? authorizations : [];
  const named = [authorization?.team_id, view?.app_installed_team_id, team?.id, team_id, user?.team_id];
  return named.find((id) => typeof id === 'string' && id !== '') ?? null;
}

/**
 * When a workspace took its token back: it removed the app, or revoked the bot's token. Null for any other event. The last
 * moment of its second, for Slack tells no more. https://docs.slack.dev/reference/events/app_uninstalled
 */
export function farewellOf(body: Readonly<Record<string, unknown>>): Date | null {
  const { event, event_time } = body as EventBody;
  const revoked = event?.type === 'tokens_revoked' && (event.tokens?.bot?.length ?? 0) > 0;
  if (event?.type !== 'app_uninstalled' && !revoked) return null;
  return typeof event_time === 'number' ? new Date(event_time * 1000 + 999) : null;
}

/** The parts of what Slack sends that are read here; nothing about them is certain. */
interface EventBody {
  readonly authorizations?: readonly { readonly team_id?: string | null }[];
  readonly view?: { readonly app_installed_team_id?: string } | null;
  readonly team?: { readonly id?: string } | null;
  readonly team_id?: string;
  readonly user?: { readonly team_id?: string };
  readonly event_time?: unknown;
  readonly event?: { readonly type?: string; readonly tokens?: { readonly bot?: readonly string[] } };
}
