/**
 * What a server that enforces strict JSON schemas refuses, in words; null if it would take the schema.
 * After https://platform.openai.com/docs/guides/structured-outputs#supported-schemas, and narrower where others are.
 */
export function faultOfStrictSchema(schema: unknown): string | null {
  if (!isObject(schema) || schema['type'] !== 'object') return 'the root must be an object';
  return faultAt(schema, 'root', 1);
}

const KEYWORDS = new Set([
  'type',
  'description',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'const',
  'anyOf',
]);
const MOST_NESTING = 5;

function faultAt(schema: unknown, place: string, depth: number): string | null {
  if (!isObject(schema)) return `${place} is no schema`;
  if (depth > MOST_NESTING * 2) return `${place} is nested too deeply`;
  const unknown = Object.keys(schema).find((key) => !KEYWORDS.has(key));
  if (unknown) return `${place} uses '${unknown}', which is not permitted`;
  if (Array.isArray(schema['anyOf'])) {
    return firstFault(schema['anyOf'].map((option, index) => faultAt(option, `${place}.anyOf[${index}]`, depth + 1)));
  }
  if (schema['type'] === undefined && schema['enum'] === undefined) return `${place} has no type`;
  if (schema['type'] === 'array') return faultAt(schema['items'], `${place}.items`, depth + 1);
  if (schema['type'] !== 'object') return null;
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  if (schema['additionalProperties'] !== false) return `${place}: 'additionalProperties' must be false`;
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const optional = Object.keys(properties).find((key) => !required.includes(key));
  if (optional) return `${place}: 'required' must include every key; '${optional}' is missing`;
  return firstFault(Object.entries(properties).map(([key, value]) => faultAt(value, `${place}.${key}`, depth + 1)));
}

function firstFault(faults: readonly (string | null)[]): string | null {
  return faults.find((fault) => fault !== null) ?? null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
