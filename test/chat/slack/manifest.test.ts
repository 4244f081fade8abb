import { describe, expect, it } from 'vitest';
import { type ManifestOptions, slackManifest } from '../../../src/chat/slack/manifest.ts';
import { COMMANDS } from '../../../src/command/catalogue.ts';
import { acceptManifest } from '../../support/slack/manifest-rules.ts';
import { ALL_SCOPES } from '../../support/slack-server.ts';

const accepted = (options: ManifestOptions) => acceptManifest(slackManifest(options, COMMANDS));

describe('the manifest for Slack', () => {
  it.each<[string, ManifestOptions['mode']]>([
    ['Socket Mode', 'socket'],
    ['HTTP', { requestUrl: 'https://news.example.org/slack/events' }],
  ])('is one that Slack takes, for %s', (_, mode) => {
    const { settings, features } = accepted({ mode });
    expect(settings.socket_mode_enabled).toBe(mode === 'socket');
    expect(features.slash_commands.map(({ command }) => command)).toEqual(['/news', '/news-admin']);
  });

  it('sends every kind of request to the one address', () => {
    const requestUrl = 'https://news.example.org/slack/events';
    const { settings, features } = accepted({ mode: { requestUrl } });
    expect(settings.interactivity).toEqual({
      is_enabled: true,
      request_url: requestUrl,
      message_menu_options_url: requestUrl,
    });
    expect(settings.event_subscriptions.request_url).toBe(requestUrl);
    expect(features.slash_commands.map(({ url }) => url)).toEqual([requestUrl, requestUrl]);
  });

  it.each([
    ['https://news.example.org/slack/events', 'https://news.example.org/slack/oauth_redirect'],
    ['https://news.example.org/desk/slack/events', 'https://news.example.org/desk/slack/oauth_redirect'],
    ['https://news.example.org/elsewhere', 'https://news.example.org/slack/oauth_redirect'],
  ])('has those who install it come back beside %s', (requestUrl, redirect) => {
    expect(accepted({ mode: { requestUrl } }).oauth_config.redirect_urls).toEqual([redirect]);
  });

  it('asks for exactly the rights that are used', () => {
    expect([...accepted({ mode: 'socket' }).oauth_config.scopes.bot].sort()).toEqual([...ALL_SCOPES].sort());
  });

  it('hints at every command of the catalogue', () => {
    const hints = accepted({ mode: 'socket' }).features.slash_commands.map(({ usage_hint = '' }) => usage_hint);
    const [everyone = '', managers = ''] = hints;
    for (const { root, path } of COMMANDS) expect(root === 'news' ? everyone : managers).toContain(path[0]);
  });

  it('has ids for channels in what people type, a Home tab, and messages that people can write', () => {
    const { features } = accepted({ mode: 'socket' });
    expect(features.slash_commands.every(({ should_escape }) => should_escape)).toBe(true);
    expect(features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
  });

  it.each([
    [
      'News of the Harbour Desk, and of everybody else',
      'News of the Harbour Desk, and of ev',
      'news-of-the-harbour-desk-and-of-ev',
    ],
    ['Nachrichten für Köln', 'Nachrichten für Köln', 'nachrichten-f-r-k-ln'],
    ['新聞', '新聞', 'newsdesk'],
    ['  ', 'Newsdesk', 'newsdesk'],
  ])('takes the name %j', (name, shown, handle) => {
    const { display_information, features } = accepted({ name, mode: 'socket' });
    expect(display_information.name).toBe(shown);
    expect(features.bot_user.display_name).toBe(handle);
  });

  it('of a catalogue of hundreds of commands is still one that Slack takes', () => {
    const many = Array.from({ length: 300 }, (_, n) => ({ ...COMMANDS[0], path: [`command${n}`] }) as never);
    expect(() => acceptManifest(slackManifest({ mode: 'socket' }, many))).not.toThrow();
  });
});
