import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer, SUMMARY_SCHEMA } from '../../src/summary/answer.ts';
import { LIKELIHOODS } from '../../src/summary/summary.ts';
import { faultOfStrictSchema } from '../support/strict-schema.ts';

const actor = {
  name: 'Ilse Tarn',
  kind: 'person',
  role: 'mayor of Eskerry',
  aliases: ['Tarn'],
  quote: 'Ilse Tarn, mayor of Eskerry, closed the port.',
  text: 'Ilse Tarn closed the port.',
};
const implication = {
  quote: 'The port will open in March.',
  text: 'The port will open in March.',
  basis: 'stated',
  likelihood: null,
};
const answer = (more: Record<string, unknown>) => ({
  headline: 'The port is closed.',
  actors: [],
  implications: [],
  ...more,
});

function draftOf(json: unknown) {
  const read = readAnswer(json);
  if (!read.ok) throw new Error(read.reason);
  return read;
}

describe('the schema of the answer', () => {
  it('is one that strict servers accept', () => {
    expect(faultOfStrictSchema(SUMMARY_SCHEMA.json)).toBeNull();
  });

  it('asks for the quote before the bullet', () => {
    const text = JSON.stringify(SUMMARY_SCHEMA.json);
    expect(text.match(/"(quote|text)":/g)).toEqual(['"quote":', '"text":', '"quote":', '"text":']);
  });
});

