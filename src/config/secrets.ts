/** What must not be seen anywhere: the values of settings that are keys to something. */
import type { Settings } from './settings.ts';

/** By their names, so that a setting of next year is one too: SLACK_BOT_TOKEN, OPENAI_API_KEY, NEWSDESK_SECRET_KEY_OLD, OTEL_EXPORTER_OTLP_HEADERS. */
const NAMES_OF_SECRETS = /(TOKEN|SECRET|KEY|PASSWORD|HEADERS)(_OLD)?$/;

/** Shorter ones would be found in every other word. UTF-16 code units. */
const SHORTEST = 6;

/** Passwords in addresses (`DATABASE_URL`) are among them, as they are written and as they are meant. */
export function secretsIn(settings: Settings): string[] {
  const found = new Set<string>();
  for (const [name, value = ''] of Object.entries(settings)) {
    const text = value.trim();
    if (NAMES_OF_SECRETS.test(name)) found.add(text);
    if (name.endsWith('HEADERS')) for (const header of headersIn(text)) found.add(header);
    for (const password of passwordsIn(text)) found.add(password);
  }
  return [...found].filter((secret) => secret.length >= SHORTEST);
}

/** Of `name=value,name=value`, the values: each is sent by itself. */
function headersIn(text: string): string[] {
  return text.split(',').flatMap((pair) => asMeant(pair.slice(pair.indexOf('=') + 1).trim()));
}

function passwordsIn(text: string): string[] {
  const written = URL.canParse(text) ? new URL(text).password : '';
  return written === '' ? [] : asMeant(written);
}

/** As it is written in an address, and as it is. */
function asMeant(written: string): string[] {
  try {
    return [written, decodeURIComponent(written)];
  } catch {
    return [written];
  }
}
