import { type Config, loadConfig } from '../config.ts';
import { examineArchive } from './doctor/archive.ts';
import { examineChats } from './doctor/chats.ts';
import type { Finding } from './doctor/finding.ts';
import { examineClock, examineFolders } from './doctor/machine.ts';
import { examineEmbeddings, examineModel, examinePrompts } from './doctor/model.ts';
import { examineConversation, examineManagers, examineOperator } from './doctor/people.ts';
import { examineNames, examineSettings } from './doctor/settings.ts';
import { examineWatching } from './doctor/watching.ts';
import { OperatorError, printJson, say, withoutSecrets } from './output.ts';
import { laidOut } from './setup/layout.ts';

/**
 * Checks configuration, tokens, permissions, archive, model and disk, and says what to do.
 * @throws OperatorError after printing, when something has to be mended
 */
export async function doctor(options: { json: boolean }): Promise<void> {
  const loaded = loadConfig();
  const found: Finding[] = loaded.ok
    ? await examine(loaded.config)
    : [...loaded.problems.map(({ place, what }) => settingsProblem(`${place}: ${what}`)), ...examineNames()];
  const findings = found.map((finding) => ({ ...finding, text: withoutSecrets(finding.text) }));
  if (options.json) await printJson(findings);
  else for (const finding of findings) say(asLine(finding));
  const problems = findings.filter(({ state }) => state === 'problem').length;
  if (problems > 0)
    throw new OperatorError(problems === 1 ? 'one thing has to be mended' : `${problems} things have to be mended`);
  if (!options.json) say('Nothing has to be mended.');
}

const settingsProblem = (text: string): Finding => ({ check: 'settings', state: 'problem', text });

const CHECK_WIDTH = 12;
/** Narrower than this, nothing is wrapped well. Columns. */
const LEAST_WIDTH = 24;
const MARK = { ok: '✓', unset: '–', problem: '✗' } as const;

/** In a window each text stands beside its check; elsewhere a line a finding, to be searched. */
function asLine({ check, state, text }: Finding): string {
  const before = `${MARK[state]} ${check.padEnd(CHECK_WIDTH)} `;
  if (!process.stdout.isTTY) return `${before}${text}`;
  const width = Math.max(process.stdout.columns - before.length, LEAST_WIDTH);
  return `${before}${laidOut(text, width).replaceAll('\n', `\n${' '.repeat(before.length)}`)}`;
}

async function examine(config: Config): Promise<Finding[]> {
  const archive = await examineArchive(config);
  return [
    { check: 'node', state: 'ok', text: `Node ${process.versions.node}` },
    examineSettings(config),
    ...examineNames(),
    ...(await examineFolders(config)),
    ...(await examineClock(config)),
    archive.finding,
    await examinePrompts(config),
    await examineModel(config),
    ...(await examineEmbeddings(config)),
    ...(await examineChats(config, archive)),
    examineConversation(config),
    examineManagers(config),
    examineOperator(config),
    ...examineWatching(config),
  ];
}
