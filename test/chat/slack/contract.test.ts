import type { KnownBlock } from '@slack/types';
import { createSlackChat } from '../../../src/chat/slack/slack.ts';
import { NEWS_CHANNEL, startSlackServer } from '../../support/slack-server.ts';
import { visibleText } from '../../support/slack-text.ts';
import { chatContract } from '../contract.ts';

const TOKEN = 'xoxb-the-secret-bot-token';

const POSTING_ONLY = { appToken: null, signingSecret: null, port: null, managers: [] };
const PORTS = {
  log: { debug() {}, info() {}, warn() {}, error() {} },
  clock: { now: () => new Date(), sleep: () => Promise.reject(new Error('The adapter must not wait.')) },
};

chatContract('Slack', {
  missingChannel: { platform: 'slack', id: 'C0NOWHERE' },
  secret: TOKEN,
  async open(timeoutMs) {
    const server = await startSlackServer({ botToken: TOKEN });
    const chat = await createSlackChat({ ...POSTING_ONLY, botToken: TOKEN, apiUrl: server.apiUrl, timeoutMs }, PORTS);
    return {
      chat,
      channel: { platform: 'slack', id: NEWS_CHANNEL.id },
      server: {
        posted: ({ id }) =>
          server.posted(id).map(({ ts, thread_ts, blocks, text }) => ({
            ref: ts,
            rootRef: thread_ts ?? null,
            text: blocks ? visibleText(blocks as KnownBlock[]) : text,
          })),
        failPosting: (failure, times) =>
          server.fail({
            method: 'chat.postMessage',
            times,
            kind: FAILURES[failure.kind],
            retryAfter: failure.kind === 'limited' ? failure.retryAfterSeconds : null,
          }),
        failEditing: (failure, times) =>
          server.fail({
            method: 'chat.update',
            times,
            kind: FAILURES[failure.kind],
            retryAfter: failure.kind === 'limited' ? failure.retryAfterSeconds : null,
          }),
        remove: ({ id }, ref) => server.removeMessage(id, ref),
        failLookUp: (failure, times) =>
          server.fail({
            method: 'conversations.history',
            times,
            kind: failure === 'limited' ? '429' : 'hang-up-before',
          }),
        postingCalls: () => server.calls('chat.postMessage').length,
        impersonate: ({ channel, key }) =>
          server.addMessage(channel.id, {
            user: 'U0STRANGER',
            text: 'Trust me.',
            metadata: { event_type: 'newsdesk_part', event_payload: { key } },
          }),
        revokeToken: server.revokeToken,
        stop: server.close,
      },
      async close() {
        await chat.close();
        await server.close();
      },
    };
  },
});

const FAILURES = {
  limited: '429',
  'server-error': '500',
  'hang-up-before': 'hang-up-before',
  'hang-up-after': 'hang-up-after',
  slow: 'slow',
  'wrong-json': 'wrong-json',
} as const;
