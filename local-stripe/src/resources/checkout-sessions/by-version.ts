import type Stripe from "stripe";
import { invalid } from "../../http/errors";
import type { InputObject } from "../../http/form";

interface Version {
  /** The version as in `Stripe-Version`, without what follows a semicolon. */
  version: string;
  /** The preview of server-set discounts. */
  preview: boolean;
}

/** Since then `ui_mode` has the names used here; earlier versions have older ones. */
const RENAMED_IN = "2026-03-25.dahlia";

const RENAMED = { hosted: "hosted_page", embedded: "embedded_page", custom: "elements" } as const;

/** For a new session. @throws ApiError 400 for a name that the version does not have */
export function withTodaysMode(input: InputObject, { version }: Version): InputObject {
  const { ui_mode: mode } = input;
  if (mode === undefined || version >= RENAMED_IN) return input;
  const known = Object.entries(RENAMED).find(([older]) => older === mode);
  if (!known) throw invalid(`Invalid ui_mode: must be one of ${Object.keys(RENAMED).join(", ")}`, "ui_mode");
  return { ...input, ui_mode: known[1] };
}

/** In the preview `discounts` is there only when expanded. */
export function answered(session: Stripe.Checkout.Session, { version, preview }: Version) {
  const { discounts, ...others } = session;
  return {
    ...others,
    ...(!preview && { discounts }),
    ui_mode: version < RENAMED_IN ? olderMode(session.ui_mode) : session.ui_mode,
  };
}

function olderMode(mode: string | null | undefined): string | null | undefined {
  const known = Object.entries(RENAMED).find(([, today]) => today === mode);
  return known ? known[0] : mode;
}
