import type { Api } from "../../http/api";
import { invalid, missingParameter, notModelled } from "../../http/errors";
import type { Resource } from "../../http/resource";
import { bool, ignored, integer, list, object, oneOf, required, text } from "../../http/rules";
import { requireCustomer } from "../customers/customers";
import { createCustomerSession } from "./customer-sessions";

const onOff = oneOf("disabled", "enabled");

const CREATE = {
  components: required(
    object({
      active_entitlements: ignored,
      buy_button: ignored,
      customer_portal: ignored,
      customer_sheet: ignored,
      mobile_payment_element: ignored,
      pricing_table: ignored,
      payment_element: object({
        enabled: required(bool),
        features: object({
          payment_method_allow_redisplay_filters: list(oneOf("always", "limited", "unspecified"), 3),
          payment_method_redisplay: onOff,
          payment_method_redisplay_limit: integer(1, 10),
          payment_method_remove: onOff,
          payment_method_save: onOff,
          payment_method_save_usage: oneOf("off_session", "on_session"),
        }),
      }),
    }),
  ),
  customer: text(),
  customer_account: ignored,
};

function routes(api: Api): void {
  api.post("/v1/customer_sessions", CREATE, ({ local, read }) => {
    const given = read();
    if (given.customer_account !== undefined) throw notModelled("customer_account");
    const { payment_element: element, ...others } = given.components;
    for (const [name, value] of Object.entries(others)) {
      if (value !== undefined && isOn(value)) throw notModelled(`the customer session component ${name}`);
    }
    if (!given.customer) throw missingParameter("customer");
    const { id } = requireCustomer(local, given.customer, "customer", 400);
    if (!element?.enabled) throw invalid("At least one component must be enabled.", "components");
    const features = element.features;
    return createCustomerSession(local, id, {
      payment_method_allow_redisplay_filters: features?.payment_method_allow_redisplay_filters ?? ["always"],
      payment_method_redisplay: features?.payment_method_redisplay ?? "disabled",
      payment_method_redisplay_limit: features?.payment_method_redisplay_limit ?? 3,
      payment_method_remove: features?.payment_method_remove ?? "disabled",
      payment_method_save: features?.payment_method_save ?? "disabled",
      payment_method_save_usage: features?.payment_method_save_usage ?? null,
    });
  });
}

function isOn(component: object | string): boolean {
  return typeof component === "string" || !("enabled" in component) || component.enabled !== "false";
}

export const customerSessions: Resource = { routes };
