/** For `doctor`: who may ask and manage, and who is told of trouble. */
import type { Config } from '../../config.ts';
import { channelName } from '../../digest/subscription.ts';
import type { Finding } from './finding.ts';

/** Slack's are of this form; another may be right next year. */
const SIGNING_SECRET = /^[0-9a-f]{32}$/;

/** Whether people can ask, and where. */
export function examineConversation({ slack, discord }: Config): Finding {
  const check = 'conversation';
  const socket = slack !== null && slack.appToken !== null;
  const secret = slack?.signingSecret;
  const odd = secret && !SIGNING_SECRET.test(secret);
  const doubt = odd
    ? '; SLACK_SIGNING_SECRET is not of 32 letters and digits as Slack’s are: look again if Slack is refused'
    : '';
  const requests = secret && slack?.port ? `on port ${slack.port}${doubt}` : null;
  if (slack && !socket && requests === null) {
    const text =
      'Slack gets digests, but nobody can ask there: set SLACK_APP_TOKEN, or SLACK_SIGNING_SECRET and NEWSDESK_PORT';
    return { check, state: 'unset', text };
  }
  const places = ['in this terminal'];
  if (slack) places.push(`in Slack (${socket ? 'Socket Mode' : requests})`);
  if (discord) places.push('in Discord');
  return { check, state: 'ok', text: `people can ask ${places.join(', ')}` };
}

export function examineManagers({ managers, slack, discord }: Config): Finding {
  const check = 'managers';
  const listed = [
    ...(managers.slack.length > 0 ? [`${managers.slack.length} of Slack`] : []),
    ...(managers.discord.length > 0 ? [`${managers.discord.length} of Discord`] : []),
  ];
  const idle = [managers.slack.length > 0 && !slack && 'Slack', managers.discord.length > 0 && !discord && 'Discord'];
  const unconnected = idle.filter(Boolean).join(' and ');
  if (unconnected) {
    return {
      check,
      state: 'problem',
      text: `NEWSDESK_MANAGERS names people of ${unconnected}, which is not connected`,
    };
  }
  if (listed.length > 0) return { check, state: 'ok', text: `NEWSDESK_MANAGERS adds ${listed.join(' and ')}` };
  const text =
    "Slack's admins, and Discord's members with Manage Server or Manage Channels; NEWSDESK_MANAGERS adds more";
  return { check, state: 'unset', text };
}

export function examineOperator({ operator, slack, discord }: Config): Finding {
  const check = 'operator';
  if (!operator) {
    return {
      check,
      state: 'unset',
      text: 'is told of trouble and of reports in a channel once NEWSDESK_OPERATOR names it',
    };
  }
  const connected = { console: true, slack: slack !== null, discord: discord !== null }[operator.platform];
  const name = channelName(operator);
  return connected
    ? { check, state: 'ok', text: `is told of trouble and of reports in ${name}` }
    : { check, state: 'problem', text: `NEWSDESK_OPERATOR is ${name}, whose platform is not connected` };
}
