import Link from "next/link";
import { languageName } from "@/i18n/language-names";
import { Section } from "../section";
import { type PartProps, wordsFor } from "./shown-order";

/** Under which texts the order was placed; nothing for an order of which none is known. */
export function OrderAgreed(props: PartProps) {
  const { agreement, number } = props.file.order;
  if (!agreement) return null;
  const { t, time } = wordsFor(props);
  const language = languageName(agreement.locale, props.locale);
  return (
    <Section title={t("texts.title")}>
      <p className="text-[0.9375rem]">
        {t("texts.shown", { language, time: time(new Date(agreement.shownAt)) })}
      </p>
      <p className="mt-2">
        <Link
          href={`/admin/orders/${number}/terms`}
          prefetch={false}
          className="underline underline-offset-4"
        >
          {t("texts.read")}
        </Link>
      </p>
    </Section>
  );
}
