import { describe, expect, it } from 'vitest';
import { composeMessage, deliveryKey, digestId, MAX_STORIES } from '../../src/digest/compose.ts';
import type { DigestStory } from '../../src/digest/digest.ts';
import type { Block, Message } from '../../src/message/message.ts';
import { plainText } from '../../src/message/plain.ts';
import { safeText } from '../../src/message/safe.ts';
import {
  aDigest,
  aDigestWithTrouble,
  aHostileDigest,
  anActor,
  anEvidence,
  anImplication,
  aQuietDigest,
  aRichDigest,
  aSource,
  aStory,
} from '../support/digests.ts';

/** The bullets of the only story, as plain text, evidence on its own line. */
function bullets(label: string, story: Partial<DigestStory>): string[] {
  const [section] = composeMessage(aDigest({ stories: [aStory(story)] })).sections;
  const list = section?.blocks.find((block) => block.kind === 'bullets' && block.label === label);
  if (list?.kind !== 'bullets') return [];
  return list.items.map((item) =>
    plainText([{ id: '', title: '', blocks: [{ ...list, label: '', items: [item] }] }]).trim(),
  );
}

const texts = (message: Message) =>
  [
    message.notification,
    message.title,
    ...[message.context, message.bottomLine, message.foot].flat().map(({ text }) => text),
  ].concat(
    [...message.sections, ...message.more].flatMap(({ title, blocks }) => [title, ...blocks.flatMap(blockTexts)]),
  );

function blockTexts(block: Block): string[] {
  if (block.kind === 'heading') return [block.text];
  if (block.kind !== 'bullets') return block.inline.map(({ text }) => text);
  return block.items.flatMap(({ inline, quotes }) => [
    ...inline.map(({ text }) => text),
    ...quotes.flatMap(({ quote, attribution }) => [quote, attribution ?? '']),
  ]);
}

describe('the opening of a message', () => {
  it('names the day in the subscription’s zone, the topics, the window and the counts', () => {
    const late = aRichDigest({ zone: 'Pacific/Auckland' });
    const message = composeMessage(late);
    expect(message.title).toBe('News digest — Tuesday 24 November 2026');
    expect(plainText(message.context)).toBe(
      'shipping, energy, elections · Mon 23 Nov, 20:00 – Tue 24 Nov, 20:00 (Pacific/Auckland) · 9 stories from 8 publishers, 34 articles looked through',
    );
    const newYear = aDigest({
      zone: 'Asia/Tokyo',
      window: { from: new Date('2026-12-30T16:00Z'), to: new Date('2026-12-31T16:00Z') },
    });
    expect(composeMessage(newYear).title).toBe('News digest — Friday 1 January 2027');
  });

  it('gives the two top headlines as whole sentences, and the rest in numbers to the notification', () => {
    const message = composeMessage(aRichDigest());
    const bottomLine =
      'Dockers close Port Halden, the largest harbour of Velmark, over a new night shift. Orsenia’s parliament brings the general election forward to 14 February.';
    expect(plainText(message.bottomLine)).toBe(bottomLine);
    expect(message.notification).toBe(`${bottomLine} And 7 more stories.`);
  });

  it('never cuts a headline: one that is too long is left to its story', () => {
    const long = aStory({ headline: `It is long ${'and longer '.repeat(60)}` });
    expect(plainText(composeMessage(aDigest({ stories: [long, aStory({ headline: 'Ferry back' })] })).bottomLine)).toBe(
      'Ferry back.',
    );
    expect(composeMessage(aDigest({ stories: [long] })).notification).toBe('1 new story.');
    expect(composeMessage(aDigest({ stories: [long] })).sections[0]?.title).toHaveLength(670);
  });

  it('keeps a headline’s own full stop or question mark', () => {
    const headlines = ['Is it over?', 'He said: “It is over.”'].map((headline) => aStory({ headline }));
    expect(plainText(composeMessage(aDigest({ stories: headlines })).bottomLine)).toBe(
      'Is it over? He said: “It is over.”',
    );
  });
});

describe('the stories of a message', () => {
  it('shows seven first and keeps the others whole, with their number', () => {
    const message = composeMessage(aRichDigest());
    expect(message.sections).toHaveLength(MAX_STORIES);
    expect(message.more.map(({ id }) => id)).toEqual(['wind-farm', 'unread']);
    // How many fit where is the platform's to know, so the number is the renderers' to say.
    expect(plainText(message.foot)).not.toContain('more stor');
  });

  it('shows a story that could not be read as its headline with the note', () => {
    const [unread] = composeMessage(aRichDigest()).more.slice(-1);
    expect(plainText(unread ? [unread] : [])).toBe(
      [
        'Streik im Hafen von Halden',
        'NEW · shipping',
        'The article is in German, which the offline reader cannot read: only its title is given.',
        'Source: Küstenbote, 23 Nov',
      ].join('\n'),
    );
  });

  it('links to the article’s own address only, and only when it is safe', () => {
    const links = (url: string | null) => {
      const [section] = composeMessage(aDigest({ stories: [aStory({ sources: [aSource({ url })] })] })).sections;
      return section?.blocks.flatMap((block) =>
        'inline' in block ? block.inline.filter(({ kind }) => kind === 'link') : [],
      );
    };
    expect(links('https://courier.example/x')).toEqual([
      { kind: 'link', text: 'Dockers walk out at Port Halden', url: 'https://courier.example/x' },
    ]);
    expect(links('javascript:alert(1)')).toEqual([]);
    expect(links(null)).toEqual([]);
  });

  it('gives a date its year when that is not the digest’s', () => {
    const sources = [aSource({ date: '2025-12-31' })] as const;
    const [section] = composeMessage(aDigest({ stories: [aStory({ sources })] })).sections;
    expect(plainText(section ? [section] : [])).toContain('Harbour Courier, 31 Dec 2025');
  });
});

