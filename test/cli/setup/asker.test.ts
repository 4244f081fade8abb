import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createAsker, LeftEarly, WentBack } from '../../../src/cli/setup/asker.ts';

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

  it('shows nothing of what is typed before it is asked', async () => {
    const { asker, type, shown } = aTerminal();
    type('xoxb-123\r');
    await turn();
    expect(await asker.ask('Token', { secret: true })).toBe('xoxb-123');
    expect(shown()).not.toContain('xoxb');
    asker.close();
  });

  it.each([
    ['"xoxb-1-2"', 'xoxb-1-2'],
    [' SLACK_BOT_TOKEN=xoxb-1-2 ', 'xoxb-1-2'],
    ["export SLACK_BOT_TOKEN='xoxb-1-2'", 'xoxb-1-2'],
    ['Bearer xoxb-1-2', 'xoxb-1-2'],
    ['Bot MTE.x.y', 'MTE.x.y'],
    ['xoxb-1 -2\u200b', 'xoxb-1-2'],
    ['\u001b[200~xoxb-1-2\u001b[201~', 'xoxb-1-2'],
  ])('takes a secret without what is copied along with it: %j', async (typed, token) => {
    const { asker, type } = aTerminal();
    const answer = asker.ask('Token', { secret: true });
    type(`${typed}\r`);
    expect(await answer).toBe(token);
    asker.close();
  });

  it('goes back in any case, and leaves other words alone', async () => {
    const { asker, type } = aTerminal();
    const first = asker.ask('Channel');
    type('#back\r');
    expect(await first).toBe('#back');
    const second = asker.ask('Channel');
    type('BACK\r');
    await expect(second).rejects.toThrow(WentBack);
    asker.close();
  });

  it('that wants yes or no takes nothing else', async () => {
    const { asker, type, shown } = aTerminal();
    type('maybe\rNo\rYES\r\r');
    expect(await asker.confirm('Sure?', true)).toBe(false);
    expect(shown()).toContain('Type y for yes or n for no.');
    expect(await asker.confirm('Sure?', false)).toBe(true);
    expect(await asker.confirm('Sure?', false)).toBe(false);
    asker.close();
  });

  it('that offers choices takes their number, their name or their words', async () => {
    const { asker, type } = aTerminal();
    const choices = [
      { value: 'slack', label: 'Slack' },
      { value: 'both', label: 'Slack and Discord' },
    ] as const;
    type('7\r2\rSLACK\rslack and discord\r\r');
    const choose = () => asker.choose('Where?', choices, 'slack');
    expect([await choose(), await choose(), await choose(), await choose()]).toEqual([
      'both',
      'slack',
      'both',
      'slack',
    ]);
    asker.close();
  });

  it('keeps lines that were pasted ahead of it', async () => {
    const { asker, type } = aTerminal();
    type('one\rtwo\r');
    await turn();
    expect([await asker.ask('First'), await asker.ask('Second')]).toEqual(['one', 'two']);
    asker.close();
  });
});
