import type { App } from '@slack/bolt';
import type { Clock, Desk } from '../../ports.ts';

type Process = App['processEvent'];

/** The same, and the desk is told how long each acknowledgement took. */
export function timed(process: Process, desk: Pick<Desk, 'acknowledged'>, clock: Clock): Process {
  return (event) => {
    const began = clock.now().getTime();
    return process({
      ...event,
      async ack(answer) {
        await event.ack(answer);
        desk.acknowledged?.('slack', clock.now().getTime() - began);
      },
    });
  };
}
