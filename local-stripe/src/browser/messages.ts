import { type ElementCommand, type ElementReport, parseCommand, parseReport } from "./element-messages";
import { isRecord } from "./is-record";
import { type PaymentError, parsePaymentError } from "./payment-error";
import {
  parseWalletCommand,
  parseWalletReport,
  type WalletCommand,
  type WalletReport,
} from "./wallet-messages";

/** Between stripe.js on the merchant's page and the frames. Each message has its frame's id, so that two pages in one window stay apart. */

/** The intent's status after a 3D Secure challenge, and its error if it was not paid. */
export interface ChallengeOutcome {
  status: string;
  error: PaymentError | null;
}

export type FrameMessage =
  | { type: "height"; height: number }
  | { type: "reveal"; top: number }
  | { type: "challenge"; source: string }
  | { type: "challenge_done"; outcome: ChallengeOutcome }
  | { type: "redirect"; url: string }
  | { type: "complete"; url: string | null }
  | { type: "element_command"; command: ElementCommand }
  | { type: "element_report"; report: ElementReport }
  | { type: "wallet_command"; command: WalletCommand }
  | { type: "wallet_report"; report: WalletReport };

interface Envelope {
  localStripe: string;
  message: FrameMessage;
}

/** Wraps a message for `postMessage`. */
export function pack(frameId: string, message: FrameMessage): Envelope {
  return { localStripe: frameId, message };
}

/** Reads a message from an envelope; null when it is for another frame. */
export function unpack(frameId: string, data: unknown): FrameMessage | null {
  if (!isRecord(data) || data.localStripe !== frameId || !isRecord(data.message)) return null;
  const { message } = data;
  switch (message.type) {
    case "height":
      return typeof message.height === "number" ? { type: "height", height: message.height } : null;
    case "reveal":
      return typeof message.top === "number" ? { type: "reveal", top: message.top } : null;
    case "challenge":
      return typeof message.source === "string" ? { type: "challenge", source: message.source } : null;
    case "challenge_done":
      return { type: "challenge_done", outcome: parseOutcome(message.outcome) };
    case "redirect":
      return typeof message.url === "string" ? { type: "redirect", url: message.url } : null;
    case "complete":
      return { type: "complete", url: typeof message.url === "string" ? message.url : null };
    case "element_command": {
      const command = parseCommand(message.command);
      return command && { type: "element_command", command };
    }
    case "element_report": {
      const report = parseReport(message.report);
      return report && { type: "element_report", report };
    }
    case "wallet_command": {
      const command = parseWalletCommand(message.command);
      return command && { type: "wallet_command", command };
    }
    case "wallet_report": {
      const report = parseWalletReport(message.report);
      return report && { type: "wallet_report", report };
    }
    default:
      return null;
  }
}

/** Reads the outcome of a challenge from untyped JSON. */
export function parseOutcome(value: unknown): ChallengeOutcome {
  if (!isRecord(value)) return { status: "unknown", error: null };
  return {
    status: typeof value.status === "string" ? value.status : "unknown",
    error: isRecord(value.error) ? parsePaymentError(value.error) : null,
  };
}
