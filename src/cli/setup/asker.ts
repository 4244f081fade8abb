/** Asking somebody at a terminal, one question after the other. Lines may also come from a pipe. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { safeText } from '../../message/safe.ts';
import { laidOut } from './layout.ts';

export interface Asker {
  /** A paragraph, wrapped where the terminal ends, or several parted by line breaks. */
  say(text?: string): void;
  /** What is to be copied: each line as it is, however long. */
  show(text: string): void;
  /**
   * What is typed, without the spaces around it; `kept` when that is nothing. A secret is not shown while it is typed,
   * and comes without what is copied along with one: line breaks, quotation marks, the name of its setting.
   * @throws WentBack when somebody wants the step before
   */
  ask(question: string, options?: { readonly kept?: string; readonly secret?: boolean }): Promise<string>;
  confirm(question: string, otherwise: boolean): Promise<boolean>;
  choose<T extends string>(
    question: string,
    choices: readonly { readonly value: T; readonly label: string }[],
    otherwise: T,
  ): Promise<T>;
  /** How many questions were asked so far. */
  readonly asked: number;
  /** @throws LeftEarly after Ctrl-C */
  stay(): void;
  /** Rejects with LeftEarly when somebody presses Ctrl-C, also while nothing is asked; never resolves. */
  readonly left: Promise<never>;
  close(): void;
}

/** Somebody pressed Ctrl-C, or the input ended before the last question. */
export class LeftEarly extends Error {}

/** Somebody typed "back". */
export class WentBack extends Error {}

export interface AskerStreams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly columns?: number };
}

export function createAsker({ input, output }: AskerStreams): Asker {
  const live = input.isTTY === true;
  const shown = mutable(output);
  // What is typed before it is asked for may be a secret.
  shown.mute(live);
  const reader = createInterface({ input, output: shown.stream, terminal: live, historySize: 0 });
  const lines = queueOf<string>();
  const { promise: left, reject } = Promise.withResolvers<never>();
  left.catch(() => {});
  let ended = false;
  let asked = 0;
  let early: LeftEarly | null = null;
  const leave = () => {
    early = new LeftEarly('Left before the end.');
    lines.fail(early);
    reject(early);
  };
  reader.on('line', lines.add);
  reader.on('SIGINT', leave);
  reader.on('close', () => {
    ended = true;
    lines.fail(new LeftEarly('The input ended before the last question.'));
  });

  const show = (text: string) => void output.write(`${text}\n`);
  const say = (text = '') => show(laidOut(text, output.columns));
  const ask: Asker['ask'] = async (question, { kept = '', secret = false } = {}) => {
    asked++;
    const prompt = `${question}${kept === '' ? '' : ` [${kept}]`}: `;
    reader.setPrompt(prompt);
    shown.mute(false);
    // A pipe's lines may all be there, and its end too, while there are questions left for them.
    if (live && !ended) reader.prompt();
    else output.write(prompt);
    shown.mute(secret && live);
    // What comes from a pipe, or is not shown, ends no line on the screen; nor do Ctrl-C and Ctrl-D.
    let isShown = false;
    try {
      const line = (await lines.next()).trim();
      isShown = live && !secret;
      const typed = secret ? tidied(line) : line;
      if (/^back$/i.test(typed)) throw new WentBack('Back to the step before.');
      return typed === '' ? kept : typed;
    } finally {
      shown.mute(live);
      if (!isShown) say();
    }
  };
  return {
    say,
    show,
    ask,
    left,
    get asked() {
      return asked;
    },
    stay() {
      if (early) throw early;
    },
    async confirm(question, otherwise) {
      for (;;) {
        const typed = await ask(`${question} ${otherwise ? '[Y/n]' : '[y/N]'}`);
        if (typed === '') return otherwise;
        if (YES.test(typed)) return true;
        if (NO.test(typed)) return false;
        say('Type y for yes or n for no.');
      }
    },
    async choose(question, choices, otherwise) {
      say(question);
      for (const [index, { label }] of choices.entries()) say(`  ${index + 1} ${label}`);
      const kept = String(choices.findIndex(({ value }) => value === otherwise) + 1);
      for (;;) {
        const typed = (await ask('A number', { kept })).toLowerCase();
        const named = choices.find(({ value, label }) => [value, label.toLowerCase()].includes(typed));
        const choice = named ?? choices[Number(typed) - 1];
        if (choice) return choice.value;
        say(`Type a number from 1 to ${choices.length}.`);
      }
    },
    close: () => reader.close(),
  };
}

const YES = /^(y|yes|j|ja|o|oui|s|s[ií])$/i;
const NO = /^(n|no|nein|non)$/i;

/** A secret without what people copy along with it. None has a space or a quotation mark in it. */
function tidied(typed: string): string {
  return safeText(typed)
    .replace(/^(?:export\s+)?[A-Z][A-Z0-9_]*\s*=\s*/, '')
    .replace(/^(?:Bearer|Bot)\s+/i, '')
    .replace(/[\s"'`“”‘’]/g, '');
}

/** Lines that came before they were asked for wait for the question. */
function queueOf<T>() {
  const ready: T[] = [];
  let waiting: PromiseWithResolvers<T> | null = null;
  let failure: Error | null = null;
  return {
    add(item: T) {
      if (waiting) waiting.resolve(item);
      else ready.push(item);
      waiting = null;
    },
    fail(error: Error) {
      failure ??= error;
      waiting?.reject(failure);
      waiting = null;
    },
    next(): Promise<T> {
      const item = ready.shift();
      if (item !== undefined) return Promise.resolve(item);
      if (failure) return Promise.reject(failure);
      waiting = Promise.withResolvers<T>();
      return waiting.promise;
    },
  };
}

/** The output as the line editor sees it: nothing passes while it is muted. */
function mutable(output: AskerStreams['output']): { stream: Writable; mute(on: boolean): void } {
  let muted = false;
  const stream = new Writable({
    write(chunk, _, done) {
      if (!muted) output.write(chunk);
      done();
    },
  });
  Object.defineProperty(stream, 'columns', { get: () => output.columns });
  return {
    stream,
    mute(on) {
      muted = on;
    },
  };
}
