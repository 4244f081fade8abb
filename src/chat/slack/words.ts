/** What people wrote, as they meant it: Slack sends its own markup for links, names and three characters. */

/**
 * Plain words. Links become their address, people and groups their id or name; channels stay as `<#C0123|name>`, which
 * commands read. https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
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
  return target.startsWith('mailto:') ? (name ?? target) : target;
}

const CHARACTERS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/** What is said to the bot, without its name. */
export function withoutMention(text: string, bot: string): string {
  return text.replace(new RegExp(`<@${bot}(?:\\|[^<>]*)?>`, 'g'), ' ').trim();
}
