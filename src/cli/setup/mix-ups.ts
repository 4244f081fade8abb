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
