/** For `doctor`: whether Discord has our commands, without changing anything. */
import type { Command } from '../../command/command.ts';
import { type ApiOptions, createApi } from './api.ts';
import { applicationOf, sentenceOn } from './application.ts';
import { applicationCommands, fingerprint } from './commands.ts';

export type Registered =
  | { readonly kind: 'same' }
  /** Goes on from "Discord has". */
  | { readonly kind: 'other'; readonly there: string }
  | { readonly kind: 'unknown'; readonly reason: string };

export async function commandsAtDiscord(options: ApiOptions, commands: readonly Command[]): Promise<Registered> {
  const api = await createApi(options);
  try {
    const application = await applicationOf(api);
    if (application.kind !== 'known') return { kind: 'unknown', reason: sentenceOn(application.trouble) };
    const there = await api.call('GET', `/applications/${application.id}/commands`);
    if (there.kind !== 'ok') return { kind: 'unknown', reason: sentenceOn(there) };
    if (fingerprint(there.body) === fingerprint(applicationCommands(commands))) return { kind: 'same' };
    const none = Array.isArray(there.body) && there.body.length === 0;
    return { kind: 'other', there: none ? 'none of the commands yet' : 'the commands of another version' };
  } finally {
    api.close();
  }
}
