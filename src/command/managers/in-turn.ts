/** Changes that read what is kept and write it anew must not overlap, or one would undo the other. */
const latest = new WeakMap<object, Promise<unknown>>();

/** Runs after every earlier change to the same archive in this process has come to its end, well or not. Keep it short. */
export function inTurn<T>(archive: object, change: () => Promise<T>): Promise<T> {
  const before = latest.get(archive) ?? Promise.resolve();
  const mine = before.then(change, change);
  latest.set(archive, mine);
  return mine;
}
