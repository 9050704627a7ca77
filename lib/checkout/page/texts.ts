import type { Texts } from "@/i18n/messages";

export type CheckoutTexts = Texts<"checkout">;
