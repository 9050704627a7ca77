import type Stripe from "stripe";
import type { Api } from "../../http/api";
import { wholeAddress } from "../../http/billing";
import type { Resource } from "../../http/resource";
import { object, oneOf, type Parsed, text } from "../../http/rules";
import type { Local } from "../../state/local";

const UPDATE = {
  defaults: object({
    tax_behavior: oneOf("exclusive", "inclusive", "inferred_by_currency"),
    tax_code: text(),
  }),
};

/** The account's settings: Stripe Tax is on, with a fixed head office in France. */
function settingsOf({ store }: Local): Stripe.Tax.Settings {
  const { behavior, code } = store.settings.tax;
  return {
    object: "tax.settings",
    defaults: { provider: "stripe", tax_behavior: behavior, tax_code: code },
    head_office: { address: wholeAddress({ country: "FR" }) },
    livemode: false,
    status: "active",
    status_details: { active: {} },
  };
}

function update({ store }: Local, { defaults }: Parsed<typeof UPDATE>): void {
  const { behavior, code } = store.settings.tax;
  store.settings.tax = { behavior: defaults?.tax_behavior ?? behavior, code: defaults?.tax_code ?? code };
  store.touch();
}

function routes(api: Api): void {
  api.get("/v1/tax/settings", {}, ({ local, read }) => {
    read();
    return settingsOf(local);
  });
  api.post("/v1/tax/settings", UPDATE, ({ local, read }) => {
    update(local, read());
    return settingsOf(local);
  });
}

export const taxSettings: Resource = { routes };
