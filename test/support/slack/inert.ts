/** Whether text of others could come to life in what is sent to Slack: read as Slack's clients read each kind of text. */

/** Displayed text must be none of these, wherever it stands. */
const INVISIBLE = /[\p{Cc}\p{Bidi_Control}\u00ad\u115f\u200b\u2060-\u2064\u3164\ufeff\u{e0000}-\u{e007f}]/u;
const MENTION = /<[!@#]/;
/** Slack's own formatting: https://docs.slack.dev/messaging/formatting-message-text */
const FORMAT = /[*_~`]|^\s*(?:&gt;|>)|:[\p{L}\p{N}_+'-]*\p{L}[\p{L}\p{N}_+'-]*:|(?<![\p{L}\p{N}]):\d+:/u;
const LINK = /<(https?:\/\/[^<>|\s]+)\|([^<>|]*)>/g;

/** What is never shown: ids, and what comes back to us. */
const UNSEEN = ['value', 'action_id', 'block_id', 'private_metadata', 'callback_id', 'type', 'style', 'token'];
const TYPES = [
  ...['header', 'context', 'divider', 'rich_text', 'actions', 'input', 'modal', 'home', 'plain_text', 'mrkdwn'],
  ...['rich_text_section', 'rich_text_list', 'rich_text_quote', 'text', 'link', 'button', 'static_select'],
  ...['multi_static_select', 'external_select', 'multi_external_select', 'plain_text_input', 'conversations_select'],
];

type Json = Readonly<Record<string, unknown>>;

/** What is wrong with the body of a call, an answer at an address, or an acknowledgement. @param links that may be there */
export function living(body: Json, links: readonly string[]): string[] {
  const { blocks, view, options, errors, text } = body;
  return [
    ...(typeof text === 'string' ? inMarkup(text, links, false) : []),
    ...[blocks, view, options].flatMap((part) => inValue(part, links)),
    ...Object.values((errors ?? {}) as Json).flatMap((words) => inAny(String(words))),
    ...asItIs(body),
  ];
}

/** Slack must add nothing of its own to a message. */
function asItIs({ blocks, text, parse, link_names }: Json): string[] {
  if (blocks === undefined && text === undefined) return [];
  return parse === 'none' && String(link_names) === 'false' ? [] : ['Slack would look for names and addresses'];
}

function inValue(value: unknown, links: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => inValue(one, links));
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, url, emoji, verbatim, initial_value = '', ...rest } = value as Json;
  // People change it: it must be what they wrote, and nothing reads it as markup.
  const own = INVISIBLE.test(String(initial_value).replaceAll('\n', '')) ? ['something invisible in a field'] : [];
  if (type !== undefined && !TYPES.includes(String(type))) own.push(`there is a ${type}`);
  if (type === 'mrkdwn') {
    own.push(...inMarkup(String(text), links, true));
    if (verbatim !== true) own.push('mrkdwn that is not verbatim');
  } else if (typeof text === 'string') own.push(...inAny(text));
  if (type === 'plain_text' && emoji !== false) own.push('plain text with emoji codes');
  if (url !== undefined && !links.includes(String(url))) own.push(`a link to ${url}`);
  const inner = typeof text === 'object' ? [text] : [];
  const others = Object.entries(rest).filter(([name]) => !UNSEEN.includes(name));
  return [
    ...own,
    ...[...inner, ...others.map(([, one]) => one)].flatMap((one) =>
      typeof one === 'string' ? inAny(one) : inValue(one, links),
    ),
  ];
}

function inAny(text: string): string[] {
  const found = INVISIBLE.test(text) ? ['something invisible'] : [];
  return MENTION.test(text) ? [...found, `a mention: ${text}`] : found;
}

function inMarkup(text: string, links: readonly string[], mayLink: boolean): string[] {
  const problems = inAny(text);
  const plain = text.replace(LINK, (whole, url: string, words: string) => {
    const isMeant = mayLink && links.includes(url.replaceAll('&amp;', '&'));
    if (!isMeant) problems.push(`a link: ${whole}`);
    return words;
  });
  if (/[<>]/.test(plain)) problems.push(`unescaped: ${plain}`);
  if (FORMAT.test(plain)) problems.push(`formatted: ${plain}`);
  return problems;
}
