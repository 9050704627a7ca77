import type { ReturnStatus } from "@/lib/model/return";
import type { Tone } from "../badge";

export const RETURN_TONES: Record<ReturnStatus, Tone> = {
  asked: "warn",
  accepted: "neutral",
  received: "warn",
  refunded: "good",
  closed: "neutral",
  declined: "neutral",
  withdrawn: "neutral",
};
