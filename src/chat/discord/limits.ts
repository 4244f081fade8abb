/**
 * Discord's limits, each with the place that documents it, and the budgets we keep below them. Texts are measured in
 * UTF-16 code units, of which no text has fewer than of anything else that Discord might count.
 */

/** https://docs.discord.com/developers/resources/message#create-message */
export const CONTENT_LENGTH = 2_000;
/** The same page; the outbox's keys have 24. */
export const NONCE_LENGTH = 25;

/** https://docs.discord.com/developers/resources/message#embed-object-embed-limits */
export const EMBED_TITLE_LENGTH = 256;
export const EMBED_DESCRIPTION_LENGTH = 4_096;
export const EMBED_FOOTER_LENGTH = 2_048;
/** The same place: title, description, footer and all else of a message's embeds together. */
export const EMBEDS_LENGTH = 6_000;

/** https://docs.discord.com/developers/resources/channel#start-thread-from-message */
export const THREAD_NAME_LENGTH = 100;
/** The same page: minutes without a message until a thread leaves the channel list; one of 60, 1440, 4320, 10080. */
export const THREAD_ARCHIVE_MINUTES = 1_440;

/** https://docs.discord.com/developers/components/overview: counting the nested ones. */
export const COMPONENTS = 40;
/**
 * Discord takes 4,000 (https://docs.discord.com/developers/components/overview); the room left is for what is counted
 * differently there.
 */
export const CARD_TEXT_BUDGET = 3_500;
/**
 * Undocumented: UTF-8 bytes plus 12 for each text display may be 10,170, or the API answers 500 to every try
 * (https://github.com/discord/discord-api-docs/issues/8554).
 */
export const CARD_BYTES_BUDGET = 9_500;
export const BYTES_PER_TEXT_DISPLAY = 12;

/** https://docs.discord.com/developers/components/reference#button */
export const BUTTON_LABEL_LENGTH = 80;
/** https://docs.discord.com/developers/components/reference#action-row */
export const BUTTONS_PER_ROW = 5;
/** https://docs.discord.com/developers/components/reference#string-select: options, their labels and values, and what stands there before. */
export const SELECT_OPTIONS = 25;
export const SELECT_LABEL_LENGTH = 100;
export const SELECT_VALUE_LENGTH = 100;
export const PLACEHOLDER_LENGTH = 150;

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
export const MODAL_COMPONENTS = 5;
export const MODAL_TITLE_LENGTH = 45;
/** https://docs.discord.com/developers/components/reference#label */
export const FIELD_LABEL_LENGTH = 45;
export const FIELD_DESCRIPTION_LENGTH = 100;
/** https://docs.discord.com/developers/components/reference#text-input */
export const FIELD_VALUE_LENGTH = 4_000;

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-autocomplete */
export const OFFERED_CHOICES = 25;
export const CHOICE_LENGTH = 100;

/** https://docs.discord.com/developers/resources/message#get-channel-messages */
export const MESSAGES_PER_PAGE = 100;

/**
 * How long after the first call a second one with the same enforced nonce is sure to give back the first message.
 * Discord says "the past few minutes" (https://docs.discord.com/developers/resources/message#create-message).
 */
export const NONCE_SURE_MS = 2 * 60_000;

/** Of one bot, whatever it calls. https://docs.discord.com/developers/topics/rate-limits#global-rate-limit */
export const CALLS_PER_SECOND = 50;

/**
 * In a channel whose limit is not known yet: Discord tells it with its answers, and asks not to take any figure for granted.
 * https://docs.discord.com/developers/topics/rate-limits
 */
export const POSTS_UNTIL_TOLD = { burst: 1, perSecond: 1 } as const;
