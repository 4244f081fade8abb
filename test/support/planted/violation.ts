// Breaks the rule that test/imports.test.ts plants, to show that breaking one is noticed.
import type { Clock } from '../../../src/ports.ts';

export type Planted = Clock;
