/** The Home tab: what a person sees who opens Newsdesk itself. */
import type { Clock, Desk, Log } from '../../ports.ts';
import { sortFailure } from './answers.ts';
import type { FindCaller } from './callers.ts';
import type { SlackClient } from './client.ts';
import { renderHome } from './reply.ts';

/** So many people's tabs are kept up to date; one more, and all wait until they are opened again. */
const MOST_OPEN = 1000;

export interface Home {
  open(person: string): Promise<void>;
  /** Shows anew what may have changed, to a person who has opened it since the start. */
  refresh(person: string): Promise<void>;
}

export interface HomeParts {
  readonly client: SlackClient;
  readonly desk: Desk;
  readonly findCaller: FindCaller;
  /** The channel of direct messages with a person. */
  readonly direct: (person: string) => Promise<string | null>;
}

/** Neither throws. */
export function createHome({ client, desk, findCaller, direct }: HomeParts, { log }: { clock: Clock; log: Log }): Home {
  const opened = new Set<string>();

  async function publish(person: string): Promise<void> {
    const channel = (await direct(person)) ?? person;
    const caller = await findCaller(person, channel, 'direct');
    const view = renderHome(await desk.home(caller));
    try {
      await client.web.views.publish({ user_id: person, view });
    } catch (error) {
      log.warn('slack: a Home tab could not be shown', { ...sortFailure(error, client.webApi) });
    }
  }

  return {
    async open(person) {
      if (opened.size >= MOST_OPEN) opened.clear();
      opened.add(person);
      await publish(person);
    },
    async refresh(person) {
      if (opened.has(person)) await publish(person);
    },
  };
}
