/** What people wrote, as they meant it: Slack sends its own markup for links, names and three characters. */

/**
 * Plain words. Links become their address, or what was typed where Slack made the link by itself; people and groups become
 * their id or name; channels stay as `<#C0123|name>`, which commands read.
 * https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function plainWords(text: string): string {
  return text
    .replace(/<(?!#)([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, name: string | undefined) => meant(target, name))
    .replace(/&(amp|lt|gt);/g, (_, entity: string) => CHARACTERS[entity] ?? '');
}

function meant(target: string, name: string | undefined): string {
  if (target.startsWith('@')) return target.slice(1);
  if (/^!(here|channel|everyone)$/.test(target)) return `@${target.slice(1)}`;
  if (target.startsWith('!')) return name ?? '';
  return isOwnLink(target, name) ? (name ?? target) : target;
}

/** `Booking.com`, an e-mail address or a telephone number, of which Slack makes a link. */
function isOwnLink(target: string, name = ''): boolean {
  return /^(?:mailto|tel):/.test(target) || /^https?:\/\//.exec(target)?.[0].concat(name) === target;
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/** What is said to the bot, without its name. */
export function withoutMention(text: string, bot: string): string {
  return text.replace(new RegExp(`<@${bot}(?:\\|[^<>]*)?>`, 'g'), ' ').trim();
}

/** Without the marks that Slack's field for messages puts around words in bold, italics, code, or struck through. */
export function withoutMarks(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])([*_~`]|```)(?!\s)([^*_~`\n]+)(?<!\s)\1(?![\p{L}\p{N}])/gu, '$2');
}

/** Channels that are spoken of by their names; one whose name Slack keeps to itself by its id. */
export function withChannelNames(text: string): string {
  return text.replace(/<#([A-Z0-9]+)(?:\|([^<>]*))?>/g, (_, id: string, name?: string) => `#${name || id}`);
}
