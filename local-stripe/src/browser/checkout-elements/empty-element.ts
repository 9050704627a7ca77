import { findPlace } from "../stripe-js/place";
import { createListeners, type Listener } from "./listeners";

/** An element that has nothing to offer here, and says so with `ready`: no wallets, one currency. */
export class EmptyElement {
  readonly #type: string;
  readonly #onDestroy: () => void;
  readonly #listeners = createListeners();

  constructor(type: string, onDestroy: () => void) {
    this.#type = type;
    this.#onDestroy = onDestroy;
  }

  on(event: string, listener: Listener): this {
    this.#listeners.add(event, listener);
    return this;
  }

  once(event: string, listener: Listener): this {
    this.#listeners.add(event, listener, true);
    return this;
  }

  off(event: string, listener?: Listener): this {
    this.#listeners.remove(event, listener);
    return this;
  }

  mount(location: string | HTMLElement): void {
    findPlace(location, "this Element").classList.add("StripeElement");
    setTimeout(() =>
      this.#listeners.emit("ready", { elementType: this.#type, availablePaymentMethods: undefined }),
    );
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
