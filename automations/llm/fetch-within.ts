/** The answer is longer than anything that we asked for. */
export class AnswerTooLong extends Error {}

/**
 * Fetches whole answers of a bounded size. The body is read before the answer is handed over, so
 * that a time limit on the call holds for all of it, and a server cannot fill our memory.
 */
export function fetchWithin({ bytesMax }: { bytesMax: number }): typeof fetch {
  return async (input, init) => {
    // A key is for the server that was named, and for no other that this one points to.
    const response = await fetch(input, { ...init, redirect: 'error' });
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      // Leaving the loop closes the connection.
      if (bytes > bytesMax) throw new AnswerTooLong();
      chunks.push(chunk);
    }
    const { status, statusText, headers } = response;
    const isBare = status === 204 || status === 205 || status === 304;
    return new Response(isBare ? null : Buffer.concat(chunks), { status, statusText, headers });
  };
}
