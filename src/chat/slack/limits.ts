/** Slack's limits. Lengths are in UTF-16 code units, which are never fewer than the characters Slack counts. */

/** https://docs.slack.dev/reference/methods/chat.postMessage#blocks_and_attachments */
export const MESSAGE_BLOCKS = 50;

/**
 * What a whole message may weigh (see `weightOf`). Undocumented: refused at 13,172 characters with one divider beside
 * the text, and once, with rich text, at 11,341. https://github.com/slackapi/bolt-js/issues/2509 and 2867
 */
export const MESSAGE_WEIGHT = 10_000;

/** What a block weighs besides its text: the difference a divider made. https://github.com/slackapi/bolt-js/issues/2509 */
export const BLOCK_WEIGHT = 125;

/** What an element inside a block weighs besides its text: our own guess, on the heavy side. */
export const ELEMENT_WEIGHT = 10;

/** The notification. https://docs.slack.dev/reference/methods/chat.postMessage#truncating */
export const TEXT_CHARACTERS = 4000;

/** https://docs.slack.dev/reference/block-kit/blocks/header-block */
export const HEADER_CHARACTERS = 150;

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export const TEXT_OBJECT_CHARACTERS = 3000;

/** Between two posts to a channel: Slack allows about one a second. https://docs.slack.dev/apis/web-api/rate-limits */
export const POST_GAP_MS = 1200;
