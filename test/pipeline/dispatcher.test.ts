import { describe, expect, it } from 'vitest';
import { createDispatcher } from '../../src/pipeline/dispatcher.ts';
import type { Log, Step } from '../../src/ports.ts';
import { handClock } from '../support/clock.ts';

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** A dispatcher on a clock moved by hand, with steps that note their runs. */
function running(act: (step: Step, run: number) => Date | null) {
  const clock = handClock('2026-11-24T08:00:00Z');
  const stop = new AbortController();
  const runs: Step[] = [];
  const step = (name: Step) => async () => {
    runs.push(name);
    return act(name, runs.filter((run) => run === name).length);
  };
  const jobs = createDispatcher(clock, silent);
  const ended = jobs.run(
    { 'take-in': step('take-in'), read: step('read'), publish: step('publish'), deliver: step('deliver') },
    stop.signal,
  );
  return { clock, jobs, runs, stop, ended, count: (name: Step) => runs.filter((run) => run === name).length };
}

describe('the dispatcher', () => {
  it('runs every step once at the start, since a crash may have left work', async () => {
    const { runs, clock, stop, ended } = running(() => null);
    await clock.settle();
    expect([...runs].sort()).toEqual(['deliver', 'publish', 'read', 'take-in']);
    stop.abort();
    await ended;
  });

  it('runs a step again when it is due, and not before', async () => {
    const { count, clock, stop, ended } = running((step, run) =>
      step === 'deliver' && run === 1 ? new Date('2026-11-24T08:00:30Z') : null,
    );
    await clock.advance(29_000);
    expect(count('deliver')).toBe(1);
    await clock.advance(2_000);
    expect(count('deliver')).toBe(2);
    stop.abort();
    await ended;
  });

  it('wakes on a hint, also on one that comes while the step runs', async () => {
    let hint = () => {};
    const { count, clock, jobs, stop, ended } = running((step, run) => {
      if (step === 'read' && run === 2) hint();
      return null;
    });
    hint = () => jobs.hint('read');
    await clock.settle();
    jobs.hint('read');
    await clock.settle();
    expect(count('read')).toBe(3);
    stop.abort();
    await ended;
  });

  it('tries a step that broke again, and lets the others go on', async () => {
    const { count, clock, stop, ended } = running((step, run) => {
      if (step === 'take-in' && run === 1) throw new Error('disk full');
      return null;
    });
    await clock.advance(11_000);
    expect(count('take-in')).toBe(2);
    stop.abort();
    await ended;
  });

  it('does not spin on work that is due but can’t be done', async () => {
    const { count, clock, stop, ended } = running(() => new Date('2026-11-24T07:00:00Z'));
    await clock.advance(1_000);
    expect(count('deliver')).toBeLessThanOrEqual(5);
    stop.abort();
    await ended;
  });
});
