/** What platforms and the model said last of our tokens, and whether people are listened to. */
import type { LastWord } from '../alert/alert.ts';
import type { Outcome } from '../delivery/delivery.ts';
import type { Chat, Clock, Desk, Llm, LlmAnswer } from '../ports.ts';

export interface LastWords {
  tokens(): readonly LastWord[];
  /** Of platforms that are to be listened to, as their connections stand now; one that still connects has no word. */
  listening(): readonly LastWord[];
  /** The same, with what is said noted. */
  chat(chat: Chat): Chat;
  llm(llm: Llm): Llm;
}

export function createLastWords(clock: Clock): LastWords {
  const tokens = new Map<string, LastWord>();
  const listening = new Map<string, LastWord>();
  const note = (words: Map<string, LastWord>, subject: string, trouble: string | null) =>
    words.set(subject, { subject, at: clock.now(), trouble });

  /** Trying in vain to connect again is the same trouble still. */
  function noteConnection(platform: string, trouble: string | null): void {
    const before = listening.get(platform);
    if (trouble !== null && before && before.trouble !== null) listening.set(platform, { ...before, trouble });
    else note(listening, platform, trouble);
  }

  function outcome(platform: string, made: Outcome): Outcome {
    if (made.kind === 'sent') note(tokens, platform, null);
    if (made.kind === 'refused') note(tokens, platform, made.scope === 'token' ? made.reason : null);
    return made;
  }

  function answer(given: LlmAnswer): LlmAnswer {
    if (given.kind === 'failed' && given.permanent) note(tokens, 'model', given.reason);
    const asked = given.kind === 'refused' || given.kind === 'truncated' || given.kind === 'invalid';
    if (asked || (given.kind === 'answered' && !given.cached)) note(tokens, 'model', null);
    return given;
  }

  return {
    tokens: () => [...tokens.values()],
    listening: () => [...listening.values()],
    llm: (llm) => ({ ...llm, complete: async (request, signal) => answer(await llm.complete(request, signal)) }),
    chat: (chat) =>
      Object.assign(Object.create(chat) as Chat, {
        post: async (post) => outcome(chat.platform, await chat.post(post)),
        edit: async (edit) => outcome(chat.platform, await chat.edit(edit)),
        say: async (to, message) => outcome(chat.platform, await chat.say(to, message)),
        async listen(desk, signal) {
          const connection: Desk['connection'] = (platform, trouble) => {
            if (!signal.aborted) noteConnection(platform, trouble);
            desk.connection?.(platform, trouble);
          };
          try {
            await chat.listen({ ...desk, connection }, signal);
            // A connection that broke off since it was made has said so.
            if (!signal.aborted && !listening.has(chat.platform)) note(listening, chat.platform, null);
          } catch (error) {
            note(listening, chat.platform, (error as Error).message);
            throw error;
          }
        },
      } satisfies Partial<Chat>),
  };
}
