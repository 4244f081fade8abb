/** Buttons stand under messages for years; whatever became of what they name, pressing one is answered in plain words. */
import { describe, expect, it } from 'vitest';
import { commandNamed } from '../../src/command/catalogue.ts';
import { changesSomething } from '../../src/command/command.ts';
import { digestControls } from '../../src/digest/compose.ts';
import type { Action, Control } from '../../src/message/control.ts';
import { createDesk } from '../../src/pipeline/desk.ts';
import type { RetentionMark } from '../../src/ports/retention.ts';
import { aCall, aRoom, HARBOUR, read, type TestRoom } from '../support/room.ts';

const DAY_MS = 86_400_000;
const SHOWN = [
  'news digest',
  'news topics',
  'news list',
  'news changed',
  'news story',
  'news sources',
  'news why',
  'news search',
];

let events = 0;

async function press({ command, args }: Action, room: TestRoom): Promise<string> {
  events += 1;
  const { invocation } = aCall(command, args, { event: `slack:press-${events}`, via: 'control', at: room.clock.now() });
  const desk = createDesk(room);
  if ((await desk.form(invocation)) !== null) return 'a form';
  const reply = await desk.answer(invocation, () => {});
  if (reply === null) throw new Error(`no answer to ${command}`);
  return read(reply);
}

/** Every button under a digest and under what people were answered about its stories, and each choice of their menus. */
async function allButtons(room: TestRoom): Promise<Action[]> {
  const digest = (await room.archive.lastDigest(HARBOUR))?.digest;
  if (!digest) throw new Error('there is no digest');
  const controls: Control[] = [...digestControls(digest.id)];
  const [story] = digest.stories;
  for (const command of SHOWN) {
    const args = {
      ...(/story|sources|why/.test(command) && { story: story?.storyId ?? '' }),
      ...(/search/.test(command) && { query: 'strait' }),
    };
    events += 1;
    const { invocation } = aCall(command, args, { event: `slack:shown-${events}`, at: room.clock.now() });
    const reply = await createDesk(room).answer(invocation, () => {});
    controls.push(...(reply?.message.controls ?? []));
  }
  return controls
    .flatMap((control) =>
      control.kind === 'button'
        ? [control.action]
        : control.choices.map(({ value }) => ({
            command: control.action.command,
            args: { ...control.action.args, [control.fills]: value },
          })),
    )
    .filter(({ command }) => {
      const known = commandNamed(command);
      return known !== null && (!changesSomething(known) || known.root === 'news');
    });
}

async function aPublishedRoom(): Promise<{ room: TestRoom; buttons: Action[] }> {
  const room = await aRoom();
  await room.publish();
  const buttons = await allButtons(room);
  expect(buttons.length).toBeGreaterThan(8);
  return { room, buttons };
}

/** In words that say what is the matter, where something is. */
async function expectAnswers(buttons: readonly Action[], room: TestRoom): Promise<void> {
  for (const button of buttons) {
    const answer = await press(button, room);
    expect(answer, `${button.command} ${JSON.stringify(button.args)}`).not.toMatch(
      /went wrong|undefined|\[object|null/,
    );
    expect(answer.trim()).not.toBe('');
  }
}

describe('buttons of old messages', () => {
  it('work after months, as the archive stands then', async () => {
    const { room, buttons } = await aPublishedRoom();
    await room.clock.advance(200 * DAY_MS);
    await expectAnswers(buttons, room);
  });

  it('show the whole of a story that was merged into another since', async () => {
    const { room, buttons } = await aPublishedRoom();
    const stories = await room.archive.stories({ hiddenTopics: ['mergers'], limit: 10 });
    const ids = stories.map(({ id }) => id);
    const by = { person: 'UANNA', at: room.clock.now() };
    const merged = await room.archive.mergeStories([ids[0] ?? '', ids[1] ?? ''], { by });
    expect(merged).not.toBeNull();
    await expectAnswers(buttons, room);
    const shown = await Promise.all(
      ids.slice(0, 2).map((id) => press({ command: 'news story', args: { story: id } }, room)),
    );
    expect(shown[0]).toBe(shown[1]);
  });

  it('say so where all that they name was let go of', async () => {
    const { room, buttons } = await aPublishedRoom();
    await room.clock.advance(400 * DAY_MS);
    const before = new Date(room.clock.now().getTime() - DAY_MS);
    let mark: RetentionMark | null = null;
    do mark = (await room.archive.letGo(before, mark)).after;
    while (mark !== null);
    while ((await room.archive.letGoOfWords(before)) > 0);
    await expectAnswers(buttons, room);
  });
});
