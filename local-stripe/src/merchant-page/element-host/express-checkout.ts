import { isRecord } from "../../browser/is-record";
import type { FrameMessage } from "../../browser/messages";
import type { SheetView, Wallet, WalletPerson, WalletRate } from "../../browser/wallet-messages";
import { IntegrationError } from "../base/errors";
import { type Frame, openFrame } from "../base/frame";
import { findPlace } from "../base/place";
import { Evented } from "./evented";

type Options = Record<string, unknown>;
const CLICK_MILLISECONDS = 1_000;

/** The payment that an Express Checkout Element is for. */
export interface ExpressOwner {
  key: string;
  locale: string;
  load: () => Promise<{ types: string[]; currency: string; merchant: string; canBuy: boolean }>;
  /** In minor units, as it is now. */
  amount: () => number;
  /** A Checkout Session knows its delivery itself. */
  session?: {
    asksShipping: () => boolean;
    countries: () => string[] | null;
    rates: () => WalletRate[];
    rate: () => string | null;
    /** An error's text, or null. */
    changeAddress: (person: WalletPerson) => Promise<string | null>;
    changeRate: (id: string) => Promise<string | null>;
  };
  onDestroy: () => void;
}

/** What the person chose in the sheet. */
export interface ExpressChoice {
  wallet: Wallet;
  /** The PaymentMethod that the wallet made. */
  method: string;
  person: WalletPerson;
  shipping: { name: string; address: WalletPerson["address"] } | undefined;
  rate: WalletRate | undefined;
}

const TYPES: Record<Wallet, { type: string; option: string }> = {
  apple_pay: { type: "card", option: "applePay" },
  google_pay: { type: "card", option: "googlePay" },
  link: { type: "link", option: "link" },
  paypal: { type: "paypal", option: "paypal" },
};

/** Buttons of wallets, and the sheet of the local Stripe's test wallet. */
export class ExpressCheckoutElement extends Evented {
  readonly #owner: ExpressOwner;
  #options: Options;
  #buttons: Frame | null = null;
  #place: HTMLElement | null = null;
  #sheet: { frame: Frame; overlay: HTMLElement; view: SheetView } | null = null;
  #resolved: Options = {};
  /** What a confirmation uses; null while nobody has paid in the sheet. */
  choice: ExpressChoice | null = null;

  constructor(options: Options, owner: ExpressOwner) {
    super();
    this.#options = options;
    this.#owner = owner;
  }

  mount(location: string | HTMLElement): void {
    this.unmount();
    const place = findPlace(location, "the Express Checkout Element");
    this.#place = place;
    place.classList.add("StripeElement");
    this.#buttons = openFrame({
      path: "/elements-inner-express-checkout.html",
      name: (id) => `__privateStripeFrame${id}`,
      title: "Secure express checkout frame",
      params: { key: this.#owner.key, clientSecret: "", locale: this.#owner.locale, source: "" },
      onMessage: (message, frame) => void this.#fromButtons(message, frame),
    });
    this.#buttons.element.style.height = "0";
    place.replaceChildren(this.#buttons.element);
  }

  unmount(): void {
    this.#close();
    this.#buttons?.remove();
    this.#buttons = null;
    this.#place?.classList.remove("StripeElement");
    this.#place = null;
  }

  destroy(): void {
    this.unmount();
    this.#owner.onDestroy();
  }

  update(options: Options): this {
    this.#options = { ...this.#options, ...options };
    return this;
  }

  focus(): void {
    this.#buttons?.element.focus();
  }

  blur(): void {
    this.#buttons?.element.blur();
  }

  clear(): void {}

  /** The confirmation is over; `problem` keeps the sheet open. */
  finish(problem: string | null = null): void {
    if (problem === null) this.#close();
    else this.#show({ busy: false, problem });
  }

