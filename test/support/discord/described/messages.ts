/** Bodies that create and change messages. The description lets more pass than the documentation, which `refusals.ts` has. */
import { z } from 'zod';
import { messageComponents } from './components.ts';
import { address, color, listOf, maybe, setOf, snowflake, text } from './values.ts';

/** MessageAllowedMentionsRequest */
const allowedMentions = z.strictObject({
  parse: maybe(setOf(z.enum(['users', 'roles', 'everyone']), 3)),
  users: maybe(setOf(snowflake, 100)),
  roles: maybe(setOf(snowflake, 100)),
  replied_user: maybe(z.boolean()),
});

const image = z.strictObject({ url: maybe(address(2_048)), width: maybe(z.int()), height: maybe(z.int()) });

/** RichEmbed */
const embed = z.strictObject({
  type: maybe(z.string()),
  url: maybe(address(2_048)),
  title: maybe(text(256)),
  description: maybe(text(4_096)),
  color: maybe(color),
  timestamp: maybe(z.iso.datetime({ offset: true })),
  author: maybe(
    z.strictObject({ name: maybe(text(256)), url: maybe(address(2_048)), icon_url: maybe(address(2_048)) }),
  ),
  footer: maybe(z.strictObject({ text: maybe(text(2_048)), icon_url: maybe(address(2_048)) })),
  image: maybe(image),
  thumbnail: maybe(image),
  fields: maybe(listOf(z.strictObject({ name: text(256), value: text(1_024), inline: maybe(z.boolean()) }), 25)),
});

/** What every message may have. Attachments, polls and stickers are none of ours. */
const shared = {
  embeds: maybe(listOf(embed, 10)),
  allowed_mentions: maybe(allowedMentions),
  components: maybe(messageComponents),
  flags: maybe(z.int()),
};

/** BaseCreateMessageCreateRequest: the first message of a forum's post, which knows no nonce and answers nothing. */
const firstMessage = { ...shared, content: maybe(text(4_000)) };

/** MessageReferenceRequest */
const reference = z.strictObject({
  guild_id: maybe(snowflake),
  channel_id: maybe(snowflake),
  message_id: snowflake,
  fail_if_not_exists: maybe(z.boolean()),
  type: maybe(z.literal(0)),
});

/** MessageCreateRequest */
export const newMessage = z.strictObject({
  ...firstMessage,
  message_reference: maybe(reference),
  nonce: maybe(z.union([z.int(), text(25)])),
  enforce_nonce: maybe(z.boolean()),
  tts: maybe(z.boolean()),
});

/** MessageEditRequestPartial */
export const changedMessage = z.strictObject(firstMessage);

/** IncomingWebhookInteractionRequest, and of a follow-up what we say of IncomingWebhookRequestPartial. */
export const answer = z.strictObject({ ...shared, content: maybe(text(2_000)), tts: maybe(z.boolean()) });

/** IncomingWebhookUpdateRequestPartial */
export const changedAnswer = z.strictObject({ ...shared, content: maybe(text(2_000)) });

const archiving = maybe(z.literal([60, 1_440, 4_320, 10_080]));

/** CreateTextThreadWithMessageRequest */
export const newThread = z.strictObject({ name: text(100, 1), auto_archive_duration: archiving });
/** CreateForumThreadRequest */
export const newPost = z.strictObject({
  name: text(100, 1),
  auto_archive_duration: archiving,
  applied_tags: maybe(listOf(snowflake, 5)),
  message: z.strictObject(firstMessage),
});
/** UpdateThreadRequestPartial */
export const changedThread = z.strictObject({
  name: maybe(text(100)),
  archived: maybe(z.boolean()),
  locked: maybe(z.boolean()),
  auto_archive_duration: archiving,
});
