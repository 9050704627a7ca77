import type { DraftState } from "@/lib/model/draft";
import type { Tone } from "../badge";

export const DRAFT_TONES: Record<DraftState, Tone> = {
  ready: "neutral",
  sent: "warn",
  paid: "good",
  run_out: "bad",
  ended: "neutral",
};
