import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { manifest } from '../../src/cli/manifest.ts';

let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

describe('newsdesk manifest', () => {
  it('prints what Slack makes an app of that needs no address', async () => {
    await manifest('slack', {});
    expect(JSON.parse(printed)).toMatchObject({ settings: { socket_mode_enabled: true } });
    expect(printed).not.toContain('https://');
  });

  it.each([
    ['https://news.example', 'https://news.example/slack/events'],
    ['https://news.example/', 'https://news.example/slack/events'],
    ['https://news.example/desk/slack/events', 'https://news.example/desk/slack/events'],
  ])('has Slack call %s', async (url, requestUrl) => {
    await manifest('slack', { url });
    expect(JSON.parse(printed)).toMatchObject({
      settings: { socket_mode_enabled: false, event_subscriptions: { request_url: requestUrl } },
      features: { slash_commands: [{ url: requestUrl }, { url: requestUrl }] },
    });
  });

  it.each([['http://news.example'], ['news.example'], ['']])(
    'refuses an address that Slack would not call: %s',
    async (url) => {
      await expect(manifest('slack', { url })).rejects.toThrow('--url must be an address that begins with https://');
    },
  );

  it('is of Slack only', async () => {
    await expect(manifest('discord', {})).rejects.toThrow('only Slack has a manifest');
  });
});
