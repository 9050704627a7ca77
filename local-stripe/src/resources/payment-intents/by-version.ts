import type { VersionChange } from "../../http/version-change";
import { chargesOfIntent } from "../../state/finders";
import { allowedTypesAdded, cardsByDefault, methodTypesRenamed } from "../payment-methods/by-version";

const CREATE = "POST /v1/payment_intents";
const CALLS = [CREATE, "POST /v1/payment_intents/:id", "POST /v1/payment_intents/:id/confirm"];

/** Sources: the SDK's changelog for names; docs.stripe.com/changelog for defaults and what became of `charges` and `invoice`. */
export const intentChanges: readonly VersionChange[] = [
  methodTypesRenamed(CALLS, []),
  allowedTypesAdded(CALLS),
  {
    since: "2025-03-31.basil",
    objects: { payment_intent: (intent) => ({ ...intent, invoice: intent.invoice ?? null }) },
  },
  {
    since: "2024-04-10",
    calls: { [CREATE]: (input) => ({ capture_method: "automatic", ...input }) },
  },
  cardsByDefault(CREATE),
  {
    since: "2022-11-15",
    objects: {
      payment_intent: (intent, { charges }) => {
        const data = chargesOfIntent(charges, String(intent.id)).toArray();
        const url = `/v1/charges?payment_intent=${intent.id}`;
        return {
          ...intent,
          charges: { object: "list", data, has_more: false, total_count: data.length, url },
        };
      },
    },
  },
];
