/**
 * Interactions: acknowledged within three seconds, answered within fifteen minutes, each by its own token.
 * https://docs.discord.com/developers/interactions/receiving-and-responding
 */
import { type ApiAnswer, type ApiRequest, bodyOf, type Host, noContent, ok } from './api.ts';
import { modalFaults } from './component-refusals.ts';
import { type Fault, invalidForm, isObject, refusal, textFaults, tooLong } from './faults.ts';
import { shownFields } from './message-routes.ts';
import { messageRefusal } from './refusals.ts';
import { type ServerMessage, storeMessage, type World } from './world.ts';

type Json = Record<string, unknown>;

const ACKNOWLEDGE_MS = 3_000;
const TOKEN_MS = 15 * 60_000;
const EPHEMERAL = 1 << 6;
const TYPE = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const;
const MODAL_SUBMIT = 5;

/** One interaction, and what a person sees of it. */
export interface ServerInteraction {
  readonly id: string;
  readonly token: string;
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  readonly type: number;
  readonly channelId: string;
  /** Milliseconds of the server's time. */
  readonly createdAt: number;
  /** What it was acknowledged with; null while it is not. */
  callback: { readonly type: number; readonly data: Json; readonly at: number } | null;
  /** The first answer, once there is one: a deferral counts only when it is filled. */
  original: ServerMessage | null;
  withdrawn: boolean;
  /** Taken away by a moderator while it was a deferral: nothing takes its place then (discord-api-docs#3087). */
  removed: boolean;
  /** So many, beside what takes the deferral's place. */
  mostFollowUps: number;
  /** The event in which the gateway tells of it. */
  readonly event: Json;
  /** All answers that stand, with their flags as the person sees them. */
  readonly messages: ServerMessage[];
}

export function callback(host: Host, request: ApiRequest, [id, token = '']: readonly string[]): ApiAnswer {
  const { world } = host;
  const interaction = world.interactions.get(token);
  if (!interaction || interaction.id !== id) return UNKNOWN_INTERACTION;
  if (interaction.callback) return refusal(400, 40060, 'Interaction has already been acknowledged.');
  if (world.now() - interaction.createdAt > ACKNOWLEDGE_MS) return UNKNOWN_INTERACTION;
  const body = bodyOf(request);
  const data = isObject(body['data']) ? body['data'] : {};
  const type = Number(body['type']);
  const refused = callbackRefusal(interaction, type, data);
  if (refused) return refused;
  interaction.callback = { type, data, at: world.now() };
  if (type === TYPE.message) addAnswer(world, interaction, data, hidden(data), true);
  return noContent;
}

const UNKNOWN_INTERACTION = refusal(404, 10062, 'Unknown interaction');

function callbackRefusal(interaction: ServerInteraction, type: number, data: Json): ApiAnswer | null {
  const isTyping = interaction.type === 4;
  if (isTyping !== (type === TYPE.choices)) return refusal(400, 50035, 'Invalid interaction callback type');
  if (type === TYPE.message) return messageRefusal(data, { ofInteraction: true });
  if (type === TYPE.choices) return invalidIf(choiceFaults(data));
  if (type === TYPE.modal) {
    return interaction.type === MODAL_SUBMIT
      ? refusal(400, 50035, 'A modal cannot be opened in answer to a modal')
      : invalidIf(modalFaults(data));
  }
  const known = [TYPE.deferred, TYPE.deferredUpdate, TYPE.update].some((one) => one === type);
  return known ? null : refusal(400, 50035, 'Invalid interaction callback type');
}

function invalidIf(faults: readonly Fault[]): ApiAnswer | null {
  return faults.length === 0 ? null : invalidForm(faults);
}

function choiceFaults(data: Json): Fault[] {
  const choices = Array.isArray(data['choices']) ? data['choices'].filter(isObject) : [];
  return [
    ...(choices.length > 25 ? [tooLong(['choices'], 25)] : []),
    ...choices.flatMap((choice) => [
      ...textFaults(choice['name'], 100, ['choices', 'name'], { required: true }),
      ...textFaults(choice['value'], 100, ['choices', 'value'], { required: true }),
    ]),
  ];
}

// ---- the answers afterwards --------------------------------------------------------------------------------------------

