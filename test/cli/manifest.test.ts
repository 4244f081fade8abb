import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { manifest } from '../../src/cli/manifest.ts';
import { acceptManifest } from '../support/slack/manifest-rules.ts';

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
    expect(acceptManifest(JSON.parse(printed))).toMatchObject({ settings: { socket_mode_enabled: true } });
    expect(printed).not.toContain('https://');
  });

  it.each([
    ['https://news.example', 'https://news.example/slack/events'],
    ['https://news.example/', 'https://news.example/slack/events'],
    ['https://news.example/desk/slack/events', 'https://news.example/desk/slack/events'],
  ])('has Slack call %s', async (url, requestUrl) => {
    await manifest('slack', { url });
    expect(acceptManifest(JSON.parse(printed))).toMatchObject({
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

  it('comes as a link that opens Slack with exactly it filled in, and that a terminal sees whole', async () => {
    await manifest('slack', { link: true });
    const link = printed.trim();
    expect(link).toMatch(/^https:\/\/api\.slack\.com\/apps\?new_app=1&manifest_json=[\w.~%-]+$/);
    const [, encoded = ''] = link.split('manifest_json=');
    printed = '';
    await manifest('slack', {});
    expect(JSON.parse(decodeURIComponent(encoded))).toEqual(JSON.parse(printed));
    // What browsers and servers between take.
    expect(link.length).toBeLessThan(8000);
  });

  it('is of Slack only', async () => {
    await expect(manifest('discord', {})).rejects.toThrow('only Slack has a manifest');
  });
});
