/**
 * What Slack refuses in an app manifest, in zod, as its reference and its published schema (major version 2) have it:
 * https://docs.slack.dev/reference/app-manifest and https://github.com/slackapi/manifest-schema
 */
import { z } from 'zod';

const url = (max: number) =>
  z
    .string()
    .regex(/^https?:\/\//)
    .max(max);
const unique = <T extends z.ZodType>(item: T, max: number) =>
  z
    .array(item)
    .max(max)
    .refine((items) => new Set(items).size === items.length, 'named twice');

const slashCommand = z.strictObject({
  command: z.string().regex(/^\//).min(2).max(32),
  url: url(3000).optional(),
  description: z.string().min(1).max(2000),
  usage_hint: z.string().min(1).max(1000).optional(),
  should_escape: z.boolean().optional(),
});

const manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140),
    long_description: z.string().min(175).max(4000),
    background_color: z.string().regex(/^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({
      display_name: z
        .string()
        .min(1)
        .max(80)
        .regex(/^[a-z0-9._-]+$/),
      always_online: z.boolean(),
    }),
    slash_commands: z.array(slashCommand).min(1).max(50),
  }),
  oauth_config: z.strictObject({
    redirect_urls: unique(url(2500), 1000).optional(),
    scopes: z.strictObject({ bot: unique(z.string().max(50), 255) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: url(3500).optional(),
      bot_events: unique(z.string().max(50), 100),
    }),
    interactivity: z.strictObject({
      is_enabled: z.boolean(),
      request_url: url(3500).optional(),
      message_menu_options_url: url(3500).optional(),
    }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

/** Each event with the scope without which Slack refuses the subscription. https://docs.slack.dev/reference/events */
const EVENT_SCOPES: Readonly<Record<string, string | null>> = {
  app_home_opened: null,
  app_mention: 'app_mentions:read',
  'message.im': 'im:history',
  app_uninstalled: null,
  tokens_revoked: null,
};

/** The manifest as it was understood. @throws ZodError, or Error naming what does not go together */
export function acceptManifest(given: unknown): z.output<typeof manifest> {
  const accepted = manifest.parse(given);
  const { settings, features, oauth_config } = accepted;
  const scopes = oauth_config.scopes.bot;
  for (const event of settings.event_subscriptions.bot_events) {
    const scope = EVENT_SCOPES[event];
    if (scope === undefined) throw new Error(`${event} is no event that is known here`);
    if (scope !== null && !scopes.includes(scope)) throw new Error(`${event} needs the scope ${scope}`);
  }
  if (!scopes.includes('commands')) throw new Error('slash commands need the scope commands');
  const urls = [
    settings.event_subscriptions.request_url,
    settings.interactivity.request_url,
    ...features.slash_commands.map((command) => command.url),
  ];
  const missing = urls.filter((one) => one === undefined).length;
  if (settings.socket_mode_enabled ? missing < urls.length : missing > 0) {
    throw new Error('every request needs an address, and in Socket Mode none has one');
  }
  return accepted;
}
