import { FreshText } from "@/components/ui/fresh-text";
import { Notice } from "@/components/ui/notice";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { readSetup } from "@/lib/customers/payment-methods.server";
import { waitText } from "@/lib/limits/refuse-too-many";
import type { Customer } from "@/lib/model/customer";

type MethodTexts = Texts<"account">["paymentMethods"];
type ChangeMessage = { tone: "good" | "bad"; text: string };

/** Shows what the URL says about a change by a form or a bank's page. */
export async function ChangeNotice({
  customer,
  query,
  texts,
  locale,
}: {
  customer: Customer;
  query: URLSearchParams;
  texts: MethodTexts;
  locale: Locale;
}) {
  const notice =
    (await fromBank(customer, query, texts)) ?? tooOften(query, locale) ?? fromForm(query, texts);
  if (!notice) return null;
  return (
    <Notice tone={notice.tone} role={notice.tone === "good" ? "status" : "alert"} className="mt-6 max-w-2xl">
      <FreshText>{notice.text}</FreshText>
    </Notice>
  );
}

async function fromBank(
  customer: Customer,
  query: URLSearchParams,
  texts: MethodTexts,
): Promise<ChangeMessage | null> {
  const id = query.get("setup_intent");
  const arrival = id && (await readSetup(customer, id));
  switch (arrival) {
    case "saved":
    case "processing":
      return { tone: "good", text: texts.done[arrival] };
    case "failed":
      return { tone: "bad", text: texts.problems.failed };
    case null:
    case "":
      return null;
  }
}

function tooOften(query: URLSearchParams, locale: Locale): ChangeMessage | null {
  const text = waitText(Object.fromEntries(query), locale);
  return text ? { tone: "bad", text } : null;
}

function fromForm(query: URLSearchParams, texts: MethodTexts): ChangeMessage | null {
  const known = <Key extends string>(among: Record<Key, string>, name: string | null): string | null =>
    Object.entries<string>(among).find(([key]) => key === name)?.[1] ?? null;
  const done = known(texts.done, query.get("done"));
  if (done) return { tone: "good", text: done };
  const problem = known(texts.problems, query.get("problem"));
  return problem ? { tone: "bad", text: problem } : null;
}
