import { API_VERSION } from "../state/local";
import { ApiError, type ErrorFields, invalid } from "./errors";

const PREVIEW_BETA = "checkout_server_update_beta=v1";
/** Stripe's guide names the preview together with this older version. */
const PREVIEW_BASE = "2025-03-31.basil";

/** One version is modelled. Any account may name the private preview, but without access its parameters stay unknown. */
export function readVersion(
  header: string | undefined,
  hasPreview: boolean,
): { preview: boolean; version: string } {
  if (!header) return { preview: false, version: API_VERSION };
  const [base = "", ...betas] = header
    .split(";")
    .map((part) => part.trim())
    .filter((part, index) => part !== "" || index === 0);
  const unknownBeta = betas.find((beta) => beta !== PREVIEW_BETA);
  if (unknownBeta !== undefined) throw invalid(`Unrecognized beta in the API version: ${unknownBeta}`);
  const named = betas.length > 0;
  if (base === API_VERSION || (named && base === PREVIEW_BASE)) {
    return { preview: named && hasPreview, version: base };
  }
  if (!/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/.test(base)) throw invalid(`Invalid Stripe API version: ${base}`);
  const fields: ErrorFields = {
    type: "invalid_request_error",
    message: `The local Stripe models API version ${API_VERSION} only, not ${base}.`,
  };
  throw new ApiError(501, fields);
}
