/** Lets whatever else waits in the process go first, for work that takes long in many small steps. */
export function afterOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
