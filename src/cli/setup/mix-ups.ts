/** What people copy by mistake: the pages of Slack and Discord show several things that look like a token. */

interface LookAlike {
  readonly looks: RegExp;
  readonly name: string;
}

const OF_SLACK: readonly LookAlike[] = [
  { looks: /^[0-9a-f]{32}$/i, name: 'the client secret or the signing secret' },
  { looks: /^\d+\.\d+$/, name: 'the client ID' },
  { looks: /^A[A-Z0-9]{8,}$/, name: 'the app ID' },
];
/** A bot's token has two dots in it: https://docs.discord.com/developers/reference#authentication */
const OF_DISCORD: readonly LookAlike[] = [
  { looks: /^\d{17,20}$/, name: 'an ID' },
  { looks: /^[0-9a-f]{64}$/i, name: 'the public key' },
  { looks: /^[\w-]{32}$/, name: 'the client secret' },
];

/** A sentence on what a refused token seems to be; null where it looks like nothing else. */
export function lookAlike(platform: 'slack' | 'discord', token: string): string | null {
  const found = (platform === 'slack' ? OF_SLACK : OF_DISCORD).find(({ looks }) => looks.test(token));
  return found ? `It looks like ${found.name}, which stands on another page.` : null;
}

type Service = 'slack' | 'discord' | 'model';

/** How the secrets of each look, for certain. A server of one's own may have keys of any look. */
const SECRETS: readonly (LookAlike & { readonly of: Service })[] = [
  { of: 'slack', looks: /^xox[a-z][-.]|^xapp-/, name: 'a token of Slack' },
  { of: 'discord', looks: /^[\w-]{20,}\.[\w-]{5,8}\.[\w-]{20,}$/, name: 'a token of Discord' },
  { of: 'model', looks: /^sk-/, name: 'the key of a language model' },
];

/** A sentence on a secret that was pasted for another service, which is not to be told of it; null where it is none. */
export function ofAnother(service: Service, secret: string): string | null {
  const found = SECRETS.find(({ looks }) => looks.test(secret));
  return found && found.of !== service
    ? `This is ${found.name}, which is not asked for here; it was sent to nobody.`
    : null;
}
