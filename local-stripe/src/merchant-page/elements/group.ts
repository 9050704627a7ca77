import type { Appearance } from "@stripe/stripe-js";
import type { Answer } from "../../browser/call";
import type { ElementKind } from "../../browser/element-messages";
import type { PaymentError } from "../../browser/payment-error";
import { chooseLocale, type Locale, type Translate, translator } from "../../texts/translate";
import { IntegrationError } from "../base/errors";
import { AddressElement } from "../element-host/address-element";
import { type ElementHost, ElementLoadError } from "../element-host/element-host";
import { ExpressCheckoutElement, type ExpressOwner } from "../element-host/express-checkout";
import { FrameElement } from "../element-host/frame-element";
import { createListeners, type Listener } from "../element-host/listeners";
import { otherAddress } from "../element-host/other-address";
import { elementDefaults } from "./element-defaults";
import { type ElementsSession, loadElementsSession } from "./elements-session";
import { currentNames, type GroupOptions, readGroupOptions } from "./group-options";
import { elementName, type GroupElement, makeElement } from "./make-element";
import { addressFacts, checkSavedUse, emailFacts, paymentFacts } from "./payment-facts";
import { sessionQuery } from "./session-query";
import { validateFrames } from "./validate-frames";

type Options = Record<string, unknown>;
type SubmitResult = { error: PaymentError } | { selectedPaymentMethod: string };

/** What `stripe.elements()` returns: elements of one payment, one of each kind. */
export class ElementsGroup {
  readonly key: string;
  readonly #id = `${Date.now()}${Math.random()}`;
  readonly #stripeLocale: string;
  readonly #listeners = createListeners();
  readonly #elements = new Map<string, GroupElement>();
  #given: Options;
  #options: GroupOptions;
  #session: Promise<Answer<ElementsSession>> | null = null;
  #submitted = false;

  constructor(key: string, stripeLocale: string, given: Options = {}) {
    this.key = key;
    this.#stripeLocale = stripeLocale;
    this.#given = currentNames(given);
    this.#options = readGroupOptions(given);
  }

  create(type: string, options: Options = {}): GroupElement {
    const name = elementName(type, options);
    if (this.#elements.has(name)) {
      throw new IntegrationError(
        `There is a ${name} Element already; destroy it before creating another one.`,
      );
    }
    const element = makeElement(
      type,
      name,
      { ...options },
      {
        purpose: this.#options.purpose,
        host: this.#host(),
        express: this.#expressOwner(name),
        onEmptyDestroyed: () => this.#elements.delete(name),
      },
    );
    this.#elements.set(name, element);
    void this.#showOtherAddress(name);
    if (name === "billingAddress" || name === "linkAuthentication") void this.#refresh();
    return element;
  }

  getElement(type: string, options: Options = {}): GroupElement | null {
    if (type !== "address" || options.mode) return this.#elements.get(elementName(type, options)) ?? null;
    return this.#elements.get("shippingAddress") ?? this.#elements.get("billingAddress") ?? null;
  }

  on(event: string, listener: Listener): void {
    this.#listeners.add(event, listener);
  }

