#!/usr/bin/env node
// The only JavaScript here: it must still run on a Node too old for the rest, to say so, or to hand over to the
// Node 24 that `npm ci` brought along (npx runs this file with the system's Node, npm scripts with ours).
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const WANTED = [22, 18];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1])) {
  const { main } = await import('./cli.ts');
  await main(process.argv.slice(2));
} else {
  handOver(fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url)));
}

/** @param {string} ownNode */
function handOver(ownNode) {
  if (!existsSync(ownNode)) {
    console.error(
      `newsdesk needs Node ${WANTED.join('.')} or newer and this is ${process.versions.node}: run "npm ci" first, which brings one, or install Node 24.`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(ownNode, process.argv.slice(1), { stdio: 'inherit' });
  // The terminal sends Ctrl-C to both; only the child may act on it, this one just waits for its end.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 1 : (code ?? 1);
  });
}
