/** How Discord says what is wrong with a body: the places, the codes, the words. */

type Json = Record<string, unknown>;

/** One rule broken at one place, in Discord's own codes. */
export interface Fault {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/** An error as Discord words it: the HTTP status, and the JSON body. */
export interface Refusal {
  readonly status: number;
  readonly body: { readonly code: number; readonly message: string; readonly errors?: Record<string, unknown> };
}

export const refusal = (status: number, code: number, message: string): Refusal => ({
  status,
  body: { code, message },
});

export function textFaults(value: unknown, max: number, path: Fault['path'], { required = false } = {}): Fault[] {
  if (value === undefined || value === null || value === '') {
    return required ? [{ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }] : [];
  }
  if (typeof value !== 'string') return [wrongType(path)];
  return value.length > max ? [tooLong(path, max)] : [];
}

export function tooLong(path: Fault['path'], max: number): Fault {
  return { path, code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${max} or fewer in length.` };
}

export function wrongType(path: Fault['path']): Fault {
  return { path, code: 'BASE_TYPE_BAD_TYPE', message: 'Value is of the wrong type.' };
}

export function invalidForm(faults: readonly Fault[]): Refusal {
  const errors: Json = {};
  for (const { path, code, message } of faults) {
    let place = errors;
    for (const key of path) {
      place[key] ??= {};
      place = place[key] as Json;
    }
    place['_errors'] = [...((place['_errors'] as unknown[] | undefined) ?? []), { code, message }];
  }
  return { status: 400, body: { code: 50035, message: 'Invalid Form Body', errors } };
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
