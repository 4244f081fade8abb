import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
