import { createListeners, type Listener } from "./listeners";

export class Evented {
  readonly #listeners = createListeners();

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

  protected listensTo(event: string): boolean {
    return this.#listeners.has(event);
  }

  protected emit(event: string, value: unknown): void {
    this.#listeners.emit(event, value);
  }
}
