/** Who answers what managers give: every command under `/news-admin`. */
import type { Handler } from '../room.ts';
import { audit } from './audit.ts';
import { budget } from './budget.ts';
import { correct } from './correct.ts';
import { erase } from './erase.ts';
import { mute } from './mute.ts';
import { pause, resume } from './pause.ts';
import { preview } from './preview.ts';
import { retry } from './retry.ts';
import { schedule } from './schedule.ts';
import { mergeStories, splitStory } from './stories.ts';
import { subscribe } from './subscribe.ts';
import { addTopic, editTopic, removeTopic } from './topics.ts';
import { unsubscribe } from './unsubscribe.ts';

/** By full name. */
export const MANAGERS: Readonly<Record<string, Handler>> = {
  'news-admin subscribe': subscribe,
  'news-admin unsubscribe': unsubscribe,
  'news-admin schedule': schedule,
  'news-admin pause': pause,
  'news-admin resume': resume,
  'news-admin preview': preview,
  'news-admin mute': mute,
  'news-admin topic add': addTopic,
  'news-admin topic edit': editTopic,
  'news-admin topic remove': removeTopic,
  'news-admin story merge': mergeStories,
  'news-admin story split': splitStory,
  'news-admin budget': budget,
  'news-admin retry': retry,
  'news-admin correct': correct,
  'news-admin audit': audit,
  'news-admin erase': erase,
};
