import { createTask } from 'node-cron';

/**
 * Calls `beat` every minute on the minute, until the signal aborts. It carries no schedule: what is due is worked
 * out from each subscription's zone and its last window, so a beat that is late or missed loses nothing.
 */
export function startHeartbeat(beat: () => void, signal: AbortSignal): void {
  const task = createTask('* * * * *', beat, { timezone: 'UTC', name: 'heartbeat' });
  signal.addEventListener('abort', () => void task.destroy(), { once: true });
  void task.start();
}
