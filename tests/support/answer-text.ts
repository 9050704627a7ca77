/** What an answer says. A stream of events never ends by itself, so it is left at once, and has said nothing yet. */
export async function answerText(response: Response): Promise<string> {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return response.text();
  await response.body?.cancel();
  return "";
}
