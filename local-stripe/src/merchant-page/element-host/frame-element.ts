import type { Appearance } from "@stripe/stripe-js";
import type { Answer } from "../../browser/call";
import type {
  ElementChange,
  ElementCommand,
  ElementFacts,
  ElementKind,
  ElementReport,
  SendOrder,
} from "../../browser/element-messages";
import type { FrameMessage } from "../../browser/messages";
import { IntegrationError } from "../base/errors";
import type { Frame } from "../base/frame";
import { findPlace, reveal } from "../base/place";
import { elementType, openElementFrame } from "./element-frame";
import { type ElementHost, loadError } from "./element-host";
import { Evented } from "./evented";
import { createCalls } from "./frame-calls";

/** The merchant's side of an element in a frame. */
export class FrameElement extends Evented {
  readonly kind: ElementKind;
  readonly #host: ElementHost;
  readonly #calls = createCalls((command) => this.send(command));
  #place: HTMLElement | null = null;
  #opened: ReturnType<typeof openElementFrame> | null = null;
  #destroyed = false;
  #ready = false;
  #failed = false;
  #waiting: ((ready: boolean) => void)[] = [];
  options: Record<string, unknown>;
  /** The last change; null while the element is as it was drawn. */
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
    this.#opened = openElementFrame(place, this.kind, this.#host, (message, frame) =>
      this.#receive(message, frame),
    );
    this.#place = place;
    queueMicrotask(() => this.#tell("loaderstart"));
  }

  unmount(): void {
    this.#opened?.remove();
    this.#opened = null;
    this.#place = null;
    this.#ready = false;
    this.#failed = false;
    this.#settle(false);
    this.change = null;
    this.#calls.abandon();
  }

  destroy(): void {
    if (this.#destroyed) throw new IntegrationError("This Element has already been destroyed.");
    this.unmount();
    this.#destroyed = true;
    this.#host.onDestroy(this.kind);
  }

  focus(): void {
    this.#opened?.frame.element.focus();
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

  /** For the SDK: false when drawing failed or the element is not mounted. */
  whenReady(): Promise<boolean> {
    if (this.#ready || this.#failed || !this.#opened) return Promise.resolve(this.#ready);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Called by the SDK when the element's values could not be loaded. */
  fail(error: unknown): void {
    this.#failed = true;
    if (error instanceof IntegrationError) window.reportError(error);
    this.#tell("loaderror", { error: loadError(error) });
    this.#settle(false);
  }

  isReady(): boolean {
    return this.#ready;
  }

  /** Called by the SDK when the element's values changed. */
  show(facts: ElementFacts): void {
    this.send({ type: "facts", facts });
  }

  /** Called by the SDK when the appearance changed. */
  changeAppearance(appearance: Appearance): void {
    this.send({ type: "appearance", appearance });
  }

  send(command: ElementCommand): void {
    this.#opened?.frame.send({ type: "element_command", command });
  }

  /** Shows problems; returns the first text, or null. */
  async validate(): Promise<string | null> {
    if (!this.#ready) return null;
    const reply = await this.#calls.make((call) => ({ type: "validate", call }));
    return reply.type === "validated" ? reply.problem : null;
  }

  /** Sent from inside the element, so that card data never reach the merchant's page. */
  async order<T>(order: SendOrder): Promise<Answer<T>> {
    const reply = await this.#calls.make((call) => ({ type: "send", call, order }));
    if (reply.type !== "sent") return { ok: false, error: { type: "api_connection_error" } };
    return reply.answer as Answer<T>;
  }

  /** The event of a change, for elements with more members than the frame reports. */
  protected changeEvent({ bank, ...change }: ElementChange): object {
    return bank === undefined ? change : { ...change, value: bank };
  }

  #settle(ready: boolean): void {
    for (const resolve of this.#waiting.splice(0)) resolve(ready);
  }

  #receive(message: FrameMessage, frame: Frame): void {
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
        this.#opened?.mark("empty", report.change.empty);
        this.#opened?.mark("complete", report.change.complete);
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
        this.#calls.answer(report.call, report.reply);
        return;
      case "ready":
        this.#ready = true;
        this.#settle(true);
        this.#tell("ready");
        return;
      case "focus":
      case "blur":
        this.#opened?.mark("focus", report.type === "focus");
        this.#tell(report.type);
        return;
      case "escape":
        this.#tell("escape");
    }
  }

  #tell(event: string, more: object = {}): void {
    this.emit(event, { elementType: elementType(this.kind), ...more });
  }
}
