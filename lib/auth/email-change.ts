/** Why an e-mail address was not changed. Each has a text in `account.problems.*`. */
export const EMAIL_CHANGE_PROBLEMS = [
  "email_invalid",
  "email_unsupported",
  "email_same",
  "email_taken",
  "code_wrong",
  "code_expired",
  "too_many_attempts",
  "rate_limited",
] as const;

export type EmailChangeProblem = (typeof EMAIL_CHANGE_PROBLEMS)[number];

export const isAboutAddress = (problem: EmailChangeProblem): boolean => problem.startsWith("email_");

export function isEmailChangeProblem(value: unknown): value is EmailChangeProblem {
  return EMAIL_CHANGE_PROBLEMS.some((problem) => problem === value);
}
