"use client";

import { useState } from "react";
import { formatText } from "@/i18n/format-text";
import type { Messages } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { FACE_TEXTS, type FaceText, SCHEMES } from "@/lib/desk/settings/face-fields";
import { sharpAt } from "@/lib/model/picture-sizes";
import { LongField, TextField } from "../field";
import { Section } from "../section";
import type { CallTexts } from "../use-desk-call";
import { HomeSample } from "./home-sample";
import { PictureField } from "./picture-field";
import { SettingSaveBar } from "./setting-save-bar";
import { type SampleTheme, ShopSample } from "./shop-sample";
import { SocialFields, socialPages, withSocialPages } from "./social-fields";
import { type GivenSetting, useSettingForm } from "./use-setting-form";

type All = Messages["desk-face"];

/** What is asked of one text of the shop's. */
type Asked = { path: FaceText; label: string; hint: string };

type Props = {
  given: GivenSetting;
  languages: readonly { language: Locale; name: string }[];
  /** The texts that are asked for, with their words. */
  asked: readonly Asked[];
  theme: Record<"light" | "dark", SampleTheme>;
  texts: CallTexts & { saved: string } & Pick<
      All,
      "parts" | "fields" | "pictures" | "social" | "schemes" | "sample" | "save" | "unsaved"
    >;
};

