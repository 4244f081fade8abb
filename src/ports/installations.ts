/** Workspaces whose people took Newsdesk in by themselves, each with a token of its own. */
import type { Channel, Platform } from '../digest/subscription.ts';

/** As it is kept in the archive. */
export interface SealedInstallation {
  readonly platform: Platform;
  /** The platform's id of it. */
  readonly workspace: string;
  /** What people call it. */
  readonly name: string;
  /** Which key the token is encrypted with. */
  readonly keyId: string;
  /** The token, encrypted. */
  readonly sealed: string;
  readonly at: Date;
}

export interface InstallationArchive {
  /** Oldest first. */
  installations(platform: Platform): Promise<readonly SealedInstallation[]>;
  installation(platform: Platform, workspace: string): Promise<SealedInstallation | null>;
  /** Makes it, or replaces an earlier one of the same workspace. */
  keepInstallation(installation: SealedInstallation): Promise<void>;
  /** Puts the same token, encrypted anew, in its place; does nothing when another token is there meanwhile. */
  resealInstallation(before: SealedInstallation, anew: Pick<SealedInstallation, 'keyId' | 'sealed'>): Promise<void>;
  /** False when there is none, or only one that was made later than `made`. */
  dropInstallation(platform: Platform, workspace: string, made: Date): Promise<boolean>;
  /** In which workspace somebody subscribed the channel; null when nobody did. */
  workspaceOf(channel: Channel): Promise<string | null>;
}

/** `unreadable`: it is there and can't be decrypted; the reason is for the operator. */
export type Installation =
  | {
      readonly kind: 'installed';
      readonly workspace: string;
      readonly name: string;
      readonly token: string;
      readonly at: Date;
    }
  | { readonly kind: 'unreadable'; readonly workspace: string; readonly name: string; readonly reason: string };

/** The installations of one platform, to whoever speaks to it. */
export interface Installations {
  /** Oldest first. */
  all(): Promise<readonly Installation[]>;
  find(workspace: string): Promise<Installation | null>;
  keep(installation: Omit<Extract<Installation, { kind: 'installed' }>, 'kind'>): Promise<void>;
  /** False when there is none, or only one that was made later than `made`. */
  drop(workspace: string, made: Date): Promise<boolean>;
  /** In which workspace somebody subscribed the channel; null when nobody did. */
  workspaceOf(channel: Channel): Promise<string | null>;
}
