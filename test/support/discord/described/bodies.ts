/** Holds what is sent against Discord's public description of its API, and words what differs as Discord does. */
import { z } from 'zod';
import { type Fault, invalidForm, type Refusal } from '../faults.ts';
import { commandSet, stringChoices } from './commands.ts';
import { answer, changedAnswer, changedMessage, changedThread, newMessage, newPost, newThread } from './messages.ts';
import { modal } from './modals.ts';
import { maybe, snowflake } from './values.ts';

const callback = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal([4, 5]), data: maybe(answer) }),
  z.strictObject({ type: z.literal([6, 7]), data: maybe(changedAnswer) }),
  z.strictObject({ type: z.literal(8), data: z.strictObject({ choices: stringChoices }) }),
  z.strictObject({ type: z.literal(9), data: modal }),
]);

const nothing = z.undefined();

/** By route, as `routes.ts` names it. */
const BODIES: Readonly<Record<string, z.ZodType>> = {
  'POST /channels/:id/messages': newMessage,
  'PATCH /channels/:id/messages/:message': changedMessage,
  'POST /channels/:id/messages/:message/threads': newThread,
  'POST /channels/:id/threads': newPost,
  'PATCH /channels/:id': changedThread,
  'POST /channels/:id/typing': nothing,
  'POST /users/@me/channels': z.strictObject({ recipient_id: maybe(snowflake) }),
  'PUT /applications/:id/commands': commandSet,
  'PUT /applications/:id/guilds/:guild/commands': commandSet,
  'POST /interactions/:id/:token/callback': callback,
  'POST /webhooks/:id/:token': answer,
  'PATCH /webhooks/:id/:token/messages/@original': changedAnswer,
};

/** Why the description does not allow this body on this route, or null. What is only read, or taken away, has none. */
export function bodyRefusal(route: string, body: unknown): Refusal | null {
  const { error } = (BODIES[route] ?? nothing).safeParse(body, { reportInput: true });
  return error === undefined ? null : invalidForm(error.issues.flatMap(faultsOf));
}

type Issue = z.core.$ZodIssue;

const BROKEN: Partial<Record<Issue['code'], string>> = {
  too_big: 'BASE_TYPE_MAX_LENGTH',
  too_small: 'BASE_TYPE_MIN_LENGTH',
  invalid_value: 'BASE_TYPE_CHOICES',
  invalid_union: 'UNION_TYPE_CHOICES',
  invalid_format: 'BASE_TYPE_FORMAT_INVALID',
  custom: 'SET_TYPE_ALREADY_CONTAINS_VALUE',
};

function faultsOf(issue: Issue): Fault[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], code: 'NOT_DESCRIBED', message: issue.message }));
  }
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  const code = missing ? 'BASE_TYPE_REQUIRED' : (BROKEN[issue.code] ?? 'BASE_TYPE_BAD_TYPE');
  return [{ path, code, message: issue.message }];
}
