/**
 * What Slack makes of an acknowledgement: what it takes, by the kind of the event, and what it shows an error for. Here that
 * is thrown, where the event was sent.
 */
import { z } from 'zod';
import type { SlackEvent } from './deeds.ts';
import { suggestions } from './elements.ts';
import { viewProblem } from './views.ts';

interface Submitted {
  readonly type?: string;
  readonly view?: { readonly blocks?: readonly { readonly type?: string; readonly block_id?: string }[] };
}

/** The acknowledgement itself. @throws Error naming what Slack would not take */
export function acceptAck({ type, payload }: Pick<SlackEvent, 'type' | 'payload'>, ack: unknown): unknown {
  const { type: kind, view } = payload as Submitted;
  // The answer to a command may stand there itself.
  if (type === 'slash_commands') return ack;
  if (type !== 'interactive' || (kind !== 'view_submission' && kind !== 'block_suggestion')) {
    if (!isNothing(ack)) throw new Error(`Slack takes no answer in this acknowledgement: ${JSON.stringify(ack)}`);
    return ack;
  }
  if (kind === 'block_suggestion') {
    suggestions.parse(ack);
    return ack;
  }
  if (isNothing(ack)) return ack;
  const answer = submissionAnswer.parse(ack);
  if (answer.response_action === 'errors') acceptErrors(answer.errors, view);
  if (answer.response_action === 'update' || answer.response_action === 'push') {
    const problem = viewProblem(answer.view, 'modal');
    if (problem) throw new Error(`Slack takes no such view: ${problem.messages.join('; ')}`);
  }
  return ack;
}

/** https://docs.slack.dev/surfaces/modals#displaying_errors */
const submissionAnswer = z.discriminatedUnion('response_action', [
  z.strictObject({
    response_action: z.literal('errors'),
    errors: z.record(z.string(), z.string().min(1)).refine((errors) => Object.keys(errors).length > 0, 'no errors'),
  }),
  z.strictObject({ response_action: z.enum(['update', 'push']), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('clear') }),
]);

/** Only for inputs that stand in the view: for others, people see "We had some trouble connecting". */
function acceptErrors(errors: Readonly<Record<string, string>>, view: Submitted['view']): void {
  const inputs = (view?.blocks ?? []).flatMap(({ type, block_id }) => (type === 'input' ? [block_id] : []));
  const unknown = Object.keys(errors).filter((name) => !inputs.includes(name));
  if (unknown.length > 0) throw new Error(`there is no input ${unknown.join(', ')} in the view`);
}

const isNothing = (ack: unknown) =>
  ack === undefined || ack === '' || (typeof ack === 'object' && ack !== null && Object.keys(ack).length === 0);
