import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answer/answer.ts';
import { COMMANDS, commandsOf } from '../../../src/command/catalogue.ts';
import { commandName } from '../../../src/command/command.ts';
import { EVERYONE } from '../../../src/command/everyone/handlers.ts';
import { NO_USAGE } from '../../../src/summary/usage.ts';
import { anArticle, aRefusal } from '../../support/articles.ts';
import { DAM, STRIKE, TOLL, TOLL_REPRINT } from '../../support/news.ts';
import { aRoom, HARBOUR, read, type TestRoom } from '../../support/room.ts';
import { asked } from './asking.ts';

/** From `golden/`, to be read as prose. */
const golden = (name: string) => `./golden/${name}.txt`;

const AT = new Date('2026-11-24T07:30:00Z');

function evidence(article: typeof TOLL, quote: string) {
  const start = article.text.indexOf(quote);
  return { articleId: article.id, quote, start, end: start + quote.length };
}

const source = ({ id, title, source, date, url }: typeof TOLL) => ({ articleId: id, title, source, date, url });

const FIRST = TOLL.text.split('\n\n')[0] ?? '';

/** One sentence of a model's own, one verbatim. */
const ANSWER: Answer = {
  kind: 'answered',
  sentences: [
    { text: 'Ships will pay 400 crowns from 3 May.', evidence: [evidence(TOLL, FIRST)] },
    {
      text: 'Shops on the islands could run short of flour within ten days.',
      evidence: [evidence(STRIKE, 'Shops on the islands could run short of flour within ten days.')],
    },
  ],
  sources: [source(TOLL), source(STRIKE)],
  looked: { articles: 3, from: '2026-11-17', to: null, newest: '2026-11-23' },
  reader: 'gpt-5-mini',
  usage: NO_USAGE,
};

const STRIKE_REPRINT = anArticle({
  ...STRIKE,
  id: '6'.repeat(32),
  file: 'halden-strike-wire.txt',
  title: 'Port Halden closed by its dockers',
  source: 'North Shore Wire',
  date: '2026-11-24',
  paragraphs: STRIKE.text.split('\n\n'),
});

type Scene = { [name: string]: (room: TestRoom) => Promise<string> };

