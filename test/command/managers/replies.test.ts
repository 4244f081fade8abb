/** What managers read: of each command what it says when it is done, and when it can't be. In `golden/`, as prose. */
import { describe, expect, it } from 'vitest';
import type { Args, Caller } from '../../../src/command/command.ts';
import { read } from '../../support/room.ts';
import { aManagersRoom, give, type ManagersRoom, posted, press } from './give.ts';

/** A channel that has nothing of the operator's. */
const DOCKS = { channel: { platform: 'slack', id: 'CDOCKS' } } as const;

type Scene = (room: ManagersRoom) => Promise<string>;

async function said(room: ManagersRoom, command: string, args: Args = {}, over: Partial<Caller> = DOCKS) {
  return read((await give(room, command, args, over)).reply);
}

/** With what the channel is told of it. */
async function announced(room: ManagersRoom, command: string, args: Args = {}): Promise<string> {
  const before = posted(room).length;
  const reply = await said(room, command, args);
  return [reply, '', 'In the channel:', ...posted(room).slice(before)].join('\n');
}

const energy = (room: ManagersRoom) => give(room, 'subscribe', { topic: 'energy', time: '09:15' }, DOCKS);
const tea = (room: ManagersRoom) => give(room, 'topic add', { name: 'tea', terms: 'tea, tea + biscuit' }, DOCKS);

const SCENES: Readonly<Record<string, Scene>> = {
  subscribe: (room) =>
    announced(room, 'subscribe', { topic: 'energy', time: 'noon', zone: 'south korea', days: 'mon-thu' }),
  'subscribe-again': async (room) => {
    await energy(room);
    return said(room, 'subscribe', { topic: 'energy' });
  },
  'subscribe-everything': (room) => announced(room, 'subscribe', { topic: 'all' }),
  'subscribe-new-words': (room) => said(room, 'subscribe', { topic: 'strait toll', time: '7 am' }),
  'subscribe-new-words-confirmed': async (room) => {
    const proposal = await give(room, 'subscribe', { topic: 'strait toll', time: '7 am' }, DOCKS);
    return read((await press(room, proposal, 'Make it and subscribe', DOCKS)).reply);
  },
  'subscribe-new-words-cancelled': async (room) => {
    const proposal = await give(room, 'subscribe', { topic: 'strait toll' }, DOCKS);
    return read((await press(room, proposal, 'Cancel', DOCKS)).reply);
  },
  'subscribe-wrong-zone': (room) => said(room, 'subscribe', { topic: 'energy', zone: 'UTC+2' }),
  'subscribe-several-zones': (room) => said(room, 'subscribe', { topic: 'energy', zone: 'USA' }),
  'subscribe-near-zone': (room) => said(room, 'subscribe', { topic: 'energy', zone: 'Singapor' }),
  unsubscribe: async (room) => {
    await energy(room);
    await give(room, 'subscribe', { topic: 'shipping' }, DOCKS);
    return announced(room, 'unsubscribe', { topic: 'energy' });
  },
  'unsubscribe-nothing': (room) => said(room, 'unsubscribe', { topic: 'energy' }),
  'unsubscribe-unknown': async (room) => {
    await energy(room);
    return said(room, 'unsubscribe', { topic: 'trade' });
  },
  'unsubscribe-operators': (room) => said(room, 'unsubscribe', { topic: 'shipping' }, {}),
  schedule: async (room) => {
    await energy(room);
    return announced(room, 'schedule', { time: '17:30', days: 'weekdays', quiet: 'silent', lookback: 'fri 17:00' });
  },
  'schedule-nothing': (room) => said(room, 'schedule', { time: '9' }),
  'schedule-wrong': async (room) => {
    await energy(room);
    return said(room, 'schedule', { time: 'early' });
  },
  pause: async (room) => {
    await energy(room);
    return announced(room, 'pause');
  },
  'pause-twice': async (room) => {
    await energy(room);
    await give(room, 'pause', {}, DOCKS);
    return said(room, 'pause');
  },
  resume: async (room) => {
    await energy(room);
    await give(room, 'pause', {}, DOCKS);
    return announced(room, 'resume');
  },
  'resume-not-paused': async (room) => {
    await energy(room);
    return said(room, 'resume');
  },
  preview: (room) => said(room, 'preview', { topic: 'shipping' }),
  'preview-finds-nothing': (room) => said(room, 'preview', { topic: 'zeppelin races' }),
  mute: (room) => said(room, 'mute', { what: 'source', name: 'Harbour Courier', days: '7' }),
  'mute-again': async (room) => {
    await give(room, 'mute', { what: 'story', name: 'strait toll' }, DOCKS);
    return said(room, 'mute', { what: 'story', name: 'strait toll' });
  },
  'mute-unknown-story': (room) => said(room, 'mute', { what: 'story', name: 'zeppelin' }),
  'topic-add': (room) => said(room, 'topic add', { name: 'tolls', terms: 'toll, strait' }),
  'topic-add-wrong-name': (room) => said(room, 'topic add', { name: 'Chips & Fabs', terms: 'chip' }),
  'topic-add-taken': (room) => said(room, 'topic add', { name: 'energy', terms: 'dam' }),
  'topic-edit': async (room) => {
    await tea(room);
    return said(room, 'topic edit', { name: 'tea', terms: 'toll' });
  },
  'topic-edit-operators': (room) => said(room, 'topic edit', { name: 'energy', terms: 'dam' }),
  'topic-remove': async (room) => {
    await tea(room);
    await give(room, 'subscribe', { topic: 'tea' }, DOCKS);
    return announced(room, 'topic remove', { name: 'tea' });
  },
  'topic-remove-unknown': async (room) => {
    await tea(room);
    return said(room, 'topic remove', { name: 'coffee' });
  },
  'story-merge': (room) => said(room, 'story merge', { story: 'strait toll', with: 'dockers' }),
  'story-merge-same': (room) => said(room, 'story merge', { story: 'strait toll', with: 'Osk strait' }),
  'story-split-which': (room) => said(room, 'story split', { story: 'strait toll' }),
};

describe('what managers read', () => {
  it.each(Object.keys(SCENES))('%s', async (name) => {
    const text = await SCENES[name]?.(await aManagersRoom());
    await expect(`${text}\n`).toMatchFileSnapshot(`./golden/${name}.txt`);
  });
});
