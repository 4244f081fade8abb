/** `docs/eval-history.md`: what was measured, when, and on which state of the program. */
import { type Figure, shown } from './figure.ts';

export const HISTORY_HEAD = `# What was measured, and when

Each entry is one run of \`npm run eval -- DIR --note TEXT\`, the newest last. The sets are not part of the project; an entry says how
much of each was measured. Shares are in per cent; \`npm run eval\` says what each figure means.
`;

export interface Run {
  readonly at: Date;
  readonly note: string;
  /** The commit that was measured, marked where files had changed since; null without git. */
  readonly commit: string | null;
  readonly figures: readonly Figure[];
}

/** One entry, to be added at the end. */
export function historyEntry({ at, note, commit, figures }: Run): string {
  const day = at.toISOString().slice(0, 10);
  const rows = figures.map(
    (figure) =>
      `| ${figure.name} | ${shown(figure, figure.value)} | ${shown(figure, figure.prototype)} | ${figure.of} |`,
  );
  return `
## ${day}: ${note.replaceAll(/\s+/gu, ' ').trim()}
${commit === null ? 'Of no known commit.' : `Of commit ${commit}.`}

| figure | value | prototype | measured on |
|---|---|---|---|
${rows.join('\n')}
`;
}
