import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startModelServer } from '../support/model-server.ts';
import { aDesk, type Desk } from '../support/newsdesk.ts';
import { NEWS_CHANNEL, type SlackServer, startSlackServer } from '../support/slack-server.ts';

let desk: Desk;
let slack: SlackServer;
beforeEach(async () => {
  desk = aDesk();
  slack = await startSlackServer();
});
afterEach(async () => {
  desk.remove();
  await slack.close();
});

interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'unset' | 'problem';
  readonly text: string;
}

async function examine(env: Record<string, string> = {}): Promise<(check: string) => Finding[]> {
  const run = await desk.run(['doctor', '--json'], { env });
  const findings: Finding[] = run.json();
  return (check) => findings.filter((finding) => finding.check === check);
}

describe('doctor on people and conversation', () => {
  it('says with nothing set that one can ask in the terminal, and who could manage and be told', async () => {
    const of = await examine();
    expect(of('conversation')).toEqual([
      { check: 'conversation', state: 'ok', text: 'people can ask in this terminal' },
    ]);
    expect(of('managers')).toMatchObject([{ state: 'unset', text: expect.stringContaining('NEWSDESK_MANAGERS') }]);
    expect(of('operator')).toMatchObject([{ state: 'unset', text: expect.stringContaining('NEWSDESK_OPERATOR') }]);
    expect(of('prompts')).toMatchObject([{ state: 'ok' }]);
    expect(of('health')).toMatchObject([{ state: 'unset', text: expect.stringContaining('set NEWSDESK_PORT') }]);
    expect(of('alerts')).toMatchObject([{ state: 'unset', text: expect.stringContaining('NEWSDESK_ALERTS') }]);
    expect(of('spans')).toEqual([]);
  });

  it('says where health, metrics, alerts and spans go, without the key that is in their address', async () => {
    const of = await examine({
      NEWSDESK_PORT: '9000',
      NEWSDESK_ALERTS: 'discord:100',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://who:quiet-harbour@collector.example:4318',
    });
    expect(of('health')).toMatchObject([{ state: 'ok', text: expect.stringContaining('127.0.0.1, port 9000') }]);
    expect(of('alerts')).toMatchObject([
      { state: 'problem', text: expect.stringContaining('correct NEWSDESK_ALERTS') },
    ]);
    expect(of('spans')).toEqual([{ check: 'spans', state: 'ok', text: 'go to collector.example:4318 as newsdesk' }]);
  });

  it('says that nobody can ask in Slack without an app-level token, and looks for every channel that is named', async () => {
    desk.write(
      'feeds/topics.yaml',
      '- { name: trade, description: d, terms: [toll], channels: ["slack:C0GONE", "slack:C0NEWS", "discord:1"] }\n',
    );
    const of = await examine({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.apiUrl,
      NEWSDESK_OPERATOR: 'discord:100',
      NEWSDESK_MANAGERS: 'discord:200',
    });
    expect(of('conversation')).toMatchObject([
      { state: 'unset', text: expect.stringContaining('set SLACK_APP_TOKEN') },
    ]);
    expect(of('operator')).toMatchObject([{ state: 'problem', text: expect.stringContaining('discord:100') }]);
    expect(of('managers')).toMatchObject([{ state: 'problem', text: expect.stringContaining('Discord') }]);
    const channels = of('slack').filter(({ text }) => text.includes('slack:C0'));
    expect(channels.map(({ state }) => state)).toEqual(['problem', 'ok']);
    expect(channels[0]?.text).toContain('slack:C0GONE');
  });

  it('is content with a whole Slack', async () => {
    const of = await examine({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      NEWSDESK_OPERATOR: `slack:${NEWS_CHANNEL.id}`,
      NEWSDESK_MANAGERS: 'slack:U0MAREN',
    });
    expect(of('conversation')).toMatchObject([{ state: 'ok', text: expect.stringContaining('Socket Mode') }]);
    expect(of('operator')).toMatchObject([{ state: 'ok' }]);
    expect(of('managers')).toMatchObject([{ state: 'ok', text: 'NEWSDESK_MANAGERS adds 1 of Slack' }]);
    expect(of('slack').map(({ state }) => state)).not.toContain('problem');
  });
});

describe('doctor on embeddings', () => {
  it('asks for one where a model is set, and says what happens without', async () => {
    const model = await startModelServer();
    const env = { OPENAI_BASE_URL: model.url, OPENAI_MODEL: 'test-model' };
    expect((await examine(env))('embeddings')).toEqual([]);
    expect((await examine({ ...env, OPENAI_EMBEDDING_MODEL: 'test-embedding' }))('embeddings')).toMatchObject([
      { state: 'ok', text: expect.stringContaining('test-embedding embeds at 127.0.0.1') },
    ]);
    const [unknown] = (await examine({ ...env, OPENAI_EMBEDDING_MODEL: 'large' }))('embeddings');
    expect(unknown).toMatchObject({ state: 'problem', text: expect.stringContaining('check OPENAI_EMBEDDING_MODEL') });
    expect(unknown?.text).toContain('by their words alone');
    await model.close();
  });
});
