/** Who changed what and when, and which reports wait for an answer. */
import { type Channel, channelName } from '../../digest/subscription.ts';
import { moment } from '../../digest/times.ts';
import { counted } from '../../digest/words.ts';
import type { Inline } from '../../message/message.ts';
import type { AuditEntry, Report } from '../../ports/conversation.ts';
import type { Caller } from '../command.ts';
import { button } from '../everyone/choose.ts';
import { correctionsFor } from '../everyone/set-right.ts';
import { type Sight, sightOf, visibleStory } from '../everyone/sight.ts';
import { subscriptionsOf } from '../known.ts';
import { bold, section, text, toCaller } from '../reply.ts';
import type { Handler, Room } from '../room.ts';
import { inWords, readableSubject } from './audit-subject.ts';
import { given } from './target.ts';

const USUAL_ENTRIES = 15;
const MOST_REPORTS = 5;
/** Of these, the ones without an answer are looked for. */
const REPORTS_LOOKED_AT = 50;

export const audit: Handler = async (call, room) => {
  const { caller } = call.invocation;
  const zone = caller.zone ?? room.zone;
  const skipped = Number(/^\d{1,6}$/.exec(given(call, 'skip') ?? '')?.[0] ?? 0);
  const asked = Number(given(call, 'entries') ?? USUAL_ENTRIES);
  const { entries, more } = await entriesFor(caller, skipped, asked, room);
  const reports = skipped > 0 ? [] : await openReports(caller, room);
  const sight = await sightOf(caller, room);
  const lines = await Promise.all(entries.map((entry) => entryLine(entry, { caller, zone, sight }, room)));
  const reported = await Promise.all(reports.map((report) => reportLine(report, { caller, zone, sight }, room)));
  const open = `${reports.length === 0 ? 'no report is' : `${counted(reports.length, 'report is', 'reports are')}`} open.`;
  return toCaller({
    say: skipped > 0 ? `${changesShown(entries.length, skipped)}.` : `${changesShown(entries.length, 0)}; ${open}`,
    sections: [
      ...(lines.length > 0 ? [section('changes', 'Changes', lines)] : []),
      ...(reported.length > 0 ? [section('reports', 'Open reports', reported)] : []),
    ],
    foot: `Times in ${zone}. People and other channels are shown by their ids.`,
    controls: more
      ? button('Older', 'news-admin audit', { entries: String(asked), skip: String(skipped + entries.length) })
      : [],
  });
};

/** Whoever manages one channel only sees what was done in that one. */
async function entriesFor({ platform, workspace, channel, reach }: Caller, skip: number, asked: number, room: Room) {
  const page = { skip, ...(reach === 'channel' && { channel }) };
  const found = await room.archive.audit(platform, workspace, asked + 1, page);
  return { entries: found.slice(0, asked), more: found.length > asked };
}

function changesShown(count: number, skipped: number): string {
  if (count === 0) return skipped > 0 ? 'There is nothing older' : 'Nothing was changed here yet';
  return skipped > 0
    ? `${counted(count, 'older change')}, after the newest ${skipped}`
    : `The last ${count === 1 ? 'change' : `${count} changes, newest first`}`;
}

interface Reading {
  readonly caller: Caller;
  readonly zone: string;
  readonly sight: Sight;
}

async function entryLine(entry: AuditEntry, { caller, zone, sight }: Reading, room: Room): Promise<Inline[]> {
  const subject = readableSubject(entry, caller);
  const what = subject === null ? [text('in a private channel')] : await inWords(subject, caller, sight, room);
  return [
    text(`${moment(entry.at, zone)} · ${entry.person} · `),
    bold(entry.command.replace(/^news(?:-admin)? /, '')),
    ...(what.length > 0 ? [text(' · '), ...what] : []),
  ];
}

/** A report is answered by a correction of its story that came after it. */
async function openReports(caller: Caller, { archive }: Room): Promise<Report[]> {
  const reports = await archive.reports(caller.platform, caller.workspace, REPORTS_LOOKED_AT);
  const storyIds = [...new Set(reports.map(({ storyId }) => storyId))];
  const corrections = await correctionsFor(storyIds, caller, { archive });
  const isAnswered = ({ storyId, made }: Report) =>
    corrections.some((correction) => correction.storyId === storyId && correction.made.at > made.at);
  const isFor = ({ channel }: Report) => caller.reach !== 'channel' || isSame(channel, caller.channel);
  return reports.filter((report) => isFor(report) && !isAnswered(report)).slice(0, MOST_REPORTS);
}

/** Of a story that is kept to other channels nothing is told, nor what was written where perhaps not everybody reads. */
async function reportLine(report: Report, { caller, zone, sight }: Reading, room: Room): Promise<Inline[]> {
  const { made, reason, channel } = report;
  const who = text(`${moment(made.at, zone)} · ${made.person} · `);
  const story = await visibleStory(report.storyId, sight, room);
  if (!story) return [who, text('on a story that is kept to another channel')];
  if (isSame(channel, caller.channel)) return [who, bold(story.title), text(`: ${reason}`)];
  const told = (await isForAll(report, room)) ? `: ${reason}` : ': /news-admin audit there tells what it says';
  return [who, bold(story.title), text(` (in another channel)${told}`)];
}

/** Whether it was written in a channel that is known to be public, or to Newsdesk alone, which means the managers. */
async function isForAll({ channel, workspace }: Report, room: Room): Promise<boolean> {
  if (workspace === null || /^D/.test(channel.id)) return true;
  const there = await subscriptionsOf(channel, room);
  return there.some(({ kept }) => kept?.place === 'public');
}

const isSame = (one: Channel, other: Channel) => channelName(one) === channelName(other);
