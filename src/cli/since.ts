import { DAY_MS, HOUR_MS } from '../spans.ts';
import { OperatorError } from './output.ts';

const UNITS = { h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS } as const;

/**
 * Reads a `--since`: a span back from now (`24h`, `7d`, `2w`) or a day (`2026-11-24`, from its beginning in UTC).
 * @throws OperatorError on anything else
 */
export function readSince(text: string, now: Date): Date {
  const span = /^(\d{1,4})\s*([hdw])$/.exec(text);
  if (span) return new Date(now.getTime() - Number(span[1]) * UNITS[span[2] as keyof typeof UNITS]);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  if (day?.toJSON()?.startsWith(text)) return day;
  throw new OperatorError(`--since takes a span such as 24h, 7d or 2w, or a day such as 2026-11-24; not "${text}"`);
}
