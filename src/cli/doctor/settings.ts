/** For `doctor`: the settings, and what looks like one and is none. */
import { nearest } from '../../command/everyone/likeness.ts';
import { settingNames, unknownNames } from '../../config/settings.ts';
import type { Config } from '../../config.ts';
import { counted } from '../../digest/words.ts';
import type { Finding } from './finding.ts';

/** More slips make another word of it. */
const SLIPS = 2;

export function examineSettings(config: Config): Finding {
  const topics = counted(config.topics.length, 'topic');
  const subscriptions = counted(config.subscriptions.length, 'subscription');
  return { check: 'settings', state: 'ok', text: `${topics}, ${subscriptions}, no mistakes found` };
}

/** What `.env` names has to mean something; the environment has names of other programs too. */
export function examineNames(names = unknownNames()): Finding[] {
  const finding = (name: string, place: string, state: Finding['state']): Finding[] => {
    const meant = nearest(name, settingNames(), SLIPS);
    if (meant === null) return [];
    return [{ check: 'settings', state, text: `${name} in ${place} is no setting: is ${meant} meant?` }];
  };
  return [
    ...names.inFile.flatMap((name) => finding(name, '.env', 'problem')),
    ...names.inEnvironment.flatMap((name) => finding(name, 'the environment', 'unset')),
  ];
}
