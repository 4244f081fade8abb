/** Who changed what and when, and which reports wait for an answer. */
import { channelName } from '../../digest/subscription.ts';
import { moment } from '../../digest/times.ts';
import { counted } from '../../digest/words.ts';
import type { Inline } from '../../message/message.ts';
import type { AuditEntry, Report } from '../../ports/conversation.ts';
import type { Caller } from '../command.ts';
import { correctionsFor } from '../everyone/set-right.ts';
import { sightOf, visibleStory } from '../everyone/sight.ts';
import { bold, section, text, toCaller } from '../reply.ts';
import type { Handler, Room } from '../room.ts';
import { readableSubject } from './audit-subject.ts';
import { given } from './target.ts';

const USUAL_ENTRIES = 15;
const MOST_REPORTS = 5;
/** Of these, the ones without an answer are looked for. */
const REPORTS_LOOKED_AT = 50;

export const audit: Handler = async (call, room) => {
  const { caller } = call.invocation;
  const { platform, workspace } = caller;
  const zone = caller.zone ?? room.zone;
  const entries = await room.archive.audit(platform, workspace, Number(given(call, 'entries') ?? USUAL_ENTRIES));
  const reports = await openReports(caller, room);
  const lines = entries.map((entry) => entryLine(entry, caller, zone));
  const reported = await Promise.all(reports.map((report) => reportLine(report, caller, zone, room)));
  const changes =
    entries.length === 0
      ? 'Nothing was changed here yet'
      : `The last ${counted(entries.length, 'change')}, newest first`;
  return toCaller({
    say: `${changes}; ${reports.length === 0 ? 'no report is' : `${counted(reports.length, 'report is', 'reports are')}`} open.`,
    sections: [
      ...(lines.length > 0 ? [section('changes', 'Changes', lines)] : []),
      ...(reported.length > 0 ? [section('reports', 'Open reports', reported)] : []),
    ],
    foot: `Times are of ${zone}. People are shown by their ids.`,
  });
};

function entryLine(entry: AuditEntry, caller: Caller, zone: string): Inline[] {
  const subject = readableSubject(entry, caller);
  const what = subject === null ? 'in a private channel' : subject;
  return [
    text(`${moment(entry.at, zone)} · ${entry.person} · `),
    bold(entry.command.replace(/^news(?:-admin)? /, '')),
    text(what === '' ? '' : ` · ${what}`),
  ];
}

/** A report is answered by a correction of its story that came after it. */
async function openReports(caller: Caller, { archive }: Room): Promise<Report[]> {
  const reports = await archive.reports(caller.platform, caller.workspace, REPORTS_LOOKED_AT);
  const storyIds = [...new Set(reports.map(({ storyId }) => storyId))];
  const corrections = await correctionsFor(storyIds, caller, { archive });
  const isAnswered = ({ storyId, made }: Report) =>
    corrections.some((correction) => correction.storyId === storyId && correction.made.at > made.at);
  return reports.filter((report) => !isAnswered(report)).slice(0, MOST_REPORTS);
}

/** Reports are meant for managers wherever they are; but of a story that is kept to other channels nothing is told. */
async function reportLine(report: Report, caller: Caller, zone: string, room: Room): Promise<Inline[]> {
  const when = text(`${moment(report.made.at, zone)} · ${report.made.person} · `);
  const story = await visibleStory(report.storyId, await sightOf(caller, room), room);
  if (!story) return [when, text('on a story that is kept to another channel')];
  const elsewhere = channelName(report.channel) === channelName(caller.channel) ? '' : ' (in another channel)';
  return [when, bold(story.title), text(`${elsewhere}: ${report.reason}`)];
}
