/**
 * An interaction's own way back to whoever began it. It has to be acknowledged within three seconds, stays open for a
 * quarter of an hour, and needs no right in the channel.
 * https://docs.discord.com/developers/interactions/receiving-and-responding
 */
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import type { Choice } from '../../message/control.ts';
import type { Clock } from '../../ports.ts';
import type { Answer, Api } from './api.ts';
import { label } from './controls.ts';
import { insist } from './insist.ts';
import { CHOICE_LENGTH, OFFERED_CHOICES } from './limits.ts';
import { CODES, refusedWith } from './outcome.ts';
import type { MessageBody } from './payload.ts';

/**
 * `taken`: somebody else has acknowledged this interaction, so the event came twice. `shut`: Discord does not take it, or
 * not any more.
 */
export type Acknowledged = 'open' | 'taken' | 'shut';

export interface Line {
  /** Shows that Newsdesk is at it; `hidden` makes what follows visible to the person only. */
  defer(hidden: boolean): Promise<Acknowledged>;
  openForm(modal: APIModalInteractionResponseCallbackData): Promise<Acknowledged>;
  offer(choices: readonly Choice[]): Promise<Acknowledged>;
  /** What stands there now. */
  look(): Promise<Answer>;
  /** Puts something in the place of the sign that Newsdesk is at it. */
  edit(body: MessageBody): Promise<Answer>;
  followUp(body: MessageBody, hidden: boolean): Promise<Answer>;
  /** Takes the first answer away again. */
  withdraw(): Promise<Answer>;
}

interface Ends {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
}

export function openLine(api: Api, clock: Clock, { id, token, applicationId }: Ends): Line {
  const webhook = `/webhooks/${applicationId}/${encodeURIComponent(token)}`;
  const original = `${webhook}/messages/@original`;
  const withoutToken = true;

  async function acknowledge(type: InteractionResponseType, data: object): Promise<Acknowledged> {
    const path = `/interactions/${id}/${encodeURIComponent(token)}/callback`;
    let attempts = 0;
    const answer = await insist(clock, { twice: true }, (attempt) => {
      attempts = attempt;
      return api.call('POST', path, { body: { type, data }, withoutToken });
    });
    if (answer.kind === 'ok') return 'open';
    if (!refusedWith(answer, CODES.alreadyAcknowledged)) return 'shut';
    // After a first try whose answer never came, it was we ourselves.
    return attempts > 1 ? 'open' : 'taken';
  }

  return {
    defer: (hidden) => acknowledge(InteractionResponseType.DeferredChannelMessageWithSource, flagged({}, hidden)),
    openForm: (modal) => acknowledge(InteractionResponseType.Modal, modal),
    offer: (choices) =>
      acknowledge(InteractionResponseType.ApplicationCommandAutocompleteResult, { choices: offered(choices) }),
    look: () => insist(clock, { twice: true }, () => api.call('GET', original, { withoutToken })),
    edit: (body) => insist(clock, { twice: true }, () => api.call('PATCH', original, { body, withoutToken })),
    followUp: (body, hidden) =>
      insist(clock, { twice: false }, () => api.call('POST', webhook, { body: flagged(body, hidden), withoutToken })),
    withdraw: () => insist(clock, { twice: true }, () => api.call('DELETE', original, { withoutToken })),
  };
}

function flagged<Body extends { readonly flags?: number }>(body: Body, hidden: boolean): Body {
  return hidden ? { ...body, flags: (body.flags ?? 0) | MessageFlags.Ephemeral } : body;
}

function offered(choices: readonly Choice[]): { name: string; value: string }[] {
  return choices
    .filter(({ value }) => value !== '' && value.length <= CHOICE_LENGTH)
    .slice(0, OFFERED_CHOICES)
    .map(({ label: words, value }) => ({ name: label(words, CHOICE_LENGTH), value }));
}

/** Whether the interaction is over: its quarter of an hour has passed, or it was never acknowledged in time. */
export function isOver(answer: Answer): boolean {
  const { unknownInteraction, unknownWebhook, invalidWebhookToken } = CODES;
  return refusedWith(answer, unknownInteraction, unknownWebhook, invalidWebhookToken);
}
