import { IntegrationError } from "./errors";

/** Finds where to mount. Throws IntegrationError when the page has no such element. */
export function findPlace(location: string | HTMLElement, what: string): HTMLElement {
  const place = typeof location === "string" ? document.querySelector(location) : location;
  if (!(place instanceof HTMLElement)) {
    throw new IntegrationError(`There is no element to mount ${what} in: ${String(location)}`);
  }
  return place;
}

/** Brings a place inside the frame into view when it is not. */
export function reveal(element: HTMLElement, top: number): void {
  const place = element.getBoundingClientRect().top + top;
  if (place > 60 && place < window.innerHeight - 120) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  window.scrollBy({ top: place - window.innerHeight / 3, behavior: calm ? "auto" : "smooth" });
}
