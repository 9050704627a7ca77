/** Why a sign-in failed. Each has a text in `account.problems.*`. */
const SIGN_IN_PROBLEMS = [
  "email_invalid",
  "email_unsupported",
  "code_wrong",
  "code_expired",
  "too_many_attempts",
  "link_invalid",
  "rate_limited",
] as const;

export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number];

export function isSignInProblem(value: unknown): value is SignInProblem {
  return SIGN_IN_PROBLEMS.some((problem) => problem === value);
}
