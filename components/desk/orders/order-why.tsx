import { Section } from "../section";
import { type PartProps, wordsFor } from "./shown-order";

/** Why the order is in its state, in words. */
export function OrderWhy(props: PartProps) {
  const { t, merchant, time } = wordsFor(props);
  const { key, since, code, reasons } = props.file.why;
  return (
    <Section
      title={t("one.why")}
      more={since && <p className="text-quiet">{t("one.since", { time: time(since) })}</p>}
    >
      <p>{merchant(`why.${key}`, { code: code ?? "" })}</p>
      {reasons && reasons.length > 0 && (
        <ul className="mt-2 list-disc ps-5">
          {reasons.map((reason) => (
            <li key={reason}>{merchant(`reasons.${reason}.why`)}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
