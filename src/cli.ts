/** The program's own commands. Each is loaded when it is called, so that the quick ones stay quick. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { OperatorError, withoutSecrets } from './cli/output.ts';
import { type Config, loadConfig } from './config.ts';

/** Runs one command line, without `node` and the script; sets the exit code and prints one line on failure. */
export async function main(args: readonly string[]): Promise<void> {
  // Nobody catches it: what Node would print may hold anything that somebody connected with.
  process.on('uncaughtException', (error) => {
    console.error(withoutSecrets(`newsdesk: ${error?.stack ?? error}`));
    process.exit(1);
  });
  // A reader that closes the pipe early (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  try {
    await program(args[0]).parseAsync(asWanted(args), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode;
      return;
    }
    process.exitCode = 1;
    console.error(withoutSecrets(`newsdesk: ${(error as Error).message}`));
  }
}

/** Nothing at all, and "help COMMAND", ask for help; help on a command that is not there is a mistake like any other. */
function asWanted(args: readonly string[]): readonly string[] {
  const [first, ...rest] = args;
  if (first === undefined) return ['--help'];
  if (first !== 'help' || rest.length === 0) return args;
  return isCommand(rest[0]) ? [...rest, '--help'] : rest;
}

const isCommand = (name: string | undefined) => program().commands.some((command) => command.name() === name);

/** @param called the command that is called, for what is said of a mistake */
function program(called?: string): Command {
  const newsdesk = new Command('newsdesk')
    .description('Reads the news so that a team need not: grounded digests for Slack, Discord and the terminal.')
    .version(version(), '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`${withoutSecrets(mistakeLine(text, called))}\n`) });

  newsdesk
    .command('start')
    .description('watch the inbox, publish what is due, deliver, until told to stop')
    .option('--role <role>', 'what this process does of it: all, gateway, worker or scheduler', 'all')
    .action(async (options) => (await import('./cli/start.ts')).start(config(), options));
  newsdesk
    .command('once')
    .description('take in the inbox, publish what is due, deliver, and end')
    .option('--now', 'publish to every subscription, due or not')
    .option('--json', 'print JSON')
    .action(async (options) => (await import('./cli/once.ts')).once(config(), options));
  newsdesk
    .command('summarize')
    .description('read files and print their summaries; stores nothing')
    .argument('<file...>')
    .option('--json', 'print JSON')
    .action(async (files, options) => (await import('./cli/summarize.ts')).summarize(config(), files, options));
  newsdesk
    .command('stories')
    .description('the stories and their articles')
    .option('--since <when>', 'a span (24h, 7d) or a day (2026-11-24)')
    .option('--topic <name>', 'only of this topic')
    .option('--json', 'print JSON')
    .action(async (options) => (await import('./cli/stories.ts')).stories(config(), options));
  newsdesk
    .command('digest')
    .description('compose a digest and print it; posts nothing')
    .option('--topic <name>', 'only of this topic')
    .option('--since <when>', 'a span (24h, 7d) or a day (2026-11-24); default 24h')
    .option('--weekly', 'the look back of the last seven days in its place')
    .option('--json', 'print JSON')
    .action(async (options) => (await import('./cli/digest.ts')).digest(config(), options));
  newsdesk
    .command('search')
    .description('find articles; without a query, answers each line of standard input')
    .argument('[query...]')
    .option('--json', 'print JSON')
    .action(async (words: string[], options) => {
      const query = words.length > 0 ? words.join(' ') : null;
      await (await import('./cli/search.ts')).search(config(), query, options);
    });
  newsdesk
    .command('ask')
    .description('answer a question from the archive; without one, answers each line of standard input')
    .argument('[question...]')
    .option('--topic <name>', 'only of this topic')
    .option('--since <when>', 'a span (24h, 7d) or a day (2026-11-24)')
    .option('--json', 'print JSON')
    .action(async (words: string[], options) => {
      const question = words.length > 0 ? words.join(' ') : null;
      await (await import('./cli/ask.ts')).ask(config(), question, options);
    });
  for (const [root, whose] of [
    ['news', 'everybody'],
    ['news-admin', 'managers'],
  ] as const) {
    newsdesk
      .command(root)
      .description(`what ${whose} can ask for in chat, here; without a command, lists them`)
      .argument('[command...]')
      .option('--json', 'print JSON')
      // Help is asked for as in chat, on one command too.
      .helpOption(false)
      .allowUnknownOption()
      .action(async (words: string[], { json }) => {
        const { news } = await import('./cli/news.ts');
        await news(config(), { root, words, json: json === true });
      });
  }
  newsdesk
    .command('verify')
    .description('check claims against their article: JSON lines from standard input')
    .option('--json', 'print JSON')
    .action(async (options) => (await import('./cli/verify.ts')).verify(options));
  newsdesk
    .command('setup')
    .description('set up Slack, Discord and the model, step by step')
    .action(async () => (await import('./cli/setup.ts')).setup());
  newsdesk
    .command('manifest')
    .description('print the manifest from which Slack makes the app')
    .argument('<platform>', 'slack')
    .option('--url <address>', 'where Slack reaches Newsdesk (https://…); without it, for Socket Mode')
    .option('--link', 'print a link that opens Slack with the manifest filled in')
    .option('--json', 'print JSON, as without it')
    .action(async (platform, options) => (await import('./cli/manifest.ts')).manifest(platform, options));
  newsdesk
    .command('migrate')
    .description('copy the archive of a data folder to the PostgreSQL server that DATABASE_URL names')
    .requiredOption('--from <folder>', 'the data folder, with newsdesk.db')
    .option('--json', 'print JSON')
    .action(async (options) => (await import('./cli/migrate.ts')).migrate(config(), options));
  newsdesk
    .command('backup')
    .description('write the archive into one file, beside a running newsdesk')
    .argument('<file>')
    .option('--force', 'write over a file that is there')
    .option('--json', 'print JSON')
    .action(async (file: string, options) => (await import('./cli/backup.ts')).backUp(config(), file, options));
  newsdesk
    .command('restore')
    .description('put a backup in the place of the archive, which is kept beside it')
    .argument('<file>')
    .option('--json', 'print JSON')
    .action(async (file: string, options) => (await import('./cli/restore.ts')).restore(config(), file, options));
  newsdesk
    .command('doctor')
    .description('check configuration, tokens, permissions, database, model and disk; say what to do')
    .option('--json', 'print JSON')
    .action(async (options) => (await import('./cli/doctor.ts')).doctor(options));
  return newsdesk;
}

/** What commander says in two lines, in one, and where to read on. */
function mistakeLine(text: string, called: string | undefined): string {
  const said = text
    .trim()
    .replace(/^error:/, 'newsdesk:')
    .replace(/\s*\(Did you mean (.+)\?\)$/s, '; did you mean $1?');
  const help = isCommand(called) ? `npx newsdesk ${called} --help` : 'npx newsdesk --help';
  return `${said.replace(/[.?]$/, '')}${said.endsWith('?') ? '?' : '.'} See: ${help}`;
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

/** @throws OperatorError with every problem, a line each */
function config(): Config {
  const loaded = loadConfig();
  if (loaded.ok) return loaded.config;
  const lines = loaded.problems.map(({ place, what }) => `${place}: ${what}`);
  throw new OperatorError(
    lines.length === 1 ? `${lines[0]}` : `the settings have ${lines.length} problems:\n  ${lines.join('\n  ')}`,
  );
}
