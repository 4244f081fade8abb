/** Addresses for answers to one event: five uses in half an hour. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
import { blocksProblem, textSize } from '../slack-blocks.ts';

const USES = 5;
const LIFETIME_MS = 30 * 60_000;
/** Undocumented: an answer for one person's eyes failed above this. */
export const EPHEMERAL_TEXT = 3000;

export interface HookAnswer {
  readonly url: string;
  readonly response_type?: string;
  readonly replace_original?: boolean;
  readonly text?: string;
  readonly blocks?: unknown;
  readonly thread_ts?: string;
}

export function createHooks(now: () => number, address: () => string) {
  const issued: { at: number; used: number }[] = [];
  const answers: HookAnswer[] = [];
  return {
    answers,
    issue(): string {
      issued.push({ at: now(), used: 0 });
      return `${address()}/hooks/${issued.length}`;
    },
    /** HTTP status and body, as Slack gives them. */
    take(path: string, body: Readonly<Record<string, unknown>>): [number, string] {
      const hook = issued[Number(/^\/hooks\/(\d+)$/.exec(path)?.[1] ?? 0) - 1];
      if (hook === undefined) return [404, 'no_service'];
      if (now() - hook.at > LIFETIME_MS) return [404, 'expired_url'];
      if (hook.used >= USES) return [404, 'used_url'];
      hook.used += 1;
      const problem = body['blocks'] === undefined ? null : blocksProblem(body['blocks']);
      if (problem) return [400, problem.error];
      const isEphemeral = body['response_type'] !== 'in_channel';
      if (isEphemeral && textSize([body]) > EPHEMERAL_TEXT) return [400, 'msg_too_long'];
      answers.push({ url: `${address()}${path}`, ...body });
      return [200, 'ok'];
    },
  };
}
