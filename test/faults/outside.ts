/** The inbox and the model as a process has them: each call of theirs is a point that can be hit. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openInbox } from '../../src/inbox/inbox.ts';
import type { Parser } from '../../src/inbox/parser.ts';
import type { Inbox, Llm, LlmAnswer, Log } from '../../src/ports.ts';
import { NO_USAGE } from '../../src/summary/usage.ts';
import { honestSummary } from '../support/model-answers.ts';
import type { VirtualClock } from '../support/virtual-clock.ts';
import type { Fault, Place } from './faults.ts';

export interface Outside {
  readonly clock: VirtualClock;
  readonly folder: string;
  readonly parser: Parser;
  /** Passes a point, and does it there; it is told what befalls it, where that is not of the process. */
  readonly pass: <T>(place: Place, name: string, act: (fault: Fault | null) => Promise<T>) => Promise<T>;
  /** Ends the process. */
  readonly die: () => void;
}

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

export async function faultyInbox({ folder, clock, parser, pass, die }: Outside): Promise<Inbox> {
  const path = (part: string) => join(folder, part);
  const real = clock.timeless(
    await clock
      .timeless({ open: openInbox })
      .open({ inbox: path('inbox'), done: path('done'), rejected: path('rejected'), clock, log: silent, parser }),
  );
  const file = <T>(name: string, act: () => Promise<T>) =>
    pass('file', `inbox.${name}`, async (fault) => {
      if (fault === 'disk full') throw new Error('ENOSPC: no space left on device');
      return act();
    });
  return {
    ...real,
    sweep: () => file('sweep', () => real.sweep()),
    read: (one) => file('read', () => real.read(one)),
    settle: (one, fate) =>
      pass('file', 'inbox.settle', async (fault) => {
        if (fault === 'disk full') throw new Error('ENOSPC: no space left on device');
        if (fault !== 'kill halfway') return real.settle(one, fate);
        if (fate.kind === 'rejected') writeFileSync(path(`rejected/${one.name}.reason.txt`), `${fate.reason}\n`);
        die();
      }),
  };
}

/** Makes an honest summary of every article. */
export function faultyModel({ clock, pass }: Pick<Outside, 'clock' | 'pass'>): Llm {
  const failed = (reason: string): LlmAnswer => ({ kind: 'failed', reason, permanent: false, usage: NO_USAGE });
  return {
    model: 'invented-model',
    check: async () => ({ ok: true, text: '' }),
    complete: ({ user }) =>
      pass('call', 'model.complete', async (fault): Promise<LlmAnswer> => {
        await clock.sleep(1_000);
        if (fault === '429' || fault === '500') return failed(`The model answered ${fault}.`);
        if (fault === 'hang') {
          await clock.sleep(120_000);
          return failed('The model did not answer in time.');
        }
        const fenced = /^BEGIN (.+)\n([\s\S]*)\nEND \1$/m.exec(user)?.[2] ?? '';
        const json = fault === 'garbage' ? { weather: 'fine' } : honestSummary(fenced);
        return { kind: 'answered', json, raw: JSON.stringify(json), usage: NO_USAGE, cached: false };
      }),
  };
}
