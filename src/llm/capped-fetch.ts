/** Far above any completion; a server that sends more is broken or hostile, and would fill the memory. */
export const MOST_RESPONSE_BYTES = 8 * 1024 * 1024;

/** `fetch`, with answers that end in an error once they grow past the limit. */
export async function cappedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  if (!response.body) return response;
  let received = 0;
  const cap = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      received += chunk.byteLength;
      if (received > MOST_RESPONSE_BYTES)
        controller.error(new Error(`an answer of more than ${MOST_RESPONSE_BYTES} bytes`));
      else controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(cap), response);
}
