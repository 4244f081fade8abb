import { deliveriesOf, nextDelivery } from './deliver.ts';
import { editsOf, nextEdit } from './edit.ts';
import { type SendingPorts as Ports, sendAll } from './senders.ts';

/**
 * Posts every delivery that is due and puts every correction in its place, side by side, until none is left: neither waits for
 * what the other holds. Resolves to when the next one is due, or null.
 */
export async function sendDue(ports: Ports, signal: AbortSignal): Promise<Date | null> {
  await sendAll([...deliveriesOf(ports, signal), ...editsOf(ports, signal)], ports.clock, signal);
  const [delivery, edit] = [await nextDelivery(ports), await nextEdit(ports)];
  if (!delivery || !edit) return delivery ?? edit;
  return delivery < edit ? delivery : edit;
}
