/** What people make in chat, for tests. */
import type { Channel } from '../../../src/digest/subscription.ts';
import type { AuditEntry, KeptSubscription, KeptTopic, Mute, Report } from '../../../src/ports/conversation.ts';
import { DESK } from './publications.ts';
import { at } from './times.ts';

export const WORKSPACE = 'T0SUND';
export const ILSE = 'U0ILSE';
export const TOMAS = 'U0TOMAS';
export const OTHER: Channel = { platform: 'discord', id: '42' };

export function aSubscription(over: Partial<KeptSubscription> = {}): KeptSubscription {
  return {
    id: 'slack:C0DESK@08:00',
    channel: DESK,
    topics: ['shipping', 'trade'],
    actors: ['Port of Osk'],
    schedule: { at: '08:00', zone: 'Europe/Berlin', days: ['mon', 'fri'] },
    quiet: 'say',
    workspace: WORKSPACE,
    place: 'public',
    follower: null,
    made: { person: ILSE, at: at(0) },
    ...over,
  };
}

export function aTopic(over: Partial<KeptTopic> = {}): KeptTopic {
  return {
    name: 'ferries',
    description: 'Ferries of the Sund',
    terms: ['ferry', 'sund + crossing'],
    platform: 'slack',
    workspace: WORKSPACE,
    channel: null,
    made: { person: ILSE, at: at(0) },
    ...over,
  };
}

export function aMute(over: Partial<Mute> = {}): Mute {
  return {
    channel: DESK,
    kind: 'source',
    subject: 'Harbour Courier',
    label: 'Harbour Courier',
    until: null,
    made: { person: ILSE, at: at(0) },
    ...over,
  };
}

export function aReport(over: Partial<Report> = {}): Report {
  return {
    id: 'r1',
    platform: 'slack',
    workspace: WORKSPACE,
    channel: DESK,
    storyId: 's1',
    reason: 'The date is wrong',
    made: { person: ILSE, at: at(0) },
    ...over,
  };
}

export function anEntry(over: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: at(0),
    platform: 'slack',
    workspace: WORKSPACE,
    channel: DESK,
    person: ILSE,
    command: 'news-admin topic add',
    subject: 'ferries',
    ...over,
  };
}
