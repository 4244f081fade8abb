/**
 * The words by which news turns: an article that says one of them which nobody said before tells something new, however many
 * of its other words were said. Words of one line say the same, so that `sacked` after `dismissed` is no news.
 */
import { plainStem } from '../summary/verify/negation.ts';

const SAME: readonly string[] = [
  'kill killed killing kills die died dies dying dead death deaths fatal fatally',
  'dismiss dismissed dismissal sack sacked oust ousted',
  'close closed closes closing closure shut shuts shutting',
  'begin begins began begun beginning start started starts starting launch launched',
  'end ended ends ending stop stopped stops cease ceased halt halted',
  'reopen reopened reopens reopening resume resumed resumes resumption',
  'resign resigned resigns resignation quit quits',
  'free freed release released releases',
  'rise rises rose risen rising raise raised increase increased increases climb climbed',
  'fall falls fell fallen falling drop dropped drops cut cuts reduce reduced decline declined',
  'agree agreed agrees agreement accept accepted approve approved approval endorse endorsed',
  'reject rejected rejects rejection refuse refused refuses refusal veto vetoed',
  'ban banned bans bar barred forbid forbidden prohibit prohibited',
  'suspend suspended suspends suspension postpone postponed delay delayed delays',
  'lift lifted lifts withdraw withdrew withdrawn withdraws withdrawal cancel cancelled canceled scrap scrapped',
  'arrest arrested arrests detain detained detention',
  'charge charged charges indict indicted indictment accuse accused',
  'jail jailed imprison imprisoned sentence sentenced convict convicted conviction',
  'acquit acquitted acquittal',
  'win wins won winning victory beat beaten defeat defeated',
  'lose loses lost losing',
  'find finds found discover discovered locate located',
  'rescue rescued save saved',
  'attack attacked attacks strike struck bomb bombed shell shelled',
  'collapse collapsed sink sank sunk burst crash crashed explode exploded explosion',
  'injure injured injures wound wounded hurt',
  'elect elected election appoint appointed appointment name named nominate nominated',
  'replace replaced succeed succeeded',
  'return returned returns back',
  'sign signed signs ratify ratified',
  'sue sued sues lawsuit',
  'confirm confirmed confirms admit admitted admits',
  'deny denied denies denial',
  'apologise apologised apologize apologized apology',
  'extend extended extends extension prolong prolonged',
  'evacuate evacuated evacuation flee fled',
];

const turns = new Map<string, string>();
for (const line of SAME) {
  const [first = '', ...others] = line.split(' ');
  turns.set(first, first);
  for (const word of [first, ...others]) turns.set(plainStem(word), first);
}

/** The one word that stands for all that say the same turn; null for a word that turns nothing. `stem` is as `plainStem` gives it, or a turn itself. */
export function turnOf(stem: string): string | null {
  return turns.get(stem) ?? null;
}