describe('reading an answer', () => {
  it('takes a good one as it is', () => {
    const { draft, unsupported } = draftOf(answer({ actors: [actor], implications: [implication] }));
    expect(draft).toEqual({ headline: 'The port is closed.', actors: [actor], implications: [implication] });
    expect(unsupported).toEqual([]);
  });

  it('takes an answer without actors and implications: the article may have none', () => {
    expect(draftOf(answer({})).draft.actors).toEqual([]);
  });

  it.each([null, 'text', 3, [], {}, { headline: 'Only' }, { headline: 'x', actors: 'none' }])('refuses %j', (json) => {
    expect(readAnswer(json)).toEqual({
      ok: false,
      reason: 'It was not a JSON object with headline, actors and implications.',
    });
  });

  it('refuses an answer in which nothing is usable, saying why', () => {
    const read = readAnswer(answer({ actors: [{ ...actor, quote: '' }], implications: [3] }));
    expect(read).toEqual({ ok: false, reason: 'No actor or implication in it was usable: the model gave no quote.' });
  });

  it('looks into one wrapping object, and passes over keys it does not know', () => {
    const { draft } = draftOf({ summary: answer({ actors: [{ ...actor, confidence: 0.9 }], notes: 'none' }) });
    expect(draft.actors).toEqual([actor]);
  });

  it('keeps the first eight actors and five implications', () => {
    const { draft } = draftOf(answer({ actors: Array(30).fill(actor), implications: Array(30).fill(implication) }));
    expect([draft.actors.length, draft.implications.length]).toEqual([8, 5]);
  });

  it.each([
    ['Organisation', 'organization'],
    ['COMPANY', 'organization'],
    ['country', 'place'],
    ['individual', 'person'],
  ])('understands %s as %s', (said, kind) => {
    expect(draftOf(answer({ actors: [{ ...actor, kind: said }] })).draft.actors[0]?.kind).toBe(kind);
  });

  it('leaves an actor of unknown kind out, and says so', () => {
    const { draft, unsupported } = draftOf(answer({ actors: [actor, { ...actor, kind: 'storm' }] }));
    expect(draft.actors).toHaveLength(1);
    expect(unsupported).toEqual([
      { kind: 'actor', text: actor.text, reason: 'the model calls it neither a person, an organization nor a place' },
    ]);
  });

  it.each(['', 'None', 'N/A', 'null', 'unknown', undefined, null])('takes the role %j for none', (role) => {
    expect(draftOf(answer({ actors: [{ ...actor, role }] })).draft.actors[0]?.role).toBeNull();
  });

  it.each<[string, string]>([
    ['Likely', 'likely'],
    ['very_likely', 'very likely'],
    ['roughly even odds', 'roughly even chance'],
    ['highly improbable', 'very unlikely'],
    ['Almost certainly.', 'almost certain'],
    ...LIKELIHOODS.map((likelihood): [string, string] => [likelihood, likelihood]),
  ])('understands the likelihood %s as %s', (said, likelihood) => {
    const assessed = { ...implication, basis: 'Assessed', likelihood: said };
    expect(draftOf(answer({ implications: [assessed] })).draft.implications[0]).toEqual({
      ...implication,
      basis: 'assessed',
      likelihood,
    });
  });

  it.each([null, undefined, '', 'maybe', 70])('leaves out what is assessed with the likelihood %j', (likelihood) => {
    const { draft, unsupported } = draftOf(
      answer({ implications: [implication, { ...implication, basis: 'assessed', likelihood }] }),
    );
    expect(draft.implications).toEqual([implication]);
    expect(unsupported[0]?.reason).toBe('the model assesses it without saying how likely it is');
  });

  it('gives a stated implication no likelihood, even if the model does', () => {
    expect(draftOf(answer({ implications: [{ ...implication, likelihood: 'likely' }] })).draft.implications).toEqual([
      implication,
    ]);
  });

  it.each([
    'The port is closed: https://evil.example/x',
    'The port is closed, see evil.example for more.',
    'See www.evil for more.',
    '<!channel> The port is closed.',
    'The port is closed, <@U0EVIL>.',
    '@everyone The port is closed.',
    'The [port](//evil) is closed.',
    'The **port** is closed.',
    '# The port is closed',
    '```The port``` is closed.',
    '<b>The port</b> is closed.',
  ])('leaves out a bullet with a link, a mention or markup: %s', (text) => {
    const { draft, unsupported } = draftOf(
      answer({
        headline: text,
        actors: [actor, { ...actor, text }],
        implications: [implication, { ...implication, text }],
      }),
    );
    expect(draft).toEqual({ headline: '', actors: [actor], implications: [implication] });
    expect(unsupported.map(({ kind }) => kind)).toEqual(['headline', 'actor', 'implication']);
    expect(unsupported.every(({ reason }) => /link, a mention or markup|an address/.test(reason))).toBe(true);
  });

  it.each(['name', 'role'])('looks at the %s as well', (field) => {
    expect(draftOf(answer({ actors: [actor, { ...actor, [field]: '@everyone' }] })).draft.actors).toHaveLength(1);
  });

  it('keeps a company that is called like an address, if its quote calls it so', () => {
    const company = {
      ...actor,
      name: 'Ferries.example',
      kind: 'organization',
      role: null,
      aliases: ['other.example', 'Ferries'],
    };
    const named = { ...company, quote: 'Ferries.example lost a ship.', text: 'Ferries.example lost a ship.' };
    const { draft } = draftOf(answer({ actors: [named, { ...company, text: 'It lost a ship.' }] }));
    expect(draft.actors).toEqual([{ ...named, aliases: ['Ferries'] }]);
  });

  it('takes control characters, terminal sequences and direction marks out', () => {
    const coloured = {
      ...actor,
      name: 'Ilse\u0000 \u001B[31mTarn\u001B[0m',
      text: 'Ilse Tarn\n closed\u202E the\u001B]0;x\u0007 port.',
    };
    expect(draftOf(answer({ actors: [coloured] })).draft.actors[0]).toMatchObject({
      name: 'Ilse Tarn',
      text: 'Ilse Tarn closed the port.',
    });
  });

  it('leaves a quote’s line ends and direction marks, which the article may have', () => {
    const quote = 'The port\nwas \u200Eclosed.\u0007';
    expect(draftOf(answer({ implications: [{ ...implication, quote }] })).draft.implications[0]?.quote).toBe(
      'The port\nwas \u200Eclosed.',
    );
  });

  it('never cuts: what is too long is left out', () => {
    const long = 'word '.repeat(400);
    const { draft, unsupported } = draftOf(
      answer({
        headline: long,
        actors: [actor, { ...actor, text: long }],
        implications: [implication, { ...implication, quote: long }],
      }),
    );
    expect(draft).toEqual({ headline: '', actors: [actor], implications: [implication] });
    expect(unsupported.every(({ text }) => text.length <= 500)).toBe(true);
  });

  it('never throws, whatever it is given, and what it keeps is short, plain and complete', () => {
    const strange = fc.oneof(
      fc.anything(),
      fc.constantFrom('@everyone', 'https://x', '\u001B[2J', 'Tarn', 'likely', 'assessed', 'person'),
    );
    const item = fc.dictionary(
      fc.constantFrom('name', 'kind', 'role', 'aliases', 'text', 'quote', 'basis', 'likelihood'),
      strange,
    );
    fc.assert(
      fc.property(fc.record({ headline: strange, actors: fc.array(item), implications: fc.array(item) }), (json) => {
        const read = readAnswer(json);
        if (!read.ok) return;
        for (const { name, text, quote } of read.draft.actors) expect(name && text && quote).toBeTruthy();
        for (const { text, basis, likelihood } of read.draft.implications) {
          expect(text).not.toMatch(/@everyone|https:|\p{Cc}/u);
          expect(likelihood === null).toBe(basis === 'stated');
        }
      }),
    );
  });
});
