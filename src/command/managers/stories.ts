/** What a manager knows better of stories: two that are one, or an article that is in the wrong one. It stays so. */
import { shortDay } from '../../digest/times.ts';
import type { Story, StoryArticle } from '../../story/story.ts';
import type { Reply } from '../command.ts';
import { askWhich, choice, withDraft } from '../everyone/choose.ts';
import { folded } from '../everyone/likeness.ts';
import { sentence } from '../reply.ts';
import type { Call, Handler, Room } from '../room.ts';
import { type Meant, storyMeant } from '../subjects.ts';
import { auditSubject } from './audit-subject.ts';
import { given } from './target.ts';

export const mergeStories: Handler = async (asked, room) => {
  const call = await withDraft(asked, room);
  const first = await storyMeant(given(call, 'story') ?? '', call, room);
  if ('reply' in first) return first.reply;
  const second = await otherStory({ ...call, args: { ...call.args, story: first.found.id } }, room);
  if ('reply' in second) return second.reply;
  if (first.found.id === second.found.id) return sentence(`That is the same story: “${first.found.title}”.`);
  const merged = await call.change(room, async ({ archive }, audit) => {
    const id = await archive.mergeStories([first.found.id, second.found.id], editBy(call, room));
    if (id !== null) await audit(auditSubject(`${id} with ${second.found.id}`, call.invocation.caller));
    return id;
  });
  if (merged === null) return sentence('One of the two has gone meanwhile: nothing was changed.');
  return sentence(
    `“${first.found.title}” and “${second.found.title}” are one story now, and stay one. /news-admin story split parts them.`,
  );
};

export const splitStory: Handler = async (asked, room) => {
  const call = await withDraft(asked, room);
  const meant = await storyMeant(given(call, 'story') ?? '', call, room);
  if ('reply' in meant) return meant.reply;
  const story = meant.found;
  const article = await articleOf(story, { ...call, args: { ...call.args, story: story.id } }, room);
  if ('reply' in article) return article.reply;
  const parted = await call.change(room, async ({ archive }, audit) => {
    const id = await archive.splitStory([article.found.id], editBy(call, room));
    if (id !== null) await audit(auditSubject(`${article.found.id} from ${story.id}`, call.invocation.caller));
    return id;
  });
  if (parted === null)
    return sentence(`“${article.found.title}” is all there is of that story: nothing to part it from.`);
  return sentence(
    `“${article.found.title}” is a story of its own now, and stays apart from “${story.title}”. /news-admin story merge joins them again.`,
  );
};

function editBy({ invocation }: Call, { clock }: Room) {
  return { by: { person: invocation.caller.person, at: clock.now() } };
}

/** The story to join the first with; where several may be meant, the menu fills this option. */
async function otherStory(call: Call, room: Room): Promise<Meant<Story>> {
  const meant = await storyMeant(given(call, 'with') ?? '', call, room);
  if (!('reply' in meant) || !meant.reply.message.controls) return meant;
  const choices = meant.reply.message.controls.flatMap((control) => (control.kind === 'menu' ? control.choices : []));
  const { with: _, ...others } = call.args;
  const say = meant.reply.message.notification;
  return {
    reply: await askWhich(say, { fills: 'with', label: 'Choose a story', choices }, { ...call, args: others }, room),
  };
}

/** The article meant by its id, file or title; of a story with several, one is asked for. */
async function articleOf(story: Story, call: Call, room: Room): Promise<Meant<StoryArticle>> {
  const words = given(call, 'article');
  const names = ({ id, file, title }: StoryArticle) => [id, folded(file), folded(title)];
  const named =
    words === null
      ? []
      : story.articles.filter((one) => [words, folded(words)].some((word) => names(one).includes(word)));
  const [found] = named;
  if (found) return { found };
  return { reply: await whichArticle(story, call, room) };
}

function whichArticle({ articles, title }: Story, call: Call, room: Room): Promise<Reply> {
  const now = room.clock.now();
  const choices = articles.flatMap((one) =>
    choice(one.date === null ? one.title : `${shortDay(one.date, now)}: ${one.title}`, one.id),
  );
  const say = `Which article does not belong to “${title}”?`;
  return askWhich(say, { fills: 'article', label: 'Choose an article', choices }, call, room);
}
