import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readable } from '../../support/discord/readable.ts';
import { aPost, type DiscordStage, keyOf, openStage, postedRoot, someParts } from './stage.ts';

let stage: DiscordStage;
beforeEach(async () => {
  stage = await openStage(30_000);
});
afterEach(() => stage.close());

/** Posts root and cards, and gives how to put the root's cards anew. */
async function postedCards(): Promise<{ rootRef: string; edit: () => ReturnType<DiscordStage['chat']['edit']> }> {
  const rootRef = await postedRoot(stage);
  const { cards, all } = someParts(stage.chat);
  const sent = await stage.chat.post(aPost(stage, cards, { key: keyOf('cards'), rootRef }));
  const ref = sent.kind === 'sent' ? sent.ref : '';
  const content = all[2] ?? cards;
  return {
    rootRef,
    edit: () => stage.chat.edit({ channel: stage.channel, key: keyOf('cards'), ref, rootRef, content }),
  };
}

function settingsOf(thread: string): Record<string, unknown> {
  return stage.discord.world.channels.get(thread)?.extra['thread_metadata'] as Record<string, unknown>;
}

describe('correcting cards in a thread', () => {
  it('opens a thread that is archived', async () => {
    const { rootRef, edit } = await postedCards();
    const before = readable(stage.discord.posted(rootRef).at(-1) as never);
    settingsOf(rootRef)['archived'] = true;
    expect(await edit()).toMatchObject({ kind: 'sent' });
    expect(readable(stage.discord.posted(rootRef).at(-1) as never)).not.toBe(before);
  });

  it('says so where the thread is locked and stays archived', async () => {
    const { rootRef, edit } = await postedCards();
    Object.assign(settingsOf(rootRef), { archived: true, locked: true });
    expect(await edit()).toEqual({
      kind: 'refused',
      scope: 'message',
      reason: 'The thread of this digest is archived, and Newsdesk may not open it again to correct what stands there.',
    });
  });
});
