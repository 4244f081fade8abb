/** Ends the reasoning that some models write before their answer, and that may itself hold drafts of it. */
const END_OF_THOUGHTS = /<\/(?:think|thinking|reasoning)>/gi;

/**
 * The JSON object that a model's text is, or the only one that it holds: small models put it in a code fence or talk
 * around it. Null if there is none, or several, or if it breaks off.
 */
export function jsonIn(text: string): { json: Record<string, unknown>; text: string } | null {
  const whole = parsedObject(text);
  if (whole) return whole;
  const found = objectsIn(text.split(END_OF_THOUGHTS).at(-1) ?? '');
  return found?.length === 1 ? (found[0] ?? null) : null;
}

/** Every outermost `{…}` that is JSON, in one pass; null if one is never closed, since the answer then broke off. */
function objectsIn(text: string): { json: Record<string, unknown>; text: string }[] | null {
  const found: { json: Record<string, unknown>; text: string }[] = [];
  for (let start = text.indexOf('{'); start >= 0; ) {
    const end = endOfBraces(text, start);
    if (end === null) return null;
    const object = parsedObject(text.slice(start, end));
    if (object) found.push(object);
    start = text.indexOf('{', end);
  }
  return found;
}

/** Where the brace at `start` is closed (after it), passing over braces inside strings. */
function endOfBraces(text: string, start: number): number | null {
  const token = /[{}]|"[^"\\]*(?:\\[\s\S][^"\\]*)*"?/g;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === '{') depth += 1;
    if (match[0] === '}') depth -= 1;
    if (depth === 0) return token.lastIndex;
  }
  return null;
}

function parsedObject(text: string): { json: Record<string, unknown>; text: string } | null {
  try {
    const json: unknown = JSON.parse(text);
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
    return isObject ? { json: json as Record<string, unknown>, text: text.trim() } : null;
  } catch {
    return null;
  }
}
