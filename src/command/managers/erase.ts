/** Erasing what is kept of a person or of a workspace. */
import type { Platform } from '../../digest/subscription.ts';
import { counted } from '../../digest/words.ts';
import type { Caller } from '../command.ts';
import { echoed, sentence } from '../reply.ts';
import type { Call, Handler, Room } from '../room.ts';
import { given } from './target.ts';

const ARTICLES_STAY = 'Articles, and what was read in them, are nobody’s and stay.';

export const erase: Handler = async (call, room) => {
  const { caller } = call.invocation;
  const whom = given(call, 'whom') ?? '';
  const person = personIn(whom, caller);
  const everything = /^everything$/i.test(whom);
  if (!everything && person === null) {
    return sentence(`${echoed(whom)} is nobody’s id. Write me, a person’s id, or everything.`);
  }
  if (everything && caller.workspace === null) {
    return sentence('There is no workspace or server here to erase: give the command in one.');
  }
  if (caller.reach === 'channel' && !isOneself(person, caller)) {
    return sentence('You manage this channel only, so you can erase what is kept of yourself: write me.');
  }
  if (given(call, 'confirm')?.toLowerCase() !== 'erase') {
    return sentence('Nothing was erased. It cannot be undone, so it is confirmed with the word: confirm:erase');
  }
  const said = person === null ? await eraseWorkspace(caller, room) : await erasePerson(person, call, room);
  return sentence(`${said} ${ARTICLES_STAY}`);
};

interface Person {
  readonly platform: Platform;
  readonly id: string;
}

/** Nothing of it is kept in the audit log, which is itself among what is erased. */
async function eraseWorkspace({ platform, workspace }: Caller, { archive, subscriptions }: Room): Promise<string> {
  const spared = subscriptions.map(({ id }) => id);
  const rows = await archive.erase({ platform, workspace: workspace ?? '', spared });
  return (
    'Everything that was kept of this place is erased: subscriptions and what they brought, topics, questions, reports, mutes, ' +
    `limits, the audit log. ${entries(rows)} What the operator’s list brings here stays.`
  );
}

async function erasePerson(person: Person, call: Call, { archive, direct }: Room): Promise<string> {
  const { caller } = call.invocation;
  const isMe = isOneself(person, caller);
  const channel = await direct(person.platform, person.id);
  // Written last, and of oneself without the id, so that nothing is kept of whom it was.
  const entry = call.entry('a person', isMe ? 'nameless' : undefined);
  const whom = { platform: person.platform, person: person.id, within: reachOf(person, caller) };
  const rows = await archive.erase({ ...whom, direct: channel ? [channel] : [] }, entry);
  if (rows === 0) return `Nothing was kept of ${isMe ? 'you' : person.id}.${howToName(caller)}`;
  return `What was kept of ${isMe ? 'you' : person.id} is erased. ${entries(rows)}`;
}

function isOneself(person: Person | null, caller: Caller): boolean {
  return person !== null && person.id === caller.person && person.platform === caller.platform;
}

/** A manager's word holds in their own workspace; the operator's, and of oneself anybody's, everywhere. */
function reachOf(person: Person, caller: Caller): string | null {
  return isOneself(person, caller) || caller.platform === 'console' ? null : caller.workspace;
}

function entries(rows: number): string {
  return `${counted(rows, 'entry was', 'entries were')} erased or made nameless.`;
}

function howToName({ platform }: Caller): string {
  return platform === 'console'
    ? ' People of Slack and Discord are written slack:U0123ABCD or discord:1234567890.'
    : '';
}

const IDS = { slack: /^[A-Z0-9]{2,30}$/, discord: /^\d{5,20}$/, console: /^[\w-]{1,30}$/ } as const;

/** `me`, an id, a mention as the platforms write it, or in the terminal `platform:id`; null for anything else. */
function personIn(whom: string, { platform, person }: Caller): Person | null {
  if (/^me$/i.test(whom)) return { platform, id: person };
  if (/^everything$/i.test(whom)) return null;
  const [, mentioned] = /^<@!?([A-Za-z0-9]+)(?:\|[^>]*)?>$/.exec(whom) ?? [];
  const [, elsewhere, name] = /^(slack|discord):(.*)$/s.exec(whom) ?? [];
  const named = elsewhere as 'slack' | 'discord' | undefined;
  if (named !== undefined && named !== platform && platform !== 'console') return null;
  const found = { platform: named ?? platform, id: name ?? mentioned ?? whom };
  return IDS[found.platform].test(found.id) ? found : null;
}
