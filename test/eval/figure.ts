/** One thing that was measured. */
export interface Figure {
  /** Short and stable, for machines: `stories.undated.bcubed`. */
  readonly id: string;
  readonly name: string;
  /** What it means, in one line. */
  readonly meaning: string;
  readonly value: number;
  /** `%` values are shares from 0 to 1. */
  readonly unit: '%' | 'count';
  /** How much it was measured on, in words. */
  readonly of: string;
  /** What a quick prototype reached, or null where there was none; in the unit's own scale. */
  readonly prototype: number | null;
}

/** What could not be measured, and why. */
export interface Skipped {
  readonly area: string;
  readonly reason: string;
}

export interface Measured {
  readonly figures: readonly Figure[];
  readonly skipped: readonly Skipped[];
}

export function shown(figure: Pick<Figure, 'unit'>, value: number | null): string {
  if (value === null || Number.isNaN(value)) return '–';
  return figure.unit === '%' ? (100 * value).toFixed(1) : String(Math.round(value * 10) / 10);
}

/** For people: one figure a line, with what it means below. */
export function table({ figures, skipped }: Measured): string {
  const width = Math.max(...figures.map(({ name }) => name.length), 6);
  const head = `${'figure'.padEnd(width)}  ${'value'.padStart(7)}  ${'prototype'.padStart(9)}  measured on`;
  const rows = figures.flatMap((figure) => [
    `${figure.name.padEnd(width)}  ${withUnit(figure).padStart(7)}  ${shown(figure, figure.prototype).padStart(9)}  ${figure.of}`,
    `${''.padEnd(width)}  ${figure.meaning}`,
  ]);
  const missing = skipped.map(({ area, reason }) => `not measured: ${area} (${reason})`);
  return [head, ...rows, ...missing].join('\n');
}

function withUnit(figure: Figure): string {
  const value = shown(figure, figure.value);
  return figure.unit === '%' && value !== '–' ? `${value} %` : value;
}
