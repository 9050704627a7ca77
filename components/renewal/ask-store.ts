import { renewIfOld } from "./renew-page";

/** What the store says on purpose, also to a page that is up to date. */
const MEANT = [401, 403, 409, 422, 429, 503];

/**
 * Asks the store's API. A page that is older than the store, whose question or answer is another one by now, is loaded
 * again; nothing is returned then.
 *
 * @param read makes sense of the body, or throws.
 * @throws when the store can't be reached or makes no sense.
 */
export async function askStore<Answer>(
  path: string,
  init: RequestInit,
  read: (body: unknown, response: Response) => Answer,
): Promise<Answer> {
  const response = await fetch(path, init);
  let answer: { value: Answer } | { problem: unknown };
  try {
    answer = { value: read(await response.json(), response) };
  } catch (problem) {
    answer = { problem };
  }
  const asMeant = "value" in answer && (response.ok || MEANT.includes(response.status));
  if (!asMeant && (await renewIfOld())) return untilThePageIsGone();
  if ("problem" in answer) throw answer.problem;
  return answer.value;
}

const untilThePageIsGone = () => new Promise<never>(() => {});
