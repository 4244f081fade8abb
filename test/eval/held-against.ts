/** A measured figure, with what it is held against. */
export interface HeldAgainst {
  /** Short and stable, for machines: `fan-out.discord.floor`. */
  readonly id: string;
  readonly name: string;
  readonly value: number;
  /** `x` is a ratio, `%` a share from 0 to 1. */
  readonly unit: 'x' | '%';
  /** What the value may reach at most, in the unit's own scale; null where nothing is set. */
  readonly bar: number | null;
  /** The peer or the limit, and how it was measured, in words. */
  readonly peer: string;
}

/** For people: one figure a line, with its peer below. */
export function heldAgainstTable(figures: readonly HeldAgainst[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length), 6);
  const head = `${'figure'.padEnd(width)}  ${'value'.padStart(8)}  ${'bar'.padStart(8)}`;
  const rows = figures.flatMap(({ name, value, unit, bar, peer }) => {
    const verdict = bar === null ? '' : value <= bar ? '  kept' : '  MISSED';
    const shownBar = bar === null ? '–' : shown(bar, unit);
    return [`${name.padEnd(width)}  ${shown(value, unit).padStart(8)}  ${shownBar.padStart(8)}${verdict}`, `  ${peer}`];
  });
  return [head, ...rows].join('\n');
}

function shown(value: number, unit: HeldAgainst['unit']): string {
  return unit === '%' ? `${(100 * value).toFixed(2)} %` : `${value.toFixed(2)} x`;
}
