/** Who is in the workspace, and in which channels. https://docs.slack.dev/reference/methods/users.info */
import { page } from './page.ts';
import { type Answer, type Arguments, need, personOf, TEAM, type Workspace } from './state.ts';

/** Whom Slack calls an admin although they are none here any more, or none of the workspace. */
const ADMINS = ['admin', 'owner', 'primary owner', 'stranger', 'bot', 'workflow', 'deactivated'];

export function personInfo(workspace: Workspace, args: Arguments): Answer {
  need(workspace, 'users:read');
  const { id, role, tz = 'Europe/Berlin', teams } = personOf(workspace, args);
  return {
    ok: true,
    user: {
      id,
      team_id: role === 'stranger' ? 'T0ELSEWHERE' : (teams?.[0] ?? TEAM.team_id),
      ...(teams ? { enterprise_user: { enterprise_id: 'E0ORG', teams } } : {}),
      name: id.toLowerCase(),
      tz,
      deleted: role === 'deactivated',
      is_bot: role === 'bot' || role === 'workflow',
      ...(role === 'workflow' ? { is_workflow_bot: true } : {}),
      ...(role === 'stranger' ? { is_stranger: true } : {}),
      is_restricted: role === 'guest' || role === 'single-channel guest',
      is_ultra_restricted: role === 'single-channel guest',
      is_admin: ADMINS.includes(role ?? ''),
      is_owner: role === 'owner' || role === 'primary owner',
      is_primary_owner: role === 'primary owner',
    },
  };
}

/**
 * Of the person that is named, else of the bot. What is not public is told of where the bot is in it too.
 * https://docs.slack.dev/reference/methods/users.conversations
 */
export function channelsOf(workspace: Workspace, args: Arguments): Answer {
  const types = String(args['types'] ?? 'public_channel').split(',');
  for (const type of types) need(workspace, TYPE_SCOPES[type] ?? 'no such type');
  const person = args['user'] === undefined ? null : personOf(workspace, args).id;
  const found = workspace.channels.filter((channel) => {
    const { private: isPrivate = false, im = false, mpim = false, member = true, absent = [] } = channel;
    const type = im ? 'im' : mpim ? 'mpim' : isPrivate ? 'private_channel' : 'public_channel';
    const isIn = person === null ? member : !absent.includes(person) && (!im || channel.id === `D${person.slice(1)}`);
    const isShown = String(args['exclude_archived']) !== 'true' || !channel.archived;
    return isShown && types.includes(type) && isIn && (member || type === 'public_channel');
  });
  const { items, ...rest } = page(args, found);
  return {
    ok: true,
    channels: items.map(({ id, name, private: is_private = false, mpim: is_mpim = false }) => ({
      id,
      name,
      is_private,
      is_mpim,
    })),
    ...rest,
  };
}

const TYPE_SCOPES: Readonly<Record<string, string>> = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  mpim: 'mpim:read',
  im: 'im:read',
};
