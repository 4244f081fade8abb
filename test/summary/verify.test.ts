import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import { plainArticle } from '../../src/article/plain.ts';
import type { Draft, DraftActor, DraftImplication } from '../../src/summary/summary.ts';
import { verifyClaim, verifyDraft } from '../../src/summary/verify.ts';
import { ELECTION, HOSPITAL, ROCKET, TREATY } from './verify/invented-articles.ts';

const HANDSHAKE =
  'Foreign Minister Tamsin Brask of Orrin and her counterpart Osei Darko of Vale shook hands before about 400 guests in the old customs house.';
const COMMISSION =
  'The Strait Commission (SC), a body of seven members led by the retired admiral Ines Quill, will watch over the catch.';
const TALKS = "Talks between Osgood and the Coastal League's leader, Bettina Krol, are to begin on Wednesday.";

const reasonOf = (article: Article, text: string, quote?: string) => {
  const verdict = verifyClaim(quote === undefined ? { text } : { text, quote }, article);
  return verdict.supported ? null : verdict.reason;
};

describe('a claim in other words', () => {
  it.each<[Article, string, string]>([
    [TREATY, HANDSHAKE, 'Brask and Darko shook hands before some 400 guests.'],
    [TREATY, COMMISSION, 'The commission will oversee the catch under Ines Quill.'],
    [TREATY, COMMISSION, 'The SC has seven members.'],
    [
      TREATY,
      'The accord does not mention the Skerry Islands, which both countries claim.',
      'The accord leaves the Skerry Islands out.',
    ],
    [TREATY, 'Parliament in Orrin is expected to vote on the accord on 9 June', 'Orrin’s parliament votes on June 9.'],
    [ROCKET, 'Shares in Mirador fell 18 percent to $7.40', 'Mirador’s shares dropped by 18% to 7.40 dollars.'],
    [ROCKET, 'Nobody was hurt.', 'Nobody was hurt when the rocket fell.'],
    [HOSPITAL, 'refused to comment on the appeal', 'The ministry declined to comment on the appeal.'],
    [ELECTION, TALKS, 'Osgood and Bettina Krol of the Coastal League start talks on Wednesday.'],
  ])('is borne out: %#', (article, quote, text) => {
    expect(reasonOf(article, text, quote)).toBeNull();
    expect(reasonOf(article, text)).toBeNull();
  });

  it.each<[Article, string, string, string]>([
    [
      TREATY,
      HANDSHAKE,
      'Brask and Darko shook hands before some 4,000 guests.',
      '“4,000” where the article says “400”',
    ],
    [TREATY, HANDSHAKE, 'Brask and Lund shook hands before some 400 guests.', 'says “Lund”'],
    [
      TREATY,
      HANDSHAKE,
      'Tamsin Brask of Vale shook hands with Osei Darko of Orrin.',
      '“Brask of Vale” where the article says “Brask of Orrin”',
    ],
    [TREATY, COMMISSION, 'The commission will oversee the catch under Edda Marsh.', 'says “Edda”'],
    [
      TREATY,
      'The accord does not mention the Skerry Islands, which both countries claim.',
      'The accord mentions the Skerry Islands.',
      'affirms “mentions”, which the article denies',
    ],
    [
      TREATY,
      'Parliament in Orrin is expected to vote on the accord on 9 June',
      'Orrin’s parliament votes on 9 July.',
      'says “9 July”',
    ],
    [
      TREATY,
      "Vale's assembly approved the text last week by 74 votes to 20.",
      'Vale’s assembly rejected the text by 74 votes to 20.',
      '“rejected” where the article says “approved”',
    ],
    [
      ELECTION,
      "The Harrow Party lost its majority in Brennock's assembly on Sunday",
      'The Harrow Party lost its majority on Saturday.',
      '“Saturday” where the article says “Sunday”',
    ],
    [
      ROCKET,
      'Shares in Mirador fell 18 percent to $7.40',
      'Shares in Mirador fell 18 percent to 7.40 euros.',
      '“7.40 euros” where the article says “$7.40”',
    ],
    [ROCKET, 'might seek a buyer', 'Mirador will seek a buyer.', 'as certain'],
    [
      HOSPITAL,
      'refused to comment on the appeal',
      'The ministry commented on the appeal.',
      'affirms “commented”, which the article denies',
    ],
  ])('is refused, with the words that are wrong: %#', (article, quote, text, words) => {
    expect(reasonOf(article, text, quote)).toContain(words);
    expect(reasonOf(article, text)).not.toBeNull();
  });

  it('is borne out by the sentence before, which then is evidence too', () => {
    const quote = 'She did not criticise any doctor by name.';
    expect(verifyClaim({ text: 'Miriam Oduya did not criticise any doctor by name.', quote }, HOSPITAL)).toMatchObject({
      supported: true,
      evidence: [{ quote }, { quote: expect.stringContaining('Judge Miriam Oduya') }],
    });
  });

  it('shows the sentences that bear it out when it brings no quote', () => {
    const verdict = verifyClaim({ text: 'Yusuf Amari apologised to the agency.' }, ROCKET);
    expect(verdict).toMatchObject({
      supported: true,
      evidence: [{ quote: 'Chief executive Yusuf Amari apologised to the agency.' }],
    });
  });

  it.each(['', '  \n', '—', '…?!'])('is refused when it says nothing: %j', (text) => {
    expect(reasonOf(ROCKET, text, 'Nobody was hurt.')).toBe('the claim says nothing');
  });
});

