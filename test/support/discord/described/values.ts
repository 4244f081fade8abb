/**
 * Discord's public OpenAPI description of its API, as far as Newsdesk sends anything: which fields a body may and must
 * have, of what kind, how long, how many. Objects are strict, although Discord passes over what it does not know: we say
 * nothing that it does not understand. Lengths are UTF-16 code units, of which no text has fewer than of characters.
 * https://github.com/discord/discord-api-spec (`components.schemas`, whose names stand beside ours)
 */
import { z } from 'zod';

/** What may be left out, or be null. */
export const maybe = <T extends z.ZodType>(type: T) => z.optional(z.nullable(type));

export const text = (most: number, least = 0) => z.string().min(least).max(most);
export const whole = (least: number, most: number) => z.int().min(least).max(most);
export const listOf = <T extends z.ZodType>(items: T, most: number, least = 0) => z.array(items).min(least).max(most);

/** `uniqueItems`. */
export const setOf = <T extends z.ZodType>(items: T, most: number, least = 0) =>
  listOf(items, most, least).refine((all) => new Set(all).size === all.length, 'Holds something twice.');

/** SnowflakeType */
export const snowflake = z.string().regex(/^(0|[1-9]\d*)$/);
export const address = (most: number) => z.url().max(most);
/** An RGB colour. */
export const color = whole(0, 0xff_ff_ff);
/** Names in other languages: of each at least one character. */
export const localized = (most: number) => maybe(z.record(z.string(), text(most, 1)));
