/** Those who wait for their turn, in the order in which they came. */
const waiting: (() => void)[] = [];
/** So many turns of the event loop go to others for each step: people who wait for a few quick answers come first. */
const OTHERS_TURNS = 3;
let turns = 0;

/**
 * Lets whatever else waits in the process go first, for work that takes long in many small steps. However many such works
 * there are, one of them takes its next step at a time, and not at every turn of the event loop: timers, sockets and short
 * questions never wait for all of them. While nobody else wants anything, a turn takes microseconds.
 */
export function afterOthers(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(letOneGo);
  });
}

function letOneGo(): void {
  turns += 1;
  if (turns % OTHERS_TURNS === 0) waiting.shift()?.();
  if (waiting.length > 0) setImmediate(letOneGo);
}