describe('an actor’s bullet', () => {
  const told = (text: string, role: string | null = 'harbour minister of Velmark') => [
    anActor({ text, role, evidence: [anEvidence('a1', 'Her ministry ordered the talks to resume.')] }),
  ];
  const evidence = '  “Her ministry ordered the talks to resume.”';

  it.each([
    [
      'takes the role in after the name',
      'Maren Osk ordered talks.',
      'Maren Osk, harbour minister of Velmark, ordered talks.',
    ],
    [
      'takes the role in behind an article too',
      'The Maren Osk ordered talks.',
      'The Maren Osk, harbour minister of Velmark, ordered talks.',
    ],
    [
      'does not repeat a role that the text carries',
      'Maren Osk, Velmark’s harbour minister, ordered talks.',
      'Maren Osk, Velmark’s harbour minister, ordered talks.',
    ],
    [
      'puts name and role first where the name is no subject',
      'Maren Osk’s ministry ordered talks.',
      'Maren Osk (harbour minister of Velmark): Maren Osk’s ministry ordered talks.',
    ],
    [
      'puts name and role first where the text has no name',
      'The ministry ordered talks.',
      'Maren Osk (harbour minister of Velmark): The ministry ordered talks.',
    ],
    [
      'is not misled by a longer name',
      'Maren Oskar ordered talks.',
      'Maren Osk (harbour minister of Velmark): Maren Oskar ordered talks.',
    ],
  ])('%s', (_, text, expected) => {
    expect(bullets('Key actors', { actors: told(text) })).toEqual([`• ${expected}\n${evidence}`]);
  });

  it('sets the name bold', () => {
    const [section] = composeMessage(
      aDigest({ stories: [aStory({ actors: told('Minister Maren Osk ordered talks.', null) })] }),
    ).sections;
    const list = section?.blocks.find(({ kind }) => kind === 'bullets');
    expect(list?.kind === 'bullets' && list.items[0]?.inline).toEqual([
      { kind: 'text', text: 'Minister ' },
      { kind: 'text', text: 'Maren Osk', style: 'bold' },
      { kind: 'text', text: ' ordered talks.' },
    ]);
  });

  it('shows an article’s own sentence once, in quotation marks that leave it as it is', () => {
    const own = (text: string, role: string | null = null) =>
      bullets('Key actors', { actors: [anActor({ text, role })] });
    expect(own('Minister Maren Osk ordered talks.')).toEqual(['• “Minister Maren Osk ordered talks.”']);
    expect(own('“Enough,” said Maren Osk.')).toEqual(['• ‘“Enough,” said Maren Osk.’']);
    expect(own('Maren Osk ordered talks.', 'harbour minister')).toEqual([
      '• Maren Osk (harbour minister): “Maren Osk ordered talks.”',
    ]);
    expect(own('The minister, whose name is known to all who read this paper every day, is Maren Osk.')).toEqual([
      '• Maren Osk: “The minister, whose name is known to all who read this paper every day, is Maren Osk.”',
    ]);
  });

  it('shows a sentence that brings in several actors once', () => {
    const text = 'Maren Osk, harbour minister, met Tomas Reveny and Ilka Dorn.';
    const names = [
      ['Maren Osk', 'harbour minister'],
      ['Tomas Reveny', 'chair of the union'],
      ['Ilka Dorn', null],
    ] as const;
    const actors = names.map(([name, role]) => anActor({ name, role, text }));
    expect(bullets('Key actors', { actors })).toEqual([
      `• Maren Osk, Tomas Reveny (chair of the union) and Ilka Dorn: “${text}”`,
    ]);
  });

  it('keeps what else bears out a sentence that is shown already', () => {
    const text = 'Maren Osk ordered talks.';
    const evidence = [anEvidence('a1', text), anEvidence('a2', 'Talks it is, said Ms Osk.')] as const;
    const sources = [aSource(), aSource({ articleId: 'a2', source: 'Velmark Ledger' })] as const;
    expect(bullets('Key actors', { actors: [anActor({ text, role: null, evidence })], sources })).toEqual([
      `• “${text}” — Harbour Courier, 23 Nov\n  “Talks it is, said Ms Osk.” — Velmark Ledger, 23 Nov`,
    ]);
  });

  it('names the source of a quote only where there are several', () => {
    const actors = told('Maren Osk ordered talks.', null);
    const sources = [aSource(), aSource({ articleId: 'a2', source: 'Velmark Ledger' })] as const;
    expect(bullets('Key actors', { actors })).toEqual([`• Maren Osk ordered talks.\n${evidence}`]);
    expect(bullets('Key actors', { actors, sources })).toEqual([
      `• Maren Osk ordered talks.\n${evidence} — Harbour Courier, 23 Nov`,
    ]);
  });
});

