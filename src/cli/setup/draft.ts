/** What setup has gathered so far. Nothing is written before the end. */
import { join } from 'node:path';
import { readSettings, type Settings } from '../../config/settings.ts';
import { type Config, type ConfigProblem, loadConfig } from '../../config.ts';
import { type Channel, channelName, type Platform } from '../../digest/subscription.ts';
import { OperatorError } from '../output.ts';
import { changeEnvFile } from './env-file.ts';
import { addSubscriptions, type NewSubscription } from './subscriptions-file.ts';

/** What setup asks for. A mistake in one of these is no obstacle: it is asked for again. */
const ASKED = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'DISCORD_TOKEN',
  'OPENAI_API_KEY',
  'OPENAI_BASE_URL',
  'OPENAI_MODEL',
] as const;
export type Asked = (typeof ASKED)[number];
type Changes = Readonly<Partial<Record<Asked, string | null>>>;

export interface Draft {
  /** As it will be; null where it is not set, or wrong. */
  value(name: Asked): string | null;
  set(name: Asked, value: string | null): void;
  /** On each platform one, in the place of another; null for none. */
  subscribe(platform: Platform, subscription: NewSubscription | null): void;
  /** Whether a channel has a subscription in the file. */
  isSubscribed(channel: Channel): boolean;
  /**
   * The configuration as it will be, perhaps with more changes that are only being tried out.
   * @throws OperatorError with every problem in it
   */
  config(tried?: Changes): Config;
  /** Changed settings that the environment sets too, so that `.env` would have no effect. */
  overruled(): readonly Asked[];
  /** Writes what was changed; resolves to the files written. */
  write(): Promise<string[]>;
}

/**
 * @param variables the environment
 * @throws OperatorError when there are mistakes in what setup does not ask for
 */
export function openDraft(folder: string, variables?: Settings): Draft {
  const { settings, fromEnvironment } = readSettings(variables, folder);
  const changes = new Map<Asked, string | null>();
  /** By platform: setup asks for one channel on each. */
  const subscriptions = new Map<string, NewSubscription>();
  const loadWith = (changed: Changes) => {
    // An empty variable hides what `.env` says.
    const written = Object.entries(changed).map(([name, value]) => [name, value ?? '']);
    return loadConfig({ ...settings, ...Object.fromEntries(written) }, folder);
  };
  const changed = (): Changes => Object.fromEntries(changes);
  const config = (tried: Changes = {}) => {
    const loaded = loadWith(withoutMistakes({ ...changed(), ...tried }, loadWith));
    if (!loaded.ok) throw problemsError(loaded.problems);
    return loaded.config;
  };
  config();

  return {
    value(name) {
      const as = withoutMistakes(changed(), loadWith);
      return name in as ? (as[name] ?? null) : (settings[name] ?? null);
    },
    set(name, value) {
      if ((settings[name] ?? null) === value) changes.delete(name);
      else changes.set(name, value);
    },
    subscribe(platform, subscription) {
      if (subscription) subscriptions.set(platform, subscription);
      else subscriptions.delete(platform);
    },
    isSubscribed: (channel) => config().subscriptions.some((one) => channelName(one.channel) === channelName(channel)),
    config,
    overruled: () => [...changes.keys()].filter((name) => fromEnvironment.has(name)),
    async write() {
      const written: string[] = [];
      const { feedsDir } = config();
      if (changes.size > 0) {
        await changeEnvFile(join(folder, '.env'), changes);
        written.push(join(folder, '.env'));
      }
      if (subscriptions.size > 0) {
        const path = join(feedsDir, 'subscriptions.yaml');
        await addSubscriptions(path, [...subscriptions.values()]);
        written.push(path);
      }
      return written;
    },
  };
}

/**
 * A setting that is wrong and will be asked for counts as not set. What is written of it stays until there is something
 * better: it may be well once another setting is.
 */
function withoutMistakes(changed: Changes, load: (changed: Changes) => ReturnType<typeof loadConfig>): Changes {
  const loaded = load(changed);
  const isAsked = (place: string): place is Asked => ASKED.some((name) => name === place);
  const wrong = loaded.ok ? [] : loaded.problems.map(({ place }) => place).filter(isAsked);
  const fresh = wrong.filter((name) => changed[name] !== null);
  if (fresh.length === 0) return changed;
  return withoutMistakes({ ...changed, ...Object.fromEntries(fresh.map((name) => [name, null])) }, load);
}

function problemsError(problems: readonly ConfigProblem[]): OperatorError {
  const lines = problems.map(({ place, what }) => `\n  ${place}: ${what}`);
  return new OperatorError(`first mend what is wrong in the settings, then run setup again:${lines.join('')}`);
}
