/** Reports on one stranding, by invented papers, that share few words: where some of them belong is a balanced question. */

import type { Article } from '../../../src/article/article.ts';
import { plainArticle } from '../../../src/article/plain.ts';

const TEXTS = {
  stranding:
    'The car ferry Gannet ran aground on the Osk sandbank on Monday night, the coastguard said. Captain Ada Finch reported a failure of the steering gear. Tugs from Tarn Bridge pulled until dawn.',
  towed:
    'Tugs freed the Gannet from the sandbank off Osk on Tuesday. The ferry, with its captain Ada Finch on the bridge, was towed to the yard at Tarn Bridge. The steering gear had failed.',
  heard:
    'Ada Finch, a captain of twenty years, will be heard in Tarn Bridge about the night on the sandbank. Her union says that the owners saved on repairs and that crews had asked for help.',
  divers:
    'The steering gear of the Gannet was bent, divers found. Osk Crossing takes the boat out of service and pays travellers for hotels, meals and missed trains.',
  school:
    'Travellers stranded in Osk slept in a school. The mayor Piet Halder opened its kitchen, and the coastguard brought blankets for the families.',
  shares:
    'Osk Crossing must repair the Gannet by spring, the transport board ruled. Shares of its owner fell, and analyst Rhea Stolt expects a loss for the year.',
  insurers:
    'Insurers of Osk Crossing will examine the Gannet in dock. Rhea Stolt, an analyst, expects a loss, as the company has no other boat for the winter.',
  quake:
    'An earthquake shook the valley of Lower Brask early on Tuesday and brought down the bell tower of the abbey. Nobody was hurt. Abbot Nils Arden said the bells had been taken out for cleaning.',
} as const;

/**
 * `shares` after `stranding` alone joins it, and `divers` or `school` after `stranding` and `towed` begin a story, all on
 * balanced evidence.
 */
export function balanced(file: keyof typeof TEXTS, over: Partial<Article> = {}): Article {
  const article = plainArticle(TEXTS[file]);
  return { ...article, id: file.padEnd(32, '0'), file, date: '2026-11-14', source: `Courier of ${file}`, ...over };
}
