/** The same ports, with what they do counted. */
import { COMMANDS } from '../command/catalogue.ts';
import { commandName } from '../command/command.ts';
import type { Archive } from '../ports/archive.ts';
import type { Clock, Desk } from '../ports.ts';
import type { Meters } from './meters.ts';

/** What is counted is what the archive has accepted: what another process had done before counts there. */
export function measuredArchive(archive: Archive, { note }: Meters): Archive {
  const seconds = (from: Date, to: Date) => Math.max(0, to.getTime() - from.getTime()) / 1000;

  async function delivered(digestId: string, platform: string, at: Date): Promise<void> {
    const published = await archive.digest(digestId).catch(() => null);
    if (!published) return;
    note('newsdesk_digest_delivered_lateness_seconds', { platform }, seconds(published.digest.window.to, at));
  }

  return {
    ...archive,
    async takeIn(arrival) {
      const intake = await archive.takeIn(arrival);
      note('newsdesk_articles_total', { outcome: intake.kind });
      if (intake.kind === 'rejected') note('newsdesk_problems_total', { kind: 'refused-file' });
      return intake;
    },
    async keepSummary(claim, summary, now) {
      const kept = await archive.keepSummary(claim, summary, now);
      if (kept) note('newsdesk_readings_total', { outcome: 'read' });
      return kept;
    },
    async failReading(claim, failure) {
      const kept = await archive.failReading(claim, failure);
      if (!kept) return false;
      note('newsdesk_readings_total', { outcome: failure.nextAt ? 'failed' : 'given-up' });
      if (!failure.nextAt) note('newsdesk_problems_total', { kind: 'unreadable-article' });
      return true;
    },
    async publish(publication) {
      const recorded = await archive.publish(publication);
      if (!recorded) return false;
      note('newsdesk_digests_total', { outcome: publication.digest ? 'digest' : 'silent' });
      if (publication.digest) {
        note('newsdesk_digest_published_lateness_seconds', {}, seconds(publication.window.to, publication.at));
      }
      return true;
    },
    async settleDelivery(claim, state) {
      const settled = await archive.settleDelivery(claim, state);
      if (!settled) return false;
      const { channel, digestId, part } = claim.delivery;
      note('newsdesk_deliveries_total', { platform: channel.platform, state: state.kind });
      if (state.kind === 'sent' && part === 0) void delivered(digestId, channel.platform, state.at);
      return true;
    },
    async settleEdit(claim, outcome) {
      const settled = await archive.settleEdit(claim, outcome);
      const kind = outcome.nextAt ? 'failed' : outcome.reason === null ? 'done' : 'given-up';
      if (settled) note('newsdesk_edits_total', { platform: claim.channel.platform, outcome: kind });
      return settled;
    },
    async recordCall(call) {
      const { model, purpose, outcome } = call;
      note('newsdesk_model_calls_total', { model, purpose, outcome });
      note('newsdesk_model_tokens_total', { model, kind: 'input' }, call.inputTokens);
      note('newsdesk_model_tokens_total', { model, kind: 'cached' }, call.cachedTokens);
      note('newsdesk_model_tokens_total', { model, kind: 'output' }, call.outputTokens);
      if (call.costUsd !== null) note('newsdesk_model_cost_dollars_total', { model }, call.costUsd);
      note('newsdesk_model_call_duration_seconds', { model }, call.milliseconds / 1000);
      await archive.recordCall(call);
    },
  };
}

const KNOWN = new Set(COMMANDS.map(commandName));

/** Whatever people type is no label. */
export function commandLabel(command: string): string {
  return KNOWN.has(command) ? command : 'unknown';
}

export function measuredDesk(desk: Desk, { note }: Meters, clock: Clock): Desk {
  return {
    ...desk,
    async answer(invocation, progress) {
      const reply = await desk.answer(invocation, progress);
      const took = Math.max(0, clock.now().getTime() - invocation.at.getTime()) / 1000;
      note('newsdesk_command_duration_seconds', { command: commandLabel(invocation.command) }, took);
      return reply;
    },
    acknowledged(platform, ms) {
      desk.acknowledged?.(platform, ms);
      note('newsdesk_acknowledgement_seconds', { platform }, ms / 1000);
    },
  };
}
