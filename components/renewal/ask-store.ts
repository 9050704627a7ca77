import type { ApiErrorCode } from "@/lib/http/api-error";
import { renewIfOld } from "./renew-page";

/** Errors that only an outdated page causes; others are shown to the shopper. */
const WRONG_QUESTIONS: readonly string[] = [
  "invalid_json",
  "invalid_request",
  "quote_invalid",
  "not_found",
  "body_too_large",
  "unsupported_media_type",
] satisfies ApiErrorCode[];

/**
 * Asks the store's API. A page that is older than the store is loaded again, and nothing is returned. @param read parses the body, or throws @throws
 * when the store can't be reached or its answer can't be read
 */
export async function askStore<Answer>(
  path: string,
  init: RequestInit,
  read: (body: unknown, response: Response) => Answer,
): Promise<Answer> {
  const response = await fetch(path, init);
  let answer: { value: Answer; body: unknown } | { problem: unknown };
  try {
    const body: unknown = await response.json();
    answer = { value: read(body, response), body };
  } catch (problem) {
    answer = { problem };
  }
  const isUsual = "value" in answer && (response.ok || isForTheShopper(answer.body));
  if (!isUsual && (await renewIfOld())) return waitUntilPageLeaves();
  if ("problem" in answer) throw answer.problem;
  return answer.value;
}

/** Whether an error is one that any page can show. */
export function isForTheShopper(body: unknown): boolean {
  if (typeof body !== "object" || body === null || !("error" in body)) return false;
  const { error } = body;
  if (typeof error !== "object" || error === null || !("code" in error)) return false;
  return typeof error.code === "string" && !WRONG_QUESTIONS.includes(error.code);
}

const waitUntilPageLeaves = () => new Promise<never>(() => {});
