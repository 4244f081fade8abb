/**
 * Slack's error codes for a post, sorted by what they mean for us, each with what to do about it.
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
import type { Outcome } from '../../delivery/delivery.ts';

/** What Slack's answer means, apart from rate limits, whose wait stands in a header. */
type Meaning = Extract<Outcome, { kind: 'failed' | 'refused' | 'unknown' }>;

const channel = (reason: string): Meaning => ({ kind: 'refused', scope: 'channel', reason });
const token = (reason: string): Meaning => ({ kind: 'refused', scope: 'token', reason });
const message = (reason: string): Meaning => ({ kind: 'refused', scope: 'message', reason });
const passing = (reason: string): Meaning => ({ kind: 'failed', reason });

const POSTING_RESTRICTED = channel(
  "The channel's or the workspace's posting permissions keep the bot out: ask a workspace admin to let it post there.",
);
const NEW_TOKEN =
  'reinstall the app under Install App at https://api.slack.com/apps and put the new Bot User OAuth Token into SLACK_BOT_TOKEN.';
const TOO_LONG = message('Slack finds the message too long, which is a fault in Newsdesk: please report it.');
const MALFORMED = message('Slack cannot read the message, which is a fault in Newsdesk: please report it.');
const BAD_METADATA = message(
  "Slack refuses the message's delivery key, which is a fault in Newsdesk: please report it.",
);
const ORGANISATION_MOVES = passing(
  'The workspace is being moved to an Enterprise organisation: Slack takes no messages until that is done.',
);

const MEANINGS: Readonly<Record<string, Meaning>> = {
  channel_not_found: channel(
    'Slack knows no such channel, or the bot cannot see it: check its id, and if the channel is private, invite the bot with /invite @Newsdesk.',
  ),
  not_in_channel: channel('The bot is not in the channel: invite it with /invite @Newsdesk.'),
  is_archived: channel('The channel is archived: unarchive it, or subscribe another channel.'),
  no_permission: channel('The bot may not post in the channel: invite it with /invite @Newsdesk.'),
  restricted_action: POSTING_RESTRICTED,
  restricted_action_read_only_channel: POSTING_RESTRICTED,
  restricted_action_thread_only_channel: POSTING_RESTRICTED,
  restricted_action_non_threadable_channel: channel(
    'The channel allows no threads, and a digest needs one: allow threads there, or subscribe another channel.',
  ),
  ekm_access_denied: channel("The workspace's admins have suspended posting here: ask them to allow it again."),
  messages_tab_disabled: channel(
    "The app takes no direct messages: switch on the Messages Tab under App Home in the app's settings.",
  ),
  user_not_found: channel('Slack knows no such person: check the id in subscriptions.yaml.'),
  cannot_dm_bot: channel('The subscription names a bot, which reads no messages: subscribe a channel or a person.'),

  not_authed: token('Slack got no token: put the Bot User OAuth Token, which begins with xoxb-, into SLACK_BOT_TOKEN.'),
  invalid_auth: token(
    'Slack does not accept the bot token: check SLACK_BOT_TOKEN, which is the Bot User OAuth Token and begins with xoxb-.',
  ),
  account_inactive: token(`The bot or its workspace was deactivated: ${NEW_TOKEN}`),
  token_revoked: token(`The bot token was revoked or the app removed: ${NEW_TOKEN}`),
  token_expired: token(`The bot token has expired: ${NEW_TOKEN}`),
  missing_scope: token(
    'The bot lacks the scope chat:write: add it under OAuth & Permissions at https://api.slack.com/apps and reinstall the app.',
  ),
  not_allowed_token_type: token(
    'The token is not a bot token: put the Bot User OAuth Token, which begins with xoxb-, into SLACK_BOT_TOKEN.',
  ),
  metadata_must_be_sent_from_app: token(
    "The token is not an app's bot token: put the Bot User OAuth Token, which begins with xoxb-, into SLACK_BOT_TOKEN.",
  ),
  access_denied: token('Slack denies the bot access to the workspace: ask a workspace admin to approve the app.'),
  team_access_not_granted: token('The app is not granted this workspace: ask an organisation admin to add it.'),
  enterprise_is_restricted: token(
    'The organisation does not let the app post: ask an organisation admin to approve it.',
  ),
  two_factor_setup_required: token(
    "The bot's workspace demands two-factor sign-in to be set up first: do so, then reinstall the app.",
  ),

  msg_too_long: TOO_LONG,
  msg_blocks_too_long: TOO_LONG,
  invalid_blocks: MALFORMED,
  invalid_blocks_format: MALFORMED,
  invalid_arguments: MALFORMED,
  invalid_arg_name: MALFORMED,
  invalid_array_arg: MALFORMED,
  invalid_charset: MALFORMED,
  invalid_form_data: MALFORMED,
  invalid_post_type: MALFORMED,
  missing_post_type: MALFORMED,
  no_text: MALFORMED,
  too_many_attachments: MALFORMED,
  metadata_too_large: BAD_METADATA,
  invalid_metadata_format: BAD_METADATA,
  invalid_metadata_schema: BAD_METADATA,
  thread_not_found: message("The digest's first message is gone from the channel, so nothing can be posted under it."),
  cannot_reply_to_message: message(
    "Slack allows no replies to the digest's first message, so the rest cannot be posted under it.",
  ),
  // Of chat.update: https://docs.slack.dev/reference/methods/chat.update#errors
  message_not_found: message('This message was deleted by someone, so it could not be corrected.'),
  cant_update_message: message('Slack says that this message is not Newsdesk’s own, so it could not be corrected.'),
  edit_window_closed: message('The workspace lets no message of that age be changed, so it could not be corrected.'),
  method_deprecated: message('Slack no longer offers this way of posting: update Newsdesk.'),
  deprecated_endpoint: message('Slack no longer offers this way of posting: update Newsdesk.'),

  message_limit_exceeded: passing('The workspace has reached its limit of messages: it will be tried again.'),
  request_timeout: passing('The message reached Slack incomplete: it will be tried again.'),
  accesslimited: passing('Slack limits access from this network just now: it will be tried again.'),
  team_added_to_org: ORGANISATION_MOVES,
  org_login_required: ORGANISATION_MOVES,
};

/**
 * What a code means when a post is answered with it. Slack says of its internal errors that part of the work may have
 * been done, and a code we do not know may be one more of them: both are unknown outcomes.
 */
export function meaningOf(code: string): Meaning {
  return (
    MEANINGS[code] ?? {
      kind: 'unknown',
      reason: `Slack answered with the error ${code}, which does not say whether the message was posted.`,
    }
  );
}
