import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { roleNamed } from '../src/cli/roles.ts';
import { loadConfig } from '../src/config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string) => readFileSync(join(root, name), 'utf8');

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** The instructions of each stage. */
function stagesOf(dockerfile: string): Instruction[][] {
  const lines = dockerfile
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: Instruction[][] = [];
  for (const line of lines) {
    const [, name = '', rest = ''] = /^(\S+)\s+(.*)$/s.exec(line.trim()) ?? [];
    if (name === 'FROM') stages.push([]);
    stages.at(-1)?.push({ name, rest });
  }
  return stages;
}

const stages = stagesOf(read('Dockerfile'));
const image = stages.at(-1) ?? [];
const all = (name: string, of = image) => of.filter((one) => one.name === name).map(({ rest }) => rest);
const one = (name: string): string => {
  const found = all(name);
  expect(found, name).toHaveLength(1);
  return found[0] ?? '';
};

/** From the folder of the project, with where it goes; what comes from another stage is none. */
function copies(
  of: readonly Instruction[],
): { readonly from: string; readonly to: string; readonly flags: string[] }[] {
  return of
    .filter(({ name, rest }) => name === 'COPY' && !rest.includes('--from='))
    .flatMap(({ rest }) => {
      const words = rest.split(/\s+/);
      const flags = words.filter((word) => word.startsWith('--'));
      const paths = words.filter((word) => !word.startsWith('--'));
      const to = paths.at(-1) ?? '';
      return paths.slice(0, -1).map((from) => ({ from, to, flags }));
    });
}

describe('the image', () => {
  it('runs on a Node that the program runs on, named by its major version', () => {
    for (const stage of stages) expect(all('FROM', stage)[0]).toMatch(/^node:24-slim( AS \w+)?$/);
    expect(JSON.parse(read('package.json')).engines.node).toBe('>=22.18');
  });

  it('has the packages of the lock file, without those for developing, and runs none of their scripts', () => {
    const installs = stages.flatMap((stage) => all('RUN', stage)).filter((command) => /npm|npx|yarn/.test(command));
    expect(installs).toEqual(['npm ci --omit=dev --ignore-scripts && npm cache clean --force']);
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { dev?: boolean; hasInstallScript?: boolean }>;
    };
    const scripted = Object.entries(packages).filter(([, { dev, hasInstallScript }]) => hasInstallScript && !dev);
    expect(scripted.map(([name]) => name)).toEqual([]);
  });

  it('is not root’s, and what the program is made of can’t be changed by it', () => {
    const user = image.findIndex(({ name }) => name === 'USER');
    expect(image[user]?.rest).toBe('node');
    const after = image.slice(user + 1).map(({ name }) => name);
    expect(after).not.toContain('COPY');
    expect(after).not.toContain('RUN');
    const owned = copies(image).filter(({ flags }) => flags.some((flag) => flag.startsWith('--chown')));
    expect(owned.every(({ to }) => to.startsWith('/feeds'))).toBe(true);
    expect(JSON.parse(one('VOLUME'))).toEqual(['/data', '/feeds']);
  });

  it('takes only what is there, and what .dockerignore lets through', () => {
    const [first, ...allowed] = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    const wanted = stages.flatMap(copies).map(({ from }) => from);
    for (const path of wanted) expect(existsSync(join(root, path)), path).toBe(true);
    expect(allowed.toSorted()).toEqual([...new Set(wanted)].map((path) => `!${path}`).toSorted());
    expect(allowed.join('\n')).not.toMatch(/\.env|test|\.git/);
  });

  it('has no setting that is a secret', () => {
    const set = image.filter(({ name }) => name === 'ENV' || name === 'ARG').map(({ rest }) => rest);
    expect(set.join(' ')).not.toMatch(/TOKEN|SECRET|KEY|PASSWORD|DATABASE_URL/);
  });

  it('is stopped politely, by a signal that reaches the program itself', () => {
    expect(one('STOPSIGNAL')).toBe('SIGTERM');
    expect(JSON.parse(one('ENTRYPOINT'))).toEqual(['node', '/newsdesk/src/newsdesk.mjs']);
    expect(JSON.parse(one('CMD'))).toEqual(['start']);
  });
});

describe('the health check', () => {
  const [, command = '[]'] = /CMD (\[.*\])$/.exec(one('HEALTHCHECK')) ?? [];
  const [, ...given] = JSON.parse(command) as string[];

  async function check(status: number | null): Promise<number | null> {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(status ?? 200).end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const port = (server.address() as AddressInfo).port;
    if (status === null) await new Promise((resolve) => server.close(resolve));
    const env = { NEWSDESK_METRICS_PORT: String(port) };
    const child = spawn(process.execPath, given, { env, stdio: 'ignore' });
    const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
    server.closeAllConnections();
    server.close();
    if (status !== null) expect(asked).toEqual(['/healthz']);
    return code;
  }

  it.each<[number | null, number]>([
    [200, 0],
    [503, 1],
    [null, 1],
  ])('of a program that answers with %s ends with %i', async (status, code) => {
    expect(await check(status)).toBe(code);
  });
});

