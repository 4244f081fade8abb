/** What setup has gathered so far. Nothing is written before the end. */
import { join } from 'node:path';
import { readSettings, type Settings } from '../../config/settings.ts';
import { type Config, type ConfigProblem, loadConfig } from '../../config.ts';
import { type Channel, channelName } from '../../digest/subscription.ts';
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

export interface Draft {
  /** As it will be. */
  value(name: Asked): string | null;
  set(name: Asked, value: string | null): void;
  subscribe(subscription: NewSubscription): void;
  /** Whether a channel has a subscription, in the file or in the draft. */
  isSubscribed(channel: Channel): boolean;
  /**
   * The configuration as it will be, perhaps with more changes that are only being tried out.
   * @throws OperatorError with every problem in it
   */
  config(tried?: Partial<Record<Asked, string | null>>): Config;
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
  const subscriptions: NewSubscription[] = [];
  const loadWith = (tried: Partial<Record<Asked, string | null>>) => {
    // An empty variable hides what `.env` says.
    const changed = Object.entries({ ...Object.fromEntries(changes), ...tried }).map(([name, value]) => [
      name,
      value ?? '',
    ]);
    return loadConfig({ ...settings, ...Object.fromEntries(changed) }, folder);
  };
  const config = (tried: Partial<Record<Asked, string | null>> = {}) => {
    const loaded = loadWith(tried);
    if (!loaded.ok) throw problemsError(loaded.problems);
    return loaded.config;
  };
  dropMistakes(loadWith({}), changes);
  config();

  return {
    value: (name) => (changes.has(name) ? (changes.get(name) ?? null) : (settings[name] ?? null)),
    set(name, value) {
      if ((settings[name] ?? null) === value) changes.delete(name);
      else changes.set(name, value);
    },
    subscribe: (subscription) => void subscriptions.push(subscription),
    isSubscribed: (channel) =>
      [
        ...config().subscriptions.map((one) => channelName(one.channel)),
        ...subscriptions.map((one) => one.channel),
      ].includes(channelName(channel)),
    config,
    overruled: () => [...changes.keys()].filter((name) => fromEnvironment.has(name)),
    async write() {
      const written: string[] = [];
      const { feedsDir } = config();
      if (changes.size > 0) {
        await changeEnvFile(join(folder, '.env'), changes);
        written.push(join(folder, '.env'));
      }
      if (subscriptions.length > 0) {
        const path = join(feedsDir, 'subscriptions.yaml');
        await addSubscriptions(path, subscriptions);
        written.push(path);
      }
      return written;
    },
  };
}

/** A setting that is wrong and will be asked for counts as not set. */
function dropMistakes(loaded: ReturnType<typeof loadConfig>, changes: Map<Asked, string | null>): void {
  if (loaded.ok) return;
  const isAsked = (place: string): place is Asked => ASKED.some((name) => name === place);
  for (const { place } of loaded.problems) if (isAsked(place)) changes.set(place, null);
}

function problemsError(problems: readonly ConfigProblem[]): OperatorError {
  const lines = problems.map(({ place, what }) => `\n  ${place}: ${what}`);
  return new OperatorError(`first mend what is wrong in the settings, then run setup again:${lines.join('')}`);
}
