/** The conversation on Discord: what comes over the gateway goes to the desk, each in its own time. */
import { remembering } from '../../command/latest.ts';
import type { Clock, Desk, Log } from '../../ports.ts';
import type { Api, Trouble } from './api.ts';
import { registerCommands } from './commands.ts';
import type { Ear } from './ear.ts';
import { connect, type Gateway, type GatewayOptions } from './gateway.ts';
import { answerMention, readMention } from './mention.ts';
import { unavailable } from './outcome.ts';
import { readInteraction } from './received.ts';
import { respond } from './respond.ts';
import type { Servers } from './servers.ts';

export interface Ears {
  /** See `Chat.listen`. */
  listen(desk: Desk, signal: AbortSignal): Promise<void>;
  /** Ends every connection; answers under way get a moment to come to their end. */
  close(): Promise<void>;
}

export interface EarsOptions extends GatewayOptions {
  readonly managers: readonly string[];
}

/** For answers under way when Newsdesk stops. */
const LAST_WORDS_MS = 3_000;
/** Discord tells of something twice, if at all, within minutes: after a connection broke off. */
const REMEMBERED = 5_000;

export function createEars(options: EarsOptions, api: Api, { clock, log }: { clock: Clock; log: Log }): Ears {
  const stopping = new AbortController();
  const gateways = new Set<Gateway>();
  const underWay = new Set<Promise<void>>();
  const isNew = remembering(REMEMBERED);

  /** Runs an answer without waiting for it. What breaks is logged, without a word of what was said. */
  function begin(event: string, answer: Promise<void>): void {
    const guarded = answer
      .catch((error: Error) =>
        log.error('an answer on Discord broke off', { event, cause: error.name, at: placeOf(error) }),
      )
      .finally(() => underWay.delete(guarded));
    underWay.add(guarded);
  }

  return {
    async listen(desk, signal) {
      const until = AbortSignal.any([signal, stopping.signal]);
      const hear = (event: string, data: unknown, servers: Servers) => {
        if (until.aborted) return;
        const ear: Ear = { desk, api, clock, log, servers, managers: options.managers, signal: until };
        const answer = answerTo(event, data, ear, isNew);
        if (answer) begin(event, answer);
      };
      const told = (trouble: string | null) => desk.connection?.('discord', trouble);
      const gateway = await connect(options, { clock, log }, hear, told, until);
      if (gateway === null) return;
      gateways.add(gateway);
      until.addEventListener('abort', () => void gateway.close(), { once: true });
      await register(gateway.applicationId, desk, api, clock, log);
    },
    async close() {
      stopping.abort();
      const quiet = new AbortController();
      const lastWords = Promise.allSettled(underWay);
      if (underWay.size > 0) await Promise.race([lastWords, clock.sleep(LAST_WORDS_MS, quiet.signal)]);
      quiet.abort();
      await Promise.all([...gateways].map((gateway) => gateway.close()));
    },
  };
}

type IsNew = ReturnType<typeof remembering>;

/** Null for an event that is not for us, and for one that came before. After a restart the desk knows what it acted on. */
function answerTo(event: string, data: unknown, ear: Ear, isNew: IsNew): Promise<void> | null {
  if (event === 'INTERACTION_CREATE') {
    const received = readInteraction(data);
    return received && isNew(received.id) ? respond(received, ear) : null;
  }
  if (event !== 'MESSAGE_CREATE') return null;
  const mention = readMention(data, ear.servers);
  return mention && isNew(mention.id) ? answerMention(mention, ear) : null;
}

/** Without commands people can still write to Newsdesk by its name, so this is no reason not to listen. */
async function register(applicationId: string, desk: Desk, api: Api, clock: Clock, log: Log): Promise<void> {
  const registered = await registerCommands(api, clock, applicationId, desk.commands);
  if (registered === 'changed') log.info('the commands were registered on Discord');
  else if (registered !== 'same') log.error('the commands could not be registered on Discord', reasonOf(registered));
}

function reasonOf(trouble: Trouble): Record<string, unknown> {
  const found = unavailable(trouble);
  return { reason: 'reason' in found ? found.reason : trouble.kind };
}

/** Where in the code it broke; the error's words may be somebody's. */
function placeOf({ stack }: Error): string {
  return /\n\s+at (.*)/.exec(stack ?? '')?.[1] ?? '';
}
