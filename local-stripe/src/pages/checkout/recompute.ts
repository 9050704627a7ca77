import type { PageApi, PageData, UpdateInput } from "../../browser/page-api";

/** Sends changes one after the other, so that the last one wins; `settled` waits for all. */
export function createRecompute(
  api: PageApi,
  handlers: { busy: (on: boolean) => void; done: (page: PageData) => void; failed: () => void },
) {
  let wanted: UpdateInput | null = null;
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const run = async () => {
    handlers.busy(true);
    while (wanted) {
      const input = wanted;
      wanted = null;
      const answer = await api.update(input);
      if (answer.ok) handlers.done(answer.value);
      else handlers.failed();
    }
    running = null;
    handlers.busy(false);
  };
  const start = () => {
    clearTimeout(timer);
    timer = undefined;
    running ??= run();
  };

  return {
    /** Asks for new amounts; `soon` waits for more typing. */
    ask: (input: UpdateInput, when: "now" | "soon") => {
      wanted = { ...wanted, ...input };
      clearTimeout(timer);
      if (when === "now") start();
      else timer = setTimeout(start, 350);
    },
    settled: async () => {
      if (timer !== undefined) start();
      await running;
    },
  };
}
