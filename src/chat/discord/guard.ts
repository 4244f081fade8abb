/**
 * discord.js takes for granted that a gateway's payloads make sense: one that doesn't throws where nobody can catch it,
 * and ends the process. These guards stand at the two edges, and log what was left out.
 */
import type { Client, SimpleShardingStrategy } from 'discord.js';
import type { Log } from '../../ports.ts';
import { field } from './api.ts';

type Manager = ConstructorParameters<typeof SimpleShardingStrategy>[0];
type Emit = (...args: readonly unknown[]) => boolean;

/** Everything that comes over the connection is handed on by the manager's events. */
export function guardGateway(manager: Manager, log: Log): Manager {
  const emit = manager.emit.bind(manager) as Emit;
  const guarded: Emit = (...args) => withoutThrowing(log, true, () => emit(...args));
  manager.emit = guarded as Manager['emit'];
  return manager;
}

/** What came before the client was ready is handled later, apart from those events. */
export function guardPackets({ ws }: Client, log: Log): void {
  const handler = ws as unknown as { handlePacket: Emit };
  const handle = handler.handlePacket.bind(ws);
  handler.handlePacket = (...args) => withoutThrowing(log, false, () => handle(...args));
}

function withoutThrowing<T>(log: Log, otherwise: T, act: () => T): T {
  try {
    return act();
  } catch (error) {
    log.warn('Discord sent an event that makes no sense; it was left out', { cause: String(field(error, 'name')) });
    return otherwise;
  }
}
