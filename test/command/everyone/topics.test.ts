import { describe, expect, it } from 'vitest';
import { TOPICS } from '../../support/news.ts';
import { aRoom } from '../../support/room.ts';
import { asked } from './asking.ts';

const someTopics = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    ...TOPICS[0],
    name: `port-${n}`,
    description: `Port ${n}`,
    terms: ['x'],
  }));

describe('/news topics', () => {
  it('describes each of a few', async () => {
    const text = await asked(await aRoom({ topics: someTopics(3) }), 'news topics');
    for (const n of [0, 1, 2]) expect(text).toContain(`port-${n}: Port ${n}`);
    expect(text).not.toContain('more');
  });

  it('names all of many, and describes as many as one reads', async () => {
    const text = await asked(await aRoom({ topics: someTopics(200) }), 'news topics');
    expect(text.match(/port-\d+: Port/g)).toHaveLength(40);
    expect(text).toContain('160 more');
    expect(new Set(text.match(/port-\d+/g)).size).toBe(200);
    expect(text.length).toBeLessThan(5_000);
  });
});