describe('an implication’s bullet', () => {
  it('tells what a source states apart from what the reader assesses', () => {
    const quote = anEvidence('a1', 'Bakers spoke of ten days.');
    const implications = [
      anImplication({ text: 'Bread may run short.', evidence: [quote] }),
      anImplication({ text: 'Prices will rise.', basis: 'assessed', likelihood: 'very likely', evidence: [quote] }),
      anImplication({ text: 'Trade moves away.', basis: 'assessed', evidence: [quote] }),
      anImplication({ text: 'Talks may fail.' }),
    ];
    const evidence = '\n  “Bakers spoke of ten days.”';
    expect(bullets('Implications', { implications })).toEqual([
      `• Bread may run short. (stated by Harbour Courier)${evidence}`,
      `• Prices will rise. (assessed — very likely)${evidence}`,
      `• Trade moves away. (assessed)${evidence}`,
      '• “Talks may fail.” (stated by Harbour Courier)',
    ]);
    expect(
      bullets('Implications', { implications: implications.slice(0, 1), sources: [aSource({ source: null })] })[0],
    ).toContain('(stated in the article)');
  });
});

describe('the end of a message', () => {
  const foot = (...readers: string[]) =>
    plainText(composeMessage(aDigest({ stories: readers.map((reader) => aStory({ reader })) })).foot);

  it('says who read the articles', () => {
    expect(foot('offline', 'offline')).toBe('Read by the offline reader: the bullets are the articles’ own sentences.');
    expect(foot('model-1')).toBe('Read by model-1; every bullet was checked against its article’s own words.');
    expect(foot('model-1', 'offline', 'model-2')).toContain('Read by model-1, model-2 and the offline reader;');
  });

  it('tells of trouble in one line', () => {
    expect(plainText(composeMessage(aDigestWithTrouble()).foot)).toMatch(
      / Incomplete: 3 articles could not be read: the model did not answer\.$/,
    );
  });
});

describe('a quiet day', () => {
  const line = (over: Parameters<typeof aDigest>[0]) => {
    const message = composeMessage(aDigest({ stories: [], ...over }));
    expect([message.context, message.sections, message.more, message.foot]).toEqual([[], [], [], []]);
    expect(plainText(message.bottomLine)).toBe(message.notification);
    return message.notification;
  };

  it('is told in one line', () => {
    expect(composeMessage(aQuietDigest()).notification).toBe(
      'Nothing new on shipping or trade since Mon 23 Nov, 08:00: 12 articles were read.',
    );
    expect(line({ considered: 0 })).toBe('Nothing new since Mon 23 Nov, 08:00: no articles came in.');
    expect(line({ considered: 1 })).toBe(
      'Nothing new since Mon 23 Nov, 08:00: 1 article was read, none with news that could be verified.',
    );
  });

  it('is not what a broken pipeline is passed off as', () => {
    expect(line({ trouble: 'no article could be read' })).toBe(
      'No story to tell since Mon 23 Nov, 08:00, but that may be wrong: no article could be read.',
    );
  });
});

describe('text of others', () => {
  it('is inert in every place of a message, and none of it gets lost', () => {
    const message = composeMessage(aHostileDigest());
    for (const text of texts(message)) expect(text).toBe(safeText(text));
    const said = plainText(message);
    for (let n = 0; n < 620; n++) expect(said).toContain(`word${n} `);
    const urls = JSON.stringify(message).match(/"url":"[^"]*"/g);
    expect(urls).toEqual([
      '"url":"https://courier.example/a)b%7Cc%3Ed_e*f?x=%3Cy%3E&z=1"',
      '"url":"https://courier.example/port-halden-strike"',
    ]);
  });
});

describe('names of digests and their parts', () => {
  it('are 24 plain characters, the same for the same, different for different', () => {
    const id = digestId('slack:C1@08:00', new Date('2026-11-24T07:00:00Z'));
    const keys = [0, 1, 10, 11].map((part) => deliveryKey(id, part));
    for (const name of [id, ...keys]) expect(name).toMatch(/^[A-Za-z0-9_-]{24}$/);
    expect(digestId('slack:C1@08:00', new Date('2026-11-24T07:00:00Z'))).toBe(id);
    expect(deliveryKey(id, 0)).toBe(keys[0]);
    const others = [
      digestId('slack:C2@08:00', new Date('2026-11-24T07:00:00Z')),
      digestId('slack:C1@08:00', new Date('2026-11-25T07:00:00Z')),
    ];
    expect(new Set([id, ...keys, ...others]).size).toBe(7);
  });
});
