/** Slack calls us: what it sends, what others send in its name, and what it sends again. */
import { afterEach, describe, expect, it } from 'vitest';
import { mentions, opensHome, type SlackEvent, submits, types, uses } from '../../support/slack/deeds.ts';
import {
  bodyOf,
  fakeDesk,
  openStage,
  request,
  SIGNING_SECRET,
  type Signing,
  START,
  type Stage,
  type StageOptions,
} from '../../support/slack/stage.ts';
import { NEWS_CHANNEL } from '../../support/slack-server.ts';

const MINUTE = 60_000;
const now = { at: new Date(START) };
const FORM = {
  command: 'news ask',
  args: {},
  title: 'Ask',
  intro: null,
  submit: 'Ask',
  fields: [
    {
      name: 'question',
      label: 'Question',
      hint: null,
      kind: 'line' as const,
      required: true,
      value: null,
      choices: [],
      complete: null,
    },
  ],
};

describe('a request by HTTP', () => {
  let stage: Stage | null = null;
  afterEach(() => stage?.close());

  async function open(options: StageOptions = {}): Promise<Stage> {
    stage = await openStage({ mode: 'http', ...options });
    return stage;
  }

  it.each<[string, (stage: Stage) => SlackEvent | Promise<SlackEvent>, number]>([
    ['a command', ({ server }) => types(server, 'status'), 1],
    [
      'a button',
      ({ server }) => uses(server, { type: 'button', action_id: '0', value: 'news status' }, { ts: ts(server) }),
      1,
    ],
    ['an event', () => mentions('status'), 1],
    ['the opening of the Home tab', () => opensHome(), 0],
    ['a filled in form', filledIn, 1],
  ])('that brings %s a second time, byte by byte, is answered and not acted on', async (_, event, deeds) => {
    const desk = fakeDesk({ form: ({ via, command }) => (via === 'command' && command === 'news ask' ? FORM : null) });
    const open_ = await open({ desk });
    const body = bodyOf(await event(open_));
    const first = await request(open_.port, body, now);
    const again = await request(open_.port, body, now);
    expect([first.status, again.status, await again.text()]).toEqual([200, 200, '']);
    await open_.end();
    expect(desk.asked).toHaveLength(deeds);
    expect(open_.server.calls('views.publish')).toHaveLength(1 - deeds);
  });

  it('that Slack repeats under a new signature is acknowledged again, for the desk to know it', async () => {
    const { port, clock, desk, end } = await open();
    const body = bodyOf(mentions('status'));
    expect((await request(port, body, now)).status).toBe(200);
    await clock.advance(MINUTE);
    const headers = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
    expect((await request(port, body, { at: clock.now(), headers })).status).toBe(200);
    await end();
    expect(desk.asked.map(({ event }) => event)).toEqual([desk.asked[0]?.event, desk.asked[0]?.event]);
  });

  it.each<[string, Partial<Signing>, string]>([
    ['signed with another secret', { secret: 'of-another-app' }, 'SLACK_SIGNING_SECRET'],
    ['from an hour ago', { at: new Date(Date.parse(START) - 60 * MINUTE) }, 'the clock of this machine'],
    ['from an hour ahead', { at: new Date(Date.parse(START) + 60 * MINUTE) }, 'the clock of this machine'],
  ])('%s is refused, and the operator reads where to look', async (_, signing, hint) => {
    const { port, logged, desk, end } = await open();
    expect((await request(port, bodyOf(mentions('status')), { ...now, ...signing })).status).toBe(401);
    await end();
    expect(desk.asked).toEqual([]);
    expect(logged.filter((line) => line.startsWith('warn')).join('\n')).toContain(hint);
  });

  it('that comes twice at the same moment is acted on once', async () => {
    const { port, desk, end } = await open();
    const body = bodyOf(mentions('status'));
    const answers = await Promise.all([request(port, body, now), request(port, body, now)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await end();
    expect(desk.asked).toHaveLength(1);
  });

  it.each(['', 'soon', '-1', '1e9', '0x6745', '1795503600.5', '9'.repeat(13), ' ', 'NaN'])(
    'with the time %j is refused',
    async (timestamp) => {
      const { port, desk, end } = await open();
      const answer = await request(port, bodyOf(mentions('status')), {
        ...now,
        headers: { 'x-slack-request-timestamp': timestamp },
      });
      expect(answer.status).toBe(401);
      await end();
      expect(desk.asked).toEqual([]);
    },
  );

  it('of which one byte was changed on the way is refused, whichever it is', async () => {
    const { port, desk, end } = await open();
    const { contentType, body } = bodyOf(mentions('status'));
    for (let place = 0; place < body.length; place += 7) {
      const changed = `${body.slice(0, place)}${body[place] === 'x' ? 'y' : 'x'}${body.slice(place + 1)}`;
      const { createHmac } = await import('node:crypto');
      const signed = `v0:${now.at.getTime() / 1000}:${body}`;
      const signature = `v0=${createHmac('sha256', SIGNING_SECRET).update(signed).digest('hex')}`;
      expect((await request(port, { contentType, body: changed }, { ...now, signature })).status).toBe(401);
    }
    await end();
    expect(desk.asked).toEqual([]);
  });

  it('that looks at the certificate only is answered without a signature, and brings nothing in', async () => {
    const { port, desk, end } = await open();
    const smuggled = new URLSearchParams({ ssl_check: '1', command: '/news', text: 'status', user_id: 'U0ADMIN' });
    const form = 'application/x-www-form-urlencoded';
    for (const body of ['ssl_check=1&token=old', smuggled.toString()]) {
      const answer = await request(port, { contentType: form, body }, { ...now, signature: null });
      expect([answer.status, await answer.text()]).toEqual([200, '']);
    }
    const json = { contentType: 'application/json', body: '{"ssl_check=":"1","ssl_check":"1"}' };
    expect((await request(port, json, { ...now, signature: null })).status).toBe(401);
    await end();
    expect(desk.asked).toEqual([]);
  });

  it('that asks whether the address is ours is answered only when it is signed', async () => {
    const { port } = await open();
    const challenge = { contentType: 'application/json', body: '{"type":"url_verification","challenge":"c-123"}' };
    const forged = await request(port, challenge, { ...now, secret: 'a-guess' });
    expect([forged.status, await forged.text()]).toEqual([401, '']);
    const genuine = await request(port, challenge, now);
    expect(await genuine.json()).toEqual({ challenge: 'c-123' });
  });

  it.each(['text/plain', 'multipart/form-data; boundary=x', 'application/xml', ''])(
    'of the content type %j is no request of Slack’s',
    async (contentType) => {
      const { port, desk, end } = await open();
      const { body } = bodyOf(types((stage as Stage).server, 'status'));
      expect((await request(port, { contentType, body }, now)).status).toBe(400);
      await end();
      expect(desk.asked).toEqual([]);
    },
  );

  it('leaves neither its words nor a secret in the log, whether it is taken or not', async () => {
    const { port, logged, end } = await open();
    const body = bodyOf(mentions('Did the mayor of Tasmere resign?'));
    await request(port, body, { ...now, secret: 'a-guess-of-the-secret' });
    await request(port, body, { at: new Date(Date.parse(START) + 60 * MINUTE) });
    await request(port, body, now);
    await request(port, body, now);
    await end();
    expect(logged.length).toBeGreaterThan(2);
    for (const secret of ['Tasmere', 'a-guess', SIGNING_SECRET, 'v0=', 'xoxb']) {
      expect(logged.join('\n')).not.toContain(secret);
    }
  });
});

const ts = (server: Stage['server']) => server.addMessage(NEWS_CHANNEL.id, { user: 'U0NEWSDESK', text: 'A digest' }).ts;

async function filledIn({ server, send, clock }: Stage): Promise<SlackEvent> {
  await send(types(server, 'ask'));
  for (let turns = 0; turns < 200 && server.views().length === 0; turns++) await clock.settle();
  const [view] = server.views();
  if (!view) throw new Error('no form was opened');
  return submits(server, view, { question: { type: 'plain_text_input', value: 'Who resigned?' } });
}
