import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS, commandNamed } from '../../src/command/catalogue.ts';
import { commandName } from '../../src/command/command.ts';
import { parseCommand, parseMention } from '../../src/command/parse.ts';

describe('a typed command', () => {
  it.each([
    ['', 'news help', {}],
    ['status', 'news status', {}],
    ['STATUS ', 'news status', {}],
    ['digest topic:diplomacy hours:48', 'news digest', { topic: 'diplomacy', hours: '48' }],
    ['digest diplomacy 48', 'news digest', { topic: 'diplomacy', hours: '48' }],
    ['digest 48', 'news digest', { hours: '48' }],
    ['ask What did Karsund say?', 'news ask', { question: 'What did Karsund say?' }],
    ['ask topic:trade What did Karsund say?', 'news ask', { topic: 'trade', question: 'What did Karsund say?' }],
    ['ask question: who won', 'news ask', { question: 'who won' }],
    ['changed security since:3d', 'news changed', { topic: 'security', since: '3d' }],
    ['changed 3d', 'news changed', { since: '3d' }],
    ['search "safe harbour" strike', 'news search', { query: '"safe harbour" strike' }],
    ['story "strait toll"', 'news story', { story: 'strait toll' }],
    ['report "strait toll" The date is wrong', 'news report', { story: 'strait toll', reason: 'The date is wrong' }],
    ['help topic add', 'news help', { command: 'topic add' }],
    ['ask help', 'news help', { command: 'news ask' }],
    ['Digest ?', 'news help', { command: 'news digest' }],
    ['digest 48h', 'news digest', { hours: '48h' }],
    ['digest south korea 2 days', 'news digest', { topic: 'south korea', hours: '2 days' }],
    ['changed since:monday topic:korea', 'news changed', { since: 'monday', topic: 'korea' }],
    ['changed topic:south korea since:last week', 'news changed', { topic: 'south korea', since: 'last week' }],
    ['changed south korea yesterday', 'news changed', { topic: 'south korea', since: 'yesterday' }],
    ['why 2 bullet:3', 'news why', { story: '2', bullet: '3' }],
    ['why strait toll bullet:lifted in June', 'news why', { story: 'strait toll', bullet: 'lifted in June' }],
    ['ask What is the question: who pays?', 'news ask', { question: 'What is the question: who pays?' }],
    [
      'ask topic:trade What is the question: who pays?',
      'news ask',
      { topic: 'trade', question: 'What is the question: who pays?' },
    ],
    ['ask What does "topic: trade" mean?', 'news ask', { question: 'What does "topic: trade" mean?' }],
    ['ask Who pays since:last week', 'news ask', { question: 'Who pays', since: 'last week' }],
    ['folow trade', 'news help', { command: 'folow trade' }],
    ['what did Karsund say', 'news ask', { question: 'what did Karsund say' }],
  ])('/news %s', (text, command, args) => {
    expect(parseCommand('news', text)).toEqual({ command, args });
  });

  it.each([
    [
      'subscribe chip export controls time:08:00 zone:Europe/Berlin days:weekdays',
      'news-admin subscribe',
      { topic: 'chip export controls', time: '08:00', zone: 'Europe/Berlin', days: 'weekdays' },
    ],
    ['subscribe trade <#C042|general>', 'news-admin subscribe', { topic: 'trade', channel: 'slack:C042' }],
    ['pause channel:<#1234567890>', 'news-admin pause', { channel: 'discord:1234567890' }],
    ['subscribe trade to <#C042|general>', 'news-admin subscribe', { topic: 'trade', channel: 'slack:C042' }],
    [
      'subscribe trade in <#C042|general> at 8',
      'news-admin subscribe',
      { topic: 'trade', channel: 'slack:C042', time: 'at 8' },
    ],
    ['pause #harbour', 'news-admin pause', { channel: '#harbour' }],
    ['resume all', 'news-admin resume', { channel: 'all' }],
    ['schedule 9 am #harbour', 'news-admin schedule', { time: '9 am', channel: '#harbour' }],
    ['pause here', 'news-admin pause', {}],
    ['pause <#C0123ABCD|news> now', 'news-admin pause', { channel: 'slack:C0123ABCD' }],
    [
      'topic add chip-exports export controls, chip + export',
      'news-admin topic add',
      { name: 'chip-exports', terms: 'export controls, chip + export' },
    ],
    [
      'subscribe chip export controls lookback:fri 17:00',
      'news-admin subscribe',
      { topic: 'chip export controls', lookback: 'fri 17:00' },
    ],
    ['schedule 07:30 lookback:"Friday at 5 pm"', 'news-admin schedule', { time: '07:30', lookback: 'Friday at 5 pm' }],
    ['schedule 07:30 lookback:off quiet:say', 'news-admin schedule', { time: '07:30', lookback: 'off', quiet: 'say' }],
    ['mute source "Harbour Courier" days:7', 'news-admin mute', { what: 'source', name: 'Harbour Courier', days: '7' }],
    ['budget person:20 everybody:500', 'news-admin budget', { person: '20', everybody: '500' }],
    ['what did Karsund say', 'news help', { command: 'news-admin what did Karsund say' }],
    ['', 'news help', { command: 'news-admin' }],
    ['subscribe help', 'news help', { command: 'news-admin subscribe' }],
    ['TOPIC add --help', 'news help', { command: 'news-admin topic add' }],
    [
      'subscribe energy days:Mon, Wed time:8 am zone:new york',
      'news-admin subscribe',
      { topic: 'energy', days: 'Mon, Wed', time: '8 am', zone: 'new york' },
    ],
    [
      'subscribe zone: South Korea days: mon to fri chip exports',
      'news-admin subscribe',
      { topic: 'chip exports', zone: 'South Korea', days: 'mon to fri' },
    ],
    [
      'subscribe energy 08:00 Europe/Berlin weekdays',
      'news-admin subscribe',
      { topic: 'energy', time: '08:00', zone: 'Europe/Berlin', days: 'weekdays' },
    ],
    [
      'subscribe chip exports at 8 on Mondays',
      'news-admin subscribe',
      { topic: 'chip exports', time: 'at 8', days: 'Mondays' },
    ],
    ['subscribe shops on black friday', 'news-admin subscribe', { topic: 'shops on black friday' }],
    ['subscribe the 9:30 train to Halden', 'news-admin subscribe', { topic: 'the 9:30 train to Halden' }],
    ['subscribe Jordan', 'news-admin subscribe', { topic: 'Jordan' }],
    ['subscribe „chip export controls“', 'news-admin subscribe', { topic: 'chip export controls' }],
    ['subscribe « chip exports » 8am', 'news-admin subscribe', { topic: 'chip exports', time: '8am' }],
    ['schedule 8 am weekdays', 'news-admin schedule', { time: '8 am', days: 'weekdays' }],
    [
      'schedule weekdays 7:30 berlin silent',
      'news-admin schedule',
      { time: '7:30', days: 'weekdays', zone: 'berlin', quiet: 'silent' },
    ],
    ['schedule soon', 'news-admin schedule', { time: 'soon' }],
    ['schedule time:25 zone:+2', 'news-admin schedule', { time: '25', zone: '+2' }],
    ['mute source Harbour Courier', 'news-admin mute', { what: 'source', name: 'Harbour Courier' }],
    ['mute story:x', 'news-admin mute', { what: 'story:x' }],
    [
      'story merge story:strait toll with:toll talks',
      'news-admin story merge',
      { story: 'strait toll', with: 'toll talks' },
    ],
    [
      'correct story:strait toll text:It begins on 3 May',
      'news-admin correct',
      { story: 'strait toll', text: 'It begins on 3 May' },
    ],
  ])('/news-admin %s', (text, command, args) => {
    expect(parseCommand('news-admin', text)).toEqual({ command, args });
  });

  it.each(COMMANDS.map((command) => [commandName(command), command.example, command] as const))(
    'reads the example of %s: %s',
    (name, example, command) => {
      const action = parseCommand(command.root, example);
      expect(action.command).toBe(name);
      const required = command.options.filter((option) => option.required).map((option) => option.name);
      expect(Object.keys(action.args)).toEqual(expect.arrayContaining(required));
    },
  );
});

