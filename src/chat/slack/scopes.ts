/** What the bot may do and what for: asked for in the manifest, looked for by `doctor`. https://docs.slack.dev/reference/scopes */

interface Scope {
  readonly name: string;
  /** Goes on from "to". */
  readonly purpose: string;
  /** Without the conversation, digests can still be posted to public channels. */
  readonly neededFor: 'posting' | 'conversation';
}

export const BOT_SCOPES: readonly Scope[] = [
  { name: 'chat:write', purpose: 'post', neededFor: 'posting' },
  {
    name: 'channels:history',
    purpose: 'find out after a broken connection whether a digest was posted',
    neededFor: 'posting',
  },
  { name: 'channels:read', purpose: 'check channels', neededFor: 'posting' },
  { name: 'commands', purpose: 'take /news and /news-admin', neededFor: 'conversation' },
  { name: 'app_mentions:read', purpose: 'answer when it is mentioned', neededFor: 'conversation' },
  { name: 'im:history', purpose: 'read direct messages to it', neededFor: 'conversation' },
  { name: 'im:read', purpose: 'tell direct messages from channels', neededFor: 'conversation' },
  { name: 'im:write', purpose: 'send direct messages to those who follow a topic', neededFor: 'conversation' },
  { name: 'users:read', purpose: 'see who is an admin, and in which time zone people are', neededFor: 'conversation' },
  { name: 'groups:read', purpose: 'tell private channels from public ones', neededFor: 'conversation' },
  { name: 'groups:history', purpose: 'do the same in private channels', neededFor: 'conversation' },
  { name: 'mpim:read', purpose: 'tell group messages from channels', neededFor: 'conversation' },
  { name: 'mpim:history', purpose: 'do the same in group messages', neededFor: 'conversation' },
];
