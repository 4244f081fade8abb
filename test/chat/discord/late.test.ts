/** What was asked of a process that ended before it had answered, as the next one answers it. */
import { describe, expect, it } from 'vitest';
import { toCaller, toChannel } from '../../../src/command/reply.ts';
import { IDA, useCommand, write } from '../../support/discord/people.ts';
import { readable } from '../../support/discord/readable.ts';
import { directChannel } from '../../support/discord/world.ts';
import { answerOn, aTalk, slowDesk, type Talk, textIn, until } from './talk.ts';

const SORRY = toCaller({ say: 'I was interrupted. Please ask again.' });
const HERE = ({ discord }: Talk) => ({ in: discord.channelId });

/** The way back to the only one who waits. */
async function backFrom({ asked }: Talk): Promise<string> {
  await until(() => expect(asked).toHaveLength(1));
  return asked[0]?.back ?? '';
}

describe('an interaction', () => {
  it('at which something is still thought about is answered in that place', async () => {
    const talk = await aTalk({ desk: slowDesk() });
    const waiting = useCommand(talk.discord, HERE(talk), 'news status');
    expect(await talk.chat.answerLate?.(await backFrom(talk), SORRY)).toBe(true);
    expect(waiting.messages.map(readable)).toEqual(['I was interrupted. Please ask again.']);
  });

  it('at which a sign of progress stands is answered in its place', async () => {
    const { answer } = slowDesk();
    const talk = await aTalk({
      desk: {
        answer: async (invocation, progress) => {
          progress('Looking through 4 articles…');
          return answer?.(invocation, progress) ?? null;
        },
      },
    });
    const waiting = useCommand(talk.discord, HERE(talk), 'news status');
    expect(await answerOn(waiting)).toBe('(Looking through 4 articles…)');
    expect(await talk.chat.answerLate?.(await backFrom(talk), SORRY)).toBe(true);
    expect(waiting.messages.map(readable)).toEqual(['I was interrupted. Please ask again.']);
  });

  it('that has its answer keeps it, though it begins with small print', async () => {
    const context = [{ kind: 'text', text: 'Asked: “Who?”' } as const];
    const reply = toChannel({ say: 'The mayor.' });
    const answer = async () => ({ ...reply, message: { ...reply.message, context } });
    const talk = await aTalk({ desk: { answer } });
    const answered = useCommand(talk.discord, HERE(talk), 'news ask', { question: 'Who?' });
    const said = await answerOn(answered);
    expect(said).toBe('(Asked: “Who?”)\nThe mayor.');
    expect(await talk.chat.answerLate?.(await backFrom(talk), SORRY)).toBe(true);
    expect(answered.messages.map(readable)).toEqual([said]);
  });

  it('that is over is answered directly', async () => {
    const talk = await aTalk({ desk: slowDesk() });
    useCommand(talk.discord, HERE(talk), 'news status');
    const back = await backFrom(talk);
    talk.discord.advance(16 * 60_000);
    expect(await talk.chat.answerLate?.(back, SORRY)).toBe(true);
    expect(await textIn(talk.discord, directChannel(talk.discord.world, IDA.id).id)).toEqual([
      'I was interrupted. Please ask again.',
    ]);
  });
});

it('a mention is answered under the message', async () => {
  const talk = await aTalk({ desk: slowDesk() });
  const said = write(talk.discord, HERE(talk), `<@${talk.discord.world.bot.id}> who shut the pier?`);
  expect(await talk.chat.answerLate?.(await backFrom(talk), SORRY)).toBe(true);
  expect(talk.discord.posted(talk.discord.channelId)[1]).toMatchObject({ message_reference: { message_id: said.id } });
});
