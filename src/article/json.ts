import { z } from 'zod';
import type { Reader } from './content.ts';
import { authorLabel, FIELDS, wrongField } from './fields.ts';
import { readHtml } from './html.ts';
import { readTxt } from './txt.ts';

const JSON_ARTICLE = FIELDS.extend({ text: z.string().nullish(), html: z.string().nullish() });

/** `.json`: one object with `text` or `html`, and what is known of it. The stored text is that of the field. */
export const readJson: Reader = (json) => {
  const value = parsed(json);
  if (value === undefined) {
    return { ok: false, reason: 'is not valid JSON: check quotes, commas and brackets, and that it was written whole' };
  }
  if (Array.isArray(value)) return { ok: false, reason: 'holds a list: put one article into each file' };
  const checked = JSON_ARTICLE.safeParse(value);
  if (!checked.success) return { ok: false, reason: wrongField(checked.error) };

  const { text, html, ...fields } = checked.data;
  if (!text?.trim() && !html?.trim())
    return { ok: false, reason: 'has no article in it: give it a "text" or an "html"' };
  const body = text?.trim() ? readTxt(text) : readHtml(html ?? '');
  if (!body.ok) return body;
  const found = body.content;
  return {
    ok: true,
    content: {
      ...found,
      title: fields.title?.trim() ? fields.title : found.title,
      date: fields.date ?? found.date,
      source: fields.source ?? found.source,
      author: authorLabel(fields.author) ?? found.author,
      url: fields.url ?? found.url,
      language: fields.language ?? found.language,
    },
  };
};

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
