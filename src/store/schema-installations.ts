/** The table of what is encrypted; what holds for all tables is said in `schema.ts`. */
import type { Platform } from '../digest/subscription.ts';

export interface InstallationSchema {
  installations: InstallationRow;
}

/** A workspace that took Newsdesk in. */
export interface InstallationRow {
  platform: Platform;
  workspace: string;
  name: string;
  /** Which key opens `sealed`. */
  key_id: string;
  /** The token, encrypted. */
  sealed: string;
  installed_at: number;
}
