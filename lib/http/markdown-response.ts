/** @param page the address of the page for people, which is the one to index */
export const markdownResponse = (text: string, page?: string): Response =>
  new Response(text, {
    headers: {
      "Content-Type": "text/markdown; charset=utf-8",
      ...(page !== undefined && { Link: `<${page}>; rel="canonical"` }),
    },
  });
