/** What a model answers when it is asked whether two articles are the same story, and how it is read. */
import { z } from 'zod';

/** In UTF-16 code units. Whatever is longer was not written as asked, and is cut. */
const LONGEST_BECAUSE = 300;

// The reason before the verdict: a model that has said what decides it decides better.
const replyShape = z.object({
  because: z.string().describe('One sentence that names what decides it'),
  same: z.boolean().describe('Whether the two articles are the same story'),
});

const { $schema: _, '~standard': __, ...json } = z.toJSONSchema(replyShape) as Record<string, unknown>;

/** What a model is asked to answer with, as strict JSON schema. */
export const SAME_STORY_SCHEMA: { readonly name: string; readonly json: Record<string, unknown> } = {
  name: 'same_story',
  json,
};

/** `because` is what the model wrote: one line, but not made safe to show. `unusable`: the reason in our words. */
export type SameStoryReply =
  | { readonly kind: 'verdict'; readonly same: boolean; readonly because: string }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Reads a model's answer, which may be anything. Forgiving in form (one wrapping object), strict in the verdict. */
export function readSameStory(answer: unknown): SameStoryReply {
  const objects = [answer, ...(isObject(answer) ? Object.values(answer) : [])].filter(isObject);
  const object = objects.find((one) => typeof one['same'] === 'boolean');
  if (!object) return { kind: 'unusable', reason: 'It was not a JSON object with because, and same as true or false.' };
  const said = typeof object['because'] === 'string' ? object['because'].replace(/\s+/g, ' ').trim() : '';
  return { kind: 'verdict', same: object['same'] === true, because: shortened(said) || 'it gave no reason' };
}

function shortened(text: string): string {
  return text.length > LONGEST_BECAUSE ? `${text.slice(0, LONGEST_BECAUSE).toWellFormed()}…` : text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
