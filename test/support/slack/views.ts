/** Modals and Home tabs, refused as Slack refuses them. https://docs.slack.dev/reference/views */
import { z } from 'zod';
import { block, haveIdsOfTheirOwn } from '../slack-blocks.ts';
import { fillable, plainText } from './elements.ts';

const VIEW_BLOCKS = 100;
const VIEW_BYTES = 250_000;
/** How long a trigger may be exchanged for a view. https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
const TRIGGER_MS = 3000;

const input = z.strictObject({
  type: z.literal('input'),
  block_id: z.string().min(1).max(255).optional(),
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  element: fillable,
});
/** https://docs.slack.dev/reference/views/modal-views and home-tab-views */
const common = {
  blocks: z.array(z.union([input, block])).max(VIEW_BLOCKS),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};
const view = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'),
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    ...common,
  }),
  z.strictObject({ type: z.literal('home'), ...common }),
]);

/** Slack's error code and its messages, or null. A modal is opened, and the Home tab is published. */
export function viewProblem(
  given: unknown,
  type: 'modal' | 'home',
): { error: string; messages: readonly string[] } | null {
  const checked = view.safeParse(given);
  if (!checked.success)
    return { error: 'invalid_arguments', messages: checked.error.issues.map(({ message }) => message) };
  const { data } = checked;
  if (data.type !== type) return { error: 'invalid_arguments', messages: [`type is not ${type}`] };
  const inputs = data.blocks.filter(({ type }) => type === 'input');
  if (data.type === 'modal' && inputs.length > 0 && data.submit === undefined) {
    return { error: 'invalid_arguments', messages: ['submit is missing'] };
  }
  if (!haveIdsOfTheirOwn(data.blocks)) return { error: 'invalid_arguments', messages: ['block_id is used twice'] };
  return Buffer.byteLength(JSON.stringify(given)) > VIEW_BYTES ? { error: 'view_too_large', messages: [] } : null;
}

/** Ids that may be exchanged for one view, soon. */
export function createTriggers(now: () => number) {
  const issued = new Map<string, { at: number; used: boolean }>();
  return {
    issue(): string {
      const id = `${issued.size + 1}.${issued.size + 1000}.abcdef`;
      issued.set(id, { at: now(), used: false });
      return id;
    },
    /** Slack's error code, or null. */
    exchange(id: unknown): string | null {
      const trigger = issued.get(String(id));
      if (trigger === undefined) return 'invalid_trigger_id';
      if (trigger.used) return 'exchanged_trigger_id';
      if (now() - trigger.at > TRIGGER_MS) return 'expired_trigger_id';
      trigger.used = true;
      return null;
    },
  };
}
