import { execFile } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const call = promisify(execFile);

/** A PostgreSQL server in a folder of its own, which a test may stop and start. */
export interface OwnServer {
  readonly url: string;
  /** As after a power cut: nothing is written before it ends, and clients hear nothing. */
  crash(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** What it takes to run one here; or why it can't be done, in words. `user` is null where it may run as whoever we are. */
export const serverPrograms: { readonly bin: string; readonly user: { uid: number; gid: number } | null } | string =
  found();

function found(): typeof serverPrograms {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...globSync('/usr/lib/postgresql/*/bin')];
  const bin = folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')));
  if (bin === undefined) return 'needs the programs of a PostgreSQL server: initdb and pg_ctl are not there';
  // PostgreSQL does not run as root.
  if (process.getuid?.() !== 0) return { bin, user: null };
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  if (uid === undefined) return 'needs another user than root to run a PostgreSQL server, and there is no "postgres"';
  return { bin, user: { uid: Number(uid), gid: Number(gid) } };
}

export async function ownServer(): Promise<OwnServer> {
  if (typeof serverPrograms === 'string') throw new Error(serverPrograms);
  const { bin, user } = serverPrograms;
  const folder = mkdtempSync(join(tmpdir(), 'newsdesk-server-'));
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const run = (program: string, ...args: string[]) => call(join(bin, program), args, { cwd: folder, ...user });
  const data = join(folder, 'data');
  await run('initdb', '-D', data, '-U', 'newsdesk', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8');
  const port = await freePort();
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`;
  const start = async () =>
    void (await run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start'));
  const crash = async () => void (await run('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop'));
  await start();
  return {
    url: `postgres://newsdesk@127.0.0.1:${port}/postgres`,
    crash,
    start,
    async remove() {
      await crash().catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
