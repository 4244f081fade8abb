import { describe, expect, it } from 'vitest';
import { commandNamed, commandsOf } from '../../../src/command/catalogue.ts';
import { type Args, type Command, commandName } from '../../../src/command/command.ts';
import { completions } from '../../../src/command/complete.ts';
import { formFor } from '../../../src/command/forms.ts';
import { createDesk } from '../../../src/pipeline/desk.ts';
import { anArticle } from '../../support/articles.ts';
import { DEAL, someNews } from '../../support/news.ts';
import { quickClock } from '../../support/quick-clock.ts';
import { aCall, aCaller, aRoom, DEALS, MORNINGS, NOW, read, type TestRoom } from '../../support/room.ts';
import { asked, flat } from './asking.ts';

const NOTHING = { notification: '', title: '', context: [], bottomLine: [], sections: [], more: [], foot: [] };

/** Anything of the hidden article or its topic: a word of its own, its actor, its other company, its ids. */
const LEAK = /quillmark|mergers|petra lund|sable|two billion|s?5{16}|CDEALS/i;

/** Words that lead to the hidden article, and to it only, without giving it away when they are said back. */
const TEMPTATIONS = ['chief executive', 'billion crowns', 'berths', 'would buy', 'agrees to buy', 'insider'];

/** A room in which the hidden article was posted where it may be seen, and one more like it waits to be read. */
async function theRoom(): Promise<TestRoom> {
  const deals = { ...MORNINGS, id: 'slack:CDEALS@08:00', channel: DEALS, topics: ['mergers'] };
  const room = await aRoom({ subscriptions: [MORNINGS, deals] });
  const copy = anArticle({
    ...DEAL,
    id: '55555555555555555555555555555556',
    file: 'deal-wire.txt',
    title: 'A harbour deal',
    source: 'Sable Wire',
    paragraphs: DEAL.text.split('\n\n'),
  });
  const unread = anArticle({
    id: '55555555555555555555555555555557',
    file: 'berths-2.txt',
    title: 'More berths for the chief executive',
    source: 'Sable Wire',
    paragraphs: ['Quillmark would buy more berths in the harbour, an insider said.'],
  });
  await room.takeIn({ article: copy, at: new Date('2026-11-23T18:00:00Z'), summary: null });
  await room.publish();
  await room.takeIn({ article: unread, at: new Date('2026-11-24T07:00:00Z'), summary: null });
  return room;
}

/** Every option of a command filled with a temptation, as far as it takes text. */
function tempting(command: Command, words: string): Args {
  const text = command.options.filter(({ type, name }) => type === 'text' && !['since', 'topic'].includes(name));
  return Object.fromEntries(text.map(({ name }) => [name, words]));
}

