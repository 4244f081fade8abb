/** What the last seven days would have brought: shown before anything is subscribed. */
import type { Article } from '../../article/article.ts';
import { shortDay } from '../../digest/times.ts';
import type { Topic } from '../../digest/topic.ts';
import { PLUS } from '../../digest/topics.ts';
import { counted } from '../../digest/words.ts';
import type { Control } from '../../message/control.ts';
import type { Inline, Section } from '../../message/message.ts';
import { safeUrl } from '../../message/safe.ts';
import { again, refusedAgain } from '../again.ts';
import { button } from '../everyone/choose.ts';
import { section, text, toCaller } from '../reply.ts';
import type { Call, Handler, Room } from '../room.ts';
import { type Looked, lookBack, PREVIEW_DAYS } from './filing.ts';
import { confirming, keepProposal, SUBSCRIBE } from './proposal.ts';
import { given, listed, type Target, targetOf } from './target.ts';
import { hiddenAt, readWish, type Wish } from './wish.ts';

/** `/news-admin preview`: a topic, several, or any words. Makes nothing. */
export const preview: Handler = async (call, room) => {
  const { caller } = call.invocation;
  const target = await targetOf(call, room);
  if ('wrong' in target) return toCaller({ say: target.wrong });
  const wish = await readWish(given(call, 'topic') ?? '', target, caller, room);
  if ('wrong' in wish) return refusedAgain(wish.wrong, call, room);
  const shown = await previewOf(wish, target, call, room);
  return toCaller({
    ...shown,
    foot: 'This is a preview: nothing was changed.',
    controls: await subscribing(wish, target, call, room),
  });
};

async function subscribing(wish: Wish, target: Target, call: Call, room: Room): Promise<Control[]> {
  if (wish.kind === 'new') {
    const id = await keepProposal(wish.topic, target, call, room);
    return [
      ...button('Make it and subscribe', SUBSCRIBE, confirming(id, target), 'primary'),
      ...(await again('Other words', call, room)),
    ];
  }
  return button('Subscribe', SUBSCRIBE, { topic: wish.names.join(',') }, 'primary');
}

// ---- what is shown -------------------------------------------------------------------------------------------------

/** More of them only lengthen the message. */
const MOST_TERMS_SHOWN = 12;
/** From so many articles on, a share says something. */
const ENOUGH_TO_JUDGE = 20;
/** A topic that takes in more than this share of everything hardly chooses. */
const BROAD_SHARE = 0.4;

export async function previewOf(wish: Wish, target: Target, call: Call, room: Room) {
  call.progress(`Looking through the last ${PREVIEW_DAYS} days…`);
  const topics = wish.kind === 'new' ? [wish.topic] : wish.topics;
  const looked = await lookBack(topics, hiddenAt(target, room), room);
  const sections: Section[] = [];
  if (looked.latest.length > 0) {
    sections.push(
      section(
        'latest',
        'The latest',
        looked.latest.map((article) => headline(article, room)),
      ),
    );
  }
  if (topics) sections.push(section('terms', 'It looks for', termLines(topics)));
  return { title: `Preview: ${nameOf(wish)}`, say: `${countLine(looked)}${hint(looked, wish)}`, sections };
}

function nameOf(wish: Wish): string {
  if (wish.kind === 'new') return wish.topic.description;
  return wish.topics === null ? 'everything' : listed(wish.names);
}

function countLine({ looked, found }: Looked): string {
  if (looked === 0) return `No articles came in during the last ${PREVIEW_DAYS} days, so there is nothing to judge by.`;
  const count = found === 0 ? 'none' : `${found}`;
  return `The last ${PREVIEW_DAYS} days would have brought ${count} of the ${counted(looked, 'article')} that came in.`;
}

function hint({ looked, found }: Looked, wish: Wish): string {
  if (looked === 0 || (wish.kind === 'known' && wish.topics === null)) return '';
  if (found === 0) return ' It may be too narrow: fewer or commoner words find more.';
  return looked >= ENOUGH_TO_JUDGE && found / looked > BROAD_SHARE
    ? ' It may be too broad: a more particular word or phrase finds less.'
    : '';
}

function headline({ title, url, source, date }: Article, { clock }: Room): Inline[] {
  const address = url === null ? null : safeUrl(url);
  const told = text(title);
  const linked: Inline = address === null ? told : { kind: 'link', text: told.text, url: address };
  const from = [source, date === null ? null : shortDay(date, clock.now())].filter((part) => part !== null);
  return from.length === 0 ? [linked] : [linked, text(` — ${from.join(', ')}`)];
}

function termLines(topics: readonly Topic[]): string[] {
  const terms = [...new Set(topics.flatMap((topic) => topic.terms))];
  const lines = terms.slice(0, MOST_TERMS_SHOWN).map(termInWords);
  return terms.length > lines.length ? [...lines, `and ${terms.length - lines.length} more`] : lines;
}

/** `“chip” and “export” in one paragraph`. */
function termInWords(term: string): string {
  const parts = term.split(PLUS).map((part) => `“${part.trim()}”`);
  return parts.length === 1 ? (parts[0] as string) : `${listed(parts)} in one paragraph`;
}
