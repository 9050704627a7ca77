import { findPlace } from "../base/place";
import { Evented } from "./evented";

/** Nothing to offer here: no wallets, no Link, one currency. Reports `ready`. */
export class EmptyElement extends Evented {
  readonly #type: string;
  readonly #onDestroy: () => void;

  constructor(type: string, onDestroy: () => void) {
    super();
    this.#type = type;
    this.#onDestroy = onDestroy;
  }

  mount(location: string | HTMLElement): void {
    findPlace(location, "this Element").classList.add("StripeElement");
    setTimeout(() => this.emit("ready", { elementType: this.#type, availablePaymentMethods: undefined }));
  }

  update(): this {
    return this;
  }

  destroy(): void {
    this.#onDestroy();
  }

  unmount(): void {}
  blur(): void {}
  clear(): void {}
  focus(): void {}
}
