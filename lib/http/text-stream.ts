/** Sends a text as it is made. A reader who goes away ends the making. */
export function textStream(
  parts: AsyncGenerator<string>,
  type: string,
  headers: Record<string, string> = {},
): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await parts.return(undefined)),
  });
  return new Response(body, { headers: { ...headers, "Content-Type": type } });
}

export const xmlStream = (parts: AsyncGenerator<string>, headers?: Record<string, string>): Response =>
  textStream(parts, "application/xml; charset=utf-8", headers);
