/**
 * Whatever articles, models or people wrote, put through every command and shown by each platform's own renderer: nothing of
 * it comes to life.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderConsole } from '../../src/chat/console/render.ts';
import { controlRows } from '../../src/chat/discord/controls.ts';
import { modalOf } from '../../src/chat/discord/modal.ts';
import type { MessageBody } from '../../src/chat/discord/payload.ts';
import { replyBodies, spokenBodies } from '../../src/chat/discord/reply.ts';
import { formView, optionsOf } from '../../src/chat/slack/forms.ts';
import { renderHome, renderReply } from '../../src/chat/slack/reply.ts';
import { createSeal } from '../../src/chat/slack/seal.ts';
import { decodeAction, encodeAction } from '../../src/command/action.ts';
import { COMMANDS } from '../../src/command/catalogue.ts';
import {
  type Args,
  type Caller,
  type Command,
  commandName,
  type Form,
  type Option,
} from '../../src/command/command.ts';
import type { Message } from '../../src/message/message.ts';
import { createDesk } from '../../src/pipeline/desk.ts';
import { hostileText } from '../chat/discord/hostile.ts';
import { anArticle, aSummary } from '../support/articles.ts';
import { liveIn } from '../support/discord/markdown-reader.ts';
import { componentsIn } from '../support/discord/people.ts';
import { postRefusal } from '../support/discord/refusals.ts';
import { acting, following, type NewsItem } from '../support/news.ts';
import { aCaller, aRoom, HARBOUR, MORNINGS, type TestRoom } from '../support/room.ts';
import { living } from '../support/slack/inert.ts';
import { blocksProblem } from '../support/slack-blocks.ts';

const ARTICLE = 'https://courier.example/toll';
const STORY = 's1111111111111111';

const SLACKS = [
  ...['<!channel>', '<!here|everyone>', '<@U0ADMIN>', '<#C0NEWS|news>', '<!subteam^S012|@editors>'],
  ...['<https://evil.example|your bank>', '&lt;!here&gt;', '&amp;lt;', '|>|<|', '*bold* _it_ ~no~ `code`'],
];
/** Of both platforms, with words between, so that it can be found and named. */
const words = fc
  .array(fc.oneof(fc.constantFrom(...SLACKS), hostileText), { minLength: 1, maxLength: 4 })
  .map((pieces) => `Strait ${pieces.join(' ')} toll`);

// ---- a room in which everything says it ----------------------------------------------------------------------------------

function newsOf(said: string): NewsItem[] {
  const paragraphs = [`${said} closed the strait to ships on Monday.`, `${said} may raise the price of grain.`];
  const article = anArticle({
    id: '1'.repeat(32),
    file: `${said.slice(0, 60)}.txt`,
    title: said,
    source: said,
    date: '2026-11-23',
    url: ARTICLE,
    paragraphs,
  });
  const [first = '', second = ''] = article.text.split('\n\n');
  const summary = aSummary(article, {
    headline: said,
    actors: [acting(article, said, 'person', said, first)],
    implications: [following(article, second)],
    topics: ['shipping'],
    note: said,
    unsupported: [{ kind: 'implication', text: said, reason: said }],
  });
  return [{ article, at: new Date('2026-11-23T10:00:00Z'), summary }];
}

async function roomOf(said: string): Promise<TestRoom> {
  const topics = [{ name: 'shipping', description: said, terms: [said] }];
  const room = await aRoom({ topics, news: newsOf(said), subscriptions: [MORNINGS] });
  const made = { person: 'UBORIS', at: room.clock.now() };
  const { archive } = room;
  const origin = { platform: 'slack', workspace: 'T1' } as const;
  await archive.keepTopic({ ...origin, name: 'strait', description: said, terms: [said], channel: null, made });
  await archive.keepCorrection({ storyId: STORY, text: said, origin, made });
  const report = { ...origin, id: 'r1', channel: HARBOUR, storyId: STORY, reason: said, made };
  await archive.keepReport(report);
  await archive.keepMute({ channel: HARBOUR, kind: 'source', subject: said, label: said, until: null, made });
  await room.publish();
  return room;
}

const WHO: Caller = aCaller({ manager: true });

