import { describe, expect, it, onTestFinished } from 'vitest';
import { slackPlaces } from '../../../src/chat/slack/places.ts';
import { type SlackServerOptions, startSlackServer } from '../../support/slack-server.ts';

async function placesOf(options: SlackServerOptions) {
  const slack = await startSlackServer(options);
  onTestFinished(() => slack.close());
  return slackPlaces({ botToken: slack.botToken, apiUrl: slack.apiUrl });
}

describe('the channels that the bot is in, for setting up', () => {
  it('are all of them by name, without archived ones and direct messages', async () => {
    const many = Array.from({ length: 450 }, (_, index) => ({ id: `C1${index}`, name: `x-${1000 + index}` }));
    const places = await placesOf({
      channels: [
        ...many,
        { id: 'C0NEWS', name: 'news' },
        { id: 'C0BOARD', name: 'board', private: true },
        { id: 'C0OUT', name: 'out', member: false },
        { id: 'C0OLD', name: 'old', archived: true },
        { id: 'D0MARA', name: '', im: true },
      ],
    });
    expect(places).toHaveLength(452);
    expect(places?.slice(0, 3).map(({ name }) => name)).toEqual(['board', 'news', 'x-1000']);
  });

  it('are not known with a token that may not look', async () => {
    expect(await placesOf({ scopes: ['chat:write'] })).toBeNull();
    expect(await slackPlaces({ botToken: 'xoxb-1', apiUrl: 'http://127.0.0.1:1/api/' })).toBeNull();
  });
});
