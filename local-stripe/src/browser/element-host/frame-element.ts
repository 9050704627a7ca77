import type { Appearance } from "@stripe/stripe-js";
import type Stripe from "stripe";
import type { Answer } from "../shared/call";
import type {
  ElementChange,
  ElementCommand,
  ElementFacts,
  ElementKind,
  ElementReply,
  ElementReport,
  ElementSetup,
  SendOrder,
} from "../shared/element-protocol";
import type { FrameMessage, PaymentError } from "../shared/protocol";
import { IntegrationError } from "../stripe-js/errors";
import { type Frame, openFrame } from "../stripe-js/frame";
import { findPlace, reveal } from "../stripe-js/place";
import { Evented } from "./evented";

export interface ElementHost {
  key: string;
  locale: string;
  /** What the element is drawn from; rejects with an `ElementLoadError` when that could not be loaded. */
  setup(kind: ElementKind, options: Record<string, unknown>): Promise<ElementSetup>;
  onChange(kind: ElementKind, change: ElementChange): void;
  onDestroy(kind: ElementKind): void;
  /** The merchant gave other options. */
  onUpdate?(kind: ElementKind): void;
  /** The shopper removed a saved payment method, or tried to. */
  onRemoved?(method: Stripe.PaymentMethod, error: string | null): void;
}

/** Why an element could not be drawn, in the members of Stripe's errors. */
export class ElementLoadError extends Error {
  constructor(readonly error: PaymentError) {
    super(error.message);
  }
}

function loadError(error: unknown): PaymentError {
  if (error instanceof ElementLoadError) return error.error;
  return { type: "api_error", message: error instanceof Error ? error.message : String(error) };
}

const SHAPES = {
  payment: {
    path: "/elements-inner-payment.html",
    title: "Secure payment input frame",
    height: 220,
    type: "payment",
  },
  shippingAddress: {
    path: "/elements-inner-address.html",
    title: "Secure address input frame",
    height: 330,
    type: "address",
  },
  billingAddress: {
    path: "/elements-inner-address.html",
    title: "Secure address input frame",
    height: 330,
    type: "address",
  },
  contactDetails: {
    path: "/elements-inner-contact-details.html",
    title: "Secure email input frame",
    height: 74,
    type: "contactDetails",
  },
  linkAuthentication: {
    path: "/elements-inner-contact-details.html",
    title: "Secure email input frame",
    height: 74,
    type: "linkAuthentication",
  },
} satisfies Record<ElementKind, { path: string; title: string; height: number; type: string }>;

/** An element whose fields stand in a frame of the local Stripe: what the merchant holds of it. */
export class FrameElement extends Evented {
  readonly kind: ElementKind;
  readonly #host: ElementHost;
  readonly #calls = new Map<number, (reply: ElementReply) => void>();
  #place: HTMLElement | null = null;
  #frame: Frame | null = null;
  #destroyed = false;
  #ready = false;
  #failed = false;
  #count = 0;
  #waiting: ((ready: boolean) => void)[] = [];
  /** As the merchant gave them. */
  options: Record<string, unknown>;
  /** The last change that the element told, or null while it is as it was drawn. */
  change: ElementChange | null = null;

  constructor(kind: ElementKind, options: Record<string, unknown>, host: ElementHost) {
    super();
    this.kind = kind;
    this.options = options;
    this.#host = host;
  }

