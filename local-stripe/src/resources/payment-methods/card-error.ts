import type { CardProblem } from "../../cards/card-check";
import { ApiError } from "../../http/errors";

/** Card data that no charge was tried with. */
export function cardError(problem: CardProblem): ApiError {
  return new ApiError(402, { type: "card_error", ...problem });
}
