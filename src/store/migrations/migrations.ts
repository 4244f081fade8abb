import { archive } from './0001-archive.ts';
import { conversation } from './0002-conversation.ts';
import { stories } from './0003-stories.ts';
import { edits } from './0004-edits.ts';
import { judgements } from './0005-judgements.ts';
import { lookback } from './0006-lookback.ts';
import { installations } from './0007-installations.ts';
import { retention } from './0008-retention.ts';
import { alerts } from './0009-alerts.ts';
import { sharedLimits } from './0010-shared-limits.ts';
import { corrections } from './0011-corrections.ts';
import { alertLeases } from './0012-alert-leases.ts';
import { unanswered } from './0013-unanswered.ts';
import type { Migration } from './migration.ts';

/** In order; a migration's number is its place, from 1. */
export const MIGRATIONS: readonly Migration[] = [
  archive,
  conversation,
  stories,
  edits,
  judgements,
  lookback,
  installations,
  retention,
  alerts,
  sharedLimits,
  corrections,
  alertLeases,
  unanswered,
];
