import pino from 'pino';
import type { Log } from '../ports.ts';
import { createRedaction } from './redact.ts';

/**
 * JSON lines on standard error, so that standard output stays the program's own. Written at once, not buffered: the
 * last line before a crash is the one that is wanted.
 * @param secrets never shown, wherever they turn up
 */
export function createLog(
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent',
  secrets: readonly string[] = [],
): Log {
  const redaction = createRedaction(secrets);
  const logger = pino(
    { level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
  const at = (level: 'debug' | 'info' | 'warn' | 'error') => (message: string, fields?: Record<string, unknown>) =>
    logger.isLevelEnabled(level) && logger[level](redaction.fields(fields ?? {}), redaction.text(message));
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
