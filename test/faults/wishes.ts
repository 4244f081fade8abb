/** What each person wants of it in a run, and when; and how things stand before anybody speaks. */
import type { Args } from '../../src/command/command.ts';
import { type Channel, channelName, WEEKDAYS } from '../../src/digest/subscription.ts';
import type { Topic } from '../../src/digest/topic.ts';
import type { KeptSubscription } from '../../src/ports/conversation.ts';
import { ACTS, type Act } from './news.ts';
import type { Tables, Wish } from './people.ts';

export const TOPICS: readonly Topic[] = [
  { name: 'sea', description: 'Ships and coasts', terms: ['ferry', 'coastguard'] },
  { name: 'wards', description: 'Hospitals', terms: ['hospital', 'nurses'] },
];

/** As the news has them, with time to talk between; in the end somebody presses a button that is months old. */
export const TALKED_ACTS: readonly Act[] = [
  ...ACTS.slice(0, 3),
  { at: '2026-11-24T09:00:00Z', drops: [] },
  ...ACTS.slice(3, -1).map((act) => ({ ...act, drops: [] })),
  { at: '2027-02-24T10:00:00Z', drops: [] },
];
const MORNING = 2;
const NOON = 3;
const AFTER_MONTHS = TALKED_ACTS.length - 1;

const holds = (channel: string, topic: string) => (tables: Tables) =>
  tables.subscriptions.filter(
    (row) => row['channel'] === channel && JSON.stringify([row['topics'], row['actors']]).includes(topic),
  ).length;
const has = (table: keyof Tables, column: string, value: unknown) => (tables: Tables) =>
  tables[table].filter((row) => row[column] === value).length;

const say =
  (command: string, args: Args = {}) =>
  () => ({ command, args });
const MARA = { person: 'UMARA', manager: true, platform: 'slack', via: 'command', audited: true } as const;
const DIGEST_THREAD = '1732435200.000100';

