import type { PaymentError } from "../../browser/payment-error";
import { IntegrationError } from "../base/errors";
import type { FrameElement } from "../element-host/frame-element";

/** Shows all problems; returns the first. @throws IntegrationError when an element is not on the page */
export async function validateFrames(frames: FrameElement[]): Promise<PaymentError | null> {
  const results = await Promise.all(
    frames.map(async (frame) => {
      if (await frame.whenReady()) return { frame, message: await frame.validate() };
      throw new IntegrationError(`The ${frame.kind} Element is not mounted, or could not be loaded.`);
    }),
  );
  const first = results.find(({ message }) => message !== null);
  if (!first) return null;
  first.frame.send({ type: "go_to_problem" });
  return { type: "validation_error", code: "incomplete", message: first.message ?? "" };
}
