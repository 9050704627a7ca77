"use client";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/i18n/routing";
import { type ProfileState, saveProfileForm } from "@/lib/account/actions";
import { Labelled, problemProps } from "./labelled";

type Props = {
  locale: Locale;
  name: string;
  language: Locale;
  languages: { code: Locale; name: string }[];
  texts: { name: string; language: string; save: string; saved: string; tooLong: string };
};

export function ProfileForm({ locale, name, language, languages, texts }: Props) {
  const [state, save, saving] = useActionState<ProfileState, FormData>(saveProfileForm, { result: null });
  const problem = state.result === "too_long" ? texts.tooLong : undefined;
  return (
    <form action={save} className="mt-8 grid max-w-md gap-5">
      <input type="hidden" name="locale" value={locale} />
      <Labelled id="name" label={texts.name} problem={problem}>
        <Input
          id="name"
          name="name"
          autoComplete="name"
          key={name}
          defaultValue={name}
          {...problemProps("name", problem)}
        />
      </Labelled>
      {languages.length === 1 ? (
        <input type="hidden" name="language" value={languages[0]?.code} />
      ) : (
        <Labelled id="language" label={texts.language}>
          <Select id="language" name="language" key={language} defaultValue={language}>
            {languages.map(({ code, name: label }) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </Select>
        </Labelled>
      )}
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" disabled={saving}>
          {texts.save}
        </Button>
        {state.result === "saved" && (
          <Notice tone="good" role="status">
            {texts.saved}
          </Notice>
        )}
      </div>
    </form>
  );
}
