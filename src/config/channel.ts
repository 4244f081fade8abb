import { z } from 'zod';
import { type Channel, PLATFORMS, type Platform } from '../digest/subscription.ts';

/** A person on a platform. Written `platform:id`, e.g. `slack:U0123ABCD`, `discord:1234567890`. */
export interface Person {
  readonly platform: 'slack' | 'discord';
  readonly id: string;
}

const CHANNEL_ID: Record<Platform, RegExp> = {
  slack: /^[A-Z0-9]{1,30}$/,
  discord: /^\d{1,20}$/,
  console: /^[a-z0-9-]{1,30}$/,
};

const PERSON_ID: Record<Person['platform'], RegExp> = {
  // W for people of an Enterprise Grid: https://docs.slack.dev/reference/objects/user-object
  slack: /^[UW][A-Z0-9]{1,29}$/,
  discord: /^\d{1,20}$/,
};

/** Reads a channel as people and files write it; null when it is none. */
export function readChannel(text: string): Channel | null {
  const [name, id = ''] = text.trim().split(/:(.*)/s, 2);
  const platform = PLATFORMS.find((platform) => platform === name);
  return platform && CHANNEL_ID[platform].test(id) ? { platform, id } : null;
}

/** Reads a person as the settings name them; null when it is none. */
export function readPerson(text: string): Person | null {
  const [platform, id = ''] = text.trim().split(/:(.*)/s, 2);
  if (platform !== 'slack' && platform !== 'discord') return null;
  return PERSON_ID[platform].test(id) ? { platform, id } : null;
}

/** @param noText what is said where something else than text is written */
export function channelField(noText?: string) {
  return z.string(noText).transform((text, context) => {
    const channel = readChannel(text);
    if (channel) return channel;
    context.addIssue(`"${text}" is no channel; write slack:C0123ABCD, discord:1234567890 or console:terminal`);
    return z.NEVER;
  });
}

/** A channel in which the operator is told something. */
export const channelSetting = channelField().optional();
