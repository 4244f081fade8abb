import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { App, LogLevel } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { NEWS_CHANNEL, type SlackServer, type SlackServerOptions, startSlackServer } from './slack-server.ts';

describe('the local Slack server', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  async function start(options: SlackServerOptions = {}): Promise<SlackServer> {
    const server = await startSlackServer(options);
    closing.push(server.close);
    return server;
  }

  const text = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
  const section = (length: number) => ({ type: 'section', text: text(length) });
  const rich = (element: object) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [element] }],
  });

  it.each<[string, object]>([
    [
      'a section, a header, small print and a divider',
      {
        blocks: [
          section(3000),
          { type: 'header', text: text(150) },
          { type: 'context', elements: [text(1)] },
          { type: 'divider' },
        ],
      },
    ],
    ['fifty blocks', { blocks: Array(50).fill(section(1)) }],
    ['rich text', { blocks: [rich({ type: 'text', text: 'Hello', style: { bold: true } })] }],
    ['text alone', { text: 'Hello' }],
    ['a key of ours', { text: 'Hello', metadata: { event_type: 'a', event_payload: { key: 'k' } } }],
  ])('accepts %s', async (_, message) => {
    expect(await post(await start(), message)).toMatchObject({ ok: true, ts: expect.any(String) });
  });

  it.each<[string, string, object]>([
    ['fifty-one blocks', 'invalid_blocks', { blocks: Array(51).fill(section(1)) }],
    ['a section that is too long', 'invalid_blocks', { blocks: [section(3001)] }],
    ['a header that is too long', 'invalid_blocks', { blocks: [{ type: 'header', text: text(151) }] }],
    ['eleven context elements', 'invalid_blocks', { blocks: [{ type: 'context', elements: Array(11).fill(text(1)) }] }],
    ['a block of unknown type', 'invalid_blocks', { blocks: [{ type: 'poster', text: text(1) }] }],
    ['empty text', 'invalid_blocks', { blocks: [section(0)] }],
    ['mrkdwn without its text', 'invalid_blocks', { blocks: [{ type: 'section', text: { type: 'mrkdwn' } }] }],
    ['a misspelt style', 'invalid_blocks', { blocks: [rich({ type: 'text', text: 'a', style: { italics: true } })] }],
    ['blocks that are no list', 'invalid_blocks_format', { blocks: 'none' }],
    ['a message that is too long in all', 'msg_blocks_too_long', { blocks: Array(5).fill(section(2900)) }],
    ['a text that is too long', 'msg_too_long', { text: 'x'.repeat(40_001) }],
    ['nothing', 'no_text', {}],
    [
      'metadata with a name that is a sentence',
      'invalid_metadata_format',
      { text: 'a', metadata: { event_type: 'a digest came', event_payload: { key: 'k' } } },
    ],
    [
      'metadata whose content is a list',
      'invalid_metadata_format',
      { text: 'a', metadata: { event_type: 'a', event_payload: ['k'] } },
    ],
    ['metadata without a payload', 'invalid_metadata_format', { text: 'a', metadata: { event_type: 'a' } }],
    [
      'metadata that is too large',
      'metadata_too_large',
      { text: 'a', metadata: { event_type: 'a', event_payload: { key: 'x'.repeat(8000) } } },
    ],
    ['a thread that is not there', 'thread_not_found', { text: 'a', thread_ts: '1.000001' }],
    ['an unknown channel', 'channel_not_found', { text: 'a', channel: 'C0NOWHERE' }],
  ])('refuses %s with %s', async (_, error, message) => {
    expect(await post(await start(), message)).toMatchObject({ ok: false, error });
  });

  it('lets a message be changed and deleted by its author only', async () => {
    const server = await start();
    const { ts } = (await post(server, { text: 'Tide is high' })) as { ts: string };
    const other = server.addMessage(NEWS_CHANNEL.id, { user: 'U0SOMEONE', text: 'Hello' });
    expect(await call(server, 'chat.update', { channel: NEWS_CHANNEL.id, ts, text: 'Tide is low' })).toMatchObject({
      ok: true,
    });
    expect(server.posted(NEWS_CHANNEL.id).map((message) => message.text)).toEqual(['Tide is low', 'Hello']);
    const foreign = { channel: NEWS_CHANNEL.id, ts: other.ts, text: 'Goodbye' };
    expect(await call(server, 'chat.update', foreign)).toMatchObject({ error: 'cant_update_message' });
    expect(await call(server, 'chat.delete', { channel: NEWS_CHANNEL.id, ts })).toMatchObject({ ok: true });
    expect(server.posted(NEWS_CHANNEL.id)).toHaveLength(1);
  });

  it("serves Bolt's Socket Mode: a command arrives, and its acknowledgement is kept", async () => {
    const server = await start();
    const app = new App({
      token: server.botToken,
      appToken: server.appToken,
      socketMode: true,
      logLevel: LogLevel.ERROR,
      clientOptions: { slackApiUrl: server.apiUrl },
    });
    app.command('/news', async ({ ack, command }) => ack(`You asked for ${command.text}.`));
    closing.push(() => app.stop());
    await app.start();
    const ack = await server.socket.sendEvent({
      type: 'slash_commands',
      payload: {
        command: '/news',
        text: 'help',
        user_id: 'U0SOMEONE',
        channel_id: NEWS_CHANNEL.id,
        team_id: 'T0HARBOUR',
      },
    });
    expect(ack.payload).toEqual({ text: 'You asked for help.' });
    expect(server.socket.acks).toEqual([ack]);
  });

  it('runs as a program of its own, which can be told to fail and shows what was posted', async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('slack-server.ts', import.meta.url))]);
    closing.push(async () => {
      child.kill();
      await once(child, 'exit');
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const server = JSON.parse(line) as SlackServer;
    const control = new URL('/control/', server.apiUrl).href;
    await fetch(`${control}fail`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ method: 'chat.postMessage', times: 1, kind: 'is_archived' }),
    });
    expect(await post(server, { text: 'first' })).toMatchObject({ error: 'is_archived' });
    expect(await post(server, { text: 'second' })).toMatchObject({ ok: true });
    const posted = await fetch(`${control}posted?channel=${NEWS_CHANNEL.id}`);
    expect(await posted.json()).toMatchObject({ posted: [{ text: 'second' }] });
  });
});

type Reachable = Pick<SlackServer, 'apiUrl' | 'botToken'>;

function post(server: Reachable, message: object): Promise<unknown> {
  return call(server, 'chat.postMessage', { channel: NEWS_CHANNEL.id, ...message });
}

async function call({ apiUrl, botToken }: Reachable, method: string, args: object): Promise<unknown> {
  const response = await fetch(apiUrl + method, {
    method: 'POST',
    headers: { authorization: `Bearer ${botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(args),
  });
  return response.json();
}
