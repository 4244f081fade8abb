import { error, type ModelReply } from './model-answers.ts';
import { faultOfStrictSchema } from './strict-schema.ts';

/** What a model server knows of the protocol. */
export interface Knowledge {
  readonly formats: readonly string[];
  readonly tokenLimits: readonly string[];
  readonly temperature: boolean;
  readonly systemRole: boolean;
  /** `GET /models` */
  readonly models: boolean;
}

export const EVERYTHING: Knowledge = {
  formats: ['json_schema', 'json_object'],
  tokenLimits: ['max_tokens', 'max_completion_tokens'],
  temperature: true,
  systemRole: true,
  models: true,
};

const PARAMETERS = new Set([
  'model',
  'messages',
  'response_format',
  'temperature',
  'max_tokens',
  'max_completion_tokens',
]);

/** Why a request is refused, as the real servers word it; null if it is in order. */
export function faultOfRequest(body: unknown, knows: Knowledge, models: readonly string[]): ModelReply | null {
  if (!isObject(body)) return error(400, 'We could not parse the JSON body of your request.');
  const unknown = Object.keys(body).find((key) => !PARAMETERS.has(key));
  if (unknown) return error(400, `Unrecognized request argument supplied: ${unknown}`);
  if (!models.includes(String(body['model']))) {
    return error(404, `The model '${body['model']}' does not exist.`, { code: 'model_not_found' });
  }
  return faultOfMessages(body['messages'], knows) ?? faultOfNumbers(body, knows) ?? faultOfFormat(body, knows);
}

function faultOfMessages(messages: unknown, knows: Knowledge): ModelReply | null {
  if (!Array.isArray(messages) || messages.length === 0) return error(400, "'messages' must be a non-empty array.");
  for (const message of messages) {
    if (!isObject(message) || !['system', 'user'].includes(String(message['role']))) return error(400, 'Invalid role.');
    if (typeof message['content'] !== 'string') return error(400, "'content' must be a string.");
    if (message['role'] === 'system' && !knows.systemRole) return error(400, 'System role not supported');
  }
  return null;
}

function faultOfNumbers(body: Record<string, unknown>, knows: Knowledge): ModelReply | null {
  for (const key of ['max_tokens', 'max_completion_tokens']) {
    if (body[key] === undefined) continue;
    if (!knows.tokenLimits.includes(key)) {
      const instead = knows.tokenLimits[0] ? ` Use '${knows.tokenLimits[0]}' instead.` : '';
      const message = `Unsupported parameter: '${key}' is not supported with this model.${instead}`;
      return error(400, message, { code: 'unsupported_parameter', param: key });
    }
    if (!Number.isInteger(body[key]) || Number(body[key]) < 1) return error(400, `Invalid '${key}'.`, { param: key });
  }
  if (body['temperature'] === undefined) return null;
  if (!knows.temperature) {
    const message =
      "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.";
    return error(400, message, { code: 'unsupported_value', param: 'temperature' });
  }
  return typeof body['temperature'] === 'number'
    ? null
    : error(400, "Invalid 'temperature'.", { param: 'temperature' });
}

function faultOfFormat(body: Record<string, unknown>, knows: Knowledge): ModelReply | null {
  const format = body['response_format'];
  if (format === undefined) return null;
  const type = isObject(format) ? String(format['type']) : 'none';
  if (!knows.formats.includes(type)) {
    return error(
      400,
      `'response_format.type' ${type} is not supported; it must be one of ${knows.formats.join(', ') || 'text'}`,
    );
  }
  if (type === 'json_object') {
    const mentioned = JSON.stringify(body['messages']).toLowerCase().includes('json');
    return mentioned
      ? null
      : error(400, "'messages' must contain the word 'json' to use 'response_format' json_object.");
  }
  const schema = isObject(format) && isObject(format['json_schema']) ? format['json_schema'] : {};
  if (!/^[\w-]{1,64}$/.test(String(schema['name']))) return error(400, "Invalid 'response_format.json_schema.name'.");
  if (schema['strict'] !== true) return error(400, "'response_format.json_schema.strict' must be true.");
  const fault = faultOfStrictSchema(schema['schema']);
  if (!fault) return null;
  return error(400, `Invalid schema for response_format '${schema['name']}': ${fault}.`, { param: 'response_format' });
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
