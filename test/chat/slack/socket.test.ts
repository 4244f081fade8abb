/** Socket Mode: what Slack sends again, and when it asks to be left, or will not have us. */
import { afterEach, describe, expect, it } from 'vitest';
import { mentions, opensHome, types, uses } from '../../support/slack/deeds.ts';
import { fakeDesk, openStage, privately, type Stage, type StageOptions } from '../../support/slack/stage.ts';
import { NEWS_CHANNEL } from '../../support/slack-server.ts';

describe('in Socket Mode', () => {
  let stage: Stage | null = null;
  afterEach(() => stage?.close());

  async function open(options: StageOptions = {}): Promise<Stage> {
    stage = await openStage(options);
    return stage;
  }

  it.each([
    ['a command', ({ server }: Stage) => types(server, 'status')],
    [
      'a button',
      ({ server }: Stage) => uses(server, { type: 'button', action_id: '0', value: 'news status' }, { ts: '1.000001' }),
    ],
    ['a mention', () => mentions('status')],
  ])('the same envelope of %s twice is acknowledged twice, and one event to the desk', async (_, event) => {
    const open_ = await open();
    const envelope = event(open_);
    const first = await open_.server.socket.sendEvent(envelope, 'envelope-1');
    const second = await open_.server.socket.sendEvent(envelope, 'envelope-1');
    expect([first.envelope_id, second.envelope_id]).toEqual(['envelope-1', 'envelope-1']);
    await open_.end();
    expect(new Set(open_.desk.asked.map((asked) => asked.event)).size).toBe(1);
  });

  it('an event that comes again after the connection broke off is the same event', async () => {
    const { server, clock, desk, send, end } = await open();
    const event = mentions('status');
    await send(event);
    server.socket.askToReconnect('warning');
    await until(clock, () => server.calls('apps.connections.open').length === 2 && server.socket.connections() === 1);
    await server.socket.sendEvent({ ...event, retry_attempt: 1, retry_reason: 'timeout' });
    await end();
    expect(desk.asked).toHaveLength(2);
    expect(desk.asked[1]?.event).toBe(desk.asked[0]?.event);
  });

  it.each(['warning', 'refresh_requested', 'too_many_websockets'] as const)(
    'a connection that is to be left (%s) is made anew, and hears again',
    async (reason) => {
      const { server, clock, desk, send, end } = await open();
      server.socket.askToReconnect(reason);
      await until(clock, () => server.calls('apps.connections.open').length === 2 && server.socket.connections() === 1);
      await send(types(server, 'status'));
      await end();
      expect(desk.asked).toHaveLength(1);
    },
  );

  it('an answer under way when the connection is to be left still arrives, once', async () => {
    const gate = Promise.withResolvers<void>();
    const desk = fakeDesk({ answer: () => gate.promise.then(() => privately('Done.')) });
    const { server, clock, send, end } = await open({ desk });
    await send(types(server, 'status'));
    await until(clock, () => desk.asked.length === 1);
    server.socket.askToReconnect();
    await until(clock, () => server.calls('apps.connections.open').length === 2 && server.socket.connections() === 1);
    gate.resolve();
    await end();
    expect(server.hookAnswers()).toMatchObject([{ text: 'Done.' }]);
  });

  it('where there are too many connections, asks again with longer and longer waits, and then hears', async () => {
    const { server, clock, desk, logged, send, end } = await open();
    server.socket.turnAway(3);
    server.socket.askToReconnect('too_many_websockets');
    const opened = () => server.calls('apps.connections.open').length;
    for (const [calls, wait] of [
      [2, 0],
      [3, 1000],
      [4, 2000],
      [5, 5000],
    ] as const) {
      await clock.advance(wait);
      await until(clock, () => opened() >= calls);
      await clock.settle();
      expect(opened()).toBe(calls);
    }
    await until(clock, () => server.socket.connections() === 1);
    await send(types(server, 'status'));
    await end();
    expect(desk.asked).toHaveLength(1);
    expect(logged.join('\n')).not.toMatch(/ticket|xapp/);
  });

  it('waits for as long as Slack says before it asks for a connection again', async () => {
    const { server, clock, desk, send, end } = await open();
    const opened = () => server.calls('apps.connections.open').length;
    server.fail({ method: 'apps.connections.open', times: 1, kind: '429', retryAfter: 20 });
    server.socket.askToReconnect('warning');
    await until(clock, () => opened() === 2);
    await clock.advance(19_999);
    expect(opened()).toBe(2);
    await clock.advance(1);
    await until(clock, () => server.socket.connections() === 1);
    await send(types(server, 'status'));
    await end();
    expect(desk.asked).toHaveLength(1);
  });

  it('switched off in the settings is told in words for the operator, and tried again', async () => {
    const told: (string | null)[] = [];
    const desk = { ...fakeDesk(), connection: (_: unknown, trouble: string | null) => void told.push(trouble) };
    const { server, clock, send, end } = await open({ desk });
    server.fail({ method: 'apps.connections.open', times: 1, kind: 'socket_mode_disabled' });
    server.socket.askToReconnect('link_disabled');
    await until(clock, () => told.some((trouble) => trouble?.includes('Socket Mode must be switched on')));
    await clock.advance(1000);
    await until(clock, () => server.socket.connections() === 1 && told.at(-1) === null);
    await send(types(server, 'status'));
    await end();
    expect(told.at(-1)).toBeNull();
    expect(desk.asked).toHaveLength(1);
  });

  it('every kind of event is acknowledged while nothing else is answered', async () => {
    const gate = Promise.withResolvers<never>();
    const { server, send } = await open({ desk: fakeDesk({ answer: () => gate.promise, home: () => gate.promise }) });
    // Each of these waits for its acknowledgement.
    await send(types(server, 'status'));
    await send(uses(server, { type: 'button', action_id: '0', value: 'news status' }, { ts: '1.000001' }));
    await send(mentions('status', { channel: NEWS_CHANNEL.id }));
    await send(opensHome());
    expect(server.socket.acks).toHaveLength(4);
    gate.reject(new Error('it was never answered'));
  });
});

async function until({ settle }: Stage['clock'], happened: () => boolean): Promise<void> {
  for (let turns = 0; turns < 500 && !happened(); turns++) await settle();
}
