import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTION_LENGTH, decodeAction, encodeAction } from '../../src/command/action.ts';
import { COMMANDS } from '../../src/command/catalogue.ts';
import { commandName } from '../../src/command/command.ts';

describe('an action', () => {
  it('is one string that a button can keep', () => {
    expect(encodeAction({ command: 'news why', args: { digest: 'a-b_c' } })).toBe('news why?digest=a-b_c');
    expect(encodeAction({ command: 'news status', args: {} })).toBe('news status');
  });

  it('comes back as it was, whatever its arguments hold', () => {
    const args = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.string({ unit: 'grapheme', maxLength: 6 }), {
      maxKeys: 2,
    });
    fc.assert(
      fc.property(fc.constantFrom(...COMMANDS.map(commandName)), args, (command, given) => {
        const action = { command, args: { ...given } };
        const length = `${command}?${new URLSearchParams(Object.entries(action.args))}`.length;
        fc.pre(length <= ACTION_LENGTH);
        expect(decodeAction(encodeAction(action))).toEqual(action);
      }),
    );
  });

  it('that is too long for a button is refused, and not cut', () => {
    expect(() => encodeAction({ command: 'news ask', args: { question: 'x'.repeat(100) } })).toThrow(/longer than 100/);
  });

  it.each(['', 'why', 'newsy why', 'news', 'NEWS WHY', 'news why ?x=1', 'news-admin a b c', `news ${'a'.repeat(100)}`])(
    'is not read from %j',
    (text) => expect(decodeAction(text)).toBeNull(),
  );

  it('is read from anything without an error', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void decodeAction(text)));
    expect(decodeAction('news why?%zz=%')).toEqual({ command: 'news why', args: { '%zz': '%' } });
  });
});
