/** For `doctor`: what Newsdesk needs of the machine. */
import { access, constants, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../clock/system-clock.ts';
import type { Config } from '../../config.ts';
import { createFolder, FOLDER_CURE, PRIVATE } from '../../main/folders.ts';
import { holderOf } from '../../store/sqlite/lock.ts';
import type { Finding } from './finding.ts';

/** Less free space than this, in bytes, is worth a word. */
const LITTLE_DISK = 500_000_000;

/** Slack's requests are refused when they are older than five minutes by this machine's clock: a fifth of that is too much. */
const SKEW_MS = 60_000;
/** Somebody waits. Milliseconds. */
const TIMEOUT_MS = 5_000;

export async function examineFolders(config: Config): Promise<Finding[]> {
  const findings: Finding[] = [];
  const folders: (readonly [check: string, folder: string])[] = [['inbox', join(config.feedsDir, 'inbox')]];
  // On a server nothing is kept here.
  if (!config.database) folders.unshift(['data', config.dataDir]);
  for (const [check, folder] of folders) findings.push(await examineFolder(check, folder));
  return [...findings, await examineDisk(config)];
}

async function examineFolder(check: string, folder: string): Promise<Finding> {
  try {
    await createFolder(folder, check === 'data' ? PRIVATE : undefined);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK).catch((error: Error) => {
      throw new Error(`${error.message}; ${FOLDER_CURE}`);
    });
    const holder = check === 'data' ? holderOf(folder) : null;
    const used = holder === null ? '' : `; a running newsdesk${holder} uses it`;
    return { check, state: 'ok', text: `${folder} can be read and written${used}` };
  } catch (error) {
    return { check, state: 'problem', text: `${folder} can't be used: ${(error as Error).message}` };
  }
}

async function examineDisk(config: Config): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(config.database ? config.feedsDir : config.dataDir);
    const free = `${((Number(bavail) * Number(bsize)) / 1e9).toFixed(1)} GB free`;
    const little = Number(bavail) * Number(bsize) < LITTLE_DISK;
    return {
      check: 'disk',
      state: little ? 'problem' : 'ok',
      text: little ? `${free}; make room before it runs out` : free,
    };
  } catch (error) {
    return { check: 'disk', state: 'problem', text: `the free space can't be told: ${(error as Error).message}` };
  }
}

// ---- clock -----------------------------------------------------------------------------------------------------------

/** This machine's clock beside the one of a platform that is connected; nothing where that can't be told. */
export async function examineClock({ slack, discord }: Config): Promise<Finding[]> {
  const address = slack ? (slack.apiUrl ?? 'https://slack.com/api/') : discord?.apiUrl;
  const theirs = slack || discord ? await timeAt(address ?? 'https://discord.com/api') : null;
  return theirs === null ? [] : [clockFinding(systemClock.now().getTime() - theirs)];
}

/** @param aheadMs how far this machine's clock is ahead of the platform's */
export function clockFinding(aheadMs: number): Finding {
  const check = 'clock';
  if (Math.abs(aheadMs) < SKEW_MS) return { check, state: 'ok', text: "agrees with the platform's" };
  const minutes = Math.round(Math.abs(aheadMs) / 60_000);
  const off = `is ${minutes === 1 ? 'a minute' : `${minutes} minutes`} ${aheadMs > 0 ? 'ahead' : 'behind'}`;
  const text = `${off}: digests come at the wrong time, and what Slack sends may be refused; set it, e.g. with: sudo timedatectl set-ntp true`;
  return { check, state: 'problem', text };
}

/** Milliseconds since 1970, to the second, from the head of an answer. */
async function timeAt(address: string): Promise<number | null> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const { headers } = await fetch(address, { method: 'HEAD', redirect: 'manual', signal });
    const time = Date.parse(headers.get('date') ?? '');
    return Number.isNaN(time) ? null : time;
  } catch {
    // Whether the platform can be reached is said by its own check.
    return null;
  }
}
