import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Waiting } from '../../../src/ports.ts';
import { mentions, types } from '../../support/slack/deeds.ts';
import { type FakeDesk, fakeDesk, type Mode, openStage, privately, type Stage } from '../../support/slack/stage.ts';
import { NEWS_CHANNEL, TEAM_ID } from '../../support/slack-server.ts';

/** A desk that notes who waits, and to whom the answer was given. */
function noting(first = true) {
  const waiting: Waiting[] = [];
  const answered: string[] = [];
  const desk: FakeDesk = {
    ...fakeDesk(),
    begin: async (one) => {
      waiting.push(one);
      return first;
    },
    answered: async (event) => void answered.push(event),
  };
  return { desk, waiting, answered };
}

describe.each<Mode>(['socket', 'http'])('somebody who waits in Slack, by %s,', (mode) => {
  let stage: Stage | null = null;
  afterEach(() => stage?.close());

  it('is written down with the way back before Slack has said who that is', async () => {
    const { desk, waiting, answered } = noting();
    stage = await openStage({ mode, desk, settings: { timeoutMs: 300 } });
    stage.server.fail({ method: 'users.info', times: 1, kind: 'slow' });
    const event = types(stage.server, 'ask Who?');
    await stage.send(event);
    await vi.waitFor(() => expect(stage?.server.calls('users.info')).toHaveLength(1));
    expect(waiting).toMatchObject([
      {
        platform: 'slack',
        workspace: TEAM_ID,
        person: 'U0MARA',
        command: 'news ask',
        event: expect.stringMatching(/^slack:/),
      },
    ]);
    expect([desk.asked, answered]).toEqual([[], []]);
    const { payload } = event;
    expect(JSON.parse(waiting[0]?.back ?? '')).toMatchObject({
      channel: NEWS_CHANNEL.id,
      hook: { url: payload['response_url'] },
    });
  });

  it('is answered by that way, when another process has to', async () => {
    const { desk, waiting, answered } = noting();
    stage = await openStage({ mode, desk });
    await stage.send(types(stage.server, 'list'));
    await vi.waitFor(() => expect(answered).toEqual(waiting.map(({ event }) => event)));
    expect(await stage.chat.answerLate?.(waiting[0]?.back ?? '', privately('Please ask again.'))).toBe(true);
    expect(stage.server.hookAnswers().map(({ text }) => text)).toEqual(['Done.', 'Please ask again.']);
    // What nobody wrote is nobody's.
    expect(await stage.chat.answerLate?.('nonsense', privately('Please ask again.'))).toBe(true);
    expect(stage.server.hookAnswers()).toHaveLength(2);
  });

  it('is not asked for again by an event that was seen before', async () => {
    const { desk, waiting, answered } = noting(false);
    stage = await openStage({ mode, desk });
    await stage.send(mentions('Who?'));
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    await stage.end();
    expect([desk.asked, answered, stage.server.posted(NEWS_CHANNEL.id)]).toEqual([[], [], []]);
  });
});
