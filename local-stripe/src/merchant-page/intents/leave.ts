/** Resolves only when the browser restores this page, so that the shopper can pay again. */
export function leaveFor(url: string): Promise<void> {
  return new Promise((resolve) => {
    const listen = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      window.removeEventListener("pageshow", listen);
      resolve();
    };
    window.addEventListener("pageshow", listen);
    window.location.assign(url);
  });
}
