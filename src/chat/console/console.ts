/** The terminal as a chat platform: it always answers, remembers nothing, and takes a message of any length. */
import type { Chat } from '../../ports.ts';
import { type ConsolePayload, renderConsole } from './render.ts';

/** A Chat that prints. `write` takes text to be shown as it is; `width` is in columns. */
export function createConsoleChat(options: {
  readonly write: (text: string) => void;
  readonly width: number;
  readonly colour: boolean;
}): Chat {
  return {
    platform: 'console',
    gapMs: 0,
    render: (message) => renderConsole(message, options),
    async post({ key, content }) {
      const { text } = content.payload as ConsolePayload;
      options.write(text);
      return { kind: 'sent', ref: key };
    },
    async find() {
      return { kind: 'untellable', reason: 'A terminal does not remember what was printed on it.' };
    },
    async check(channels) {
      return channels.map(() => ({ ok: true, text: 'The terminal needs no token and no rights.' }));
    },
    async close() {},
  };
}
