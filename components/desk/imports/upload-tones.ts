import type { UploadState } from "@/lib/db/schema/uploads";
import type { Tone } from "../badge";

export const UPLOAD_TONES: Record<UploadState, Tone> = {
  stored: "neutral",
  checking: "neutral",
  checked: "warn",
  refused: "bad",
  writing: "neutral",
  syncing: "neutral",
  done: "good",
  left_out: "bad",
};
