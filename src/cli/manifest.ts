import { newAppLink, slackManifest } from '../chat/slack/manifest.ts';
import { COMMANDS } from '../command/catalogue.ts';
import { OperatorError, printJson, say } from './output.ts';

/** Where Bolt takes Slack's requests. */
const EVENTS_PATH = '/slack/events';

/**
 * Prints the manifest from which Slack makes the app, for Socket Mode or, with a public address, for requests; or the link
 * that opens Slack with it filled in.
 * @throws OperatorError for a platform that has none, or an address that Slack would not take
 */
export async function manifest(
  platform: string,
  { url, link }: { readonly url?: string; readonly link?: boolean },
): Promise<void> {
  if (platform !== 'slack') {
    throw new OperatorError(`only Slack has a manifest, not "${platform}"; for Discord run "npx newsdesk setup"`);
  }
  const mode = url === undefined ? 'socket' : { requestUrl: requestUrl(url) };
  const made = slackManifest({ mode }, COMMANDS);
  if (link) say(newAppLink(made));
  else await printJson(made);
}

function requestUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:') {
    throw new OperatorError(
      `--url must be an address that begins with https://, as Slack calls no other; not "${text}"`,
    );
  }
  if (url.pathname === '/') url.pathname = EVENTS_PATH;
  return url.href;
}