  mount(location: string | HTMLElement): void {
    if (this.#destroyed) throw new IntegrationError("This Element has been destroyed; create another one.");
    const place = findPlace(location, "this Element");
    if (this.#place === place) return;
    this.unmount();
    const { path, title, height } = SHAPES[this.kind];
    this.#frame = openFrame({
      path,
      name: (id) => `__privateStripeFrame${id}`,
      title,
      params: { key: this.#host.key, clientSecret: "", locale: this.#host.locale, source: "" },
      onMessage: (message, frame) => this.#hear(message, frame),
    });
    const { style } = this.#frame.element;
    Object.assign(style, { height: `${height}px`, background: "transparent", userSelect: "none" });
    // Around the fields the frame has room for their focus rings.
    Object.assign(style, { width: "calc(100% + 8px)", margin: "-4px" });
    const wrapper = document.createElement("div");
    wrapper.className = "__PrivateStripeElement";
    wrapper.style.margin = "0";
    wrapper.append(this.#frame.element);
    place.replaceChildren(wrapper);
    place.classList.add("StripeElement", "StripeElement--empty");
    this.#place = place;
    queueMicrotask(() => this.#tell("loaderstart"));
  }

  unmount(): void {
    this.#frame?.remove();
    this.#frame = null;
    this.#ready = false;
    this.#failed = false;
    this.#settle(false);
    this.change = null;
    for (const reply of this.#calls.values()) {
      reply({ type: "validated", problem: null });
    }
    this.#calls.clear();
    if (!this.#place) return;
    this.#place.replaceChildren();
    for (const name of [...this.#place.classList]) {
      if (name.startsWith("StripeElement")) this.#place.classList.remove(name);
    }
    this.#place = null;
  }

  destroy(): void {
    if (this.#destroyed) throw new IntegrationError("This Element has already been destroyed.");
    this.unmount();
    this.#destroyed = true;
    this.#host.onDestroy(this.kind);
  }

  focus(): void {
    this.#frame?.element.focus();
    this.send({ type: "focus" });
  }

  blur(): void {
    this.send({ type: "blur" });
  }

  clear(): void {
    this.send({ type: "clear" });
  }

  collapse(): this {
    this.send({ type: "collapse" });
    return this;
  }

  update(options: object): this {
    this.options = { ...this.options, ...options };
    this.send({ type: "options", options: this.options });
    this.#host.onUpdate?.(this.kind);
    return this;
  }

  /** For the SDK: resolves when the element is drawn; false when that failed or it is not mounted. */
  whenReady(): Promise<boolean> {
    if (this.#ready || this.#failed || !this.#frame) return Promise.resolve(this.#ready);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** For the SDK: what the element is drawn from could not be loaded. */
  fail(error: unknown): void {
    this.#failed = true;
    if (error instanceof IntegrationError) window.reportError(error);
    this.#tell("loaderror", { error: loadError(error) });
    this.#settle(false);
  }

  isReady(): boolean {
    return this.#ready;
  }

  /** For the SDK: what the element is drawn from changed. */
  show(facts: ElementFacts): void {
    this.send({ type: "facts", facts });
  }

  /** For the SDK. */
  changeAppearance(appearance: Appearance): void {
    this.send({ type: "appearance", appearance });
  }

  send(command: ElementCommand): void {
    this.#frame?.send({ type: "element_command", command });
  }

  /** Shows what is wrong in the element; gives its first sentence, or null. */
  async validate(): Promise<string | null> {
    if (!this.#ready) return null;
    const reply = await this.#call((call) => ({ type: "validate", call }));
    return reply.type === "validated" ? reply.problem : null;
  }

  /** Makes a call from inside the element, so that card data never reach the merchant's page. */
  async order<T>(order: SendOrder): Promise<Answer<T>> {
    const reply = await this.#call((call) => ({ type: "send", call, order }));
    if (reply.type !== "sent") return { ok: false, error: { type: "api_connection_error" } };
    return reply.answer as Answer<T>;
  }

  /** The members of a `change` event, for elements that tell more than their frame does. */
  protected changeEvent(change: ElementChange): object {
    return change;
  }

  #call(command: (call: number) => ElementCommand): Promise<ElementReply> {
    this.#count += 1;
    const call = this.#count;
    return new Promise((resolve) => {
      this.#calls.set(call, resolve);
      this.send(command(call));
    });
  }

  #settle(ready: boolean): void {
    for (const resolve of this.#waiting.splice(0)) resolve(ready);
  }

  #hear(message: FrameMessage, frame: Frame): void {
    if (message.type === "height") frame.element.style.height = `${message.height}px`;
    if (message.type === "reveal") reveal(frame.element, message.top);
    if (message.type === "element_report") this.#report(message.report);
  }

  #report(report: ElementReport): void {
    switch (report.type) {
      case "hello":
        this.#host.setup(this.kind, this.options).then(
          (setup) => this.send({ type: "setup", setup }),
          (error: unknown) => this.fail(error),
        );
        return;
      case "change":
        this.change = report.change;
        this.#place?.classList.toggle("StripeElement--empty", report.change.empty);
        this.#place?.classList.toggle("StripeElement--complete", report.change.complete);
        this.#tell("change", this.changeEvent(report.change));
        this.#host.onChange(this.kind, report.change);
        return;
      case "removed": {
        const { id, type, billing_details } = report.method;
        this.#tell("savedpaymentmethodremove", {
          success: report.error === null,
          ...(report.error !== null && { error: report.error }),
          payment_method: { id, type, billing_details },
        });
        this.#host.onRemoved?.(report.method, report.error);
        return;
      }
      case "reply":
        this.#calls.get(report.call)?.(report.reply);
        this.#calls.delete(report.call);
        return;
      case "ready":
        this.#ready = true;
        this.#settle(true);
        this.#tell("ready");
        return;
      case "focus":
      case "blur":
        this.#place?.classList.toggle("StripeElement--focus", report.type === "focus");
        this.#tell(report.type);
        return;
      case "escape":
        this.#tell("escape");
    }
  }

  #tell(event: string, more: object = {}): void {
    this.emit(event, { elementType: SHAPES[this.kind].type, ...more });
  }
}
