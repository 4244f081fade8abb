import type { PipelineEvent } from '../pipeline/events.ts';
import { withoutSecrets } from './output.ts';

/** What is worth a line while it happens; the rest is in the report. */
export function eventText(event: PipelineEvent): string | null {
  switch (event.kind) {
    case 'rejected':
      return `Refused ${event.file}: ${withoutSecrets(event.reason)}`;
    case 'unreadable':
      return `${event.final ? 'Gave up' : 'Could not read'} “${event.title}”: ${withoutSecrets(event.reason)}`;
    case 'trouble':
      return withoutSecrets(event.text);
    default:
      return null;
  }
}
