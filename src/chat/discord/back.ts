/** The way back to somebody who waits, as it is written down before there is an answer: for whoever takes over. */
import { isSnowflake } from './outcome.ts';
import type { Destination } from './say.ts';

/** Where somebody waits. An interaction's token is good for a quarter of an hour. */
export type Back = { readonly there: Destination; readonly command: string } & (
  | {
      readonly kind: 'interaction';
      readonly id: string;
      readonly token: string;
      readonly applicationId: string;
      readonly person: string;
      readonly place: 'public' | 'private' | 'direct';
    }
  | {
      readonly kind: 'mention';
      /** The message's. */
      readonly id: string;
      readonly channelId: string;
      readonly guildId: string | null;
      readonly person: string;
    }
);

export const writeBack = (back: Back): string => JSON.stringify(back);

/** Null for what `writeBack` did not write. */
export function readBack(text: string): Back | null {
  try {
    const back = JSON.parse(text) as Back;
    return isSnowflake(back.id) && isSnowflake(back.person) && isSnowflake(back.there.channel.id) ? back : null;
  } catch {
    return null;
  }
}
