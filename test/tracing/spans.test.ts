import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../../src/ports.ts';
import { openSpans } from '../../src/tracing/spans.ts';
import { handClock } from '../support/clock.ts';
import { type Collector, startCollector } from '../support/collector.ts';

let collector: Collector;
beforeEach(async () => {
  collector = await startCollector();
});
afterEach(() => collector.close());

const clock = handClock('2026-11-24T08:00:00Z');
const warned: string[] = [];
const log: Log = { debug() {}, info() {}, error() {}, warn: (message) => void warned.push(message) };
const open = () =>
  openSpans({ endpoint: `${collector.url}/`, headers: { 'x-team': 'harbour' }, service: 'newsdesk' }, { clock, log });

describe('spans', () => {
  it('reach the collector with their parents and attributes, and at the end none is left', async () => {
    const spans = await open();
    const given = await spans.inSpan('read', { 'newsdesk.article': 'a1' }, (note) =>
      spans.inSpan('model call', {}, async () => {
        note({ 'newsdesk.outcome': 'summary' });
        return 7;
      }),
    );
    await spans.inSpan('publish', {}, async () => {});
    await spans.close();

    expect(given).toBe(7);
    expect(collector.headers[0]?.['x-team']).toBe('harbour');
    const [call, read, publish] = ['model call', 'read', 'publish'].map((name) =>
      collector.spans.find((span) => span.name === name),
    );
    expect(call?.parentSpanId).toBe(read?.spanId);
    expect(call?.traceId).toBe(read?.traceId);
    expect(publish?.traceId).not.toBe(read?.traceId);
    expect(read?.attributes.map(({ key, value }) => [key, Object.values(value)[0]])).toEqual([
      ['newsdesk.article', 'a1'],
      ['newsdesk.outcome', 'summary'],
    ]);
  });

  it('are marked where the work failed, without the words of the error, which goes on', async () => {
    const spans = await open();
    const failing = spans.inSpan('deliver', {}, async () => {
      throw new TypeError('The mayor of Tasmere');
    });
    await expect(failing).rejects.toThrow('The mayor of Tasmere');
    await spans.close();
    expect(collector.spans[0]?.status).toMatchObject({ code: 2, message: 'TypeError' });
    expect(collector.bodies.join()).not.toContain('mayor');
  });

  it('do not hold up the end where the collector does not answer', async () => {
    collector.fallSilent();
    const spans = await open();
    await spans.inSpan('read', {}, async () => {});
    let closed = false;
    const closing = spans.close().then(() => {
      closed = true;
    });
    await clock.advance(1_900);
    expect(closed).toBe(false);
    await clock.advance(200);
    await closing;
    expect(warned).toEqual(['the last spans did not reach the collector']);
  });

  it('are not made at all where no collector is set', async () => {
    const spans = await openSpans(null, { clock, log });
    expect(await spans.inSpan('read', {}, async () => 3)).toBe(3);
    await spans.close();
    expect(collector.bodies).toEqual([]);
  });
});