/** Each option says it; what must be chosen is, and a story is the one there is, or what was said. */
function argsOf(command: Command, said: string, named: 'story' | 'words'): Args {
  const value = (option: Option): string[] => {
    if (option.type === 'channel') return [];
    if (option.choices) return [option.choices[0]?.value ?? ''];
    if (option.type === 'number') return [String(option.min ?? 1)];
    if (option.kind !== undefined) return named === 'words' && option.required ? [said] : [];
    return [option.complete === 'story' && named === 'story' ? STORY : said];
  };
  return Object.fromEntries(command.options.flatMap((option) => value(option).map((text) => [option.name, text])));
}

interface Seen {
  readonly messages: readonly Message[];
  readonly forms: readonly Form[];
}

/** What a person sees who gives every command, with what was said and without, and presses the buttons that come. */
async function everything(said: string): Promise<Seen> {
  const room = await roomOf(said);
  const desk = createDesk(room);
  const messages: Message[] = [await desk.home(WHO)];
  const forms: Form[] = [];
  let events = 0;
  const give = async (command: string, args: Args) => {
    const invocation = { event: `slack:E${++events}`, caller: WHO, command, args, thread: null, at: room.clock.now() };
    const form = await desk.form({ ...invocation, via: 'command' });
    if (form) forms.push(form);
    const reply = await desk.answer({ ...invocation, via: 'command' }, () => {});
    if (reply) messages.push(reply.message);
    return reply?.message.controls ?? [];
  };
  for (const command of COMMANDS.filter(({ path }) => path[0] !== 'erase')) {
    await give(commandName(command), {});
    for (const named of ['words', 'story'] as const) {
      for (const { action } of await give(commandName(command), argsOf(command, said, named))) {
        expect(decodeAction(encodeAction(action))).toEqual(action);
        if (!action.command.startsWith('news-admin')) await give(action.command, action.args);
      }
    }
  }
  return { messages: [...messages, ...room.said.map(({ message }) => message)], forms };
}

// ---- what each platform makes of it ----------------------------------------------------------------------------------------

const SLACK = { parse: 'none', link_names: false };
const SEAL = createSeal('a secret of the tests');
const SPOT = { person: 'UANNA', channel: 'CHARBOUR', thread: null, lookingAt: null, hook: null };

function expectInertOnSlack(message: Message): void {
  for (const kind of ['message', 'ephemeral'] as const) {
    for (const { text, blocks } of renderReply(message, kind)) {
      expect(living({ ...SLACK, text, blocks }, [ARTICLE])).toEqual([]);
      expect(blocksProblem(blocks)).toBeNull();
    }
  }
  expect(living({ view: renderHome(message) }, [ARTICLE])).toEqual([]);
}

function expectInertOnDiscord(message: Message): void {
  for (const body of [...replyBodies(message), ...spokenBodies(message)]) {
    expect(postRefusal(body)).toBeNull();
    expect(body.allowed_mentions).toEqual({ parse: [] });
    expect(
      markdownIn(body)
        .flatMap(liveIn)
        .filter((live) => live !== ARTICLE),
    ).toEqual([]);
  }
}

function markdownIn({ content, components = [] }: MessageBody): string[] {
  const displays = componentsIn({ components }).map((component) => component['content']);
  return [content, ...displays].filter((text): text is string => typeof text === 'string');
}

/** Nothing but line ends and what can be seen. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
const HIDDEN = /[\x00-\x09\x0b-\x1f\x7f-\x9f\p{Bidi_Control}\u{e0000}-\u{e007f}\ud800-\udfff]/u;

function expectInertInTerminal(message: Message): void {
  for (const { payload } of renderConsole(message, { width: 40, colour: false })) {
    expect(payload.text).not.toMatch(HIDDEN);
  }
}

describe('whatever was written, in every reply to every command', () => {
  it('mentions nobody, links nowhere but to its article, and hides nothing', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(words, async (said) => {
        const { messages, forms } = await everything(said);
        expect(messages.length).toBeGreaterThan(COMMANDS.length * 2);
        for (const message of messages) {
          expectInertOnSlack(message);
          expectInertOnDiscord(message);
          expectInertInTerminal(message);
        }
        for (const form of forms) {
          expect(living({ view: formView(form, SPOT, SEAL) }, [])).toEqual([]);
          for (const { choices } of form.fields) expect(living({ options: optionsOf(choices) }, [])).toEqual([]);
          const modal = modalOf(form);
          if (modal) expect(componentsIn({ components: [...modal.components] }).length).toBeGreaterThan(0);
        }
        for (const { controls = [] } of messages) expect(controlRows(controls).length).toBeLessThanOrEqual(7);
      }),
      { numRuns: 8 },
    );
  });
});
