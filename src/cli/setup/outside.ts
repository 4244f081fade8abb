/** The real outside of setup: each platform's package is loaded once it is asked for. */
import type { Config } from '../../config.ts';
import { memoryLedger } from '../../llm/memory-ledger.ts';
import { connectChats } from '../../main/chats.ts';
import { openModel } from '../../main/models.ts';
import { openLog } from '../../main.ts';
import { terminal } from '../output.ts';
import type { Outside } from './try-out.ts';

/** For one call while somebody waits. Milliseconds. */
const TIMEOUT_MS = 10_000;

export const OUTSIDE: Outside = {
  connect: (config) => connectChats(config, terminal(), openLog(config), null),
  async places(config, platform) {
    const { slack } = config;
    if (platform === 'discord') {
      const { discordPlaces } = await import('../../chat/discord/places.ts');
      return discordPlaces(discordOptions(config));
    }
    if (!slack?.botToken) return null;
    const { slackPlaces } = await import('../../chat/slack/places.ts');
    return slackPlaces({ botToken: slack.botToken, apiUrl: slack.apiUrl, timeoutMs: TIMEOUT_MS });
  },
  async invitation(config) {
    const { discordApplication } = await import('../../chat/discord/application.ts');
    const application = await discordApplication(discordOptions(config));
    return application.kind === 'known' ? application.invitation : null;
  },
  model: (config) => openModel(config, memoryLedger(), openLog(config)),
};

function discordOptions({ discord }: Config) {
  return { token: discord?.token ?? '', apiUrl: discord?.apiUrl ?? null, timeoutMs: TIMEOUT_MS };
}
