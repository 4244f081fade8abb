import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    // Adapters talk to real local servers and some tests kill real processes: generous, never timed.
    testTimeout: 60_000,
    // By default one core is left free; many tests wait for a process of their own.
    maxWorkers: '100%',
    hookTimeout: 60_000,
    // A variable that a test sets is gone after it.
    unstubEnvs: true,
  },
});