describe('a quote', () => {
  const text = [
    'date 2033-04-02 Ferry line reopens',
    '',
    'The ferry “Maren’s Hope” sailed again — after  two years — from Lisker to the\u00a0Outer Holms… and was full.',
    '',
    'Share this article with your friends',
    '',
    'The cap\u00adtain, Odd Vik, said the of\ufb01ce in Lisker had sold 310 tickets.',
  ].join('\r\n');
  const article = plainArticle(text);
  const evidenceFor = (quote: string) => {
    const verdict = verifyClaim({ text: quote, quote }, article);
    return verdict.supported ? verdict.evidence[0] : verdict.reason;
  };

  it.each([
    ['The ferry "Maren\'s Hope" sailed again', 'The ferry “Maren’s Hope” sailed again'],
    ['sailed again - after two years - from Lisker', 'sailed again — after  two years — from Lisker'],
    ['to the Outer Holms... and was full.', 'to the\u00a0Outer Holms… and was full.'],
    ['The captain, Odd Vik, said the office', 'The cap\u00adtain, Odd Vik, said the of\ufb01ce'],
  ])('with other typography is found, and given back as the article has it: %s', (typed, written) => {
    const start = text.indexOf(written);
    expect(evidenceFor(typed)).toEqual({
      articleId: article.id,
      quote: written,
      start,
      end: start + written.length,
    });
  });

  it.each<[string, Article, string, string]>([
    ['in boilerplate', TREATY, 'Advertisment', 'advert'],
    ['of two words', TREATY, 'Orrin and', 'too short'],
    ['that leaves words out', TREATY, 'The republics of Orrin and Vale ... for nine years.', 'leaves words'],
    ['that leaves words out with brackets', TREATY, 'The republics […] signed a fishing accord', 'leaves words'],
    ['that changes a word', TREATY, 'The republics of Orrin and Vale inked a fishing accord', 'word for word'],
    ['that changes case', TREATY, 'the republics of orrin and vale signed a fishing accord', 'word for word'],
    ['that begins inside a word', TREATY, 'publics of Orrin and Vale signed', 'in the middle of a word'],
    ['that ends inside a number', ROCKET, 'Mirador fell 18 percent to $7', 'in the middle of a word or a number'],
    ['without words', TREATY, '  ', 'the quote is empty'],
    [
      'that speaks of something else',
      TREATY,
      'Fishermen are divided.',
      'which the quote and the sentences next to it do not',
    ],
  ])('%s is refused', (_, of, quote, reason) => {
    expect(reasonOf(of, 'Orrin and Vale signed a fishing accord.', quote)).toContain(reason);
  });
});

describe('what a claim carries along', () => {
  it.each([
    ['Nobody was hurt, see https://evil.example/x', 'a link'],
    ['[Nobody](https://evil.example) was hurt.', 'a link'],
    ['<https://evil.example|Nobody> was hurt.', 'a link'],
    ['Nobody was hurt; read more at mirador.com', 'a web address'],
    ['<@U0123> Nobody was hurt.', 'a mention'],
    ['<!channel> Nobody was hurt.', 'a mention'],
    ['@everyone Nobody was hurt.', 'a mention'],
    ['**Nobody** was hurt.', 'markup'],
    ['`Nobody` was hurt.', 'markup'],
    ['# Nobody was hurt.', 'markup'],
    ['Nobody was hurt <b>today</b>.', 'markup'],
    ['Nobody was hurt &lt;b&gt;', 'markup'],
  ])('is refused: %s', (text, what) => {
    expect(reasonOf(ROCKET, text, 'Nobody was hurt.')).toContain(`carries ${what}`);
    expect(reasonOf(ROCKET, text)).toContain(`carries ${what}`);
  });

  it('may be the article’s own', () => {
    const article = plainArticle(
      'date 2033-01-05 Poll opens\n\nThe poll at lisker-votes.org opened on Monday, said Odd Vik.',
    );
    expect(reasonOf(article, 'The poll at lisker-votes.org opened on Monday.')).toBeNull();
  });
});

