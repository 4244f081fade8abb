/** What `render` puts into a Part and `post` takes out again, and the reference by which a posted part is known. */
import { createHash } from 'node:crypto';
import type { APIContainerComponent, APIEmbed, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import type { ControlRow } from './controls.ts';
import { EMBED_FOOTER_LENGTH } from './limits.ts';

/** The digest's opening: classic content, since the push notification of a V2 message arrives empty, and one embed. */
export interface RootPayload {
  readonly kind: 'root';
  /** The name of the thread that is started under it, or of the forum post. */
  readonly threadName: string;
  readonly content: string;
  readonly embed: APIEmbed;
  /** Its buttons; none when left out, as in what an earlier version kept. */
  readonly rows?: readonly ControlRow[];
}

/** A message of Components V2 cards. The last card's last text is its small print. */
export interface CardsPayload {
  readonly kind: 'cards';
  /** Repeated here, because the first card to be posted starts the thread. */
  readonly threadName: string;
  readonly containers: readonly APIContainerComponent[];
}

export type DiscordPayload = RootPayload | CardsPayload;

/** A message body as Discord takes it, without nonce. */
export interface MessageBody {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly APIMessageTopLevelComponent[];
  readonly flags?: number;
  readonly allowed_mentions: { readonly parse: readonly [] };
}

/** What `signed` adds to a card at most. UTF-16 code units, which are bytes here. */
export const REFERENCE_ROOM = ' · ref 0123456789'.length + 1;

/**
 * The short print that tells one part from every other: `ref` and ten hexadecimal digits made from its key. Discord
 * returns no nonce with a message that is fetched, so this is all that a look-up has to go by.
 */
export function referenceOf(key: string): string {
  return `ref ${createHash('sha256').update(key).digest('hex').slice(0, 10)}`;
}

/** The body to post: the same for the same payload and key. It mentions nobody, and only the root makes a sound. */
export function signed(payload: DiscordPayload, key: string): MessageBody {
  const reference = referenceOf(key);
  if (payload.kind === 'root') {
    const footer = payload.embed.footer?.text;
    const text = footer ? `${footer} · ${reference}` : reference;
    return {
      content: payload.content,
      embeds: [{ ...payload.embed, footer: { text: text.slice(-EMBED_FOOTER_LENGTH) } }],
      ...(payload.rows === undefined ? {} : { components: payload.rows }),
      allowed_mentions: { parse: [] },
    };
  }
  return {
    components: withReference(payload.containers, reference),
    flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressNotifications,
    allowed_mentions: { parse: [] },
  };
}

function withReference(containers: readonly APIContainerComponent[], reference: string): APIContainerComponent[] {
  const last = containers.at(-1);
  const print = last?.components.at(-1);
  if (!last || print?.type !== ComponentType.TextDisplay)
    throw new Error('a card without small print cannot be signed');
  const signedPrint = { ...print, content: print.content + reference };
  return [...containers.slice(0, -1), { ...last, components: [...last.components.slice(0, -1), signedPrint] }];
}

/** The payload of a Part, which the outbox has kept as JSON. */
export function payloadOf(payload: unknown): DiscordPayload {
  return payload as DiscordPayload;
}

/** Whether a message as the API returns it shows this text anywhere that we might have put it. */
export function shows(message: unknown, text: string): boolean {
  if (typeof message === 'string') return message.includes(text);
  if (Array.isArray(message)) return message.some((item) => shows(item, text));
  return typeof message === 'object' && message !== null && Object.values(message).some((value) => shows(value, text));
}
