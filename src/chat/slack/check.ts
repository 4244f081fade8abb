/** For `doctor`: whether the token is good, what rights it carries, and whether each channel can be posted to. */
import { type Channel, channelName } from '../../digest/subscription.ts';
import { shortLabel } from '../../message/label.ts';
import { type CallFailure, sortFailure } from './answers.ts';
import type { SlackClient } from './client.ts';
import { appTokenRefusal, type ListenOptions } from './listen.ts';
import { meaningOf } from './refusals.ts';
import { BOT_SCOPES } from './scopes.ts';

const ADD_SCOPES = 'under OAuth & Permissions at https://api.slack.com/apps, then reinstall the app';

interface Line {
  readonly ok: boolean;
  readonly text: string;
}

/** By which way Slack's events come, where they do. */
export type Hearing = Pick<ListenOptions, 'appToken' | 'signingSecret' | 'port'>;

/**
 * One line for the token, one for its rights, one for the app-level token where it is set, one a channel; only the first
 * when the token is of no use.
 */
export async function checkSlack(
  client: SlackClient,
  hearing: Hearing,
  channels: readonly Channel[],
): Promise<readonly Line[]> {
  try {
    const { user, team, response_metadata } = await client.web.auth.test();
    const signedIn = `Slack: signed in as ${named(user)} in the workspace ${named(team)}.`;
    const lines = [good(signedIn), scopesLine(response_metadata?.scopes ?? null, hearing)];
    if (hearing.appToken !== null) lines.push(await checkAppToken(client, hearing.appToken));
    for (const channel of channels) lines.push(await checkChannel(client, channel));
    return lines;
  } catch (error) {
    return [bad(ofSlack(reasonOf(sortFailure(error, client.webApi))))];
  }
}

/** Without the conversation, only the rights to post are needed. */
function scopesLine(scopes: readonly string[] | null, { appToken, signingSecret, port }: Hearing): Line {
  if (scopes === null) return bad('Slack: the answer names no scopes, so the rights of the token cannot be checked.');
  const converses = appToken !== null || (signingSecret !== null && port !== null);
  const needed = BOT_SCOPES.filter(({ neededFor }) => converses || neededFor === 'posting');
  const missing = needed.filter(({ name }) => !scopes.includes(name));
  if (missing.length === 0) return good('Slack: the token carries every right that is needed.');
  const purposes = missing.map(({ name, purpose }) => `${name} (to ${purpose})`).join(', ');
  return bad(`Slack: the token lacks ${purposes}: add what is missing ${ADD_SCOPES}.`);
}

/** Asks for an address to connect to, as listening does, and lets it lapse. */
async function checkAppToken({ web, webApi }: SlackClient, token: string): Promise<Line> {
  try {
    await web.apps.connections.open({ token });
    return good('Slack: commands and mentions arrive by Socket Mode.');
  } catch (error) {
    return bad(ofSlack(appTokenRefusal(sortFailure(error, webApi))));
  }
}

async function checkChannel({ web, webApi }: SlackClient, channel: Channel): Promise<Line> {
  const name = channelName(channel);
  try {
    const { channel: info } = await web.conversations.info({ channel: channel.id });
    if (info?.is_archived) return bad(`The channel ${name} is archived: unarchive it, or subscribe another.`);
    const isDirect = info?.is_im || info?.is_mpim;
    if (!isDirect && !info?.is_member)
      return bad(`The bot is not in the channel ${name}: invite it with /invite @Newsdesk.`);
    return good(`The channel ${name}${info?.name ? ` (#${named(info.name)})` : ''} can be posted to.`);
  } catch (error) {
    const failure = sortFailure(error, webApi);
    if (failure.kind !== 'declined' || failure.code !== 'missing_scope') {
      return bad(`The channel ${name} cannot be checked: ${inSentence(reasonOf(failure))}`);
    }
    return bad(
      `The channel ${name} cannot be checked: add the scope ${failure.needed ?? 'channels:read'} ${ADD_SCOPES}.`,
    );
  }
}

function reasonOf(failure: CallFailure): string {
  switch (failure.kind) {
    case 'limited':
      return `Slack wants to be asked again in ${failure.retryAfterMs / 1000} seconds.`;
    case 'declined': {
      const meaning = meaningOf(failure.code);
      return meaning.kind === 'unknown' ? `Slack answered with the error ${failure.code}.` : meaning.reason;
    }
    case 'unreached':
      return failure.reason;
    case 'unclear':
      return `${failure.reason} Check the network, and try again.`;
  }
}

/** A name that Slack gave, kept to one short line. */
function named(name: string | undefined): string {
  return shortLabel(name ?? '', 80) || 'no name';
}

/** Says whose trouble it is, where the sentence does not. */
function ofSlack(sentence: string): string {
  return sentence.startsWith('Slack') ? sentence : `Slack: ${inSentence(sentence)}`;
}

/** A sentence as the continuation of another. "Slack" keeps its capital. */
function inSentence(sentence: string): string {
  return /^(The|No|A|An) /.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
}

const good = (text: string): Line => ({ ok: true, text });
const bad = (text: string): Line => ({ ok: false, text });
