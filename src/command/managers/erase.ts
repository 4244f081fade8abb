/** Erasing what is kept of a person or of a workspace. */
import { counted } from '../../digest/words.ts';
import type { Caller } from '../command.ts';
import { sentence } from '../reply.ts';
import type { Handler } from '../room.ts';
import { given } from './target.ts';

const ARTICLES_STAY = 'Articles, and what was read in them, are nobody’s and stay.';

export const erase: Handler = async (call, { archive }) => {
  const { caller } = call.invocation;
  const whom = given(call, 'whom') ?? '';
  const person = personIn(whom, caller);
  const everything = /^everything$/i.test(whom);
  if (!everything && person === null) {
    return sentence(`“${whom}” is nobody’s id. Write me, a person’s id, or everything.`);
  }
  if (everything && caller.workspace === null) {
    return sentence('There is no workspace or server here to erase: give the command in one.');
  }
  if (given(call, 'confirm')?.toLowerCase() !== 'erase') {
    return sentence('Nothing was erased. It cannot be undone, so it is confirmed with the word: confirm:erase');
  }
  // Written first and without an id, so that the entry is itself among what is erased.
  await call.audit(everything ? 'everything' : 'a person');
  const { platform, workspace } = caller;
  const rows = await archive.erase(
    everything
      ? { platform, workspace: workspace ?? '' }
      : { platform, person: person ?? '', within: reachOf(caller, person) },
  );
  return sentence(
    `${done(everything ? null : person === caller.person ? 'you' : (person ?? ''), rows)} ${ARTICLES_STAY}`,
  );
};

/** A manager's word holds in their own workspace; of oneself, everything everywhere is meant. */
function reachOf({ person, workspace }: Caller, whom: string | null): string | null {
  return whom === person ? null : workspace;
}

/** `who` is null for everything. */
function done(who: string | null, rows: number): string {
  const count = `${counted(rows, 'entry was', 'entries were')} erased or made nameless.`;
  if (who === null) {
    return `Everything that was kept of this place is erased: subscriptions, topics, questions, reports, mutes, limits, the audit log. ${count}`;
  }
  return rows === 0 ? `Nothing was kept of ${who}.` : `What was kept of ${who} is erased. ${count}`;
}

/** `me`, an id, or a mention as the platforms write it; null for anything else. */
function personIn(whom: string, caller: Caller): string | null {
  if (/^me$/i.test(whom)) return caller.person;
  if (/^everything$/i.test(whom)) return null;
  const [, mentioned] = /^<@!?([A-Za-z0-9]+)(?:\|[^>]*)?>$/.exec(whom) ?? [];
  const id = mentioned ?? whom;
  return { slack: /^[A-Z0-9]{2,30}$/, discord: /^\d{5,20}$/, console: /^[\w-]{1,30}$/ }[caller.platform].test(id)
    ? id
    : null;
}
