/** Connecting to Slack's events, by the way that the settings give, and having the desk answer them. */
import type { Receiver } from '@slack/bolt';
import type { Clock, Desk, Log } from '../../ports.ts';
import { type CallFailure, sortFailure } from './answers.ts';
import { createCallers } from './callers.ts';
import { callOptions, SILENT, type SlackClient, timeoutOf } from './client.ts';
import { createHome } from './home.ts';
import { createHttpReceiver, type HttpOptions } from './http.ts';
import { takeIn } from './intake.ts';
import { createMouth } from './mouth.ts';
import { createOpening } from './opening.ts';
import { forOwnChannels } from './own-channels.ts';
import { meaningOf } from './refusals.ts';
import { createSeal, type Seal } from './seal.ts';
import { hangUp, keepConnected, type LineState } from './socket.ts';
import { createTalk } from './talk.ts';
import { timed } from './timed.ts';
import { createVisibility } from './visible.ts';

export interface ListenOptions {
  readonly botToken: string;
  readonly apiUrl: string | null;
  /** Of the app, for Socket Mode; null when Slack is to call us, or nobody listens. */
  readonly appToken: string | null;
  readonly signingSecret: string | null;
  readonly port: number | null;
  /** How many to open in Socket Mode, each event coming on one of them; 1 when left out. */
  readonly connections?: number;
  /** Slack's ids of the people on the operator's list. */
  readonly managers: readonly string[];
  readonly timeoutMs?: number;
  /** Somebody else's, on which the events of one workspace of several come; its own when left out. */
  readonly line?: OpenLine;
}

/** What is under way between Slack and the desk. */
export interface Listening {
  /** Takes nothing in any more, and lets what is being answered come to its end, for a few seconds. */
  stop(): Promise<void>;
}

/** How long answers under way are waited for. */
const LAST_WORDS_MS = 3000;

interface Parts {
  readonly client: SlackClient;
  readonly options: ListenOptions;
  readonly direct: (person: string) => Promise<string | null>;
  /** Told of the connection when it breaks off, in a sentence, and null when it stands. */
  readonly told: (trouble: string | null) => void;
  readonly ports: { readonly clock: Clock; readonly log: Log };
}

type Line = Pick<Parts, 'options' | 'told' | 'ports'> & { readonly signal: AbortSignal };

/**
 * Resolves once connected; null when the settings give no way to listen.
 * @throws Error in words for the operator, when Slack refuses a token or the port is taken
 */
export async function listenToSlack(parts: Parts, desk: Desk, signal: AbortSignal): Promise<Listening | null> {
  const { client, options, told, ports } = parts;
  const line = await openLine({ options, told, ports, signal });
  if (line === null) {
    ports.log.info('slack: no SLACK_APP_TOKEN, so nobody is listened to; digests are posted all the same');
    return null;
  }
  const me = await signIn(client, ports, signal);
  if (me === null) return null;
  const { App } = await import('@slack/bolt');
  const authorization = { botToken: options.botToken, botId: me.botId, botUserId: me.userId, teamId: me.team };
  const app = new App({
    receiver: line.receiver,
    // Known from the start, so that no call to Slack stands between an event and its acknowledgement.
    authorize: async () => authorization,
    logger: SILENT,
    clientOptions: callOptions(options),
    convoStore: false,
  });
  app.processEvent = timed(app.processEvent.bind(app), desk, ports.clock);
  const underWay = countUnderWay();
  app.use(({ next }) => underWay.follow(next));
  const { direct } = parts;
  const seal = createSeal(options.botToken);
  const talkAndHome = createTalkAndHome(parts, desk, me.team, seal);
  takeIn(app, { ...talkAndHome, direct, seal, bot: me.userId, apiUrl: options.apiUrl }, ports);
  await line.connect();
  return {
    stop: once(async () => {
      await line.hangUp();
      const enough = new AbortController();
      const ended = underWay.ended().finally(() => enough.abort());
      if (!underWay.isQuiet()) await Promise.race([ended, ports.clock.sleep(LAST_WORDS_MS, enough.signal)]);
    }),
  };
}

/** Does it at the first call; later ones get the same end. */
function once(act: () => Promise<void>): () => Promise<void> {
  let acting: Promise<void> | null = null;
  return () => {
    acting ??= act();
    return acting;
  };
}

function createTalkAndHome({ client, options, direct, ports }: Parts, desk: Desk, workspace: string, seal: Seal) {
  const findCaller = createCallers(client, { managers: options.managers, workspace }, ports);
  const mouth = createMouth(client, { timeoutMs: timeoutOf(options), direct }, ports);
  const visibility = createVisibility(client, ports);
  const own = forOwnChannels(desk, (id, { person }) => visibility.of(id, person));
  const home = createHome({ client, desk: own, findCaller, visibility, direct }, ports);
  const opening = createOpening(client, seal, ports);
  return { talk: createTalk({ desk: own, findCaller, mouth, opening, home, workspace }, ports), home };
}

