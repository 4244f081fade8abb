import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS, commandNamed } from '../../src/command/catalogue.ts';
import { checkArgs, missingWords } from '../../src/command/check.ts';
import type { Args, Command } from '../../src/command/command.ts';

const command = (name: string) => commandNamed(name) as Command;
const check = (name: string, args: Args) => checkArgs(command(name), args);

function accepted(name: string, args: Args): Args {
  const checked = check(name, args);
  if (!checked.ok) throw new Error(checked.reason);
  return checked.args;
}

function refused(name: string, args: Args): string {
  const checked = check(name, args);
  if (checked.ok) throw new Error('it was accepted');
  return checked.reason;
}

describe('arguments', () => {
  it('that no option has are dropped, but for what buttons name', () => {
    expect(accepted('news ask', { question: 'Who?', evil: '1', digest: 'a-b_c', draft: 'd1' })).toEqual({
      question: 'Who?',
      digest: 'a-b_c',
      draft: 'd1',
    });
    expect(accepted('news help', { digest: 'no id: <!channel>', draft: 'x'.repeat(101) })).toEqual({});
    expect(accepted('news help', JSON.parse('{"__proto__": "x", "constructor": "y"}'))).toEqual({});
  });

  it('that are empty are as if they were not there', () => {
    expect(accepted('news digest', { topic: ' ', hours: '' })).toEqual({});
  });

  it('lose what is not seen, and keep their lines only where there are several', () => {
    expect(accepted('news ask', { question: ' one\u0000\u001b[31m \r\n two ' })).toEqual({ question: 'one [31m\ntwo' });
    expect(accepted('news story', { story: 'strait\n toll\u0007' })).toEqual({ story: 'strait toll' });
  });
});

describe('a number', () => {
  it('is whole and within its range', () => {
    expect(accepted('news digest', { hours: '048' })).toEqual({ hours: '48' });
    for (const hours of ['0', '745', '1.5', '-3', 'many', '1e2', '９', '99999999999999999999']) {
      expect(refused('news digest', { hours })).toBe(
        'The option “hours” takes 1 to 744 hours, or up to 31 days, e.g. 48 or 2d.',
      );
    }
    expect(refused('news-admin audit', { entries: '0' })).toBe(
      'The option “entries” takes a whole number from 1 to 50.',
    );
  });

  it.each([
    ['48h', '48'],
    ['2d', '48'],
    ['3 days', '72'],
    ['a week', '168'],
    ['1 hour', '1'],
  ])('of hours may be said as %s', (hours, count) => {
    expect(accepted('news digest', { hours })).toEqual({ hours: count });
  });
});

describe('a choice', () => {
  it('is known by its value or its label, in any case', () => {
    const quiet = (value: string) => accepted('news-admin schedule', { time: '08:00', quiet: value })['quiet'];
    expect([quiet('SAY'), quiet('post nothing')]).toEqual(['say', 'silent']);
  });

  it('that there is not is refused with those there are', () => {
    expect(refused('news-admin mute', { what: 'word', name: 'x' })).toBe(
      'The option “what” takes one of: story (A story), source (A source), actor (An actor).',
    );
  });
});

describe('a channel', () => {
  it.each([
    ['slack:C042', 'slack:C042'],
    ['discord:1234567890', 'discord:1234567890'],
    ['<#C042|general>', 'slack:C042'],
    ['<#1234567890>', 'discord:1234567890'],
  ])('is understood as %s', (written, read) => {
    expect(accepted('news-admin pause', { channel: written })).toEqual({ channel: read });
  });

  it.each(['#general', 'slack:', 'irc:x', 'slack:C0 42', `slack:${'x'.repeat(100)}`])('is not %s', (written) => {
    expect(refused('news-admin pause', { channel: written })).toMatch(/^The option “channel” takes a channel chosen/);
  });
});

describe('text', () => {
  it('has at most 2,000 characters', () => {
    expect(accepted('news search', { query: 'x'.repeat(2_000) })['query']).toHaveLength(2_000);
    expect(refused('news search', { query: 'x'.repeat(2_001) })).toBe(
      'The option “query” takes at most 2,000 characters.',
    );
  });
});

describe('what misses', () => {
  it('is told apart from what is wrong', () => {
    const checked = check('news report', { story: 'strait toll' });
    expect(checked).toMatchObject({ ok: true, missing: [{ name: 'reason' }] });
    expect(check('news status', {})).toEqual({ ok: true, args: {}, missing: [] });
  });

  it('is said with an example', () => {
    const report = command('news report');
    expect(missingWords(report, report.options)).toBe(
      '/news report needs “story” and “reason”. For example: /news report "strait toll" The date is wrong',
    );
  });
});

describe('anything at all', () => {
  it('is either refused in a sentence or held to the options', () => {
    const names = [
      ...new Set(COMMANDS.flatMap(({ options }) => options.map(({ name }) => name))),
      'digest',
      'draft',
      'x',
    ];
    const args = fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof(fc.string({ unit: 'binary' }), fc.nat().map(String)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...COMMANDS), args, (one, given) => {
        const checked = checkArgs(one, given);
        if (!checked.ok) {
          expect(checked.reason).toMatch(/^The option “[a-z]+” takes .+\.$/s);
          return;
        }
        const known = [...one.options.map(({ name }) => name), 'digest', 'draft'];
        expect(known).toEqual(expect.arrayContaining(Object.keys(checked.args)));
        for (const value of Object.values(checked.args)) expect(value).not.toMatch(/[^\P{Cc}\n]|^\s|\s$|^$/u);
        // Checking twice changes nothing.
        expect(checkArgs(one, checked.args)).toEqual(checked);
      }),
    );
  });
});
