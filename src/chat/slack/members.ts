/** The workspaces that installed Newsdesk, each with the chat of a single one. */
import type { App } from '@slack/bolt';
import type { Installation, Installations } from '../../ports/installations.ts';
import type { Chat, Clock, Desk, Log } from '../../ports.ts';
import { createClient, type SlackClient } from './client.ts';
import { INSTALL_PATH } from './install.ts';
import type { OpenLine } from './listen.ts';
import { createSlackChat, type SlackOptions } from './slack.ts';

export interface Member {
  readonly kind: 'member';
  readonly workspace: string;
  readonly name: string;
  readonly client: SlackClient;
  readonly chat: Chat;
  /** Signs in, once; then what happens in the workspace is given to the app. @throws Error when Slack refuses the token */
  hear(desk: Desk, signal: AbortSignal): Promise<Pick<App, 'processEvent'> | null>;
}

/** Why there is nobody to speak to; `gone` for good. One sentence. */
export interface Missing {
  readonly kind: 'gone' | 'unreadable';
  readonly reason: string;
}

export interface Members {
  /** As the archive has it now: another process may have installed it, or seen it go. */
  at(workspace: string): Promise<Member | Missing>;
  /** Oldest first. */
  all(): Promise<readonly (Member | Missing)[]>;
  /** Those that were spoken to since the start. */
  opened(): ReadonlyMap<string, Member>;
  close(): Promise<void>;
}

/** Of each: all of a single workspace's but its token. */
export type MemberOptions = Omit<SlackOptions, 'botToken' | 'line'>;

/**
 * @param allowed ids of the workspaces that may have it; null for any
 * @param begun called with each that is spoken to, before it is
 */
export function createMembers(
  options: MemberOptions & { readonly allowed: readonly string[] | null },
  installations: Installations,
  ports: { readonly clock: Clock; readonly log: Log },
  begun: (member: Member) => void,
): Members {
  const opening = new Map<string, { readonly token: string; readonly member: Promise<Member> }>();
  const opened = new Map<string, Member>();

  async function memberOf(installation: Installation): Promise<Member | Missing> {
    const { workspace, name } = installation;
    if (options.allowed && !options.allowed.includes(workspace)) {
      await leave(workspace);
      return {
        kind: 'gone',
        reason: `The workspace ${name} (${workspace}) installed Newsdesk and is not in SLACK_WORKSPACES any more.`,
      };
    }
    if (installation.kind === 'unreadable') return { kind: 'unreadable', reason: installation.reason };
    const before = opening.get(workspace);
    if (before?.token === installation.token) return before.member;
    // In its place at once: whoever asks meanwhile gets the same.
    const member = openMember(installation, options, ports).then((one) => {
      begun(one);
      return one;
    });
    opening.set(workspace, { token: installation.token, member });
    opened.set(workspace, await member);
    await (await before?.member)?.chat.close();
    return member;
  }

  async function leave(workspace: string): Promise<void> {
    const before = opening.get(workspace);
    opening.delete(workspace);
    opened.delete(workspace);
    await (await before?.member)?.chat.close();
  }

  return {
    async at(workspace) {
      const installation = await installations.find(workspace);
      if (installation) return memberOf(installation);
      await leave(workspace);
      const reason = `The workspace ${workspace} has removed Newsdesk: install it there again at ${INSTALL_PATH}.`;
      return { kind: 'gone', reason };
    },
    async all() {
      return Promise.all((await installations.all()).map(memberOf));
    },
    opened: () => opened,
    async close() {
      await Promise.all([...opening.keys()].map(leave));
    },
  };
}

async function openMember(
  { workspace, name, token }: Extract<Installation, { kind: 'installed' }>,
  options: MemberOptions,
  ports: { readonly clock: Clock; readonly log: Log },
): Promise<Member> {
  let app: App | null = null;
  let hearing: Promise<void> | null = null;
  const line: OpenLine = {
    receiver: {
      init(bolt) {
        app = bolt;
      },
      start: async () => {},
      stop: async () => {},
    },
    connect: async () => {},
    hangUp: async () => {},
  };
  const own = { ...options, botToken: token };
  const chat = await createSlackChat({ ...own, line }, ports);
  return {
    kind: 'member',
    workspace,
    name,
    client: await createClient(own),
    chat,
    async hear(desk, signal) {
      hearing ??= chat.listen(desk, signal);
      await hearing.catch((error: unknown) => {
        hearing = null;
        throw error;
      });
      return app;
    },
  };
}
