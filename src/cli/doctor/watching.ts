import type { Config } from '../../config.ts';
import { channelName } from '../../digest/subscription.ts';
import type { Finding } from './finding.ts';

/** For `doctor`: what is seen from outside, and who is told of trouble. */
export function examineWatching(config: Config): Finding[] {
  return [examineWeb(config), examineAlerts(config), ...examineCollector(config)];
}

function examineWeb({ web, slack }: Config): Finding {
  const check = 'health';
  if (web) {
    const text = `and metrics are served on ${web.host}, port ${web.port}, while "newsdesk start" runs`;
    return { check, state: 'ok', text };
  }
  const setting = slack?.port ? "NEWSDESK_METRICS_PORT, beside Slack's port" : 'NEWSDESK_PORT';
  return { check, state: 'unset', text: `and metrics are not served; set ${setting} for /healthz, /readyz, /metrics` };
}

function examineAlerts({ alerts, slack, discord }: Config): Finding {
  const check = 'alerts';
  if (!alerts) {
    const text = 'of silence, lateness and the like go to the log only; NEWSDESK_ALERTS names a channel for them';
    return { check, state: 'unset', text };
  }
  const name = channelName(alerts);
  const connected = { console: true, slack: slack !== null, discord: discord !== null }[alerts.platform];
  if (connected) return { check, state: 'ok', text: `of silence, lateness and the like go to ${name}` };
  return { check, state: 'problem', text: `go to ${name}, whose platform is not connected; correct NEWSDESK_ALERTS` };
}

/** Its address may have a key in it. */
function examineCollector({ collector }: Config): Finding[] {
  if (!collector) return [];
  const text = `go to ${new URL(collector.endpoint).host} as ${collector.service}`;
  return [{ check: 'spans', state: 'ok', text }];
}