/** The shop's name, words and pictures, with the top of its home page beside them as it would look. */
export function FaceEditor({ given, languages, asked, theme, texts }: Props) {
  const { form, values, put, putAll, submit, problemAt, ...saving } = useSettingForm(
    "/api/admin/settings/face",
    given,
    texts,
  );
  const [main] = languages;
  const [spoken, setSpoken] = useState(main?.language ?? "en");
  const value = (path: string) => values[path] ?? "";
  const before = (path: string) => given.values[path] ?? "";
  const inWords = (path: FaceText) => value(`${path}.${spoken}`) || value(`${path}.${main?.language}`);
  const logo = {
    light: value("logo.light") || value("logo.dark"),
    dark: value("logo.dark") || value("logo.light"),
  };
  const height = Math.min(64, Math.max(8, Number(value("logo.height")) || 0));

  const words = (folder: "about" | "home") =>
    asked
      .filter(({ path }) => path.startsWith(folder))
      .map(({ path, label, hint }) => (
        <fieldset key={path} className="grid gap-2">
          <legend className="font-medium">{label}</legend>
          <p className="text-[0.9375rem] text-quiet">{hint}</p>
          <div className="grid grid-cols-[repeat(auto-fit,minmax(min(11rem,100%),1fr))] gap-3">
            {languages.map(({ language, name }) => (
              <LongField
                key={language}
                label={name}
                name={`values.${path}.${language}`}
                lang={language}
                rows={FACE_TEXTS.find((one) => one.path === path)?.rows ?? 2}
                maxLength={2_000}
                value={value(`${path}.${language}`)}
                problem={problemAt(`${path}.${language}`)}
                onFocus={() => setSpoken(language)}
                onChange={({ target }) => put({ [`${path}.${language}`]: target.value })}
              />
            ))}
          </div>
        </fieldset>
      ));

  return (
    <form ref={form} onSubmit={submit} aria-busy={saving.isBusy} noValidate>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-6">
          <Section title={texts.parts.name}>
            <div className="grid gap-6">
              <TextField
                {...texts.fields.name}
                name="values.name"
                value={value("name")}
                maxLength={120}
                problem={problemAt("name")}
                onChange={({ target }) => put({ name: target.value })}
              />
              {words("about")}
            </div>
          </Section>
          <Section title={texts.parts.pictures}>
            <div className="grid gap-6">
              <div className="grid gap-6 sm:grid-cols-2">
                {SCHEMES.map((scheme) => (
                  <PictureField
                    key={scheme}
                    use="logo"
                    label={texts.pictures[scheme]}
                    hint={scheme === "light" ? texts.pictures.logoHint : texts.pictures.darkHint}
                    path={value(`logo.${scheme}`)}
                    saved={before(`logo.${scheme}`)}
                    problem={problemAt(`logo.${scheme}`)}
                    texts={texts.pictures}
                    onChange={(path) => put({ [`logo.${scheme}`]: path })}
                    isOptional
                  >
                    <div
                      className="rounded-lg border border-line p-4"
                      style={{ background: theme[scheme].colours.ground }}
                    >
                      <Picture path={value(`logo.${scheme}`)} className="h-10 max-w-full object-contain" />
                    </div>
                  </PictureField>
                ))}
              </div>
              {(logo.light || logo.dark) && (
                <TextField
                  label={texts.pictures.height}
                  hint={texts.pictures.heightHint}
                  name="values.logo.height"
                  type="number"
                  min={8}
                  max={64}
                  value={value("logo.height")}
                  problem={problemAt("logo.height")}
                  onChange={({ target }) => put({ "logo.height": target.value })}
                  className="max-w-32"
                />
              )}
              <PictureField
                use="home"
                label={texts.pictures.home}
                hint={texts.pictures.homeHint}
                path={value("home.image")}
                saved={before("home.image")}
                problem={problemAt("home.image")}
                texts={texts.pictures}
                onChange={(path) => put({ "home.image": path })}
              >
                <Picture path={value("home.image")} className="aspect-[5/4] w-64 rounded-lg object-cover" />
              </PictureField>
              <PictureField
                use="card"
                label={texts.pictures.card}
                hint={texts.pictures.cardHint}
                path={value("card")}
                saved={before("card")}
                problem={problemAt("card")}
                texts={texts.pictures}
                onChange={(path) => put({ card: path })}
                more={(bring) => (
                  <button
                    type="button"
                    className="desk-button"
                    onClick={async () => bring(await fileAt(value("home.image")))}
                  >
                    {texts.pictures.cardOfHome}
                  </button>
                )}
              >
                <Picture path={value("card")} className="aspect-[1200/630] w-64 rounded-lg object-cover" />
              </PictureField>
              <PictureField
                use="icon"
                label={texts.pictures.icon}
                hint={texts.pictures.iconHint}
                path={value("icon")}
                saved={before("icon")}
                problem={problemAt("icon")}
                texts={texts.pictures}
                onChange={(path) => put({ icon: path })}
              >
                <IconOnTabs
                  path={value("icon")}
                  grounds={[theme.light.colours.ground, theme.dark.colours.ground]}
                />
              </PictureField>
            </div>
          </Section>
          <Section title={texts.parts.home}>
            <div className="grid gap-6">{words("home")}</div>
          </Section>
          <Section title={texts.parts.social}>
            <SocialFields
              pages={socialPages(values)}
              texts={texts.social}
              problemAt={problemAt}
              onChange={(pages) => putAll(withSocialPages(values, pages))}
            />
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
              theme={theme[scheme]}
              name={value("name")}
              logo={logo[scheme] ? { path: logo[scheme], height } : null}
            >
              <HomeSample
                title={inWords("home.title")}
                text={inWords("home.text")}
                action={inWords("home.action")}
                image={value("home.image")}
              />
            </ShopSample>
          ))}
        </section>
      </div>
      <SettingSaveBar texts={texts} {...saving} />
    </form>
  );
}

function Picture({ path, className }: { path: string; className: string }) {
  // biome-ignore lint/performance/noImgElement: next/image would bring a script for what attributes do
  return <img src={sharpAt(path, 240)} alt="" className={className} />;
}

/** On a light and on a dark tab, as large as tabs have it and twice that. */
function IconOnTabs({ path, grounds }: { path: string; grounds: readonly string[] }) {
  return (
    <div className="flex gap-3">
      {grounds.map((ground) => (
        <div
          key={ground}
          className="flex items-center gap-3 rounded-lg border border-line p-3"
          style={{ background: ground }}
        >
          <Picture path={path} className="size-8" />
          <Picture path={path} className="size-4" />
        </div>
      ))}
    </div>
  );
}

/** A picture of the shop's, as a file that can be sent. */
async function fileAt(path: string): Promise<File> {
  const blob = await (await fetch(path)).blob();
  return new File([blob], "picture", { type: blob.type });
}
