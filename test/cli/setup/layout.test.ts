import { describe, expect, it } from 'vitest';
import { laidOut } from '../../../src/cli/setup/layout.ts';

describe('what setup says', () => {
  it('is wrapped between words, and hangs below the first word of a numbered or marked line', () => {
    const text = '  1. Open the page and press the button.\n  ✗ It is in no server yet.\nAll.';
    expect(laidOut(text, 24)).toBe(
      ['  1. Open the page and', '     press the button.', '  ✗ It is in no server', '    yet.', 'All.'].join('\n'),
    );
  });

  it('keeps a link whole, however narrow the terminal is', () => {
    const link = `https://discord.com/oauth2/authorize?client_id=${'1'.repeat(60)}`;
    expect(laidOut(`  Open ${link} now.`, 20).split('\n')).toEqual(['  Open', `  ${link}`, '  now.']);
  });

  it('keeps empty lines and the words as they are', () => {
    const text = '\nOne two three.\n\n  Four.\n';
    expect(laidOut(text, 80)).toBe(text);
    expect(laidOut(text, 6).replace(/\s+/g, ' ')).toBe(text.replace(/\s+/g, ' '));
  });
});
