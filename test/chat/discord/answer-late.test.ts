/** What a process that has ended left is answered by another, where the person looks for it. */
import { describe, expect, it } from 'vitest';
import { sentence, toCaller } from '../../../src/command/reply.ts';
import { IDA, useCommand, write } from '../../support/discord/people.ts';
import { readable } from '../../support/discord/readable.ts';
import { directChannel } from '../../support/discord/world.ts';
import { aTalk, slowDesk, type Talk, textIn, until } from './talk.ts';

const AGAIN = sentence('Please ask again.');
const QUARTER_MS = 15 * 60_000 + 1_000;

/** The way back to whoever asked, as the desk wrote it down. */
async function backOf(talk: Talk, nth = 0): Promise<string> {
  await until(() => expect(talk.asked.length).toBeGreaterThan(nth));
  return talk.asked[nth]?.back ?? '';
}

describe('an interaction whose process has ended', () => {
  it('is answered in the place of the sign that somebody thinks, for the same eyes', async () => {
    const talk = await aTalk({ desk: slowDesk() });
    const interaction = useCommand(talk.discord, { in: talk.discord.channelId }, 'news status');
    expect(await talk.chat.answerLate?.(await backOf(talk), AGAIN)).toBe(true);
    expect(interaction.messages.map(readable)).toEqual(['Please ask again.']);
    expect(talk.discord.posted(talk.discord.channelId)).toEqual([]);
  });

  it('keeps the answer that it got, however that was not noted', async () => {
    const slow = slowDesk();
    const talk = await aTalk({ desk: slow });
    const interaction = useCommand(talk.discord, { in: talk.discord.channelId }, 'news status');
    const back = await backOf(talk);
    slow.finish(toCaller({ say: 'All is well.' }));
    await until(() => expect(interaction.messages).toHaveLength(1));
    expect(await talk.chat.answerLate?.(back, AGAIN)).toBe(true);
    expect(interaction.messages.map(readable)).toEqual(['All is well.']);
  });

  it('that is over is answered directly', async () => {
    const talk = await aTalk({ desk: slowDesk() });
    useCommand(talk.discord, { in: talk.discord.channelId }, 'news status');
    const back = await backOf(talk);
    talk.discord.advance(QUARTER_MS);
    expect(await talk.chat.answerLate?.(back, AGAIN)).toBe(true);
    const direct = directChannel(talk.discord.world, IDA.id).id;
    expect(await textIn(talk.discord, direct)).toEqual(['Please ask again.']);
  });
});

describe('a mention whose process has ended', () => {
  it('is answered under what was written', async () => {
    const talk = await aTalk({ desk: slowDesk() });
    const question = write(talk.discord, { in: talk.discord.channelId }, `<@${talk.discord.world.bot.id}> status`);
    expect(await talk.chat.answerLate?.(await backOf(talk), AGAIN)).toBe(true);
    const [, answer] = talk.discord.posted(talk.discord.channelId);
    expect(answer).toMatchObject({ content: 'Please ask again.', message_reference: { message_id: question.id } });
  });
});

describe('a way back that nobody wrote', () => {
  it('is nobody’s', async () => {
    const talk = await aTalk({ desk: slowDesk() });
    for (const back of ['nonsense', '{}', '{"id":"1","person":"../x","there":{"channel":{"id":"1"}}}']) {
      expect(await talk.chat.answerLate?.(back, AGAIN)).toBe(true);
    }
    expect(talk.discord.requests.filter(({ method, path }) => method !== 'GET' && /messages/.test(path))).toEqual([]);
  });
});
