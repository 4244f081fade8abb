import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, loadConfig } from '../config.ts';
import { type Channel, channelName, type Platform } from '../digest/subscription.ts';
import { memoryLedger } from '../llm/memory-ledger.ts';
import { loadPrompt } from '../llm/prompt-files.ts';
import { connectChats, openArchiveForReading, openLog, openModel } from '../main.ts';
import { OperatorError, printJson, say, terminal } from './output.ts';

/** One thing looked at: whether it is well, and what to do when it isn't. */
interface Finding {
  readonly check: string;
  /** `unset`: nothing is wrong, but something could be connected. */
  readonly state: 'ok' | 'unset' | 'problem';
  readonly text: string;
}

/** Less free space than this, in bytes, is worth a word. */
const LITTLE_DISK = 500_000_000;

/**
 * Checks configuration, tokens, permissions, archive, model and disk, and says what to do.
 * @throws OperatorError after printing, when something has to be mended
 */
export async function doctor(options: { json: boolean }): Promise<void> {
  const loaded = loadConfig();
  const findings: Finding[] = loaded.ok
    ? await examine(loaded.config)
    : loaded.problems.map(({ place, what }) => ({ check: 'settings', state: 'problem', text: `${place}: ${what}` }));
  if (options.json) await printJson(findings);
  else for (const finding of findings) say(`${MARK[finding.state]} ${finding.check.padEnd(10)} ${finding.text}`);
  const problems = findings.filter(({ state }) => state === 'problem').length;
  if (problems > 0)
    throw new OperatorError(problems === 1 ? 'one thing has to be mended' : `${problems} things have to be mended`);
}

const MARK = { ok: '✓', unset: '–', problem: '✗' } as const;

async function examine(config: Config): Promise<Finding[]> {
  const settings = `${config.topics.length} topics, ${config.subscriptions.length} subscriptions, no mistakes found`;
  return [
    { check: 'node', state: 'ok', text: `Node ${process.versions.node}` },
    { check: 'settings', state: 'ok', text: settings },
    ...(await examineFolders(config)),
    await examineArchive(config),
    await examinePrompt(config),
    await examineModel(config),
    ...(await examineChats(config)),
  ];
}

async function examineFolders(config: Config): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [check, folder] of [
    ['data', config.dataDir],
    ['inbox', join(config.feedsDir, 'inbox')],
  ] as const) {
    try {
      await mkdir(folder, { recursive: true });
      await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
      findings.push({ check, state: 'ok', text: `${folder} can be read and written` });
    } catch (error) {
      const text = `${folder} can't be used (${(error as Error).message}); let this user write there, or name another folder`;
      findings.push({ check, state: 'problem', text });
    }
  }
  return [...findings, await examineDisk(config)];
}

async function examineDisk(config: Config): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(config.dataDir);
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

async function examineArchive(config: Config): Promise<Finding> {
  try {
    const archive = await openArchiveForReading(config);
    const { articles, unread, problems, stories } = await archive.counts();
    await archive.close();
    const text = `${articles} articles in ${stories} stories, ${unread} still to be read, ${problems} refused or given up`;
    return { check: 'archive', state: 'ok', text };
  } catch (error) {
    return { check: 'archive', state: 'problem', text: (error as Error).message };
  }
}

async function examinePrompt(config: Config): Promise<Finding> {
  try {
    await loadPrompt(join(config.promptsDir, 'summarize.md'));
    return { check: 'prompts', state: 'ok', text: 'summarize.md is complete' };
  } catch (error) {
    return { check: 'prompts', state: 'problem', text: (error as Error).message };
  }
}

async function examineModel(config: Config): Promise<Finding> {
  const llm = openModel(config, memoryLedger(), openLog(config));
  if (!llm) {
    const text = 'the offline reader; set OPENAI_API_KEY, or OPENAI_BASE_URL for a local server, to read with a model';
    return { check: 'model', state: 'unset', text };
  }
  const { ok, text } = await llm.check();
  return { check: 'model', state: ok ? 'ok' : 'problem', text };
}

async function examineChats(config: Config): Promise<Finding[]> {
  const chats = await connectChats(config, terminal(), openLog(config));
  const findings: Finding[] = [];
  for (const [platform, setting] of [
    ['slack', 'SLACK_BOT_TOKEN'],
    ['discord', 'DISCORD_TOKEN'],
  ] as const) {
    const channels = channelsOn(platform, config);
    const chat = chats.get(platform);
    if (chat) {
      for (const { ok, text } of await chat.check(channels))
        findings.push({ check: platform, state: ok ? 'ok' : 'problem', text });
      await chat.close();
      continue;
    }
    const waiting = channels.map(channelName).join(', ');
    findings.push(
      waiting
        ? { check: platform, state: 'problem', text: `digests for ${waiting} wait: set ${setting}` }
        : { check: platform, state: 'unset', text: `not connected; set ${setting} to post there` },
    );
  }
  return findings;
}

function channelsOn(platform: Platform, config: Config): Channel[] {
  return config.subscriptions.map(({ channel }) => channel).filter((channel) => channel.platform === platform);
}
