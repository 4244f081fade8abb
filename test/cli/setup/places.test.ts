import { describe, expect, it } from 'vitest';
import { namedChannel } from '../../../src/cli/setup/places.ts';

const SLACK = [
  { id: 'C0BOARD', name: 'board', server: null },
  { id: 'C0NEWS', name: 'news', server: null },
];

describe('the channel that is meant', () => {
  it.each([
    ['2', 'C0NEWS'],
    ['news', 'C0NEWS'],
    ['#News', 'C0NEWS'],
    ['C0ELSE', 'C0ELSE'],
    ['c0else', 'C0ELSE'],
    ['slack:C0ELSE', 'C0ELSE'],
    ['<#C0ELSE|else>', 'C0ELSE'],
    ['<#C0ELSE>', 'C0ELSE'],
    ['https://harbour.slack.example/archives/C0ELSE', 'C0ELSE'],
    ['https://app.slack.com/client/T0HARBOUR/C0ELSE', 'C0ELSE'],
  ])('on Slack by %s', (typed, id) => {
    expect(namedChannel('slack', typed, SLACK, SLACK)).toEqual({ kind: 'channel', channel: { platform: 'slack', id } });
  });

  it.each([
    ['123456789012345678', '123456789012345678'],
    ['https://discord.com/channels/1/123456789012345678', '123456789012345678'],
    ['<#123456789012345678>', '123456789012345678'],
    ['1', '99'],
    ['2026', '77'],
  ])('on Discord by %s', (typed, id) => {
    const places = [
      { id: '99', name: 'news', server: 'Harbour' },
      { id: '77', name: '2026', server: 'Harbour' },
    ];
    const channel = { platform: 'discord', id };
    expect(namedChannel('discord', typed, places, places)).toEqual({ kind: 'channel', channel });
  });

  it('is a number of the list that was shown, though another channel came meanwhile', () => {
    const now = [{ id: 'C0ALPHA', name: 'alpha', server: null }, ...SLACK];
    expect(namedChannel('slack', '1', SLACK, now)).toMatchObject({ channel: { id: 'C0BOARD' } });
    expect(namedChannel('slack', 'alpha', SLACK, now)).toMatchObject({ channel: { id: 'C0ALPHA' } });
  });

  it('is none without an invitation, and then the cure is said', () => {
    expect(namedChannel('slack', '#harbour', SLACK, SLACK)).toEqual({
      kind: 'none',
      problem:
        'Newsdesk sees no channel named #harbour: send /invite @Newsdesk in it, then press Enter here to try again.',
    });
    expect(namedChannel('slack', '#harbour', null, null)).toMatchObject({
      problem: expect.stringContaining('C0123ABCD'),
    });
    expect(namedChannel('discord', '3', [], [])).toMatchObject({ problem: expect.stringContaining('sees no channel') });
  });
});