describe('a channel without sight of a topic', () => {
  it('is told nothing of it by any command, whatever is asked', async () => {
    const room = await theRoom();
    const told: string[] = [];
    for (const command of commandsOf('news')) {
      const name = commandName(command);
      told.push(await asked(room, name), await asked(room, name, {}, { thread: 'root-1' }));
      for (const words of TEMPTATIONS) told.push(await asked(room, name, tempting(command, words)));
    }
    told.push(await asked(room, 'news digest', { hours: '744' }), await asked(room, 'news changed', { since: '30d' }));
    told.push(...room.said.map(({ message }) => read(message)));
    expect(told.filter((text) => LEAK.test(text))).toEqual([]);
    // The same words do find it where it may be seen.
    const there = { channel: DEALS };
    expect(await asked(room, 'news search', { query: 'billion crowns' }, there)).toMatch(LEAK);
    expect(await asked(room, 'news story', { story: 'agrees to buy' }, there)).toMatch(LEAK);
    expect(await asked(room, 'news topics', {}, there)).toMatch(LEAK);
    expect(await asked(room, 'news digest', {}, there)).toMatch(LEAK);
  });

  it('is told nothing of it by what managers can do either, and changes nothing of it', async () => {
    const room = { ...(await theRoom()), clock: quickClock(NOW) } as unknown as TestRoom;
    const desk = createDesk(room);
    const before = await room.archive.stories({ topic: 'mergers' });
    const told: string[] = [];
    const NAMES = [DEAL.id, DEAL.file, 's5555555555555555', 'quillmark-deal-txt'];
    let events = 0;
    for (const command of commandsOf('news-admin')) {
      for (const words of [...TEMPTATIONS, ...NAMES]) {
        const fits = { time: '08:00', zone: 'UTC', days: 'every', what: 'story', confirm: 'no', lookback: 'off' };
        const known = Object.fromEntries(
          command.options.flatMap(({ name }) => Object.entries(fits).filter(([one]) => one === name)),
        );
        const args = { ...tempting(command, words), ...known };
        const over = { manager: true, event: `slack:N${++events}` };
        const reply = await desk.answer(aCall(commandName(command), args, over).invocation, () => {});
        told.push(read(reply?.message ?? { ...NOTHING }));
      }
    }
    told.push(...room.said.map(({ message }) => read(message)));
    // What was typed is said back: as the name of a topic that was made of it.
    const said = told.map((text) => NAMES.reduce((left, name) => left.replaceAll(name, '…'), text));
    expect(said.filter((text) => LEAK.test(text))).toEqual([]);
    expect(await room.archive.stories({ topic: 'mergers' })).toEqual(before);
    expect(await room.archive.corrections(['s5555555555555555'])).toEqual([]);
    expect(await room.archive.mutes(aCaller().channel, room.clock.now())).toEqual([]);
  });

  it('is answered as if it did not exist when it is named outright', async () => {
    const room = await theRoom();
    const names: readonly [string, string, string][] = [
      ['news story', 'story', DEAL.id],
      ['news story', 'story', 's5555555555555555'],
      ['news sources', 'story', DEAL.file],
      ['news why', 'story', DEAL.id],
      ['news why', 'story', DEAL.file],
      ['news why', 'story', 'berths-2.txt'],
      ['news why', 'story', DEAL.title],
      ['news search', 'query', 'Quillmark'],
      ['news search', 'query', 'insider harbour berths'],
      ['news digest', 'topic', 'mergers'],
      ['news ask', 'topic', 'mergers'],
      ['news changed', 'topic', 'mergers'],
      ['news unfollow', 'what', 'mergers'],
    ];
    for (const [command, option, name] of names) {
      const others = command === 'news ask' ? { question: 'What is new?' } : {};
      const real = await asked(room, command, { ...others, [option]: name });
      const nothing = /^s?[0-9a-f]{16,32}$/.test(name) ? name.replaceAll('5', '0') : 'xyzzy plugh';
      const unknown = await asked(room, command, { ...others, [option]: nothing });
      const nameless = (text: string, said: string) => flat(text).replaceAll(said, '…');
      expect(nameless(real, name)).toBe(nameless(unknown, nothing));
    }
  });

  it('follows it as an unknown name only, so that nothing of it ever comes', async () => {
    const room = await theRoom();
    await asked(room, 'news follow', { what: 'mergers' });
    const [kept] = await room.archive.keptSubscriptions();
    expect(kept).toMatchObject({ topics: [], actors: ['mergers'] });
  });

  it('counts without it', async () => {
    const with5 = await aRoom();
    const without = await aRoom({ news: someNews().filter(({ article }) => article.id !== DEAL.id) });
    for (const [command, args] of [
      ['news status', {}],
      ['news digest', { hours: '100' }],
      ['news changed', { since: '7d' }],
      ['news topics', {}],
    ] as const) {
      expect(await asked(with5, command, args)).toBe(await asked(without, command, args));
    }
  });

  it('is offered nothing of it, while typing or in a form', async () => {
    const room = await theRoom();
    const caller = aCaller({ manager: true });
    const offered: unknown[] = [];
    for (const command of [...commandsOf('news'), ...commandsOf('news-admin')]) {
      const name = commandName(command);
      for (const thread of [null, 'root-1']) {
        offered.push(await formFor(command, aCall(name, {}, { manager: true, thread }).invocation, room));
      }
      for (const { name: option } of command.options) {
        for (const typed of ['', 'm', 'b', 'p', 'chief']) {
          for (const args of [{}, { what: 'actor' }, { what: 'source' }, { channel: 'slack:CDEALS' }]) {
            offered.push(await completions({ caller, command: name, option, typed, args }, room));
          }
        }
      }
    }
    expect(offered.filter((offer) => LEAK.test(JSON.stringify(offer).replaceAll('slack:CDEALS', '')))).toEqual([]);
    const there = aCaller({ channel: DEALS });
    const request = { caller: there, command: 'news digest', option: 'topic', typed: 'm', args: {} };
    expect(await completions(request, room)).toMatchObject([{ value: 'mergers' }]);
  });
});

describe('a digest', () => {
  it('is spoken of in its own channel only', async () => {
    const room = await theRoom();
    const last = await room.archive.lastDigest(DEALS);
    const digest = last?.digest.id ?? '';
    expect(last?.digest.stories).toHaveLength(1);
    for (const name of ['news why', 'news sources', 'news report', 'news story', 'news follow']) {
      const args = { digest, reason: 'wrong' };
      const elsewhere = await asked(room, name, args);
      expect(elsewhere).not.toMatch(LEAK);
      const form = await formFor(commandNamed(name) as Command, aCall(name, { digest }).invocation, room);
      expect(JSON.stringify(form?.fields ?? [])).not.toMatch(LEAK);
    }
    expect(await asked(room, 'news why', { digest }, { channel: DEALS })).toMatch(LEAK);
  });
});
