/** What the routes share: requests, answers, and the errors that Discord gives everywhere. */
import { isObject, type Refusal, refusal } from './faults.ts';
import { may, type ServerChannel, type World } from './world.ts';

export interface ApiRequest {
  readonly method: string;
  /** Below `/api/v10`, decoded, without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** `body` undefined is a 204. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface Host {
  readonly world: World;
  /** `ws://…` */
  readonly gatewayUrl: string;
  /** How long an enforced nonce is remembered. */
  readonly nonceWindowMs: number;
  /** Tells the gateway's sessions. */
  dispatch(event: string, data: unknown): void;
}

export type Handler = (host: Host, request: ApiRequest, ids: readonly string[]) => ApiAnswer;
export type InChannel = (host: Host, request: ApiRequest, channel: ServerChannel, ids: readonly string[]) => ApiAnswer;

const UNKNOWN_CHANNEL = refusal(404, 10003, 'Unknown Channel');
export const UNKNOWN_MESSAGE = refusal(404, 10008, 'Unknown Message');
const MISSING_ACCESS = refusal(403, 50001, 'Missing Access');
export const MISSING_PERMISSIONS = refusal(403, 50013, 'Missing Permissions');

export const ok = (body: unknown, status = 200): ApiAnswer => ({ status, body });
export const noContent: ApiAnswer = { status: 204, body: undefined };

export function inChannel(handle: InChannel): Handler {
  return (host, request, [id = '', ...ids]) => {
    if (!/^\d+$/.test(id)) return notASnowflake('channel_id', id);
    const channel = host.world.channels.get(id);
    if (!channel) return UNKNOWN_CHANNEL;
    if (!may(host.world, channel, 'VIEW_CHANNEL')) return MISSING_ACCESS;
    return handle(host, request, channel, ids);
  };
}

export function notASnowflake(name: string, value: string): Refusal {
  const message = `Value "${value}" is not snowflake.`;
  const errors = { [name]: { _errors: [{ code: 'NUMBER_TYPE_COERCE', message }] } };
  return { status: 400, body: { code: 50035, message: 'Invalid Form Body', errors } };
}

export function bodyOf(request: ApiRequest): Record<string, unknown> {
  return isObject(request.body) ? request.body : {};
}
