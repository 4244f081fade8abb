/**
 * Several Slack workspaces behind one address: each is a local Slack server of its own, chosen by the token of the call; and
 * Slack's side of an installation, which gives a token for a code.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ALL_SCOPES, type SlackServer, type SlackServerOptions, startSlackServer, TEAM_ID } from '../slack-server.ts';
import { TEAM } from './state.ts';

export interface WorkspaceThere extends SlackServerOptions {
  readonly id: string;
  readonly name: string;
}

export interface SeveralWorkspaces {
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Somebody presses "Allow" for a workspace: what Slack sends their browser back with. Good for once. */
  allow(workspace: string): string;
  tokenOf(workspace: string): string;
  server(workspace: string): SlackServer;
  /** Methods called, with the workspace whose token it was, as `T0NORTH chat.postMessage`. */
  calls(): readonly string[];
  close(): Promise<void>;
}

export async function startWorkspaces(there: readonly WorkspaceThere[]): Promise<SeveralWorkspaces> {
  const [clientId, clientSecret] = ['111.222', 'the-secret-of-the-client'];
  const tokenOf = (workspace: string) => `xoxb-of-${workspace.toLowerCase()}-and-secret`;
  const servers = new Map<string, SlackServer>();
  for (const { id, ...options } of there) {
    servers.set(id, await startSlackServer({ ...options, botToken: tokenOf(id) }));
  }
  const codes = new Map<string, string>();
  const calls: string[] = [];
  let issued = 0;

  const http = createServer(async (request, response) => {
    const body = await text(request);
    const method = (request.url ?? '').replace(/^\/api\//, '');
    const token = request.headers.authorization?.replace(/^Bearer /, '');
    const workspace = there.find(({ id }) => tokenOf(id) === token);
    calls.push(`${workspace?.id ?? 'nobody'} ${method}`);
    const say = (answer: object) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    if (method === 'oauth.v2.access') return say(exchange(new URLSearchParams(body)));
    if (!workspace) return say({ ok: false, error: 'invalid_auth' });
    if (method === 'auth.revoke') {
      servers.get(workspace.id)?.revokeToken();
      return say({ ok: true, revoked: true });
    }
    const address = `${servers.get(workspace.id)?.apiUrl}${method}`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': request.headers['content-type'] ?? '' };
    try {
      const answer = await fetch(address, { method: 'POST', headers, body });
      const words = (await answer.text()).replaceAll(TEAM_ID, workspace.id).replaceAll(TEAM.team, workspace.name);
      const scopes = { 'x-oauth-scopes': answer.headers.get('x-oauth-scopes') ?? '' };
      response.writeHead(answer.status, { 'content-type': 'application/json', ...scopes }).end(words);
    } catch {
      response.destroy();
    }
  });

  /** https://docs.slack.dev/reference/methods/oauth.v2.access */
  function exchange(given: URLSearchParams): object {
    if (given.get('client_id') !== clientId) return { ok: false, error: 'invalid_client_id' };
    if (given.get('client_secret') !== clientSecret) return { ok: false, error: 'bad_client_secret' };
    const code = given.get('code') ?? '';
    const workspace = there.find(({ id }) => id === codes.get(code));
    codes.delete(code);
    if (!workspace) return { ok: false, error: 'invalid_code' };
    const { id, name } = workspace;
    return {
      ok: true,
      access_token: tokenOf(id),
      token_type: 'bot',
      scope: ALL_SCOPES.join(','),
      bot_user_id: 'U0NEWSDESK',
      app_id: 'A0NEWSDESK',
      team: { id, name },
      enterprise: null,
      authed_user: { id: 'U0ADMIN' },
      is_enterprise_install: false,
    };
  }

  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    apiUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/`,
    clientId,
    clientSecret,
    allow(workspace) {
      const code = `code-${++issued}`;
      codes.set(code, workspace);
      return code;
    },
    tokenOf,
    server(workspace) {
      const server = servers.get(workspace);
      if (!server) throw new Error(`there is no workspace ${workspace}`);
      return server;
    },
    calls: () => [...calls],
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      for (const server of servers.values()) await server.close();
    },
  };
}
