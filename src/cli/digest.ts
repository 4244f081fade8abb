import { renderConsole } from '../chat/console/render.ts';
import { systemClock } from '../clock/system-clock.ts';
import { materialFor } from '../command/everyone/material.ts';
import type { Config } from '../config.ts';
import { composeMessage, digestId } from '../digest/compose.ts';
import { digestOf } from '../digest/digest-of.ts';
import type { Channel } from '../digest/subscription.ts';
import { ALL_TOPICS } from '../digest/topic.ts';
import { openArchiveForReading } from '../main.ts';
import { OperatorError, printJson, terminal } from './output.ts';
import { readSince } from './since.ts';

const TERMINAL: Channel = { platform: 'console', id: 'terminal' };

/** Without `--since`: the last day. */
const DEFAULT_SINCE = '24h';

/** Composes a digest of what came in and prints it; posts nothing and changes nothing. */
export async function digest(
  config: Config,
  options: { json: boolean; topic?: string; since?: string },
): Promise<void> {
  checkTopic(config, options.topic);
  const now = systemClock.now();
  const window = { from: readSince(options.since ?? DEFAULT_SINCE, now), to: now };
  const topics = [options.topic ?? ALL_TOPICS];
  const archive = await openArchiveForReading(config);
  try {
    const candidates = await archive.candidates(null, window);
    const material = await materialFor(candidates, { channel: TERMINAL, before: window.from }, archive);
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
    const { digest: composed } = digestOf(frame, material);
    if (options.json) return await printJson(composed);
    const screen = terminal();
    for (const { payload } of renderConsole(composeMessage(composed), screen)) screen.write(payload.text);
  } finally {
    await archive.close();
  }
}

function checkTopic(config: Config, topic: string | undefined): void {
  const names = [ALL_TOPICS, ...config.topics.map((known) => known.name)];
  if (topic !== undefined && !names.includes(topic)) {
    throw new OperatorError(`there is no topic "${topic}"; known are ${names.join(', ')}`);
  }
}
