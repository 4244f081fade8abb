/** `/news sources`: who told a story, and the quotes behind what is said of it. */
import type { DigestStory } from '../../digest/digest.ts';
import { publisherCount } from '../../digest/publishers.ts';
import { counted } from '../../digest/words.ts';
import type { Bullet, Quoted } from '../../message/message.ts';
import { safeText } from '../../message/safe.ts';
import type { Actor, Claim } from '../../summary/summary.ts';
import type { Reply } from '../command.ts';
import { bold, section, text, toCaller } from '../reply.ts';
import type { Call, Room } from '../room.ts';
import { digestMeant, storyOfDigest } from '../subjects.ts';
import { button } from './choose.ts';
import { folded } from './likeness.ts';
import { corrections } from './set-right.ts';
import { replyOf, withStory } from './story.ts';
import { attribution, sourceInline, sourceOf, type Told } from './told.ts';

export async function sources(call: Call, room: Room): Promise<Reply> {
  const digest = await digestMeant(call.invocation, room);
  if (call.args['story'] === undefined && digest && digest.stories.length > 0) {
    const now = room.clock.now();
    const ofStory = (one: DigestStory) =>
      section(
        one.storyId,
        one.headline,
        one.sources.map((source) => sourceInline(source, now)),
      );
    const meant = await storyOfDigest(digest, call, room);
    if ('found' in meant) return replyOf(meant.found, call, room, sourcesReply);
    const { controls = [] } = meant.reply.message;
    const say = 'Who told the stories of this digest. Choose one for its quotes.';
    return toCaller({ say, sections: digest.stories.map(ofStory), controls });
  }
  return withStory(call, room, sourcesReply);
}

// ---- its sources -------------------------------------------------------------------------------------------------------

async function sourcesReply({ story, articles }: Told, { invocation }: Call, room: Room): Promise<Reply> {
  const now = room.clock.now();
  const copies = articles.filter(({ duplicateOf }) => duplicateOf !== null).length;
  const publishers = counted(publisherCount(story.sources), 'publisher');
  const copied = copies === 0 ? '' : `, ${copies === 1 ? 'one of them a copy' : `${copies} of them copies`}`;
  const lines = articles.map((trace) => [
    ...sourceInline(sourceOf(trace.article), now),
    ...(trace.duplicateOf === null ? [] : [text(' (a copy, counted as a source only)')]),
  ]);
  return toCaller({
    title: story.headline,
    say: `${counted(articles.length, 'article')} by ${publishers}${copied}.`,
    sections: [
      ...(await corrections(story.storyId, invocation.caller, room)),
      section('sources', 'Who told it', lines),
      section('quotes', 'The quotes behind its bullets', quotesOf(story, now)),
    ].filter(({ blocks }) => blocks.length > 0),
    controls: button('The story', 'news story', { story: story.storyId }),
  });
}

/** Each actor and each implication once, with every quote that it rests on; a sentence of the article itself stands as its own quote. */
function quotesOf({ actors, implications, sources }: DigestStory, now: Date): Bullet[] {
  const quoted = ({ evidence }: Claim): Quoted[] =>
    evidence.map(({ quote, articleId }) => {
      const source = sources.find((one) => one.articleId === articleId);
      return { quote: safeText(quote).trim(), attribution: source ? safeText(attribution(source, now)) : null };
    });
  const isVerbatim = ({ text: words, evidence: [{ quote }] }: Claim) =>
    folded(safeText(quote).trim()) === folded(words);
  const byActor = Map.groupBy(actors, ({ kind, name }) => `${kind} ${name}`);
  return [
    ...[...byActor.values()].map((told): Bullet => {
      const [{ name }] = told as [Actor];
      const words = told.flatMap((actor) => (isVerbatim(actor) ? [] : [actor.text])).join(' ');
      return { inline: [bold(name), ...(words === '' ? [] : [text(`: ${words}`)])], quotes: told.flatMap(quoted) };
    }),
    ...implications.map((claim) => ({
      inline: [text(isVerbatim(claim) ? 'What may follow' : claim.text)],
      quotes: quoted(claim),
    })),
  ];
}
