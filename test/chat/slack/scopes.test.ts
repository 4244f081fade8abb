/** The rights that the manifest asks for are those of what the program does: read off its source and off its traffic. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { slackManifest } from '../../../src/chat/slack/manifest.ts';
import { COMMANDS } from '../../../src/command/catalogue.ts';
import { acceptManifest } from '../../support/slack/manifest-rules.ts';
import { EVENTS, METHOD_SCOPES } from '../../support/slack/scopes.ts';
import { METHOD_NAMES } from '../../support/slack-workspace.ts';

const folder = fileURLToPath(new URL('../../../src/chat/slack/', import.meta.url));
const source = globSync('*.ts', { cwd: folder })
  .map((name) => readFileSync(`${folder}${name}`, 'utf8'))
  .join('\n');
const found = (pattern: RegExp) => [...new Set([...source.matchAll(pattern)].map(([, name = '']) => name))].sort();

const methods = found(/\bweb\.([a-z]+(?:\.[a-zA-Z]+)+)\(/g);
const events = found(/\bapp\.event\('(\w+)'/g);
const manifest = acceptManifest(slackManifest({ mode: 'socket' }, COMMANDS));

describe('what the program does in Slack', () => {
  it('is found in its source', () => {
    expect(methods).toEqual(expect.arrayContaining(['chat.postMessage', 'views.open', 'users.info']));
    expect(events).toEqual(expect.arrayContaining(['app_mention', 'message']));
  });

  it('is known with its rights, and is what the local server takes', () => {
    expect(Object.keys(METHOD_SCOPES)).toEqual(expect.arrayContaining([...methods, ...METHOD_NAMES]));
    expect([...METHOD_NAMES, 'apps.connections.open']).toEqual(expect.arrayContaining(methods));
  });

  it('is what the manifest asks rights for, no more and no less', () => {
    const needed = new Set([
      // Slash commands.
      'commands',
      ...methods.flatMap((method) => METHOD_SCOPES[method] ?? [`unknown: ${method}`]),
      ...events.flatMap((event) => EVENTS[event]?.scopes ?? [`unknown: ${event}`]),
    ]);
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...needed].sort());
  });

  it('is what the manifest subscribes to', () => {
    const heard = events.map((event) => EVENTS[event]?.subscribed ?? event);
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual(heard.sort());
  });
});
