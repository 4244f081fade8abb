/** The same ports, with a span around each piece of work. */
import type { Reader } from '../pipeline/reader.ts';
import type { Archive } from '../ports/archive.ts';
import type { Chat, Desk, Llm } from '../ports.ts';
import type { InSpan } from './spans.ts';

export function tracedArchive(archive: Archive, inSpan: InSpan): Archive {
  return {
    ...archive,
    takeIn: (arrival) =>
      inSpan('take-in', {}, async (note) => {
        const intake = await archive.takeIn(arrival);
        note({ 'newsdesk.outcome': intake.kind, ...(intake.articleId && { 'newsdesk.article': intake.articleId }) });
        return intake;
      }),
    publish: (publication) =>
      inSpan('publish', { 'newsdesk.platform': publication.channel.platform }, async (note) => {
        const recorded = await archive.publish(publication);
        note({ 'newsdesk.recorded': recorded, 'newsdesk.deliveries': publication.deliveries.length });
        return recorded;
      }),
  };
}

export function tracedReader(reader: Reader, inSpan: InSpan): Reader {
  return {
    ...reader,
    read: (article, signal) =>
      inSpan('read', { 'newsdesk.article': article.id, 'newsdesk.reader': reader.name }, async (note) => {
        const answer = await reader.read(article, signal);
        note({ 'newsdesk.outcome': answer.kind });
        return answer;
      }),
  };
}

export function tracedLlm(llm: Llm, inSpan: InSpan): Llm {
  return {
    ...llm,
    complete: (request, signal) =>
      inSpan(
        'model call',
        { 'gen_ai.request.model': request.model, 'newsdesk.purpose': request.purpose },
        async (note) => {
          const answer = await llm.complete(request, signal);
          note({ 'newsdesk.outcome': answer.kind });
          if (answer.kind === 'answered') note({ 'newsdesk.cached': answer.cached });
          if (answer.kind !== 'budget') {
            const { inputTokens, outputTokens } = answer.usage;
            note({ 'gen_ai.usage.input_tokens': inputTokens, 'gen_ai.usage.output_tokens': outputTokens });
          }
          return answer;
        },
      ),
  };
}

/** What is called on a platform for a delivery: one call a span. */
export function tracedChat(chat: Chat, inSpan: InSpan): Chat {
  const about = (key: string) => ({ 'newsdesk.platform': chat.platform, 'newsdesk.delivery': key });
  return Object.assign(Object.create(chat) as Chat, {
    post: ((post) =>
      inSpan('deliver', about(post.key), async (note) => {
        const outcome = await chat.post(post);
        note({ 'newsdesk.outcome': outcome.kind });
        return outcome;
      })) satisfies Chat['post'],
    edit: ((edit) =>
      inSpan('edit', about(edit.key), async (note) => {
        const outcome = await chat.edit(edit);
        note({ 'newsdesk.outcome': outcome.kind });
        return outcome;
      })) satisfies Chat['edit'],
  });
}

/** @param label keeps what people typed out of the spans */
export function tracedDesk(desk: Desk, inSpan: InSpan, label: (command: string) => string): Desk {
  return {
    ...desk,
    answer: (invocation, progress) =>
      inSpan(
        'command',
        { 'newsdesk.command': label(invocation.command), 'newsdesk.platform': invocation.caller.platform },
        () => desk.answer(invocation, progress),
      ),
  };
}
