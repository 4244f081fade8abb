/** What a reader can do with a message: buttons and menus, each of which gives a command as if it had been typed. */

/** A command with the arguments that are known so far; for those that miss, a form is opened. */
export interface Action {
  /** The command's full name, e.g. `news why`. */
  readonly command: string;
  /** By option name; every value as text. */
  readonly args: Readonly<Record<string, string>>;
}

export interface Choice {
  /** What people read; at most 75 characters on Slack and 100 on Discord, shortened by the renderers. */
  readonly label: string;
  /** What the command is given; at most 100 characters. */
  readonly value: string;
}

export type Control =
  | {
      readonly kind: 'button';
      /** At most 24 characters, so that several stand beside each other on a phone. */
      readonly label: string;
      readonly action: Action;
      readonly look?: 'primary' | 'danger';
    }
  | {
      readonly kind: 'menu';
      readonly label: string;
      readonly action: Action;
      /** The option of the command that the chosen value becomes. */
      readonly fills: string;
      /** At most 25, the most that Discord shows. */
      readonly choices: readonly Choice[];
    };
