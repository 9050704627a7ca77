import type { ElementCommand, ElementReply } from "../../browser/element-messages";

/** Each command has a number, which its answer repeats. */
export function createCalls(send: (command: ElementCommand) => void) {
  const waiting = new Map<number, (reply: ElementReply) => void>();
  let count = 0;
  return {
    make(command: (call: number) => ElementCommand): Promise<ElementReply> {
      count += 1;
      const call = count;
      return new Promise((resolve) => {
        waiting.set(call, resolve);
        send(command(call));
      });
    },
    answer(call: number, reply: ElementReply): void {
      waiting.get(call)?.(reply);
      waiting.delete(call);
    },
    /** Answers all waiting commands, because the frame is gone. */
    abandon(): void {
      for (const resolve of waiting.values()) resolve({ type: "validated", problem: null });
      waiting.clear();
    },
  };
}
