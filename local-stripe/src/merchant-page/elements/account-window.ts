import { isRecord } from "../../browser/is-record";
import type { IntentResult } from "../intents/intent-result";
import type { IntentSecret } from "../intents/intent-secret";
import { type IntentContext, retrieve } from "../intents/next-action";
import { confirmWithElements } from "./confirm";
import { ElementsGroup } from "./group";
import type { Params } from "./payment-order";

/**
 * The window in which the account of a pre-authorized debit is asked for, when the page that confirms gives none. Its fields are those of the Payment
 * Element. Assumed: its look, and that who closes it gets the intent as it was.
 */
export async function askForAccount(
  context: IntentContext,
  secret: IntentSecret,
  { payment_method: method, ...params }: Params,
): Promise<IntentResult> {
  const billing = isRecord(method) && isRecord(method.billing_details) ? method.billing_details : {};
  const group = new ElementsGroup(context.key, context.locale, { clientSecret: secret.clientSecret });
  const payment = group.create("payment", { defaultValues: { billingDetails: billing } });
  const { dialog, place, answers } = drawWindow(context);
  document.body.append(dialog);
  dialog.showModal();
  payment.mount(place);
  try {
    for (;;) {
      if ((await answers()) === "cancel") return await retrieve(context, secret);
      const result = await confirmWithElements(context, secret.kind, {
        elements: group,
        confirmParams: params,
        redirect: "if_required",
      });
      if (result.error?.type !== "validation_error") return result;
    }
  } finally {
    payment.destroy();
    dialog.remove();
  }
}

function drawWindow({ t }: IntentContext) {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", t("account.title"));
  const box = { width: "min(28rem, 90vw)", padding: "1.5rem", border: "0", borderRadius: "0.75rem" };
  Object.assign(dialog.style, box);
  const place = document.createElement("div");
  const button = (text: string) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    return made;
  };
  const [confirm, cancel] = [button(t("account.confirm")), button(t("wallet.cancel"))];
  dialog.append(place, confirm, " ", cancel);
  /** What is pressed next. */
  const answers = () =>
    new Promise<"confirm" | "cancel">((resolve) => {
      confirm.onclick = () => resolve("confirm");
      cancel.onclick = () => resolve("cancel");
      dialog.oncancel = () => resolve("cancel");
    });
  return { dialog, place, answers };
}
