/** Answers to what was asked of a process that has ended, by the way back that it wrote down. */
import { MessageFlags } from 'discord-api-types/v10';
import type { Reply } from '../../command/command.ts';
import type { Clock, Log } from '../../ports.ts';
import { type Answer, type Api, field } from './api.ts';
import { insteadOf } from './aside.ts';
import { readBack } from './back.ts';
import { isOver, type Line, openLine } from './line.ts';
import { sayUnder } from './mention.ts';
import { CODES, refusedWith } from './outcome.ts';
import { replyBodies, spokenBodies } from './reply.ts';

interface Ports {
  readonly api: Api;
  readonly clock: Clock;
  readonly log: Log;
}

/** See `Chat.answerLate`. */
export async function answerLate(text: string, reply: Reply, ports: Ports): Promise<boolean> {
  const back = readBack(text);
  if (back === null) return true;
  const { there, command } = back;
  if (back.kind === 'mention') {
    await sayUnder({ mention: back, invocation: { command }, there }, spokenBodies(reply.message), ports);
    return true;
  }
  const line = openLine(ports.api, ports.clock, back);
  const seen = await line.look();
  if (isAnswered(seen)) return true;
  const { id, person, place } = back;
  const said = isOver(seen) ? seen : await onLine(line, reply, seen);
  if (said.kind === 'ok') return true;
  if (!isOver(said)) return said.kind === 'refused';
  await insteadOf({ reply, invocation: { command, caller: { person, place } }, there, id }, ports);
  return true;
}

/** What stands there is neither Discord's sign that somebody thinks nor one of ours, which is a line of small print. */
function isAnswered(seen: Answer): boolean {
  if (seen.kind !== 'ok') return false;
  const isThinking = (Number(field(seen.body, 'flags') ?? 0) & MessageFlags.Loading) !== 0;
  const components = field(seen.body, 'components');
  const [first, ...others] = Array.isArray(components) ? components : [];
  const isSign = others.length === 0 && /^-# .*$/.test(String(field(first, 'content') ?? ''));
  return !isThinking && !isSign;
}

/** Taken away already, for an answer that others were not to see, the sign has no place to be answered in. */
async function onLine(line: Line, reply: Reply, seen: Answer): Promise<Answer> {
  const [body] = replyBodies(reply.message);
  if (body === undefined) return seen;
  return refusedWith(seen, CODES.unknownMessage) ? line.followUp(body, true) : line.edit(body);
}
