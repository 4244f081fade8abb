import { describe, expect, it } from 'vitest';
import { afterLookUp, afterOutcome, handedBack } from '../../src/delivery/decide.ts';

const now = new Date('2026-11-24T08:00:00Z');
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('after a call', () => {
  it('is sent, and remembers the platform’s name of the message', () => {
    expect(afterOutcome({ kind: 'sent', ref: '17.4' }, 1, now, 0).state).toEqual({
      kind: 'sent',
      ref: '17.4',
      at: now,
    });
  });

  it('waits at least as long as the platform asked', () => {
    const { state } = afterOutcome({ kind: 'limited', retryAfterMs: 30_000 }, 1, now, 0.5);
    expect(state).toMatchObject({ kind: 'failed', nextAt: inSeconds(30.5) });
  });

  it('waits longer after each failure, but never over a quarter of an hour', () => {
    const waits = [1, 2, 3, 9, 1000].map((attempt) => {
      const { state } = afterOutcome({ kind: 'failed', reason: 'refused' }, attempt, now, 1);
      return state.kind === 'failed' && (state.nextAt.getTime() - now.getTime()) / 1000;
    });
    expect(waits).toEqual([5, 10, 20, 900, 900]);
  });

  it('never posts again after an unknown outcome before it has looked', () => {
    const { state } = afterOutcome({ kind: 'unknown', reason: 'the connection broke' }, 1, now, 0);
    expect(state).toEqual({ kind: 'unknown', reason: 'the connection broke', nextAt: inSeconds(3) });
    const third = afterOutcome({ kind: 'unknown', reason: 'the connection broke' }, 3, now, 0);
    expect(third.state).toMatchObject({ nextAt: inSeconds(12) });
  });

  it('closes a channel that is gone, and says so', () => {
    const decision = afterOutcome({ kind: 'refused', scope: 'channel', reason: 'The channel is gone.' }, 1, now, 0);
    expect(decision).toEqual({
      state: { kind: 'rejected', reason: 'The channel is gone.' },
      closeChannel: true,
      tell: 'The channel is gone.',
    });
  });

  it('keeps what a refused token holds up, since a person can mend the token', () => {
    const decision = afterOutcome({ kind: 'refused', scope: 'token', reason: 'The token is refused.' }, 1, now, 0);
    expect(decision).toMatchObject({ state: { kind: 'failed', nextAt: inSeconds(300) }, closeChannel: false });
    expect(decision.tell).toBe('The token is refused.');
  });

  it('gives up a message that the platform will never take, but not its channel', () => {
    const decision = afterOutcome({ kind: 'refused', scope: 'message', reason: 'Too long.' }, 1, now, 0);
    expect(decision).toMatchObject({ state: { kind: 'rejected' }, closeChannel: false });
  });
});

describe('after a look-up', () => {
  it('adopts what is there', () => {
    expect(afterLookUp({ kind: 'posted', ref: '17.4' }, 2, now, 0)).toMatchObject({
      state: { kind: 'sent', ref: '17.4' },
    });
  });

  it('posts what is certainly not there', () => {
    expect(afterLookUp({ kind: 'absent' }, 2, now, 0)).toBe('post');
  });

  it('asks again later when the platform can’t be asked now', () => {
    const decision = afterLookUp({ kind: 'unavailable', reason: 'slow down', retryAfterMs: 60_000 }, 1, now, 0);
    expect(decision).toMatchObject({ state: { kind: 'unknown', nextAt: inSeconds(60) } });
  });

  it('leaves to a person what nobody can tell, rather than posting twice', () => {
    const decision = afterLookUp({ kind: 'untellable', reason: 'history may not be read.' }, 1, now, 0);
    expect(decision).toMatchObject({
      state: { kind: 'ambiguous' },
      tell: 'It may have been posted, and nobody can tell: history may not be read.',
    });
  });
});

describe('what was taken on and not begun', () => {
  it('is due again at its time, and looked up first if it may stand there already', () => {
    expect(handedBack(false, inSeconds(90))).toMatchObject({
      state: { kind: 'failed', nextAt: inSeconds(90) },
      tell: null,
    });
    expect(handedBack(true, now)).toMatchObject({ state: { kind: 'unknown', nextAt: now }, closeChannel: false });
  });
});
