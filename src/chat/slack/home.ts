/** The Home tab: what a person sees who opens Newsdesk itself. */
import type { HomeView } from '@slack/types';
import { patiently } from '../../delivery/patience.ts';
import type { Clock, Desk, Log } from '../../ports.ts';
import { type CallFailure, sortFailure } from './answers.ts';
import type { FindCaller } from './callers.ts';
import type { SlackClient } from './client.ts';
import { LONGEST_WAIT_MS } from './limits.ts';
import { renderHome } from './reply.ts';
import type { Visibility } from './visible.ts';

/** So many people's tabs are kept up to date; one more, and all wait until they are opened again. */
const MOST_OPEN = 1000;

export interface Home {
  open(person: string): Promise<void>;
  /** They use it, so they have opened it, even if that was before the start. */
  isOpen(person: string): void;
  /** Shows anew what may have changed, to a person who has opened it. */
  refresh(person: string): Promise<void>;
}

export interface HomeParts {
  readonly client: SlackClient;
  readonly desk: Desk;
  readonly findCaller: FindCaller;
  readonly visibility: Visibility;
  /** The channel of direct messages with a person. */
  readonly direct: (person: string) => Promise<string | null>;
}

/** None throws. */
export function createHome(
  { client, desk, findCaller, visibility, direct }: HomeParts,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Home {
  const opened = new Set<string>();
  /** The last showing to each person: one after the other, or what is older could take the place of what is newer. */
  const showing = new Map<string, Promise<void>>();

  async function publish(person: string): Promise<void> {
    const turn = (showing.get(person) ?? Promise.resolve()).then(() => show(person));
    showing.set(person, turn);
    await turn;
    if (showing.get(person) === turn) showing.delete(person);
  }

  async function show(person: string): Promise<void> {
    const channel = (await direct(person)) ?? person;
    const caller = await findCaller(person, channel, 'direct', 'now');
    // Others are shown no channels.
    const known = caller.manager ? await visibility.forPerson(person) : undefined;
    const view = renderHome(await desk.home(caller, known));
    const outcome = await patiently(clock, LONGEST_WAIT_MS, () => publishOnce(person, view));
    if (outcome.kind !== 'shown') log.warn('slack: a Home tab could not be shown', { ...outcome });
  }

  async function publishOnce(person: string, view: HomeView): Promise<CallFailure | { readonly kind: 'shown' }> {
    try {
      await client.web.views.publish({ user_id: person, view });
      return { kind: 'shown' };
    } catch (error) {
      return sortFailure(error, client.webApi);
    }
  }

  function isOpen(person: string): void {
    if (opened.size >= MOST_OPEN) opened.clear();
    opened.add(person);
  }

  return {
    async open(person) {
      isOpen(person);
      await publish(person);
    },
    isOpen,
    async refresh(person) {
      if (opened.has(person)) await publish(person);
    },
  };
}
