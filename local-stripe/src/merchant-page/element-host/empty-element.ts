import { findPlace } from "../base/place";
import { Evented } from "./evented";

/** An element that has nothing to offer here, and says so with `ready`: no wallets, no Link, one currency. */
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