describe('what is said to Newsdesk by its name', () => {
  it.each([
    ['', 'news help', {}],
    ['status', 'news status', {}],
    ['why strait toll', 'news why', { story: 'strait toll' }],
    ['why did the dockers walk out?', 'news ask', { question: 'why did the dockers walk out?' }],
    ['/news topics', 'news topics', {}],
    ['news-admin pause', 'news-admin pause', {}],
    ['news', 'news help', {}],
    ['/news', 'news help', {}],
    ['/News-Admin', 'news help', { command: 'news-admin' }],
    ['/news why strait toll?', 'news why', { story: 'strait toll?' }],
    ['/news what do ships pay', 'news ask', { question: 'what do ships pay' }],
    ['news of the toll', 'news ask', { question: 'news of the toll' }],
    ['Who is Maren Osk', 'news ask', { question: 'Who is Maren Osk' }],
  ])('%s', (text, command, args) => {
    expect(parseMention(text)).toEqual({ command, args });
  });
});

describe('any text at all', () => {
  const words = fc.constantFrom(
    ...COMMANDS.map(({ path }) => path.join(' ')),
    'topic:',
    'since:',
    '"',
    '“',
    '<#C1>',
    '__proto__:x',
    'constructor',
    'question:',
    '\n',
  );
  const text = fc
    .array(fc.oneof(words, fc.string({ unit: 'binary' })), { maxLength: 12 })
    .map((parts) => parts.join(' '));

  it('gives a command of the catalogue, with the options of that command as text', () => {
    fc.assert(
      fc.property(fc.constantFrom('news' as const, 'news-admin' as const), text, (root, typed) => {
        for (const action of [parseCommand(root, typed), parseMention(typed)]) {
          const options = commandNamed(action.command)?.options.map(({ name }) => name);
          expect(options).toBeDefined();
          expect(options).toEqual(expect.arrayContaining(Object.keys(action.args)));
          expect(Object.values(action.args).every((value) => typeof value === 'string')).toBe(true);
        }
      }),
    );
  });

  it('of any length is read in a moment', () => {
    for (const long of [
      'a '.repeat(100_000),
      'monday 8:00 '.repeat(10_000),
      'time:8 zone:x '.repeat(10_000),
      '"'.repeat(100_000),
      'topic:'.repeat(50_000),
      '<#'.repeat(100_000),
    ]) {
      const began = performance.now();
      for (const command of COMMANDS) parseCommand(command.root, `${command.path.join(' ')} ${long}`);
      // Far above what it takes, also where much else goes on; what grows with the square takes minutes.
      expect(performance.now() - began).toBeLessThan(10_000);
    }
  });
});
