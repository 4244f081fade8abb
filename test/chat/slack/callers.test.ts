import { afterEach, describe, expect, it } from 'vitest';
import { types } from '../../support/slack/deeds.ts';
import { openStage, type Stage, type StageOptions } from '../../support/slack/stage.ts';
import { NEWS_CHANNEL, type SlackServerOptions } from '../../support/slack-server.ts';

const NEWS = NEWS_CHANNEL.id;

describe('who asks, and where, in Slack', () => {
  let stage: Stage | null = null;
  afterEach(() => stage?.close());

  async function open(options: StageOptions = {}): Promise<Stage> {
    stage = await openStage(options);
    return stage;
  }

  /** The caller of a command, given after the server was told to fail in some way. */
  async function callerOf(options: StageOptions, fail: (stage: Stage) => void = () => {}) {
    const open_ = await open(options);
    fail(open_);
    await open_.send(types(open_.server, 'status', { channel: options.server?.channels?.[0]?.id ?? NEWS }));
    await open_.end();
    return open_.desk.asked[0]?.caller;
  }

  it.each([
    ['an admin', 'admin', true],
    ['an owner', 'owner', true],
    ['the primary owner', 'primary owner', true],
    ['a guest', 'guest', false],
    ['a guest of one channel', 'single-channel guest', false],
    ['an admin who was deactivated', 'deactivated', false],
    ['a bot', 'bot', false],
    ['a workflow', 'workflow', false],
    ['an admin of another workspace, in a shared channel', 'stranger', false],
    ['anybody else', undefined, false],
  ] as const)('%s manages, or does not', async (_, role, manager) => {
    const person = { id: 'U0MARA', ...(role === undefined ? {} : { role }) };
    expect(await callerOf({ server: { people: [person] } })).toMatchObject({ person: 'U0MARA', manager });
  });

  it.each([
    [['T0FIRST', 'T0HARBOUR'], true],
    [['T0FIRST', 'T0OTHER'], false],
  ] as const)('an admin of an Enterprise organisation manages where they belong: %j', async (teams, manager) => {
    const people = [{ id: 'U0MARA', role: 'admin' as const, teams }];
    expect(await callerOf({ server: { people } })).toMatchObject({ manager });
  });

  it('people on the operator’s list manage, even while Slack does not say who they are', async () => {
    const settings = { managers: ['U0MARA'] };
    const caller = await callerOf({ settings }, ({ server }) =>
      server.fail({ method: 'users.info', times: 1, kind: '500' }),
    );
    expect(caller).toMatchObject({ manager: true, zone: null });
  });

  it.each(['500', '429', 'hang-up-before', 'user_not_found', 'missing_scope'])(
    'an admin does not manage while Slack answers %s',
    async (kind) => {
      const server: SlackServerOptions = { people: [{ id: 'U0MARA', role: 'admin' }] };
      const caller = await callerOf({ server }, (open_) => open_.server.fail({ method: 'users.info', times: 1, kind }));
      expect(caller).toMatchObject({ manager: false });
    },
  );

  it('the rights of somebody who manages are looked at anew at each call, and the place is not', async () => {
    const people = [{ id: 'U0MARA', role: 'admin' as 'admin' | 'guest' }];
    const { server, clock, desk, send, end } = await open({ server: { people } });
    const give = () => send(types(server, 'pause', { command: '/news-admin' }));
    await give();
    for (let turns = 0; turns < 200 && desk.asked.length < 1; turns++) await clock.settle();
    people[0] = { id: 'U0MARA', role: 'guest' };
    await give();
    for (let turns = 0; turns < 200 && desk.asked.length < 2; turns++) await clock.settle();
    await clock.advance(60_000);
    await give();
    await end();
    expect(desk.asked.map(({ caller }) => caller.manager)).toEqual([true, false, false]);
    expect(server.calls('conversations.info')).toHaveLength(2);
  });

  it('somebody who asks for what everybody may is looked up once a minute, however much they ask', async () => {
    const people = [{ id: 'U0MARA', role: 'admin' as 'admin' | 'guest' }];
    const { server, clock, desk, send, end } = await open({ server: { people } });
    await Promise.all(Array.from({ length: 20 }, () => send(types(server, 'status'))));
    await clock.settle();
    expect(server.calls('users.info')).toHaveLength(1);
    people[0] = { id: 'U0MARA', role: 'guest' };
    // And is not taken for what they were where it matters.
    await send(types(server, 'pause', { command: '/news-admin' }));
    await clock.advance(60_000);
    await send(types(server, 'status'));
    await end();
    expect(server.calls('users.info')).toHaveLength(3);
    expect(desk.asked.find(({ command }) => command === 'news-admin pause')?.caller).toMatchObject({ manager: false });
  });

  it('somebody of whom Slack says nothing is asked about again at their next call', async () => {
    const { server, clock, desk, send, end } = await open({ server: { people: [{ id: 'U0MARA', role: 'admin' }] } });
    server.fail({ method: 'users.info', times: 1, kind: '429' });
    await send(types(server, 'status'));
    for (let turns = 0; turns < 200 && desk.asked.length < 1; turns++) await clock.settle();
    await send(types(server, 'status'));
    await end();
    expect(desk.asked.map(({ caller: { manager, unsure = false } }) => [manager, unsure])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it.each([
    ['a public channel', { id: NEWS, name: 'news' }, 'public'],
    ['a public channel that the bot is not in', { id: NEWS, name: 'news', member: false }, 'public'],
    ['a private channel', { id: NEWS, name: 'news', private: true }, 'private'],
    ['a private channel that the bot cannot see', { id: NEWS, name: 'news', private: true, member: false }, 'private'],
    ['a group’s direct messages', { id: 'G0GROUP', name: 'group', mpim: true }, 'private'],
    ['direct messages with Newsdesk', { id: 'D0MARA', name: 'mara', im: true }, 'direct'],
  ])('%s is told from the others', async (_, channel, place) => {
    expect(await callerOf({ server: { channels: [channel] } })).toMatchObject({ place, channel: { id: channel.id } });
  });

  it('a channel of which Slack says nothing is taken for private, until it says something', async () => {
    const { server, clock, desk, send, end } = await open();
    server.fail({ method: 'conversations.info', times: 1, kind: '500' });
    await send(types(server, 'status'));
    for (let turns = 0; turns < 200 && desk.asked.length < 1; turns++) await clock.settle();
    await send(types(server, 'status'));
    await end();
    expect(desk.asked.map(({ caller }) => caller.place)).toEqual(['private', 'public']);
  });

  it('a zone that nobody knows is no zone', async () => {
    const server = { people: [{ id: 'U0MARA', tz: 'Mars/Olympus' }] };
    expect(await callerOf({ server })).toMatchObject({ zone: null });
  });
});
