/** Any event, as in the overloads of Stripe's types. */
export type Listener = (event: never) => unknown;

/** A handler that throws does not stop the others. */
export function createListeners() {
  const entries: { event: string; listener: Listener; once: boolean }[] = [];
  const remove = (event: string, listener?: Listener) => {
    for (let index = entries.length - 1; index >= 0; index -= 1) {
      const entry = entries[index];
      if (entry?.event === event && (!listener || entry.listener === listener)) entries.splice(index, 1);
    }
  };
  return {
    add: (event: string, listener: Listener, once = false) => {
      entries.push({ event, listener, once });
    },
    remove,
    has: (event: string) => entries.some((entry) => entry.event === event),
    emit: (event: string, value: unknown) => {
      for (const entry of entries.filter((each) => each.event === event)) {
        if (entry.once) entries.splice(entries.indexOf(entry), 1);
        try {
          // Only the event's name ties its value to the handler, as in Stripe's types.
          entry.listener(value as never);
        } catch (error) {
          window.reportError(error);
        }
      }
    },
  };
}
