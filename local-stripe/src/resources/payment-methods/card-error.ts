import type { CardProblem } from "../../cards/card-check";
import { ApiError } from "../../http/errors";

/** The error for card data with which no charge was tried. */
export function cardError(problem: CardProblem): ApiError {
  return new ApiError(402, { type: "card_error", ...problem });
}
