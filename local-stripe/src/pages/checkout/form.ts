import type Stripe from "stripe";
import { h } from "../../browser/dom";
import { failureOf } from "../../browser/failures";
import type { MerchantPage } from "../../browser/merchant-window";
import type { ConfirmInput, PageApi, UpdateInput } from "../../browser/page-api";
import type { PageContext } from "../../forms/context";
import { initialCountry } from "../../forms/initial-country";
import type { PaymentPanel } from "../../forms/payment-panels";
import type { TextKey } from "../../texts/en";
import { backLink } from "./back-link";
import { createContactSection } from "./contact-section";
import { customText } from "./custom-text";
import { merchantMark } from "./merchant-mark";
import { pay } from "./pay";
import { createPaymentSection, type PaymentChoice } from "./payment-section";
import { prefilled } from "./prefilled";
import { createQuestions } from "./questions";
import { createRecompute } from "./recompute";
import { recall, remember } from "./remember";
import { createShippingOptions } from "./shipping-options";
import { createShippingSection } from "./shipping-section";
import { createSubmitButton } from "./submit-button";
import { createSummary } from "./summary";
import { createTestHint } from "./test-hint";

/** `onState` is called when the session is no longer open. */
export function createCheckoutForm(
  context: PageContext,
  api: PageApi,
  key: string,
  merchant: MerchantPage,
  onState: (session: Stripe.Checkout.Session) => void,
): HTMLElement {
  const { t, page } = context;
  let session = page.session;
  const country = initialCountry(session);
  const isFree = () =>
    session.mode === "subscription" &&
    session.payment_method_collection === "if_required" &&
    session.amount_total === 0;

  const contact = createContactSection(context);
  const shipping = createShippingSection(context, country);
  const options = createShippingOptions(context);
  const payment = createPaymentSection(context, key, shipping?.fields ?? null, country);
  const summary = createSummary(context);
  const submit = createSubmitButton(t, session);
  const questions = createQuestions(context);
  const notice = h("div", { class: "notice-slot" });
  const form = h(
    "form",
    { class: "form", novalidate: true, "aria-label": t("frame.title") },
    contact.root,
    shipping?.root,
    shipping && customText(session.custom_text.shipping_address),
    options.root,
    questions.fields?.root,
    isFree() ? null : payment.root,
    questions.consent?.root,
    notice,
    customText(session.custom_text.submit),
    submit.root,
    customText(session.custom_text.after_submit),
    createTestHint(t, payment),
  );

  const show = (next: Stripe.Checkout.Session) => {
    session = next;
    if (session.status !== "open") return onState(session);
    summary.show(session);
    options.show(session);
  };
  const tell = (key: TextKey) => {
    notice.replaceChildren(h("p", { class: "notice", role: "alert" }, t(key)));
    merchant.reveal(notice);
  };
  const reload = async () => {
    const answer = await api.load();
    if (answer.ok) show(answer.value.session);
  };
  const recompute = createRecompute(api, {
    busy: summary.busy,
    done: (next) => show(next.session),
    failed: () => void reload(),
  });
  const shippingInput = (): UpdateInput =>
    shipping ? { shipping: { name: shipping.fields.name(), address: shipping.fields.read() } } : {};

  shipping?.fields.onChange((countryChanged) =>
    recompute.ask(shippingInput(), countryChanged ? "now" : "soon"),
  );
  options.onChoose((rate) => recompute.ask({ shipping_rate: rate }, "now"));

  const confirmInput = (choice: PaymentChoice | null): ConfirmInput => {
    const phone = contact.phone();
    const rate = session.shipping_cost?.shipping_rate;
    return {
      ...(choice?.kind === "saved" && { payment_method: choice.method.id }),
      ...(choice?.kind === "new" && {
        payment_method_data: methodData(choice.panel),
        save_payment_method: choice.consents || undefined,
        payment_method_options: choice.panel.read().options,
      }),
      email: contact.email(),
      shipping: shipping
        ? { name: shipping.fields.name(), phone, address: shipping.fields.read() }
        : undefined,
      shipping_rate: typeof rate === "string" ? rate : rate?.id,
      expected_amount: session.amount_total ?? 0,
      ...questions.answers(),
    };
  };
  const methodData = (panel: PaymentPanel): ConfirmInput["payment_method_data"] => {
    const { data, name, address } = panel.read();
    return {
      ...data,
      billing_details: {
        name: name ?? shipping?.fields.name(),
        email: contact.email(),
        phone: contact.phone(),
        address: address ?? undefined,
      },
    };
  };

  const firstProblem = () => {
    const asked = isFree() ? null : payment;
    const sections = [contact, shipping, options, questions.fields, asked, questions.consent];
    const controls = sections.map((section) => section?.validate() ?? null);
    return controls.find((control) => control !== null) ?? null;
  };

  let busy = false;
  const setBusy = (on: boolean) => {
    busy = on;
    submit.show(on ? "processing" : "ready");
    const sections = [contact, shipping, options, questions.fields, payment, questions.consent];
    for (const section of sections) section?.root.toggleAttribute("inert", on);
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const choice = isFree() ? null : payment.chosen();
    if (busy || (!choice && !isFree())) return;
    notice.replaceChildren();
    const problem = firstProblem();
    if (problem) return goTo(problem);

    setBusy(true);
    const [name, address] = shipping ? [shipping.fields.name(), shipping.fields.read()] : ["", {}];
    remember(session.id, { email: contact.email(), name, address });
    await recompute.settled();
    const result = await pay(api, merchant, confirmInput(choice));
    if (result.kind === "leaving") return;
    if (result.kind === "complete") {
      submit.show("done");
      remember(session.id, null);
      return onState(result.session);
    }
    setBusy(false);
    await reload();
    if (session.status === "open") fail(choice?.kind === "new" ? choice.panel : null, result.error);
  });

  const goTo = (control: HTMLElement) => {
    control.focus({ preventScroll: true });
    merchant.reveal(control);
  };
  const fail = (panel: PaymentPanel | null, error: Parameters<typeof failureOf>[0]) => {
    const { text, place } = failureOf(error);
    const fields = {
      number: panel?.card?.number,
      expiry: panel?.card?.expiry,
      cvc: panel?.card?.cvc,
      iban: panel?.iban,
    };
    const field = place === "payment" ? null : fields[place];
    if (!field) return tell(text);
    field.fail(t(text));
    goTo(field.control);
  };

  const known = recall(session.id) ?? prefilled(page);
  if (known) {
    contact.suggest(known.email);
    shipping?.fields.fill(known.name, known.address);
  }
  show(session);
  if (shipping && !session.collected_information?.shipping_details) recompute.ask(shippingInput(), "now");
  const side = h(
    "div",
    { class: "side" },
    backLink(session, t("back")),
    merchantMark(session.branding_settings, page.merchant.display_name),
  );
  side.append(summary.root);
  return h("div", { class: "page" }, side, form);
}