export const WISHES: readonly Wish[] = [
  {
    ...MARA,
    name: 'subscribes the harbour',
    when: MORNING,
    channel: 'CHARBOUR',
    action: say('news-admin subscribe', { topic: 'sea', time: '20:00', zone: 'UTC' }),
    twice: 'at once',
    done: /^This channel now gets a digest on sea/,
    already: /gets sea already/,
    times: holds('slack:CHARBOUR', 'sea'),
    announced: /^This channel now gets a digest on sea/,
  },
  {
    ...MARA,
    name: 'moves a digest',
    when: MORNING,
    channel: 'CMOVED',
    via: 'form',
    action: say('news-admin schedule', { time: '21:00' }),
    twice: 'later',
    done: /^The digest on sea now comes/,
    already: /gets it so already/,
    times: (tables) =>
      tables.subscriptions.filter((row) => row['channel'] === 'slack:CMOVED' && /21:00/.test(String(row['schedule'])))
        .length,
    announced: /^The digest on sea now comes/,
  },
  {
    ...MARA,
    name: 'pauses a digest',
    when: MORNING,
    channel: 'CPAUSED',
    action: say('news-admin pause'),
    twice: 'at once',
    done: /^The digest here is paused/,
    already: /are paused already/,
    times: has('paused_subscriptions', 'subscription_id', 'slack:CPAUSED@20:00'),
    announced: /^The digest here is paused/,
  },
  {
    ...MARA,
    name: 'unsubscribes a channel',
    when: MORNING,
    channel: 'CLEFT',
    action: say('news-admin unsubscribe', { topic: 'sea' }),
    twice: 'later',
    done: /^This channel no longer gets a digest on sea/,
    already: /there is nothing to take away/,
    times: (tables) => 1 - has('subscriptions', 'channel', 'slack:CLEFT')(tables),
    announced: /^This channel no longer gets a digest on sea/,
  },
  {
    ...MARA,
    name: 'proposes a topic',
    when: MORNING,
    channel: 'CNEW',
    action: say('news-admin subscribe', { topic: 'barley harvest', time: '20:00', zone: 'UTC' }),
    done: /./,
  },
  {
    ...MARA,
    name: 'confirms the topic',
    when: NOON,
    channel: 'CNEW',
    via: 'control',
    action: (town) => town.buttonUnder('proposes a topic', 'Make it and subscribe'),
    twice: 'at once',
    done: /^This channel now gets a digest on barley/,
    already: /it acts once/,
    times: holds('slack:CNEW', 'barley'),
    announced: /^This channel now gets a digest on barley/,
  },
  {
    ...MARA,
    name: 'makes a topic',
    when: MORNING,
    channel: 'CHARBOUR',
    action: say('news-admin topic add', { name: 'pests', terms: 'locusts' }),
    done: /^The topic pests is made/,
    already: /The name pests is taken/,
    times: has('topics', 'name', 'pests'),
  },
  {
    ...MARA,
    name: 'mutes a paper',
    when: MORNING,
    channel: 'CMOVED',
    action: say('news-admin mute', { what: 'source', name: 'Lindmark Mail' }),
    twice: 'at once',
    done: /^Muted/,
    times: has('mutes', 'channel', 'slack:CMOVED'),
  },
  {
    ...MARA,
    name: 'limits questions',
    when: MORNING,
    channel: 'CHARBOUR',
    action: say('news-admin budget', { person: '7' }),
    twice: 'later',
    done: /^The limits are changed/,
    already: /^Questions a day/,
    times: has('question_limits', 'per_person', 7),
  },
  {
    name: 'follows a topic',
    when: MORNING,
    person: '1001',
    platform: 'discord',
    channel: 'one',
    via: 'command',
    action: say('news follow', { what: 'wards' }),
    twice: 'at once',
    done: /^You follow wards now/,
    already: /^You follow wards already/,
    times: holds('discord:D1001', 'wards'),
  },
  {
    name: 'follows before being erased',
    when: MORNING,
    isErased: true,
    person: 'UCARL',
    platform: 'slack',
    channel: 'CHARBOUR',
    via: 'command',
    action: say('news follow', { what: 'sea' }),
    twice: 'later',
    done: /^You follow sea now/,
    already: /^You follow sea already/,
  },
  {
    name: 'asks in a thread',
    when: NOON,
    person: 'UBEN',
    platform: 'slack',
    channel: 'one',
    via: 'mention',
    thread: DIGEST_THREAD,
    action: say('news ask', { question: 'Who reported a failure of the steering gear?' }),
    twice: 'at once',
    done: /From 1 article/,
  },
  {
    name: 'asks by command',
    when: MORNING,
    person: '1002',
    platform: 'discord',
    channel: 'one',
    via: 'command',
    action: say('news ask', { question: 'Who called the nurses of Halden out of the wards?' }),
    twice: 'later',
    done: /From 1 article|doesn’t know|holds no article/,
  },
  {
    name: 'reports a story',
    when: NOON,
    person: 'UBEN',
    platform: 'slack',
    channel: 'CHARBOUR',
    via: 'form',
    action: say('news report', { story: 'Ferry runs aground at Osk', reason: 'There were fewer boats.' }),
    twice: 'later',
    done: /^Thank you/,
    times: ({ reports }) => reports.length,
    audited: true,
  },
  {
    ...MARA,
    name: 'corrects a story',
    when: NOON,
    channel: 'CHARBOUR',
    via: 'form',
    action: say('news-admin correct', { story: 'Ferry runs aground at Osk', text: 'There were nine boats.' }),
    twice: 'at once',
    done: /^Corrected/,
    already: /stands already/,
    times: ({ corrections }) => corrections.length,
  },
  {
    name: 'erases somebody',
    when: MORNING,
    last: true,
    person: 'UZORA',
    manager: true,
    platform: 'slack',
    channel: 'CHARBOUR',
    via: 'command',
    action: say('news-admin erase', { whom: 'UCARL', confirm: 'erase' }),
    twice: 'later',
    done: /^What was kept of UCARL is erased/,
    already: /^Nothing was kept of UCARL/,
  },
  {
    name: 'presses an old button',
    when: AFTER_MONTHS,
    person: 'UBEN',
    platform: 'slack',
    channel: 'one',
    via: 'control',
    action: (_, { digests }) => {
      const [first] = digests.filter((row) => row['channel'] === 'slack:one');
      return first ? { command: 'news sources', args: { digest: String(first['id']) } } : null;
    },
    done: /./,
  },
];

/** Channels that have a digest before anybody speaks. */
export const SUBSCRIBED: readonly KeptSubscription[] = ['CMOVED', 'CPAUSED', 'CLEFT'].map((id) => {
  const channel: Channel = { platform: 'slack', id };
  return {
    id: `${channelName(channel)}@20:00`,
    channel,
    topics: ['sea'],
    actors: [],
    schedule: { at: '20:00', zone: 'UTC', days: WEEKDAYS },
    quiet: 'silent',
    workspace: 'T1',
    place: 'public',
    follower: null,
    made: { person: MARA.person, at: new Date('2026-11-20T12:00:00Z') },
  };
});
