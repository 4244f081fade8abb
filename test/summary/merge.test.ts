import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeDrafts } from '../../src/summary/merge.ts';
import type { Draft, DraftActor, DraftImplication } from '../../src/summary/summary.ts';

const actor = (name: string, more: Partial<DraftActor> = {}): DraftActor => ({
  name,
  kind: 'person',
  role: null,
  aliases: [],
  text: `${name} spoke.`,
  quote: `${name} spoke.`,
  ...more,
});
const implication = (text: string, more: Partial<DraftImplication> = {}): DraftImplication => ({
  text,
  basis: 'stated',
  likelihood: null,
  quote: text,
  ...more,
});
const draft = (more: Partial<Draft>): Draft => ({ headline: '', actors: [], implications: [], ...more });

describe('drafts of an article’s parts, merged', () => {
  it('leave a single draft without doubles as it was', () => {
    const only = draft({
      headline: 'The port is closed.',
      actors: [actor('Ilse Tarn', { aliases: ['Tarn'] }), actor('Port Authority', { kind: 'organization' })],
      implications: [implication('The port will open in March.'), implication('Fares may rise.')],
    });
    expect(mergeDrafts([only])).toEqual(only);
  });

  it('have the headline of the first part that has one', () => {
    expect(mergeDrafts([draft({}), draft({ headline: 'One' }), draft({ headline: 'Two' })]).headline).toBe('One');
    expect(mergeDrafts([])).toEqual(draft({}));
  });

  it('name an actor once, with the whole bullet of the part that gives the role, and the names of all', () => {
    const known = actor('Ilse Tarn', {
      role: 'mayor of Eskerry',
      text: 'Mayor Ilse Tarn closed it.',
      quote: 'Mayor Ilse Tarn closed it.',
    });
    const merged = mergeDrafts([
      draft({ actors: [actor('ilse  tarn', { aliases: ['Mrs Tarn'] })] }),
      draft({ actors: [known] }),
      draft({ actors: [actor('Tarn', { aliases: ['Ilse Tarn'] })] }),
    ]);
    expect(merged.actors).toEqual([{ ...known, aliases: ['Mrs Tarn', 'Tarn'] }]);
  });

  it('do not take two people for one because both are called "the minister", nor a place for a person', () => {
    const merged = mergeDrafts([
      draft({ actors: [actor('Ada Poll', { aliases: ['the minister'] }), actor('Wenda', { kind: 'place' })] }),
      draft({ actors: [actor('Ben Rook', { aliases: ['the minister'] }), actor('Wenda')] }),
    ]);
    expect(merged.actors.map(({ name, kind }) => `${name}, ${kind}`)).toEqual([
      'Ada Poll, person',
      'Ben Rook, person',
      'Wenda, place',
      'Wenda, person',
    ]);
  });

  it('put first who stands high in several parts', () => {
    const merged = mergeDrafts([
      draft({ actors: [actor('First'), actor('Both')] }),
      draft({ actors: [actor('Second'), actor('Both')] }),
      draft({ actors: [actor('Both')] }),
    ]);
    expect(merged.actors.map(({ name }) => name)).toEqual(['Both', 'First', 'Second']);
  });

  it('say an implication once, if its words are nearly the same, or if two parts drew it from the same quote', () => {
    const merged = mergeDrafts([
      draft({
        implications: [
          implication('The ferry port will open again in the spring.'),
          implication('Ships go to Oldmoor.'),
        ],
      }),
      draft({
        implications: [
          implication('The ferry port will open again in spring.'),
          implication('Vessels are sent to Oldmoor.', { quote: 'Ships  go to Oldmoor.' }),
        ],
      }),
    ]);
    expect(merged.implications.map(({ text }) => text)).toEqual([
      'The ferry port will open again in the spring.',
      'Ships go to Oldmoor.',
    ]);
  });

  it('keep apart what differs in a figure or a negation, and two conclusions of one part from one sentence', () => {
    const quote = 'The port will stay closed and fares will rise.';
    const merged = mergeDrafts([
      draft({
        implications: [
          implication('Fares for cars will rise by 3 crowns in the spring.'),
          implication('The port will stay closed.', { quote }),
        ],
      }),
      draft({ implications: [implication('Fares for cars will rise by 5 crowns in the spring.')] }),
      draft({ implications: [implication('Fares for cars will not rise by 5 crowns in the spring.')] }),
    ]);
    expect(merged.implications).toHaveLength(4);
    const one = mergeDrafts([
      draft({ implications: [implication('It stays closed.', { quote }), implication('Fares rise.', { quote })] }),
    ]);
    expect(one.implications).toHaveLength(2);
  });

  it('never hold more than eight actors and five implications, nor anything reworded', () => {
    const name = fc.constantFrom(
      'Ilse Tarn',
      'Tarn',
      'the Port Authority',
      'Port Authority',
      'Oldmoor',
      'Ada Poll',
      'Ben Rook',
      'Wenda',
      'Cora',
      'Dov',
      'Eli',
    );
    const anActor = fc
      .tuple(name, fc.array(name, { maxLength: 2 }), fc.option(fc.constant('mayor')))
      .map(([called, aliases, role]) => actor(called, { aliases, role }));
    const anImplication = fc
      .tuple(name, fc.integer({ min: 1, max: 9 }))
      .map(([who, count]) => implication(`${who} will send ${count} ships.`));
    const aDraft = fc.record({
      headline: fc.constantFrom('', 'A', 'B'),
      actors: fc.array(anActor, { maxLength: 8 }),
      implications: fc.array(anImplication, { maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(aDraft, { maxLength: 5 }), (drafts) => {
        const merged = mergeDrafts(drafts);
        expect(merged.actors.length).toBeLessThanOrEqual(8);
        expect(merged.implications.length).toBeLessThanOrEqual(5);
        const bullets = drafts.flatMap(({ actors }) => actors.map(({ name, role, text }) => `${name}|${role}|${text}`));
        for (const { name, role, text } of merged.actors) expect(bullets).toContain(`${name}|${role}|${text}`);
        for (const { text } of merged.implications)
          expect(drafts.flatMap((each) => each.implications.map((item) => item.text))).toContain(text);
        expect(new Set(merged.implications.map(({ text }) => text)).size).toBe(merged.implications.length);
      }),
    );
  });
});