// ---- the two ways ----------------------------------------------------------------------------------------------

/** By which events come. */
export interface OpenLine {
  readonly receiver: Receiver;
  connect(): Promise<void>;
  hangUp(): Promise<void>;
}

function openLine(line: Line): Promise<OpenLine | null> {
  if (line.options.line) return Promise.resolve(line.options.line);
  if (line.options.appToken !== null) return socketLine(line, line.options.appToken);
  const { signingSecret, port } = line.options;
  return Promise.resolve(signingSecret === null || port === null ? null : httpLine(line, { signingSecret, port }));
}

async function socketLine({ options, told, ports, signal }: Line, appToken: string): Promise<OpenLine> {
  const { SocketModeReceiver, webApi } = await import('@slack/bolt');
  const receiver = new SocketModeReceiver({
    appToken,
    logger: SILENT,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: callOptions(options) },
  });
  const failureOf = (error: unknown) => sortFailure(error, webApi);
  // Told to leave twice, Bolt's client slams the door.
  const leave = once(() => hangUp(receiver.client, ports.clock));
  signal.addEventListener('abort', leave, { once: true });
  return {
    receiver,
    async connect() {
      try {
        await keepConnected(receiver.client, ports, failureOf, (state) => told(troubleOf(state)), signal);
      } catch (error) {
        throw new Error(appTokenRefusal(failureOf(error)));
      }
    },
    hangUp: leave,
  };
}

function troubleOf(state: LineState): string | null {
  if (state === 'connected') return null;
  return state === 'broke-off' ? 'The connection to Slack broke off; it is being made anew.' : appTokenRefusal(state);
}

export function httpLine({ ports }: Pick<Line, 'ports'>, options: HttpOptions): OpenLine {
  const receiver = createHttpReceiver(options, ports);
  return {
    receiver,
    async connect() {
      try {
        await receiver.start();
      } catch (error) {
        throw new Error(portRefusal(options.port, (error as NodeJS.ErrnoException).code));
      }
      ports.log.info('slack: waiting for requests', { port: options.port });
    },
    async hangUp() {
      await receiver.stop();
    },
  };
}

/** What is wrong with the app-level token, for the operator. */
export function appTokenRefusal(failure: CallFailure): string {
  const advice =
    'take a new one with the scope connections:write, under Basic Information, App-Level Tokens at https://api.slack.com/apps, and put it into SLACK_APP_TOKEN; Socket Mode must be switched on.';
  if (failure.kind === 'declined') return `Slack does not accept the app-level token (${failure.code}): ${advice}`;
  return failure.kind === 'limited' ? 'Slack wants to be asked again later.' : failure.reason;
}

function portRefusal(port: number, code: string | undefined): string {
  const why =
    { EADDRINUSE: 'another program uses it', EACCES: 'this user may not use it' }[code ?? ''] ?? `${code ?? 'unknown'}`;
  return `Slack's requests cannot be waited for on port ${port}: ${why}. Set NEWSDESK_PORT to another one.`;
}

// ---- signing in ------------------------------------------------------------------------------------------------

interface Me {
  readonly userId: string;
  readonly botId: string;
  readonly team: string;
}

/** Between two tries, while Slack can't be reached. */
const RETRY_MS = 10_000;

/** Tries until Slack is there; null when told to end before. A refusal of the token is thrown. */
async function signIn(
  { web, webApi }: SlackClient,
  { clock, log }: Parts['ports'],
  signal: AbortSignal,
): Promise<Me | null> {
  while (!signal.aborted) {
    try {
      const { user_id = '', bot_id = '', team_id = '' } = await web.auth.test();
      return { userId: user_id, botId: bot_id, team: team_id };
    } catch (error) {
      const failure = sortFailure(error, webApi);
      const meaning = failure.kind === 'declined' ? meaningOf(failure.code) : null;
      if (meaning?.kind === 'refused') throw new Error(meaning.reason);
      log.warn('slack: not signed in; trying again', { ...failure });
      await clock.sleep(failure.kind === 'limited' ? failure.retryAfterMs : RETRY_MS, signal);
    }
  }
  return null;
}

// ---- what is under way -----------------------------------------------------------------------------------------

/** Events whose work is not done, so that the end can wait for answers that are being given. */
function countUnderWay() {
  const works = new Set<Promise<void>>();
  return {
    async follow(next: () => Promise<void>): Promise<void> {
      const work = next();
      works.add(work);
      try {
        await work;
      } finally {
        works.delete(work);
      }
    },
    isQuiet: () => works.size === 0,
    async ended(): Promise<void> {
      await Promise.allSettled(works);
    },
  };
}
