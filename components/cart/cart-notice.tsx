import { FreshText } from "@/components/ui/fresh-text";
import { Notice } from "@/components/ui/notice";
import { formatText } from "@/i18n/format-text";
import type { Texts } from "@/i18n/messages";

type Param = string | string[] | undefined;

/** Shows the result of a form, which is in the URL: `?notice=<code>`. Unknown codes show nothing. */
export function CartNotice({ texts, notice, max }: { texts: Texts<"cart">; notice: Param; max: Param }) {
  if (typeof notice !== "string") return null;
  const done = textOf(texts.notices, notice);
  const refused = textOf(texts.refusals, notice);
  const text = done ?? refused;
  if (!text) return null;
  const limit = typeof max === "string" && /^\d{1,2}$/.test(max) ? max : "0";
  return (
    <Notice tone={done ? "good" : "warn"} role="status" className="mt-6">
      <FreshText>{formatText(text, { max: limit })}</FreshText>
    </Notice>
  );
}

function textOf(texts: Record<string, string>, code: string): string | undefined {
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}
