import type { Config } from '../config.ts';
import type { Step } from '../ports.ts';
import { OperatorError } from './output.ts';

/** What a process does of all that is to be done. */
export interface Role {
  readonly name: 'all' | 'gateway' | 'worker' | 'scheduler';
  readonly steps: readonly Step[];
  /** Whether people are listened to here. */
  readonly listens: boolean;
}

/** Nothing but the gateway connects to the platforms' events: a worker posts by their web addresses alone. */
const ROLES: readonly Role[] = [
  { name: 'all', steps: ['take-in', 'read', 'publish', 'deliver'], listens: true },
  { name: 'gateway', steps: [], listens: true },
  { name: 'worker', steps: ['take-in', 'read', 'deliver'], listens: false },
  { name: 'scheduler', steps: ['publish'], listens: false },
];

/** @throws OperatorError where there is no such role, or no server by which several processes could share the work */
export function roleNamed(name: string, config: Pick<Config, 'database'>): Role {
  const role = ROLES.find((role) => role.name === name);
  if (!role) throw new OperatorError(`there is no role "${name}": write --role all, gateway, worker or scheduler`);
  if (role.name !== 'all' && !config.database) {
    throw new OperatorError(
      `--role ${name} needs DATABASE_URL: several processes share their work on a PostgreSQL server; without one, start everything in one process`,
    );
  }
  return role;
}