  /** @throws IntegrationError for options that can't change, or not to this value */
  async update(changes: Options): Promise<void> {
    const given = currentNames(changes);
    if (given.clientSecret !== undefined && given.clientSecret !== this.#given.clientSecret) {
      throw new IntegrationError("elements.update() can't change clientSecret; create another elements().");
    }
    const before = this.#options;
    this.#given = { ...this.#given, ...given };
    this.#options = readGroupOptions(this.#given);
    if (given.appearance) this.#forEachFrame((frame) => frame.changeAppearance(this.appearance));
    if (given.locale) this.#forEachFrame((frame) => frame.send({ type: "locale", locale: this.locale }));
    if (String(sessionQuery(before)) !== String(sessionQuery(this.#options))) {
      this.#submitted = false;
      this.#session = null;
    }
    await this.#refresh();
    this.#listeners.emit("update-end", undefined);
  }

  /** Asks the local Stripe again how the intent stands. */
  async fetchUpdates(): Promise<{ error?: { message: string; status?: string } }> {
    if (this.#options.purpose.kind !== "intent") {
      throw new IntegrationError("elements.fetchUpdates() is for elements() with clientSecret.");
    }
    this.#session = null;
    const answer = await this.session();
    await this.#refresh();
    return answer.ok ? {} : { error: { message: answer.error.message ?? "" } };
  }

  /** Shows all problems; needed before a ConfirmationToken or a deferred payment. */
  async submit(): Promise<SubmitResult> {
    const frames = [...this.#elements.values()].filter((element) => element instanceof FrameElement);
    if (frames.length === 0 && this.express) {
      this.#submitted = true;
      return { selectedPaymentMethod: this.express.choice?.wallet ?? "" };
    }
    if (frames.length === 0) throw new IntegrationError("elements.submit() needs a mounted Element.");
    const error = await validateFrames(frames);
    if (error) return { error };
    this.#submitted = true;
    return { selectedPaymentMethod: String(this.payment?.change?.value.type ?? "") };
  }

  get options(): GroupOptions {
    return this.#options;
  }

  get submitted(): boolean {
    return this.#submitted;
  }

  get appearance(): Appearance {
    return this.#options.appearance;
  }

  get locale(): Locale {
    return chooseLocale([this.#options.locale, this.#stripeLocale, ...navigator.languages]);
  }

  get t(): Translate {
    return translator(this.locale);
  }

  get payment(): FrameElement | null {
    const element = this.#elements.get("payment");
    return element instanceof FrameElement ? element : null;
  }

  get express(): ExpressCheckoutElement | null {
    const element = this.#elements.get("expressCheckout");
    return element instanceof ExpressCheckoutElement ? element : null;
  }

  address(kind: "shippingAddress" | "billingAddress"): AddressElement | null {
    const element = this.#elements.get(kind);
    return element instanceof AddressElement ? element : null;
  }

  /** The e-mail address of a Link Authentication Element. */
  get email(): string | undefined {
    const element = this.#elements.get("linkAuthentication");
    const email = element instanceof FrameElement ? element.change?.value.email : undefined;
    return typeof email === "string" && email !== "" ? email : undefined;
  }

  session(): Promise<Answer<ElementsSession>> {
    this.#session ??= loadElementsSession(this.key, this.#options, this.locale);
    return this.#session;
  }

  #expressOwner(name: string): ExpressOwner {
    let known: ElementsSession | null = null;
    return {
      key: this.key,
      locale: this.locale,
      load: async () => {
        const answer = await this.session();
        if (!answer.ok) throw new ElementLoadError(answer.error);
        known = answer.value;
        const { purpose } = this.#options;
        const currency = purpose.kind === "deferred" ? purpose.currency : known.payment_intent?.currency;
        return {
          types: known.payment_method_types,
          currency: currency ?? "usd",
          merchant: known.merchant?.display_name ?? "",
          canBuy: true,
        };
      },
      amount: () => {
        const { purpose } = this.#options;
        return (purpose.kind === "deferred" ? purpose.amount : known?.payment_intent?.amount) ?? 0;
      },
      onDestroy: () => this.#elements.delete(name),
    };
  }

  #host(): ElementHost {
    return {
      key: this.key,
      locale: this.locale,
      setup: async (kind, options) => ({
        kind,
        locale: this.locale,
        appearance: this.appearance,
        fonts: Array.isArray(this.#given.fonts) ? this.#given.fonts : [],
        options: { ...options, group: this.#id },
        facts: await this.#facts(kind, options),
        defaults: elementDefaults(kind, options),
      }),
      onChange: (kind) => {
        this.#submitted = false;
        void this.#showOtherAddress(kind);
      },
      onUpdate: (kind) => {
        if (kind === "payment") void this.#refresh();
      },
      onDestroy: (kind) => {
        this.#elements.delete(kind);
        void this.#showOtherAddress(kind);
        if (kind === "billingAddress" || kind === "linkAuthentication") void this.#refresh();
      },
      onRemoved: () => {
        this.#session = null;
      },
    };
  }

  async #facts(kind: ElementKind, options: Options) {
    if (kind === "shippingAddress" || kind === "billingAddress") {
      const other = this.address(kind === "shippingAddress" ? "billingAddress" : "shippingAddress");
      return addressFacts(options, otherAddress(kind, other, this.#options.syncAddressCheckbox));
    }
    if (kind !== "payment") return emailFacts;
    const answer = await this.session();
    if (!answer.ok) throw new ElementLoadError(answer.error);
    checkSavedUse(this.#options, answer.value);
    return paymentFacts(this.#options, answer.value, options, {
      billing: this.#elements.has("billingAddress"),
      email: this.#elements.has("linkAuthentication"),
    });
  }

  /** Shows the values again after those around the Payment Element changed. */
  async #refresh(): Promise<void> {
    const { payment } = this;
    if (!payment?.isReady()) return;
    try {
      payment.show(await this.#facts("payment", payment.options));
    } catch (error) {
      payment.fail(error);
    }
  }

  /** Shows the address of the group's other Address Element. */
  async #showOtherAddress(name: string): Promise<void> {
    if (name !== "shippingAddress" && name !== "billingAddress") return;
    const other = this.address(name === "shippingAddress" ? "billingAddress" : "shippingAddress");
    if (other?.isReady()) other.show(await this.#facts(other.kind, other.options));
  }

  #forEachFrame(each: (frame: FrameElement) => void): void {
    for (const element of this.#elements.values()) if (element instanceof FrameElement) each(element);
  }
}
