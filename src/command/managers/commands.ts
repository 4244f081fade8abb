/** What stands under `/news-admin`: how each command is called and what it is told. Only the caller sees the reply. */
import type { Command } from '../command.ts';
import { CHANNEL_COMMANDS } from './channel-commands.ts';
import { HOUSE_COMMANDS } from './house-commands.ts';
import { NEWS_COMMANDS } from './news-commands.ts';

/** In the order in which help tells them. */
export const MANAGERS_COMMANDS: readonly Command[] = [...CHANNEL_COMMANDS, ...NEWS_COMMANDS, ...HOUSE_COMMANDS].map(
  (command) => ({ root: 'news-admin', seen: 'caller', ...command }),
);