const actor = (more: Partial<DraftActor>): DraftActor => ({
  name: 'Tamsin Brask',
  kind: 'person',
  role: null,
  aliases: [],
  text: 'Tamsin Brask shook hands with Osei Darko.',
  quote: HANDSHAKE,
  ...more,
});
const implication = (more: Partial<DraftImplication>): DraftImplication => ({
  text: 'Orrin’s parliament is expected to vote on 9 June.',
  basis: 'stated',
  likelihood: null,
  quote: 'Parliament in Orrin is expected to vote on the accord on 9 June',
  ...more,
});
const draft = (more: Partial<Draft>): Draft => ({ headline: '', actors: [], implications: [], ...more });

describe('a role', () => {
  it.each<[Article, Partial<DraftActor>]>([
    [TREATY, { role: 'Foreign Minister of Orrin' }],
    [TREATY, { role: 'former judge' }],
    [
      TREATY,
      {
        name: 'Ines Quill',
        role: 'retired admiral',
        text: 'Ines Quill leads the Strait Commission.',
        quote: COMMISSION,
      },
    ],
    [ELECTION, { name: 'Bettina Krol', role: 'leader of the Coastal League', text: TALKS, quote: TALKS }],
    [
      HOSPITAL,
      {
        name: 'Simon Fairweather',
        role: 'hospital director',
        text: 'Simon Fairweather welcomed the findings.',
        quote: 'Hospital director Simon Fairweather welcomed the findings',
      },
    ],
  ])('is kept where the article gives it: %#', (article, more) => {
    const { actors, unsupported } = verifyDraft(draft({ actors: [actor(more)] }), article);
    expect(unsupported).toEqual([]);
    expect(actors).toMatchObject([{ role: more.role }]);
  });

  it.each<[string, Article, Partial<DraftActor>, string]>([
    [
      'belongs to another person of the sentence',
      TREATY,
      { name: 'Osei Darko', role: 'Foreign Minister of Orrin' },
      'gives “Osei Darko” the role of “Minister”, which the article gives to “Tamsin Brask”',
    ],
    [
      'belongs to another person of the sentence, who comes last',
      ELECTION,
      {
        name: 'Osgood',
        role: 'leader of the Coastal League',
        text: TALKS,
        quote: TALKS,
      },
      'which the article gives to “Bettina Krol”',
    ],
    [
      'is her superior’s',
      HOSPITAL,
      {
        name: 'Kwame Sarr',
        role: 'health minister',
        text: 'Sarr said the ministry would not close the emergency department.',
        quote: 'Her deputy, Kwame Sarr, said the ministry would not close the emergency department.',
      },
      'which the article gives to “Lorna Teague”',
    ],
    [
      'is in the article nowhere near',
      HOSPITAL,
      {
        name: 'Dominic Achebe',
        role: 'judge',
        text: 'Dominic Achebe has until 30 November to file the papers.',
        quote: 'Her lawyer, Dominic Achebe, has until 30 November to file the papers.',
      },
      'the role says “judge”',
    ],
  ])('is refused where it %s', (_, article, more, reason) => {
    const { actors, unsupported } = verifyDraft(draft({ actors: [actor(more)] }), article);
    expect(actors).toEqual([]);
    expect(unsupported).toEqual([
      { kind: 'actor', text: more.text ?? actor({}).text, reason: expect.stringContaining(reason) },
    ]);
  });
});

