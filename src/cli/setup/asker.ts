/** Asking somebody at a terminal, one question after the other. Lines may also come from a pipe. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

export interface Asker {
  /** One line, or several parted by line breaks. */
  say(text?: string): void;
  /** What is typed, without the spaces around it; `kept` when that is nothing. A secret is not shown while it is typed. */
  ask(question: string, options?: { readonly kept?: string; readonly secret?: boolean }): Promise<string>;
  confirm(question: string, otherwise: boolean): Promise<boolean>;
  choose<T extends string>(
    question: string,
    choices: readonly { readonly value: T; readonly label: string }[],
    otherwise: T,
  ): Promise<T>;
  /** @throws LeftEarly after Ctrl-C */
  stay(): void;
  /** Rejects with LeftEarly when somebody presses Ctrl-C, also while nothing is asked; never resolves. */
  readonly left: Promise<never>;
  close(): void;
}

/** Somebody pressed Ctrl-C, or the input ended before the last question. */
export class LeftEarly extends Error {}

export interface AskerStreams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream & { readonly columns?: number };
}

export function createAsker({ input, output }: AskerStreams): Asker {
  const live = input.isTTY === true;
  const shown = mutable(output);
  const reader = createInterface({ input, output: shown.stream, terminal: live, historySize: 0 });
  const lines = queueOf<string>();
  const { promise: left, reject } = Promise.withResolvers<never>();
  left.catch(() => {});
  let ended = false;
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

  const say = (text = '') => void output.write(`${text}\n`);
  const ask: Asker['ask'] = async (question, { kept = '', secret = false } = {}) => {
    const prompt = `${question}${kept === '' ? '' : ` [${kept}]`}: `;
    reader.setPrompt(prompt);
    // A pipe's lines may all be there, and its end too, while there are questions left for them.
    if (live && !ended) reader.prompt();
    else output.write(prompt);
    shown.mute(secret && live);
    try {
      const typed = (await lines.next()).trim();
      return typed === '' ? kept : typed;
    } finally {
      shown.mute(false);
      // What came from a pipe, or was not shown, has ended no line on the screen.
      if (secret || !live) say();
    }
  };
  return {
    say,
    ask,
    left,
    stay() {
      if (early) throw early;
    },
    async confirm(question, otherwise) {
      const typed = await ask(`${question} ${otherwise ? '[Y/n]' : '[y/N]'}`);
      return typed === '' ? otherwise : /^(y|yes|ja|oui|s[ií])$/i.test(typed);
    },
    async choose(question, choices, otherwise) {
      say(question);
      for (const [index, { label }] of choices.entries()) say(`  ${index + 1} ${label}`);
      const kept = String(choices.findIndex(({ value }) => value === otherwise) + 1);
      for (;;) {
        const choice = choices[Number(await ask('A number', { kept })) - 1];
        if (choice) return choice.value;
        say(`Type a number from 1 to ${choices.length}.`);
      }
    },
    close: () => reader.close(),
  };
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
