import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonIn } from '../../src/llm/json-in-text.ts';

describe('the JSON object in a model’s text', () => {
  it.each([
    ['bare', '{"a":1}'],
    ['with blanks around it', '\n {"a":1}\n'],
    ['in a fence', '```json\n{"a":1}\n```'],
    ['in a sentence', 'Here you are: {"a":1} I hope it helps.'],
    ['after thoughts that hold drafts', '<think>Maybe {"a":2}? Or {"a":3}.</think>{"a":1}'],
    ['after thoughts whose beginning is missing', 'Maybe {"a":2}.</think>\n{"a":1}'],
    ['after braces that are no JSON', 'I fill in {the form}: {"a":1}'],
  ])('is found when it stands %s', (_, text) => {
    expect(jsonIn(text)).toEqual({ json: { a: 1 }, text: '{"a":1}' });
  });

  it('may have braces and quotation marks inside its strings', () => {
    const json = { a: 'a } b { c', b: 'say "}" and \\', c: { d: ['{'] } };
    expect(jsonIn(`Well: ${JSON.stringify(json)}.`)?.json).toEqual(json);
  });

  it.each([
    ['nothing', ''],
    ['no object', 'I cannot say.'],
    ['a list', '[{"a":1}]x[{"b":1}]'],
    ['a bare word', 'null'],
    ['two objects', '{"a":1} or {"a":2}'],
    ['one that breaks off, even around whole ones', '{"a":[{"b":1}'],
    ['one that breaks off inside a string', '{"a":"b'],
    ['single quotation marks', "{'a':1}"],
  ])('is not found in %s', (_, text) => {
    expect(jsonIn(text)).toBeNull();
  });

  it('is found in any talk without braces, whatever it holds', () => {
    const talk = fc.string().map((text) => text.replace(/[{}"]/g, ''));
    fc.assert(
      fc.property(talk, fc.dictionary(fc.string(), fc.jsonValue()), talk, (before, object, after) => {
        fc.pre(!after.includes('</think') && !after.includes('</reasoning'));
        const json = JSON.parse(JSON.stringify(object));
        expect(jsonIn(`${before}${JSON.stringify(json)}${after}`)?.json).toEqual(json);
      }),
    );
  });

  it('is looked for in one pass, however many braces there are', () => {
    expect(jsonIn('{'.repeat(200_000))).toBeNull();
    expect(jsonIn('{}'.repeat(100_000))).toBeNull();
    expect(jsonIn('<think>'.repeat(50_000))).toBeNull();
  });
});
