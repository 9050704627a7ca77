/** Runs tasks one after the other; one that fails does not stop the next. */
export function createTaskQueue(onCount: (waiting: number) => void = () => {}) {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const count = (change: 1 | -1) => {
    waiting += change;
    onCount(waiting);
  };
  return {
    run<T>(task: () => Promise<T>): Promise<T> {
      count(1);
      const mine = last.then(task).finally(() => count(-1));
      last = mine.catch(() => {});
      return mine;
    },
    async idle(): Promise<void> {
      while (waiting > 0) await last;
    },
  };
}
