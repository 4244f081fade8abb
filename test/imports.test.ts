import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** Names lengths of time, and nothing else: everybody may import it. */
const EVERYBODYS = 'spans.ts';

/** What lives in each folder of src/ may import this much, and itself. The table of ARCHITECTURE.md, as a test. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  [EVERYBODYS]: [],
  article: [],
  message: [],
  summary: ['article'],
  story: ['article', 'summary'],
  digest: ['article', 'summary', 'story', 'message'],
  delivery: ['digest', 'message'],
  alert: [],
  search: ['article', 'story'],
  answer: ['article', 'summary', 'digest', 'message', 'search'],
  command: ['ports.ts', 'ports', 'article', 'summary', 'story', 'digest', 'message', 'delivery', 'search', 'answer'],
  config: ['digest'],
  'ports.ts': ['article', 'summary', 'story', 'digest', 'message', 'delivery', 'command'],
  ports: ['ports.ts', 'alert', 'article', 'summary', 'story', 'digest', 'delivery', 'answer'],
  'config.ts': ['config', 'digest'],
  pipeline: [
    'ports.ts',
    'ports',
    'alert',
    'article',
    'summary',
    'story',
    'digest',
    'message',
    'delivery',
    'search',
    'answer',
    'command',
  ],
  inbox: ['ports.ts', 'article'],
  llm: ['ports.ts', 'ports', 'summary', 'answer'],
  store: ['ports.ts', 'ports', 'alert', 'article', 'summary', 'story', 'digest', 'delivery', 'search', 'answer'],
  'chat/slack': ['ports.ts', 'ports', 'command', 'digest', 'message', 'delivery'],
  'chat/discord': ['ports.ts', 'command', 'digest', 'message', 'delivery'],
  'chat/console': ['ports.ts', 'command', 'digest', 'message', 'delivery'],
  jobs: ['ports.ts', 'ports'],
  clock: ['ports.ts'],
  secrets: ['ports', 'digest'],
  log: ['ports.ts'],
  metrics: ['ports.ts', 'ports', 'command', 'digest', 'delivery'],
  tracing: ['ports.ts', 'ports', 'pipeline'],
  web: ['ports.ts'],
};

/** The core: no clock, no network, no file, and no package that talks to one. */
const CORE = '^src/(article|summary|story|digest|message|delivery|alert|search|answer|command)/';

/** Packages that may be used in one place only. */
const ONLY_IN: Record<string, string> = {
  openai: '^src/llm/',
  '@slack/': '^src/chat/slack/',
  'discord.js': '^src/chat/discord/',
  'discord-api-types': '^src/chat/discord/',
  'node-cron': '^src/clock/heartbeat\\.ts$',
  kysely: '^src/store/',
  'pg-boss': '^src/jobs/',
  'pg/': '^src/(store|jobs)/',
  pino: '^src/log/',
  'prom-client': '^src/metrics/',
  '@opentelemetry/': '^src/tracing/',
  commander: '^src/cli\\.ts$',
};

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
const inSrc = (place: string) => `^src/${escaped(place)}${place.endsWith('.ts') ? '$' : '/'}`;

function rules(): IForbiddenRuleType[] {
  const table = Object.entries(MAY_IMPORT).map(([place, others]) => ({
    name: `${place} imports only ${others.join(', ') || 'itself'}`,
    severity: 'error' as const,
    from: { path: inSrc(place) },
    to: { path: '^src/', pathNot: [place, EVERYBODYS, ...others].map(inSrc) },
  }));
  const packages = Object.entries(ONLY_IN).map(([name, place]) => ({
    name: `${name} only in ${place}`,
    severity: 'error' as const,
    from: { path: '^src/', pathNot: place },
    to: { path: `node_modules/${escaped(name)}` },
  }));
  return [
    ...table,
    ...packages,
    { name: 'no cycles', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
    {
      name: 'the core talks to nothing',
      severity: 'error',
      from: { path: CORE },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|util)$' },
    },
    {
      name: 'nobody imports the composition root',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|cli/.*|newsdesk|main|main/.*)\\.(ts|mjs)$' },
      to: { path: '^src/(main|cli)\\.ts$|^src/(cli|main)/' },
    },
  ];
}

async function violationsIn(paths: string[], forbidden: IForbiddenRuleType[]) {
  const { output } = await cruise(paths, {
    baseDir: root,
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
    ruleSet: { forbidden },
    validate: true,
    doNotFollow: { path: 'node_modules' },
  });
  const { summary, modules } = output as ICruiseResult;
  return {
    modules: modules.filter((module) => module.source.startsWith('src/') || module.source.startsWith('test/')).length,
    violations: summary.violations.map(({ rule, from, to }) => `${from} -> ${to}: ${rule.name}`),
  };
}

describe('imports', () => {
  it('keep to the table, without a cycle', async () => {
    const { modules, violations } = await violationsIn(['src'], rules());
    expect(violations).toEqual([]);
    // A parser that can't read TypeScript sees no module, and no violation either.
    expect(modules).toBeGreaterThan(50);
  });

  it('are caught when they break it: one is planted here', async () => {
    const planted: IForbiddenRuleType = {
      name: 'planted',
      severity: 'error',
      from: { path: '^test/support/planted/' },
      to: { path: '^src/' },
    };
    const { violations } = await violationsIn(['test/support/planted'], [planted]);
    expect(violations).toEqual(['test/support/planted/violation.ts -> src/ports.ts: planted']);
  });
});

describe('the outside', () => {
  it('is reached through ports: no clock in the core and the pipeline, no environment but in the configuration', async () => {
    const offences: string[] = [];
    for await (const path of glob('src/**/*.ts', { cwd: root })) {
      const code = readFileSync(`${root}/${path}`, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      const isCore = new RegExp(`${CORE}|^src/(pipeline|llm|store|chat|inbox)/`).test(path);
      if (isCore && /Date\.now\(|new Date\(\)/.test(code)) offences.push(`${path} reads the clock itself`);
      const isConfig = path === 'src/config.ts' || path === 'src/config/settings.ts';
      if (!isConfig && /process\.env/.test(code)) offences.push(`${path} reads the environment`);
      if (isCore && /Math\.random\(/.test(code)) offences.push(`${path} rolls dice itself`);
    }
    expect(offences).toEqual([]);
  });

  it('has no catch-all files', async () => {
    const named: string[] = [];
    for await (const path of glob('src/**/{utils,util,helpers,common,misc,index}.ts', { cwd: root })) named.push(path);
    expect(named).toEqual([]);
  });
});
