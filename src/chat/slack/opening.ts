/**
 * Opening forms. Slack gives three seconds for it, counted from the deed: where it takes longer to learn what is to be asked
 * for, a form that says so is opened in time, and the true one takes its place.
 */
import type { ModalView } from '@slack/types';
import type { Form } from '../../command/command.ts';
import { patiently } from '../../delivery/patience.ts';
import type { Clock, Log } from '../../ports.ts';
import { type CallFailure, sortFailure } from './answers.ts';
import { label, proseBlocks } from './blocks.ts';
import type { SlackClient } from './client.ts';
import { formView } from './forms.ts';
import { LONGEST_WAIT_MS, VIEW_TITLE_CHARACTERS } from './limits.ts';
import type { Seal } from './seal.ts';
import type { Spot } from './spot.ts';

/** Leaves Slack, and the way there and back, as much time again. */
const PATIENCE_MS = 1200;

/** `unfit`: there is none, or none that could carry what is known. */
export type Opened = 'opened' | 'unfit' | 'too late';

export interface Opening {
  /**
   * Opens the form once it is known. `likely` says that there will be one, so that something may be opened before.
   * Never throws.
   */
  open(asked: Promise<Form | null>, spot: Omit<Spot, 'direct'>, trigger: string, likely: boolean): Promise<Opened>;
}

export function createOpening(
  { web, webApi }: SlackClient,
  seal: Seal,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Opening {
  /** The id of the view; null for one that is open already, by the same event. */
  async function show(trigger: string, view: ModalView): Promise<string | null | 'too late'> {
    try {
      const { view: shown } = await web.views.open({ trigger_id: trigger, view });
      return shown?.id ?? null;
    } catch (error) {
      const failure = sortFailure(error, webApi);
      if (failure.kind === 'declined' && failure.code === 'exchanged_trigger_id') return null;
      log.warn('slack: a form could not be opened', { ...failure });
      return 'too late';
    }
  }

  async function replace(id: string, view: ModalView): Promise<Opened> {
    const outcome = await patiently(clock, LONGEST_WAIT_MS, () => replaceOnce(id, view));
    // Closed meanwhile: then it is not wanted.
    if (outcome.kind === 'opened' || (outcome.kind === 'declined' && outcome.code === 'not_found')) return 'opened';
    log.warn('slack: a form could not take its place', { ...outcome });
    return 'too late';
  }

  async function replaceOnce(id: string, view: ModalView): Promise<CallFailure | { readonly kind: 'opened' }> {
    try {
      await web.views.update({ view_id: id, view });
      return { kind: 'opened' };
    } catch (error) {
      return sortFailure(error, webApi);
    }
  }

  return {
    async open(asked, spot, trigger, likely) {
      const known = new AbortController();
      const early = !likely
        ? Promise.resolve(null)
        : clock
            .sleep(PATIENCE_MS, known.signal)
            .then(() => (known.signal.aborted ? null : show(trigger, notice('One moment…'))));
      // What breaks is told by the answer.
      const form = await asked.catch(() => null);
      known.abort();
      const waiting = await early;
      const view = form === null ? null : formView(form, spot, seal);
      const isWaiting = waiting !== null && waiting !== 'too late';
      if (view === null) {
        if (isWaiting) await replace(waiting, notice('The answer stands where you asked.'));
        return 'unfit';
      }
      if (isWaiting) return replace(waiting, view);
      return (await show(trigger, view)) === 'too late' ? 'too late' : 'opened';
    },
  };
}

const notice = (words: string): ModalView => ({
  type: 'modal',
  title: label('Newsdesk', VIEW_TITLE_CHARACTERS),
  close: label('Close', VIEW_TITLE_CHARACTERS),
  blocks: proseBlocks([{ kind: 'text', text: words }]),
});
