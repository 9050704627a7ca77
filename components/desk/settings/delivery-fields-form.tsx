"use client";

import { type FormEvent, useState } from "react";
import type { Currency } from "@/lib/base/money";
import {
  newRate,
  planOfTyped,
  type TypedRate,
  typedZones,
  withIdsOfNames,
} from "@/lib/desk/settings/delivery-fields";
import type { DeliveryPlan } from "@/lib/model/delivery";
import { CallOutcome } from "../call-outcome";
import { TextField } from "../field";
import type { CallTexts } from "../use-desk-call";
import { DeliveryChanges } from "./delivery-changes";
import { DeliveryRateFields, type RateTexts } from "./delivery-rate-fields";
import { useDeliveryImport } from "./use-delivery-import";

type Texts = CallTexts &
  RateTexts &
  Record<
    "saved" | "countries" | "countriesHint" | "add" | "look" | "save" | "changes" | "same" | "wrongFields",
    string
  >;

type Props = {
  plan: DeliveryPlan;
  /** Of `plan`. */
  version: string;
  /** What each zone is called, by its id. */
  names: Readonly<Record<string, string>>;
  own: Currency;
  texts: Texts;
};

const MOST_RATES = 5;

/** Ways of delivery as fields: what they are called, how long they take, and what they cost. Zones, pick-ups and steps are made by the file. */
export function DeliveryFieldsForm({ plan, version, names, own, texts }: Props) {
  const { look, save, forget, looked, refusal, isBusy, isSaved } = useDeliveryImport(texts);
  const [seen, setSeen] = useState(version);
  const [zones, setZones] = useState(() => typedZones(plan, own));
  const [wrong, setWrong] = useState<readonly string[]>([]);

  // After a save of one's own. Somebody else's is told by the store, and what was typed stays.
  if (version !== seen && isSaved) {
    setSeen(version);
    setZones(typedZones(plan, own));
  }

  function put(index: number, change: (zone: (typeof zones)[number]) => Partial<(typeof zones)[number]>) {
    setZones((before) => before.map((zone, at) => (at === index ? { ...zone, ...change(zone) } : zone)));
    setWrong([]);
    forget();
  }

  const putRate = (index: number, place: number, rate: TypedRate) =>
    put(index, ({ rates }) => ({ rates: rates.with(place, rate) }));

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = planOfTyped(plan, withIdsOfNames(plan, zones), own);
    setWrong(read.ok ? [] : read.wrong);
    if (read.ok) look(JSON.stringify(read.plan));
  }

  return (
    <form onSubmit={submit} aria-busy={isBusy} noValidate className="grid gap-4">
      {zones.map((zone, index) => (
        <details key={zone.id} className="rounded-xl border border-line p-4">
          <summary className="cursor-pointer font-medium [overflow-wrap:anywhere]">{names[zone.id]}</summary>
          <div className="mt-4 grid gap-5">
            {zone.countries !== null && (
              <TextField
                label={texts.countries}
                hint={texts.countriesHint}
                value={zone.countries}
                autoComplete="off"
                onChange={({ target }) => put(index, () => ({ countries: target.value }))}
              />
            )}
            {zone.rates.map((rate, place) => (
              <DeliveryRateFields
                key={rate.id}
                rate={rate}
                own={own}
                problemAt={(field) =>
                  wrong.includes(`${index}.rates.${place}.${field}`) ? texts.wrong : undefined
                }
                texts={texts}
                onChange={(next) => putRate(index, place, next)}
                onRemove={() => put(index, ({ rates }) => ({ rates: rates.toSpliced(place, 1) }))}
              />
            ))}
            {zone.rates.length < MOST_RATES && (
              <button
                type="button"
                className="desk-button justify-self-start"
                onClick={() => put(index, ({ rates }) => ({ rates: [...rates, newRate(rates)] }))}
              >
                {texts.add}
              </button>
            )}
          </div>
        </details>
      ))}
      {wrong.length > 0 && (
        <p role="alert" className="text-bad">
          {texts.wrongFields}
        </p>
      )}
      <button type="submit" data-kind="primary" disabled={isBusy} className="desk-button justify-self-start">
        {texts.look}
      </button>
      <CallOutcome refusal={refusal} saved={isSaved && texts.saved} className="whitespace-pre-line" />
      {looked && <DeliveryChanges changes={looked.changes} texts={texts} isBusy={isBusy} onSave={save} />}
    </form>
  );
}
