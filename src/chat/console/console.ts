/** The terminal as a chat platform: it always answers, remembers nothing, and takes a message of any length. */
import { styleText } from 'node:util';
import { UNLIMITED } from '../../delivery/limits.ts';
import type { Message } from '../../message/message.ts';
import type { Chat } from '../../ports.ts';
import { type Conversation, type ConversationScreen, converse, TERMINAL } from './conversation.ts';
import { type ConsolePayload, renderConsole } from './render.ts';

/** How long an answer under way is waited for. */
const LAST_WORDS_MS = 3000;

/**
 * A Chat that prints, and answers what is typed. `write` takes text to be shown as it is; `width` is in columns.
 * @param conversation null where nobody can type: then messages show nothing to do either
 */
export function createConsoleChat(
  options: { readonly write: (text: string) => void; readonly width: number; readonly colour: boolean },
  conversation: Conversation | null = null,
): Chat {
  const { write, width, colour } = options;
  const page = { width, colour, interactive: conversation !== null };
  const textOf = (message: Message) => renderConsole(message, page)[0].payload.text;
  const screen: ConversationScreen = {
    say: (text, style) => write(`${style && colour ? styleText(style, text, { validateStream: false }) : text}\n`),
    show: (message) => write(`\n${textOf(message)}\n`),
  };
  let said = 0;
  let talking: Promise<void> = Promise.resolve();
  const closing = new AbortController();
  return {
    platform: 'console',
    limits: UNLIMITED,
    render: (message) => renderConsole(message, page),
    async post({ key, content }) {
      write((content.payload as ConsolePayload).text);
      return { kind: 'sent', ref: key };
    },
    /** What was printed stays; it is said again. */
    async edit({ ref, content }) {
      write(`\nCorrected:\n${(content.payload as ConsolePayload).text}`);
      return { kind: 'sent', ref };
    },
    async find() {
      return { kind: 'untellable', reason: 'A terminal does not remember what was printed on it.' };
    },
    async listen(desk, signal) {
      if (!conversation) return;
      talking = converse(conversation, desk, screen, AbortSignal.any([signal, closing.signal])).catch(
        (error: Error) => {
          screen.say(`The terminal takes no more questions: ${error.message}`);
        },
      );
    },
    async say(_, message) {
      screen.show(message);
      return { kind: 'sent', ref: `said-${++said}` };
    },
    async direct() {
      return TERMINAL;
    },
    async check(channels) {
      return channels.map(() => ({ ok: true, text: 'The terminal needs no token and no rights.' }));
    },
    /** What is being answered comes to its end while there is still an archive to answer from, or is left after a few seconds. */
    async close() {
      closing.abort();
      if (!conversation) return;
      const ended = new AbortController();
      await Promise.race([talking, conversation.clock.sleep(LAST_WORDS_MS, ended.signal)]);
      ended.abort();
    },
  };
}
