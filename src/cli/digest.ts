import { renderConsole } from '../chat/console/render.ts';
import { systemClock } from '../clock/system-clock.ts';
import { materialFor } from '../command/everyone/material.ts';
import type { Config } from '../config.ts';
import { digestId } from '../digest/compose.ts';
import type { Digest } from '../digest/digest.ts';
import { digestOf } from '../digest/digest-of.ts';
import { messageOf } from '../digest/lookback-message.ts';
import type { Channel } from '../digest/subscription.ts';
import { ALL_TOPICS } from '../digest/topic.ts';
import { openArchiveForReading } from '../main/archives.ts';
import { lookBack } from '../pipeline/look-back.ts';
import type { Archive } from '../ports/archive.ts';
import { OperatorError, printJson, terminal } from './output.ts';
import { readSince } from './since.ts';
import { checkTopic } from './topics.ts';

const TERMINAL: Channel = { platform: 'console', id: 'terminal' };

/** Without `--since`: the last day. */
const DEFAULT_SINCE = '24h';
const WEEK = '7d';

/** Composes a digest of what came in and prints it; posts nothing and changes nothing. */
export async function digest(
  config: Config,
  options: { json: boolean; weekly: boolean; topic?: string; since?: string },
): Promise<void> {
  if (options.weekly && options.since !== undefined) {
    throw new OperatorError('--weekly tells of the last seven days; leave --since out');
  }
  const now = systemClock.now();
  const window = { from: readSince(options.since ?? (options.weekly ? WEEK : DEFAULT_SINCE), now), to: now };
  const topics = [options.topic ?? ALL_TOPICS];
  const archive = await openArchiveForReading(config);
  try {
    await checkTopic(options.topic, config, archive);
    const frame = {
      id: digestId('terminal', window.to),
      subscriptionId: 'terminal',
      channel: TERMINAL,
      topics,
      actors: [],
      window,
      zone: config.zone,
      trouble: null,
    };
    const composed = options.weekly ? await lookedBack(frame, archive) : await latest(frame, archive);
    if (options.json) return await printJson(composed);
    const screen = terminal();
    for (const { payload } of renderConsole(messageOf(composed), screen)) screen.write(payload.text);
  } finally {
    await archive.close();
  }
}

type Frame = Omit<Digest, 'stories' | 'considered' | 'lookback'>;

async function latest(frame: Frame, archive: Archive): Promise<Digest> {
  const { window } = frame;
  const candidates = await archive.candidates(null, window);
  const material = await materialFor(candidates, { channel: TERMINAL, before: window.from }, archive);
  return (await digestOf(frame, material)).digest;
}

function lookedBack(frame: Frame, archive: Archive): Promise<Digest> {
  const { from, to } = frame.window;
  const before = { from: new Date(2 * from.getTime() - to.getTime()), to: from };
  return lookBack({ ...frame, before }, {}, archive);
}
