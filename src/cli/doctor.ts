import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ASK_PROMPT } from '../answer/prompt.ts';
import { readChannel } from '../config/channel.ts';
import { type Config, loadConfig } from '../config.ts';
import { type Channel, channelName, type Platform } from '../digest/subscription.ts';
import { counted } from '../digest/words.ts';
import { memoryLedger } from '../llm/memory-ledger.ts';
import { loadPrompt } from '../llm/prompt-files.ts';
import { openArchiveForReading } from '../main/archives.ts';
import { connectChats } from '../main/chats.ts';
import { openEmbedder, openModel } from '../main/models.ts';
import { openLog } from '../main.ts';
import { checkRights } from '../store/postgres/check.ts';
import { SAME_STORY_PROMPT } from '../story/balance-prompt.ts';
import { examineWatching } from './doctor-watching.ts';
import { OperatorError, printJson, say, terminal, withoutSecrets } from './output.ts';

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
  const found: Finding[] = loaded.ok
    ? await examine(loaded.config)
    : loaded.problems.map(({ place, what }) => ({ check: 'settings', state: 'problem', text: `${place}: ${what}` }));
  const findings = found.map((finding) => ({ ...finding, text: withoutSecrets(finding.text) }));
  if (options.json) await printJson(findings);
  else
    for (const finding of findings) say(`${MARK[finding.state]} ${finding.check.padEnd(CHECK_WIDTH)} ${finding.text}`);
  const problems = findings.filter(({ state }) => state === 'problem').length;
  if (problems > 0)
    throw new OperatorError(problems === 1 ? 'one thing has to be mended' : `${problems} things have to be mended`);
}

const CHECK_WIDTH = 12;
const MARK = { ok: '✓', unset: '–', problem: '✗' } as const;

async function examine(config: Config): Promise<Finding[]> {
  const settings = `${config.topics.length} topics, ${config.subscriptions.length} subscriptions, no mistakes found`;
  return [
    { check: 'node', state: 'ok', text: `Node ${process.versions.node}` },
    { check: 'settings', state: 'ok', text: settings },
    ...(await examineFolders(config)),
    await examineArchive(config),
    await examinePrompts(config),
    await examineModel(config),
    ...(await examineEmbeddings(config)),
    ...(await examineChats(config)),
    examineConversation(config),
    examineManagers(config),
    examineOperator(config),
    ...examineWatching(config),
  ];
}

