import { ApiError } from "../server/errors";
import type { CardProblem } from "./card-check";

/** Card data that no charge was tried with. */
export function cardError(problem: CardProblem): ApiError {
  return new ApiError(402, { type: "card_error", ...problem });
}
