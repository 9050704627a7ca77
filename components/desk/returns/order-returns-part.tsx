import Link from "next/link";
import { translator } from "@/i18n/texts.server";
import { Badge } from "../badge";
import { type PartProps, wordsFor } from "../orders/shown-order";
import { Section } from "../section";
import { RETURN_TONES } from "./return-tone";

/** What of an order came back or is to come back; nothing where nobody has asked. */
export function OrderReturnsPart(props: PartProps) {
  const { returns } = props.file;
  if (returns.length === 0) return null;
  const t = translator(props.locale, "returns");
  const { time } = wordsFor(props);
  return (
    <Section title={translator(props.locale, "desk")("pages./admin/returns")}>
      <ul className="text-[0.9375rem]">
        {returns.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-2 py-1">
            <Link href={`/admin/returns/${one.id}`} prefetch={false} className="underline underline-offset-4">
              {t("title", { id: String(one.id) })}
            </Link>
            <Badge tone={RETURN_TONES[one.status]}>{t(`states.${one.status}`)}</Badge>
            <span className="text-quiet">
              {`${t("piecesCount", { pieces: one.lines.reduce((sum, { quantity }) => sum + quantity, 0) })} · ${time(one.askedAt)}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
