import type { Handler } from '../room.ts';
import { ask } from './ask.ts';
import { changed } from './changed.ts';
import { digest } from './digest.ts';
import { follow, unfollow } from './follow.ts';
import { help } from './help.ts';
import { list } from './list.ts';
import { report } from './report.ts';
import { search } from './search.ts';
import { sources } from './sources.ts';
import { status } from './status.ts';
import { story } from './story.ts';
import { topics } from './topics.ts';
import { why } from './why.ts';

/** By full name: what answers each command of `/news`. */
export const EVERYONE: Readonly<Record<string, Handler>> = {
  'news digest': digest,
  'news ask': ask,
  'news changed': changed,
  'news story': story,
  'news sources': sources,
  'news search': search,
  'news topics': topics,
  'news list': list,
  'news follow': follow,
  'news unfollow': unfollow,
  'news why': why,
  'news report': report,
  'news help': help,
  'news status': status,
};
