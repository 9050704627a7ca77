import { API_VERSIONS, EARLIER_VERSIONS } from "../facts/api-versions";
import { API_VERSION } from "../state/local";
import { invalid, notModelled } from "./errors";

const PREVIEW_BETA = "checkout_server_update_beta=v1";

/** Any account may name the private preview, but without access its parameters stay unknown. */
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
  return { preview: betas.length > 0 && hasPreview, version: publishedVersion(publicOf(base) ?? base) };
}

/** Assumed: a public preview has all that the version of its day has. What it has besides is not modelled. */
function publicOf(given: string): string | undefined {
  const day = /^(\d{4}-\d{2}-\d{2})\.preview$/.exec(given)?.[1];
  return day && API_VERSIONS.find((known) => known.startsWith(day));
}

/** @throws ApiError 400 for a version that Stripe never published, 501 for one that is not modelled */
export function publishedVersion(given: string, param?: string): string {
  if (API_VERSIONS.some((known) => known === given)) return given;
  if (EARLIER_VERSIONS.includes(given)) {
    throw notModelled(`API versions before ${API_VERSIONS[0]}, such as ${given}`);
  }
  if (/^\d{4}-\d{2}-\d{2}\.preview$/.test(given)) throw notModelled(`the preview version ${given}`);
  throw invalid(`Invalid Stripe API version: ${given}`, param);
}

/** The answer's `Stripe-Version`; today's when the header can't be read. */
export function shownVersion(header: string | undefined): string {
  const base = header?.split(";")[0]?.trim();
  if (base && publicOf(base)) return base;
  return API_VERSIONS.find((known) => known === base) ?? API_VERSION;
}