  async #fromButtons(message: FrameMessage, frame: Frame): Promise<void> {
    if (message.type === "height") frame.element.style.height = `${message.height}px`;
    if (message.type !== "wallet_report") return;
    const { report } = message;
    if (report.type === "click") this.#click(report.wallet);
    if (report.type !== "hello") return;
    try {
      const { types, canBuy } = await this.#owner.load();
      const wallets = canBuy ? this.#wallets(types) : [];
      const available = Object.fromEntries([
        ...Object.entries(TYPES).map(([wallet, { option }]) => [
          option,
          wallets.some((one) => one === wallet),
        ]),
      ]);
      const { buttonHeight, layout } = this.#options;
      const columns = isRecord(layout) && typeof layout.maxColumns === "number" ? layout.maxColumns : 2;
      const height = typeof buttonHeight === "number" ? Math.min(55, Math.max(40, buttonHeight)) : 44;
      frame.send({
        type: "wallet_command",
        command: { type: "buttons", view: { wallets, height, columns } },
      });
      this.emit("ready", {
        elementType: "expressCheckout",
        availablePaymentMethods:
          wallets.length > 0 ? { ...available, amazonPay: false, klarna: false } : undefined,
      });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.emit("loaderror", {
        elementType: "expressCheckout",
        error: { type: "api_error", message: text },
      });
    }
  }

  #wallets(types: string[]): Wallet[] {
    const wanted = isRecord(this.#options.paymentMethods) ? this.#options.paymentMethods : {};
    const order = Array.isArray(this.#options.paymentMethodOrder) ? this.#options.paymentMethodOrder : [];
    const rank = (wallet: Wallet) => {
      const at = order.indexOf(wallet);
      return at < 0 ? order.length : at;
    };
    return (["apple_pay", "google_pay", "link", "paypal"] as const)
      .filter((wallet) => types.includes(TYPES[wallet].type) && wanted[TYPES[wallet].option] !== "never")
      .sort((left, right) => rank(left) - rank(right));
  }

  /** The merchant has a second to say what the sheet asks for; without a listener the Element's own options do. */
  #click(wallet: Wallet): void {
    if (this.#sheet) return;
    let answered = false;
    const once = (act: () => void) => () => {
      if (answered) return;
      answered = true;
      act();
    };
    const open = (details: unknown) =>
      once(() => void this.#open(wallet, isRecord(details) ? details : {}))();
    if (!this.listensTo("click")) {
      open({});
      return;
    }
    const late = once(() =>
      window.reportError(
        new IntegrationError("The click event of the Express Checkout Element was not resolved in a second."),
      ),
    );
    setTimeout(late, CLICK_MILLISECONDS);
    this.emit("click", {
      elementType: "expressCheckout",
      expressPaymentType: wallet,
      resolve: (details?: unknown) => open(details),
      reject: once(() => {}),
    });
  }

  async #open(wallet: Wallet, details: Options): Promise<void> {
    const { session } = this.#owner;
    this.#resolved = { ...this.#options, ...details };
    this.choice = null;
    const { currency, merchant } = await this.#owner.load();
    const rates = session?.rates() ?? readRates(this.#resolved.shippingRates);
    const business = isRecord(this.#resolved.business) ? this.#resolved.business.name : undefined;
    const overlay = document.createElement("div");
    Object.assign(overlay.style, { position: "fixed", inset: "0", zIndex: "2147483647" });
    const view: SheetView = {
      wallet,
      merchant: typeof business === "string" ? business : merchant,
      currency,
      lines: readLines(this.#resolved.lineItems),
      total: this.#owner.amount(),
      asksShipping: session?.asksShipping() ?? this.#resolved.shippingAddressRequired === true,
      countries: session ? session.countries() : readTexts(this.#resolved.allowedShippingCountries),
      rates,
      rate: session?.rate() ?? rates[0]?.id ?? null,
      busy: false,
      problem: null,
    };
    const frame = openFrame({
      path: "/wallet-sheet.html",
      name: (id) => `__privateStripeFrame${id}`,
      title: "Test wallet",
      params: { key: this.#owner.key, clientSecret: "", locale: this.#owner.locale, source: "" },
      onMessage: (message) => void this.#fromSheet(message),
    });
    frame.element.style.height = "100%";
    frame.element.style.background = "transparent";
    overlay.append(frame.element);
    document.body.append(overlay);
    this.#sheet = { frame, overlay, view };
  }

  #close(): void {
    this.#sheet?.frame.remove();
    this.#sheet?.overlay.remove();
    this.#sheet = null;
  }

  #show(change: Partial<SheetView>): void {
    if (!this.#sheet) return;
    this.#sheet.view = { ...this.#sheet.view, total: this.#owner.amount(), ...change };
    const { frame, view } = this.#sheet;
    frame.send({ type: "wallet_command", command: { type: "sheet", view } });
  }

  async #fromSheet(message: FrameMessage): Promise<void> {
    if (message.type !== "wallet_report" || !this.#sheet) return;
    const { report } = message;
    const { view } = this.#sheet;
    switch (report.type) {
      case "hello":
        this.#show({});
        return;
      case "cancel":
        this.#close();
        this.emit("cancel", { elementType: "expressCheckout" });
        return;
      case "address": {
        const { line1: _, line2: __, ...partial } = report.person.address;
        await this.#ask(
          "shippingaddresschange",
          { name: report.person.name, address: partial },
          this.#owner.session?.changeAddress(report.person),
        );
        return;
      }
      case "rate": {
        const shippingRate = view.rates.find(({ id }) => id === report.id);
        if (!shippingRate) return;
        this.#show({ rate: report.id });
        await this.#ask("shippingratechange", { shippingRate }, this.#owner.session?.changeRate(report.id));
        return;
      }
      case "pay":
        this.#confirm(report.method, report.person);
    }
  }

  /** Lets the merchant, or the session, answer a change in the sheet. */
  async #ask(event: string, details: object, bySession: Promise<string | null> | undefined): Promise<void> {
    this.#show({ busy: true, problem: null });
    if (bySession) {
      const problem = await bySession;
      const { session } = this.#owner;
      this.#show({ busy: false, problem, rates: session?.rates() ?? [], rate: session?.rate() ?? null });
      return;
    }
    if (!this.listensTo(event)) {
      this.#show({ busy: false });
      return;
    }
    this.emit(event, {
      ...details,
      resolve: (answer: unknown) => {
        const { lineItems, shippingRates } = isRecord(answer) ? answer : {};
        const rates = shippingRates === undefined ? this.#sheet?.view.rates : readRates(shippingRates);
        const chosen = this.#sheet?.view.rate;
        const rate = rates?.some(({ id }) => id === chosen) ? chosen : rates?.[0]?.id;
        this.#show({
          busy: false,
          ...(lineItems !== undefined && { lines: readLines(lineItems) }),
          rates: rates ?? [],
          rate: rate ?? null,
        });
      },
      reject: () => this.#show({ busy: false, problem: "address" }),
    });
  }

  #confirm(method: string, person: WalletPerson): void {
    if (!this.#sheet) return;
    const { view } = this.#sheet;
    const rate = view.rates.find(({ id }) => id === view.rate);
    const shipping = view.asksShipping ? { name: person.name, address: person.address } : undefined;
    this.choice = { wallet: view.wallet, method, person, shipping, rate };
    this.#show({ busy: true, problem: null });
    const { billingAddressRequired, emailRequired, phoneNumberRequired } = this.#resolved;
    const billing = {
      name: person.name,
      ...(emailRequired !== false && { email: person.email }),
      ...(phoneNumberRequired === true && { phone: person.phone }),
      ...(billingAddressRequired !== false && { address: person.address }),
    };
    this.emit("confirm", {
      elementType: "expressCheckout",
      expressPaymentType: view.wallet,
      billingDetails: billing,
      ...(shipping && { shippingAddress: shipping }),
      ...(rate && { shippingRate: rate }),
      paymentFailed: (payload?: unknown) => {
        const text = isRecord(payload) && typeof payload.message === "string" ? payload.message : "payment";
        this.finish(text);
      },
    });
  }
}

function readRates(given: unknown): WalletRate[] {
  return (Array.isArray(given) ? given : []).flatMap((rate) =>
    isRecord(rate) && typeof rate.id === "string"
      ? [{ id: rate.id, amount: Number(rate.amount ?? 0), displayName: String(rate.displayName ?? rate.id) }]
      : [],
  );
}

function readLines(given: unknown): SheetView["lines"] {
  return (Array.isArray(given) ? given : []).flatMap((line) =>
    isRecord(line) ? [{ name: String(line.name ?? ""), amount: Number(line.amount ?? 0) }] : [],
  );
}

function readTexts(given: unknown): string[] | null {
  return Array.isArray(given) ? given.map(String) : null;
}
