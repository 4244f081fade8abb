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

/**
 * Slack allows a message a second in a channel, and takes bursts without promising to show them. A little slower, since calls
 * don't take equally long to arrive. https://docs.slack.dev/apis/web-api/rate-limits
 */
export const POSTS_IN_CHANNEL = { burst: 1, perSecond: 1 / 1.07 } as const;

/**
 * In a whole workspace, "several hundred messages per minute": 300, a little below.
 * https://docs.slack.dev/reference/methods/chat.postMessage#rate_limiting
 */
export const POSTS = { burst: 5, perSecond: 4.8 } as const;

/** Tier 3, 50 a minute, each a little below. https://docs.slack.dev/apis/web-api/rate-limits */
export const EDITS = { burst: 5, perSecond: 0.75 } as const;
export const LOOK_UPS = { burst: 5, perSecond: 0.75 } as const;

/** Buttons and menus together, in the weight of `weightOf`: our own share of the message for them. */
export const CONTROLS_WEIGHT = 2500;

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const BUTTON_CHARACTERS = 75;

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const OPTION_CHARACTERS = 75;

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
export const PLACEHOLDER_CHARACTERS = 150;

/**
 * A message that only one person sees: it failed above 3,000 characters in all, undocumented. Its blocks have most of
 * them, by the scale of `MESSAGE_WEIGHT`; its text, which is shown nowhere beside blocks, has the rest.
 */
export const EPHEMERAL_WEIGHT = 2700;
export const EPHEMERAL_TEXT_CHARACTERS = 300;

/** https://docs.slack.dev/reference/views */
export const VIEW_BLOCKS = 100;
export const VIEW_TITLE_CHARACTERS = 24;
export const PRIVATE_METADATA_CHARACTERS = 3000;
/** `view_too_large`: https://docs.slack.dev/reference/methods/views.publish#errors */
export const VIEW_BYTES = 250_000;

/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const INPUT_CHARACTERS = 3000;

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export const RESPONSE_URL_USES = 5;
export const RESPONSE_URL_MS = 30 * 60_000;

/** Where Slack asks to wait, nobody waits longer for an answer: https://docs.slack.dev/apis/web-api/rate-limits */
export const LONGEST_WAIT_MS = 30_000;