describe('a draft', () => {
  it('keeps what is borne out, and the rest with kind, text and reason', () => {
    const kept = verifyDraft(
      draft({
        headline: 'Orrin and Vale sign a fishing accord',
        actors: [
          actor({ role: 'Foreign Minister of Orrin', aliases: ['Brask'] }),
          actor({ name: 'Nils Okar', text: 'Nils Okar shook hands with Osei Darko.' }),
        ],
        implications: [
          implication({}),
          implication({ text: 'Orrin’s parliament is expected to vote on 19 June.' }),
          implication({ text: 'Herring becomes dearer.', quote: 'Herring becomes dearer every year' }),
        ],
      }),
      TREATY,
    );
    expect(kept.headline).toBe('Orrin and Vale sign a fishing accord');
    expect(kept.actors.map(({ name, aliases }) => ({ name, aliases }))).toEqual([
      { name: 'Tamsin Brask', aliases: ['Brask'] },
    ]);
    expect(kept.implications.map(({ text }) => text)).toEqual(['Orrin’s parliament is expected to vote on 9 June.']);
    expect(kept.unsupported).toEqual([
      {
        kind: 'actor',
        text: 'Nils Okar shook hands with Osei Darko.',
        reason: 'says “Nils Okar”, a name that the article does not have',
      },
      {
        kind: 'implication',
        text: 'Orrin’s parliament is expected to vote on 19 June.',
        reason: 'says “19 June” where the article says “9 June”',
      },
      {
        kind: 'implication',
        text: 'Herring becomes dearer.',
        reason: 'the quote does not stand in the article word for word',
      },
    ]);
    for (const { quote, start, end } of [...kept.actors, ...kept.implications].flatMap(({ evidence }) => evidence))
      expect(TREATY.text.slice(start, end)).toBe(quote);
  });

  it('drops an alias that is not in the article, or is another actor, and keeps the actor', () => {
    const { actors, unsupported } = verifyDraft(
      draft({
        actors: [
          actor({ aliases: ['Brask', 'TB', 'Osei Darko'] }),
          actor({ name: 'Osei Darko', text: 'Osei Darko of Vale shook hands with Tamsin Brask.' }),
        ],
      }),
      TREATY,
    );
    expect(actors).toMatchObject([{ name: 'Tamsin Brask', aliases: ['Brask'] }, { name: 'Osei Darko' }]);
    expect(unsupported).toEqual([
      { kind: 'actor', text: '“TB” for “Tamsin Brask”', reason: 'this other name is not in the article' },
      {
        kind: 'actor',
        text: '“Osei Darko” for “Tamsin Brask”',
        reason: 'this other name is the name of another actor',
      },
    ]);
  });

  it('keeps an assessment that names nothing new, with its likelihood', () => {
    const likely = implication({ text: 'The vote puts the accord at risk.', basis: 'assessed', likelihood: 'likely' });
    expect(verifyDraft(draft({ implications: [likely] }), TREATY)).toMatchObject({
      implications: [{ basis: 'assessed', likelihood: 'likely' }],
      unsupported: [],
    });
    const unsaid = implication({ basis: 'assessed' });
    expect(verifyDraft(draft({ implications: [unsaid] }), TREATY).unsupported).toMatchObject([
      { kind: 'implication', reason: 'an assessment needs a likelihood' },
    ]);
  });

  it('keeps the first of claims that say the same', () => {
    const again = implication({ text: 'ORRIN’S parliament is expected to vote on 9 June' });
    expect(verifyDraft(draft({ implications: [implication({}), again] }), TREATY)).toMatchObject({
      implications: [{ text: implication({}).text }],
      unsupported: [],
    });
  });
});

describe('a headline', () => {
  it.each([
    'Orrin and Vale go to war',
    'Kestrel rocket fails for the third time',
    'Mirador sues the Northern Ocean Agency',
    'Mirador rocket lands safely at Cape Hollin',
    'Yusuf Amari resigns',
  ])('that is made up gives way to the title, and is told: %s', (headline) => {
    expect(verifyDraft(draft({ headline }), ROCKET)).toMatchObject({
      headline: null,
      unsupported: [{ kind: 'headline', text: headline, reason: expect.stringMatching(/\w/) }],
    });
  });

  it.each(['', ' \n'])('that is left empty gives way to the title without a word: %j', (headline) => {
    expect(verifyDraft(draft({ headline }), ROCKET)).toMatchObject({ headline: null, unsupported: [] });
  });

  it.each([
    'Kestrel rocket fails for the second time',
    'Kestrel 2 rocket of Mirador Aerospace falls into the Sable Sea',
  ])('that the article bears out is kept: %s', (headline) => {
    expect(verifyDraft(draft({ headline }), ROCKET)).toMatchObject({ headline, unsupported: [] });
  });
});