async function examineFolders(config: Config): Promise<Finding[]> {
  const findings: Finding[] = [];
  const folders: (readonly [check: string, folder: string])[] = [['inbox', join(config.feedsDir, 'inbox')]];
  // On a server nothing is kept here.
  if (!config.database) folders.unshift(['data', config.dataDir]);
  for (const [check, folder] of folders) {
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

async function examineArchive(config: Config): Promise<Finding> {
  const check = config.database ? 'database' : 'archive';
  try {
    const rights = config.database && (await checkRights(config.database.url));
    if (rights?.missing) return { check, state: 'problem', text: `${rights.server}: ${rights.missing}` };
    const archive = await openArchiveForReading(config);
    const { articles, unread, problems, stories } = await archive.counts();
    await archive.close();
    const kept = `${counted(articles, 'article')} in ${counted(stories, 'story', 'stories')}, ${unread} still to be read, ${problems} refused or given up`;
    return { check, state: 'ok', text: rights ? `${rights.server}: ${kept}` : kept };
  } catch (error) {
    return { check, state: 'problem', text: (error as Error).message };
  }
}

async function examinePrompts(config: Config): Promise<Finding> {
  try {
    await loadPrompt(join(config.promptsDir, 'summarize.md'));
    await loadPrompt(join(config.promptsDir, 'ask.md'), ASK_PROMPT);
    await loadPrompt(join(config.promptsDir, 'same-story.md'), SAME_STORY_PROMPT);
    return { check: 'prompts', state: 'ok', text: 'summarize.md, ask.md and same-story.md are complete' };
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

/** Only where an embedding model is set: most need none. */
async function examineEmbeddings(config: Config): Promise<Finding[]> {
  const embedder = openEmbedder(config, memoryLedger(), openLog(config));
  if (!embedder) return [];
  const { ok, text } = await embedder.check();
  return [{ check: 'embeddings', state: ok ? 'ok' : 'problem', text }];
}

async function examineChats(config: Config): Promise<Finding[]> {
  const archive = config.slack?.install ? await openArchiveForReading(config) : null;
  const chats = await connectChats(config, terminal(), openLog(config), archive);
  const findings: Finding[] = [];
  for (const [platform, setting] of [
    ['slack', 'SLACK_BOT_TOKEN'],
    ['discord', 'DISCORD_TOKEN'],
  ] as const) {
    const chat = chats.get(platform);
    if (chat) {
      for (const { ok, text } of await chat.check(namedChannels(platform, config)))
        findings.push({ check: platform, state: ok ? 'ok' : 'problem', text });
      await chat.close();
      continue;
    }
    const waiting = channelsOn(platform, subscribed(config)).map(channelName).join(', ');
    findings.push(
      waiting !== ''
        ? { check: platform, state: 'problem', text: `digests for ${waiting} wait: set ${setting}` }
        : { check: platform, state: 'unset', text: `not connected; set ${setting} to post there` },
    );
  }
  await archive?.close();
  return findings;
}

function subscribed(config: Config): Channel[] {
  return config.subscriptions.map(({ channel }) => channel);
}

/** Every channel of the platform that any setting names: all must be there, each once. */
function namedChannels(platform: Platform, config: Config): Channel[] {
  const kept = config.topics.flatMap(({ channels = [] }) => channels).map(readChannel);
  return channelsOn(platform, [...subscribed(config), ...kept, config.operator, config.alerts]);
}

function channelsOn(platform: Platform, channels: readonly (Channel | null)[]): Channel[] {
  const here = channels.filter((channel) => channel !== null).filter((channel) => channel.platform === platform);
  return [...new Map(here.map((channel) => [channel.id, channel])).values()];
}

// ---- people --------------------------------------------------------------------------------------------------------

/** Whether people can ask, and where. */
function examineConversation({ slack, discord }: Config): Finding {
  const check = 'conversation';
  const socket = slack !== null && slack.appToken !== null;
  const requests = slack?.signingSecret && slack.port ? `on port ${slack.port}` : null;
  if (slack && !socket && requests === null) {
    const text =
      'Slack gets digests, but nobody can ask there: set SLACK_APP_TOKEN, or SLACK_SIGNING_SECRET and NEWSDESK_PORT';
    return { check, state: 'unset', text };
  }
  const places = ['in this terminal'];
  if (slack) places.push(`in Slack (${socket ? 'Socket Mode' : requests})`);
  if (discord) places.push('in Discord');
  return { check, state: 'ok', text: `people can ask ${places.join(', ')}` };
}

function examineManagers({ managers, slack, discord }: Config): Finding {
  const check = 'managers';
  const listed = [
    ...(managers.slack.length > 0 ? [`${managers.slack.length} of Slack`] : []),
    ...(managers.discord.length > 0 ? [`${managers.discord.length} of Discord`] : []),
  ];
  const idle = [managers.slack.length > 0 && !slack && 'Slack', managers.discord.length > 0 && !discord && 'Discord'];
  const unconnected = idle.filter(Boolean).join(' and ');
  if (unconnected) {
    return {
      check,
      state: 'problem',
      text: `NEWSDESK_MANAGERS names people of ${unconnected}, which is not connected`,
    };
  }
  if (listed.length > 0) return { check, state: 'ok', text: `NEWSDESK_MANAGERS adds ${listed.join(' and ')}` };
  const text =
    "Slack's admins, and Discord's members with Manage Server or Manage Channels; NEWSDESK_MANAGERS adds more";
  return { check, state: 'unset', text };
}

function examineOperator({ operator, slack, discord }: Config): Finding {
  const check = 'operator';
  if (!operator) {
    return {
      check,
      state: 'unset',
      text: 'is told of trouble and of reports in a channel once NEWSDESK_OPERATOR names it',
    };
  }
  const connected = { console: true, slack: slack !== null, discord: discord !== null }[operator.platform];
  const name = channelName(operator);
  return connected
    ? { check, state: 'ok', text: `is told of trouble and of reports in ${name}` }
    : { check, state: 'problem', text: `NEWSDESK_OPERATOR is ${name}, whose platform is not connected` };
}
