/** Options that several commands take. */
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
  description: 'A span (24h, 7d), a day (monday, 2026-11-24) or a month',
  type: 'text',
  required: false,
  kind: 'since',
};
export const story: Option = {
  name: 'story',
  description: 'The story: choose one, its number in the digest, or words of its title',
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
  description: 'When the digest comes: 08:00, 8 am, noon',
  type: 'text',
  required: false,
  kind: 'time',
};
export const zone: Option = {
  name: 'zone',
  description: 'Whose clocks count: a city, a country or a zone, e.g. Europe/Berlin',
  type: 'text',
  required: false,
  kind: 'zone',
  complete: 'zone',
};
export const lookback: Option = {
  name: 'lookback',
  description: 'Once a week, how the stories went: a day and a time, e.g. fri 17:00; or off',
  type: 'text',
  required: false,
  kind: 'lookback',
};
export const days: Option = {
  name: 'days',
  description: 'Days of the digest: every, weekdays, weekends, mon-thu, or some of mon tue wed thu fri sat sun',
  type: 'text',
  required: false,
  kind: 'days',
};
