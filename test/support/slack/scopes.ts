/** What Slack asks of a bot token for each method and event, as its reference has it. */

const CONVERSATIONS = ['channels', 'groups', 'im', 'mpim'] as const;
const ofEach = (right: 'read' | 'history') => CONVERSATIONS.map((kind) => `${kind}:${right}`);

/** https://docs.slack.dev/reference/methods: for whichever kind of conversation it is called on, public and private. */
export const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'auth.revoke': [],
  // Of the app-level token: connections:write.
  'apps.connections.open': [],
  'users.info': ['users:read'],
  // Of the types that it is asked for: see `types` in the calls.
  'users.conversations': ['channels:read', 'groups:read', 'mpim:read'],
  // Opening is for whoever was handed a trigger, and a Home tab for whoever has one.
  'views.open': [],
  'views.update': [],
  'views.publish': [],
  'conversations.open': ['im:write'],
  'conversations.info': ofEach('read'),
  'conversations.history': ofEach('history'),
  'conversations.replies': ofEach('history'),
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
};

/** By what Bolt is told to listen to: the event as a manifest names it, and its scope. https://docs.slack.dev/reference/events */
export const EVENTS: Readonly<Record<string, { readonly subscribed: string; readonly scopes: readonly string[] }>> = {
  app_home_opened: { subscribed: 'app_home_opened', scopes: [] },
  app_mention: { subscribed: 'app_mention', scopes: ['app_mentions:read'] },
  message: { subscribed: 'message.im', scopes: ['im:history'] },
};
