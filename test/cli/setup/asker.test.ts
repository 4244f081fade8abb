import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createAsker, LeftEarly } from '../../../src/cli/setup/asker.ts';

/** A terminal with somebody at it. */
function aTerminal() {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const output = Object.assign(new PassThrough(), { columns: 80 });
  let shown = '';
  output.on('data', (chunk) => {
    shown += chunk;
  });
  return {
    asker: createAsker({ input, output }),
    type: (text: string) => input.write(text),
    shown: () => stripVTControlCharacters(shown),
  };
}

describe('a question at a terminal', () => {
  it('shows what is typed, but not a secret', async () => {
    const { asker, type, shown } = aTerminal();
    const name = asker.ask('Name');
    type('harbour\r');
    expect(await name).toBe('harbour');
    const token = asker.ask('Token', { secret: true });
    type('xoxb-1');
    await turn();
    type('23\r');
    expect(await token).toBe('xoxb-123');
    expect(shown()).toContain('harbour');
    expect(shown()).toContain('Token: ');
    expect(shown()).not.toContain('xoxb');
    asker.close();
  });

  it('takes Enter for what is kept, and spaces for nothing', async () => {
    const { asker, type, shown } = aTerminal();
    const zone = asker.ask('Time zone', { kept: 'UTC' });
    type('  \r');
    expect(await zone).toBe('UTC');
    expect(shown()).toContain('Time zone [UTC]: ');
    asker.close();
  });

  it('is left by Ctrl-C, while it is asked and while nothing is', async () => {
    const asked = aTerminal();
    const answer = asked.asker.ask('Token');
    asked.type('\u0003');
    await expect(answer).rejects.toThrow(LeftEarly);
    await expect(asked.asker.left).rejects.toThrow(LeftEarly);
    expect(() => asked.asker.stay()).toThrow(LeftEarly);

    const unasked = aTerminal();
    unasked.asker.stay();
    unasked.type('\u0003');
    await expect(unasked.asker.left).rejects.toThrow(LeftEarly);
    await expect(unasked.asker.ask('Anything else')).rejects.toThrow(LeftEarly);
  });

  it('keeps lines that were pasted ahead of it', async () => {
    const { asker, type } = aTerminal();
    type('one\rtwo\r');
    await turn();
    expect([await asker.ask('First'), await asker.ask('Second')]).toEqual(['one', 'two']);
    asker.close();
  });
});
