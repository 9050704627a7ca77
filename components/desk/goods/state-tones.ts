import type { GoodsState } from "@/lib/desk/goods/list-goods.server";
import type { Tone } from "../badge";

export const STATE_TONES: Record<GoodsState, Tone> = {
  on: "good",
  at: "warn",
  draft: "neutral",
  off: "neutral",
};
