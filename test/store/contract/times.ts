/** A quarter past eight and so on: the instant `minutes` after the tests' beginning, 14 November 2026, 08:00 UTC. */
export function at(minutes: number): Date {
  return new Date(Date.UTC(2026, 10, 14, 8, 0) + minutes * 60_000);
}

export const MINUTE = 60_000;
