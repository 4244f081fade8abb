/** Options that several commands take. */
import { WEEKDAYS } from '../digest/subscription.ts';
import type { Option } from './command.ts';

/** Topic to look at, where everything is meant without one. */
export const topic: Option = {
  name: 'topic',
  description: 'Only this topic; without one, everything',
  type: 'text',
  required: false,
  complete: 'topic',
};
export const since: Option = {
  name: 'since',
  description: 'A span (24h, 7d) or a day (2026-11-24)',
  type: 'text',
  required: false,
};
export const story: Option = {
  name: 'story',
  description: 'The story: choose one, or type words of its title',
  type: 'text',
  required: true,
  complete: 'story',
  rest: true,
};
export const channel: Option = {
  name: 'channel',
  description: 'Another channel than this one',
  type: 'channel',
  required: false,
};
export const time: Option = {
  name: 'time',
  description: 'Time of day of the digest, 24 hours: 08:00',
  type: 'text',
  required: false,
};
export const zone: Option = {
  name: 'zone',
  description: 'Time zone of that time, e.g. Europe/Berlin',
  type: 'text',
  required: false,
  complete: 'zone',
};
export const lookback: Option = {
  name: 'lookback',
  description: 'Once a week, how the stories went: a day and a time, e.g. fri 17:00; or off',
  type: 'text',
  required: false,
  second: '\\d{1,2}(?:[:.]\\d{2})?(?:\\s?[ap]m)?',
};
export const days: Option = {
  name: 'days',
  description: `Days of the digest: every, weekdays, or some of ${WEEKDAYS.join(' ')}`,
  type: 'text',
  required: false,
};