describe('what is in the image', () => {
  const made: string[] = [];
  afterEach(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  it('is all that the program needs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'newsdesk-image-'));
    made.push(folder);
    for (const { from, to } of copies(image)) {
      const target = join(folder, to.endsWith('/') ? join(to, basename(from)) : to);
      cpSync(join(root, from), target, { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'newsdesk', 'node_modules'));
    cpSync(join(folder, 'feeds', 'samples'), join(folder, 'feeds', 'inbox'), { recursive: true });
    expect(all('WORKDIR').at(-1)).toBe('/');
    const [, program = ''] = JSON.parse(one('ENTRYPOINT')) as string[];
    const command = [join(folder, program), 'once', '--now', '--json'];
    const child = spawn(process.execPath, command, { cwd: folder, env: { NODE_ENV: 'production' } });
    let out = '';
    let err = '';
    child.stdout.on('data', (text) => (out += String(text)));
    child.stderr.on('data', (text) => (err += String(text)));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code, err).toBe(0);
    const { taken, rejected, deliveries } = JSON.parse(out);
    expect(taken).toBeGreaterThan(5);
    expect(rejected).toBe(0);
    expect(deliveries).not.toEqual([]);
    // Where the volume is.
    expect(existsSync(join(folder, 'data', 'newsdesk.db'))).toBe(true);
  });
});

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly command?: string[];
  readonly profiles?: string[];
  readonly ports?: string[];
  readonly volumes?: string[];
  readonly environment: Record<string, string>;
  readonly env_file?: string;
  readonly healthcheck?: { readonly test: string[]; readonly disable?: boolean };
  readonly depends_on?: Record<string, { readonly condition: string }>;
  readonly [other: string]: unknown;
}

describe('compose.yaml', () => {
  const { services } = parse(read('compose.yaml'), { merge: true }) as { services: Record<string, Service> };
  const named = Object.entries(services);
  const ours = named.filter(([name]) => name !== 'postgres');

  it.each(named)('locks %s in', (_, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      tmpfs: expect.arrayContaining(['/tmp']),
    });
    expect(service.user).toMatch(/^(postgres|\$\{NEWSDESK_UID:-1000\}:\$\{NEWSDESK_GID:-1000\})$/);
    for (const loose of ['privileged', 'cap_add', 'network_mode', 'pid', 'ipc'])
      expect(service).not.toHaveProperty(loose);
    for (const volume of service.volumes ?? []) expect(volume).not.toMatch(/docker\.sock|^\/|\.\.|\.env/);
    // From outside nothing is reached but through a server with https before it.
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('has PostgreSQL 16 or newer, which is waited for until it answers', () => {
    const [, version] = /^postgres:(\d+)/.exec(services['postgres']?.image ?? '') ?? [];
    expect(Number(version)).toBeGreaterThanOrEqual(16);
    // Its socket answers while the database is only being made.
    expect(services['postgres']?.healthcheck?.test).toEqual(expect.arrayContaining(['pg_isready', '--host=127.0.0.1']));
    for (const [, service] of ours) expect(service.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  });

  it('asks for the health of each process in the way of the image', () => {
    for (const [, service] of ours) {
      expect(service.healthcheck).toBeUndefined();
      // A copied .env.example sets it to nothing.
      expect(service.environment['NEWSDESK_METRICS_PORT']).toBe('9464');
    }
    expect(all('ENV').join(' ')).toContain('NEWSDESK_METRICS_PORT=9464');
  });

  it('holds no secret: they come from the file .env', () => {
    for (const [, service] of ours) expect(service.env_file).toBe('.env');
    for (const [, { environment }] of named) {
      for (const [name, value] of Object.entries(environment)) {
        if (/PASSWORD|TOKEN|SECRET|KEY|URL/.test(name)) expect(value, name).toContain('${POSTGRES_PASSWORD:?');
      }
    }
    expect(read('.gitignore').split('\n')).toContain('.env');
  });

  it('names a database that the program takes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'newsdesk-compose-'));
    for (const [, { environment }] of ours) {
      const url = environment['DATABASE_URL']?.replace(/\$\{POSTGRES_PASSWORD:\?[^}]*\}/, '0a1b');
      const loaded = loadConfig({ DATABASE_URL: url }, folder);
      expect(loaded.ok && loaded.config.database).toEqual({ url: 'postgres://newsdesk:0a1b@postgres:5432/newsdesk' });
    }
    rmSync(folder, { recursive: true });
  });

  it('runs everything in one process, or each role in its own where asked for', () => {
    expect(services['newsdesk']).toMatchObject({ command: ['start'] });
    expect(services['newsdesk']?.profiles).toBeUndefined();
    for (const name of ['gateway', 'worker', 'scheduler']) {
      expect(services[name]).toMatchObject({ profiles: ['roles'], command: ['start', '--role', name] });
      expect(roleNamed(name, { database: { url: 'postgres://x' } }).name).toBe(name);
    }
    expect(ours).toHaveLength(4);
  });
});