const SCENES: Scene = {
  digest: (room) => asked(room, 'news digest', { topic: 'energy' }),
  'digest-unknown-topic': (room) => asked(room, 'news digest', { topic: 'zeppelins' }),
  'digest-quiet': (room) => asked(room, 'news digest', { hours: '1' }),
  ask: (room) => asked(room, 'news ask', { question: 'What will the toll cost?' }),
  changed: async (room) => {
    await room.takeIn({ article: STRIKE_REPRINT, at: new Date('2026-11-24T06:00:00Z'), summary: null });
    return asked(room, 'news changed', { since: '24h' });
  },
  'changed-nothing': (room) => asked(room, 'news changed', { topic: 'energy', since: '1h' }),
  'changed-unreadable': (room) => asked(room, 'news changed', { since: 'whenever' }),
  'story-unknown': (room) => asked(room, 'news story', { story: 'zeppelin' }),
  'story-of-several': (room) => asked(room, 'news story', { story: 'karsund kestrel' }),
  'story-gone': (room) => asked(room, 'news story', { story: 's9999999999999999' }),
  'story-without-digest': (room) => asked(room, 'news story', { story: '3' }),
  story: async (room) => {
    const made = { person: 'UBORIS', at: AT };
    await room.archive.keepCorrection({
      storyId: 's1111111111111111',
      text: 'The toll begins on 5 May.',
      origin: null,
      made,
    });
    return asked(room, 'news story', { story: 'strait toll' });
  },
  sources: (room) => asked(room, 'news sources', { story: 'strait toll' }),
  'sources-digest': async (room) => {
    await publishAll(room);
    return asked(room, 'news sources', {}, { thread: 'root-1' });
  },
  search: (room) => asked(room, 'news search', { query: 'islands' }),
  topics: (room) => asked(room, 'news topics'),
  'search-nothing': (room) => asked(room, 'news search', { query: 'zeppelin' }),
  'search-long': (room) => asked(room, 'news search', { query: `"zeppelin" ${'airship race '.repeat(20)}` }),
  'search-empty': async () => asked(await aRoom({ news: [] }), 'news search', { query: 'zeppelin' }),
  'list-empty': (room) => asked(room, 'news list', {}, { channel: { platform: 'slack', id: 'CEMPTY' } }),
  list: async (room) => {
    await asked(room, 'news follow', { what: 'energy' });
    return asked(room, 'news list');
  },
  follow: (room) => asked(room, 'news follow', { what: 'maren osk' }),
  'follow-near': (room) => asked(room, 'news follow', { what: 'shiping' }),
  'follow-unheard-of': (room) => asked(room, 'news follow', { what: 'Ilka Dorn' }),
  'unfollow-unknown': async (room) => {
    await asked(room, 'news follow', { what: 'energy' });
    return asked(room, 'news unfollow', { what: 'Ilka Dorn' });
  },
  unfollow: async (room) => {
    await asked(room, 'news follow', { what: 'energy' });
    return asked(room, 'news unfollow', { what: 'Energy' });
  },
  why: async (room) => {
    await publishAll(room);
    return asked(room, 'news why', { story: TOLL.id });
  },
  'why-copy': (room) => asked(room, 'news why', { story: TOLL_REPRINT.file }),
  'why-story': async (room) => {
    await publishAll(room);
    return asked(room, 'news why', { story: 'strait toll' });
  },
  'why-bullet': async (room) => {
    await publishAll(room);
    return asked(room, 'news why', { story: 'strait toll', bullet: 'maren osk' });
  },
  'why-bullet-left-out': (room) => asked(room, 'news why', { story: 'strait toll', bullet: 'lifted in June' }),
  'why-refused': async (room) => {
    await room.archive.takeIn(aRefusal({ file: 'scan-of-page.txt', at: AT }));
    return asked(room, 'news why', { story: 'scan-of-page.txt' });
  },
  'why-held-back': (room) => asked(room, 'news why', { story: 'kestrel' }),
  'why-digest': async (room) => {
    await publishAll(room);
    return asked(room, 'news why', {}, { thread: 'root-1' });
  },
  report: (room) => asked(room, 'news report', { story: DAM.id, reason: 'It was three metres.' }),
  'report-told': async (room) => {
    await asked(room, 'news report', { story: DAM.id, reason: 'It was three metres.' });
    return room.said.map(({ message }) => read(message)).join('\n\n');
  },
  help: (room) => asked(room, 'news help'),
  'help-manager': (room) => asked(room, 'news help', {}, { manager: true }),
  'help-managers-page': (room) => asked(room, 'news help', { command: 'news-admin' }, { manager: true }),
  'help-slip': (room) => asked(room, 'news help', { command: 'digset energy' }),
  'help-unknown': (room) => asked(room, 'news help', { command: 'harbour strike' }),
  'help-command': (room) => asked(room, 'news help', { command: 'mute' }),
  status: async (room) => {
    await room.publish();
    return asked(room, 'news status', {}, { manager: true });
  },
};

/** A first digest that covers all there is. */
async function publishAll(room: TestRoom): Promise<void> {
  await room.archive.publish({
    subscriptionId: 'slack:CHARBOUR@08:00',
    channel: HARBOUR,
    window: { from: new Date('2026-11-21T00:00:00Z'), to: new Date('2026-11-22T00:00:00Z') },
    at: AT,
    digest: null,
    articleIds: [],
    deliveries: [],
  });
  await room.publish();
}

describe('what people read', () => {
  it.each(Object.keys(SCENES))('%s', async (name) => {
    const room = await aRoom({ answer: ANSWER });
    await expect(`${await SCENES[name]?.(room)}\n`).toMatchFileSnapshot(golden(name));
  });
});

describe('every command of /news', () => {
  it('is answered by one handler, and no other is', () => {
    expect(Object.keys(EVERYONE)).toEqual(commandsOf('news').map(commandName));
    expect(COMMANDS.length).toBeGreaterThan(commandsOf('news').length);
  });

  it.each(commandsOf('news').map(commandName))('%s answers without any argument', async (name) => {
    const room = await aRoom();
    expect(await asked(room, name)).not.toBe('');
  });
});
