"use client";

import { formatText } from "@/i18n/format-text";
import type { Messages } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { colourOf, SCHEMES, type Scheme, type TypefacePath } from "@/lib/desk/settings/face-fields";
import { COLOUR, COLOUR_NAMES, type ColourName, foundPairs } from "@/lib/model/colour-pairs";
import type { Colours } from "@/lib/model/shop-colours";
import { TYPEFACES } from "@/lib/model/typefaces";
import { ChoiceField } from "../field";
import { Section } from "../section";
import type { CallTexts } from "../use-desk-call";
import { ColourField } from "./colour-field";
import { SettingSaveBar } from "./setting-save-bar";
import { SampleParts, ShopSample } from "./shop-sample";
import { type GivenSetting, useSettingForm } from "./use-setting-form";

type All = Messages["desk-face"];

type Props = {
  given: GivenSetting;
  locale: Locale;
  shop: { name: string; logo: { light: string; dark: string; height: number } | null; price: string };
  texts: CallTexts & { saved: string } & Pick<
      All,
      "parts" | "colours" | "schemes" | "look" | "typefaces" | "sample" | "save" | "unsaved"
    >;
};

/** Colours and typefaces of the shop, with a piece of it beside them that has them while they are typed. */
export function LookEditor({ given, locale, shop, texts }: Props) {
  const { form, values, put, submit, problemAt, ...saving } = useSettingForm(
    "/api/admin/settings/look",
    given,
    texts,
  );
  const number = (ratio: number) => ratio.toLocaleString(locale);
  const typed = (scheme: Scheme) => coloursIn(scheme, values);
  /** While a colour is typed the preview has the one before. */
  const shown = (scheme: Scheme): Colours => {
    const [now, before] = [typed(scheme), coloursIn(scheme, given.values)];
    return record((name) => (COLOUR.test(now[name]) ? now[name] : before[name]));
  };
  const typeface = (field: TypefacePath) => TYPEFACES.find((one) => one === values[field]) ?? "sans";
  const type = { display: typeface("type.display"), text: typeface("type.text") };
  const pairs = { light: foundPairs(typed("light")), dark: foundPairs(typed("dark")) };
  const low = SCHEMES.flatMap((scheme) =>
    pairs[scheme]
      .filter(({ isEnough }) => !isEnough)
      .map(({ text, ground, found, least }) =>
        formatText(texts.look.low, {
          scheme: texts.schemes[scheme],
          text: texts.colours[text].name,
          ground: texts.colours[ground].name,
          ...{ found: number(found), least: number(least) },
        }),
      ),
  );
  return (
    <form ref={form} onSubmit={submit} aria-busy={saving.isBusy} noValidate>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="order-last grid gap-6 lg:order-first">
          <Section title={texts.parts.colours}>
            <p className="mb-3 max-w-prose text-quiet">{texts.look.lead}</p>
            <ul className="divide-y divide-line">
              {COLOUR_NAMES.map((name) => (
                <li
                  key={name}
                  className="grid gap-x-6 gap-y-2 py-3 sm:grid-cols-2 xl:grid-cols-[10rem_minmax(0,1fr)_minmax(0,1fr)]"
                >
                  <p className="sm:max-xl:col-span-2">
                    <span className="block font-medium">{texts.colours[name].name}</span>
                    <span className="text-sm text-quiet">{texts.colours[name].work}</span>
                  </p>
                  {SCHEMES.map((scheme) => (
                    <ColourField
                      key={scheme}
                      name={`values.${scheme}.${name}`}
                      label={`${texts.colours[name].name}, ${texts.schemes[scheme]}`}
                      scheme={texts.schemes[scheme]}
                      value={values[`${scheme}.${name}`] ?? ""}
                      fallback={given.values[`${scheme}.${name}`] ?? ""}
                      pairs={pairs[scheme].filter(({ text }) => text === name)}
                      pairText={({ ground, found }) =>
                        formatText(texts.look.pair, {
                          ground: texts.colours[ground].name,
                          found: number(found),
                        })
                      }
                      problem={problemAt(`${scheme}.${name}`)}
                      onChange={(value) => put({ [`${scheme}.${name}`]: value })}
                    />
                  ))}
                </li>
              ))}
            </ul>
          </Section>
          <Section title={texts.parts.typefaces}>
            <div className="grid gap-4 sm:grid-cols-2">
              {(["display", "text"] as const).map((one) => (
                <ChoiceField
                  key={one}
                  label={texts.look[one]}
                  name={`values.type.${one}`}
                  value={type[one]}
                  problem={problemAt(`type.${one}`)}
                  onChange={({ target }) => put({ [`type.${one}`]: target.value })}
                >
                  {TYPEFACES.map((face) => (
                    <option key={face} value={face}>
                      {texts.typefaces[face]}
                    </option>
                  ))}
                </ChoiceField>
              ))}
            </div>
          </Section>
        </div>
        <section
          aria-label={texts.parts.preview}
          className="grid gap-4 sm:grid-cols-2 lg:sticky lg:top-4 lg:grid-cols-1"
        >
          {SCHEMES.map((scheme) => (
            <ShopSample
              key={scheme}
              scheme={scheme}
              title={formatText(texts.sample.title, { scheme: texts.schemes[scheme] })}
              theme={{ colours: shown(scheme), type }}
              name={shop.name}
              logo={shop.logo && { path: shop.logo[scheme], height: shop.logo.height }}
            >
              <SampleParts texts={texts.sample} price={shop.price} />
            </ShopSample>
          ))}
        </section>
      </div>
      <SettingSaveBar texts={texts} {...saving}>
        {low.length === 0 ? (
          <p className="text-sm text-good">{texts.look.allEnough}</p>
        ) : (
          <ul aria-live="polite" className="max-h-24 overflow-auto text-sm text-bad">
            {low.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </SettingSaveBar>
    </form>
  );
}

const record = (of: (name: ColourName) => string): Colours =>
  Object.fromEntries(COLOUR_NAMES.map((name) => [name, of(name)])) as Colours;

const coloursIn = (scheme: Scheme, values: GivenSetting["values"]): Colours =>
  record((name) => colourOf(values[`${scheme}.${name}`] ?? ""));