/** A follow-up takes the place of a deferral that nothing has filled, and keeps what the deferral said of who sees it. */
export function followUp(host: Host, request: ApiRequest, [, token = '']: readonly string[]): ApiAnswer {
  return onLine(host, token, (interaction) => {
    const body = bodyOf(request);
    const refused = messageRefusal(body, { ofInteraction: true });
    if (refused) return refused;
    const fills = isUnfilled(interaction);
    if (!fills && interaction.messages.length > interaction.mostFollowUps) return TOO_MANY_FOLLOW_UPS;
    const message = addAnswer(host.world, interaction, body, fills ? deferredHidden(interaction) : hidden(body), fills);
    return ok(message);
  });
}

const TOO_MANY_FOLLOW_UPS = refusal(400, 40094, 'This interaction has hit the maximum number of follow up messages');

/** What a deferral shows while nothing has filled it: https://docs.discord.com/developers/resources/message#message-object-message-flags */
const LOADING = 1 << 7;

export function getOriginal(host: Host, _: ApiRequest, [, token = '']: readonly string[]): ApiAnswer {
  return onLine(host, token, (interaction) => {
    const { original, id, channelId } = interaction;
    if (original !== null) return ok(original);
    if (!isUnfilled(interaction)) return UNKNOWN_MESSAGE;
    const flags = LOADING | (deferredHidden(interaction) ? EPHEMERAL : 0);
    return ok({ id, channel_id: channelId, type: 20, content: '', embeds: [], components: [], flags });
  });
}

export function editOriginal(host: Host, request: ApiRequest, [, token = '']: readonly string[]): ApiAnswer {
  return onLine(host, token, (interaction) => {
    const { original } = interaction;
    if (original === null && !isUnfilled(interaction)) return UNKNOWN_MESSAGE;
    const body = bodyOf(request);
    const flags = Number(original?.['flags'] ?? 0) | Number(body['flags'] ?? 0);
    const refused = messageRefusal({ ...original, ...body, flags: flags & ~EPHEMERAL, nonce: undefined });
    if (refused) return refused;
    if (original === null) return ok(addAnswer(host.world, interaction, body, deferredHidden(interaction), true));
    Object.assign(original, fieldsOf(host.world, interaction, { ...original, ...body, flags }));
    return ok(original);
  });
}

export function deleteOriginal(host: Host, _: ApiRequest, [, token = '']: readonly string[]): ApiAnswer {
  return onLine(host, token, (interaction) => {
    const { original, messages } = interaction;
    if (original === null && !isUnfilled(interaction)) return UNKNOWN_MESSAGE;
    if (original !== null) messages.splice(messages.indexOf(original), 1);
    interaction.original = null;
    interaction.withdrawn = true;
    return noContent;
  });
}

const UNKNOWN_MESSAGE = refusal(404, 10008, 'Unknown Message');

function onLine({ world }: Host, token: string, act: (interaction: ServerInteraction) => ApiAnswer): ApiAnswer {
  const interaction = world.interactions.get(token);
  if (!interaction?.callback) return refusal(404, 10015, 'Unknown Webhook');
  if (world.now() - interaction.createdAt > TOKEN_MS) return refusal(401, 50027, 'Invalid Webhook Token');
  if (interaction.removed) return UNKNOWN_MESSAGE;
  return act(interaction);
}

function isUnfilled({ callback: first, original, withdrawn }: ServerInteraction): boolean {
  return first?.type === TYPE.deferred && original === null && !withdrawn;
}

function deferredHidden({ callback: first }: ServerInteraction): boolean {
  return hidden(first?.data ?? {});
}

function hidden(body: Json): boolean {
  return (Number(body['flags'] ?? 0) & EPHEMERAL) !== 0;
}

/** What only one person sees is not in the channel. */
function addAnswer(
  world: World,
  interaction: ServerInteraction,
  body: Json,
  onlyForPerson: boolean,
  isOriginal: boolean,
): ServerMessage {
  const flags = (Number(body['flags'] ?? 0) & ~EPHEMERAL) | (onlyForPerson ? EPHEMERAL : 0);
  const place = onlyForPerson ? `hidden ${interaction.id}` : interaction.channelId;
  const metadata = { interaction_metadata: { id: interaction.id, type: interaction.type } };
  const message = storeMessage(world, place, { ...fieldsOf(world, interaction, { ...body, flags }), ...metadata });
  interaction.messages.push(message);
  if (isOriginal) interaction.original = message;
  return message;
}

/** An interaction's answers need no right in the channel. */
function fieldsOf(world: World, { channelId }: ServerInteraction, body: Json): Partial<ServerMessage> {
  const channel = world.channels.get(channelId);
  if (!channel) throw new Error(`an interaction in a channel that is not there: ${channelId}`);
  return shownFields(world, { ...channel, parentId: null, deny: [] }, body);
}
