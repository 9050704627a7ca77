"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { z } from "zod/mini";
import { DeskDialog } from "../dialog";
import type { DeskPlace } from "./desk-keys";

export type PaletteTexts = { find: string; hint: string; nothing: string; pages: string; close: string };

export type PaletteProps = { places: readonly DeskPlace[]; texts: PaletteTexts; close: () => void };

const entry = z.object({ href: z.string(), name: z.string(), about: z.string(), group: z.string() });
const answer = z.object({ found: z.array(entry) });
type Entry = z.infer<typeof entry>;

const PAUSE = 150;

/** Goes to a page, an order, a product or a person, or to what can be done with an order, by typing. */
export function CommandPalette({ places, texts, close }: PaletteProps) {
  const router = useRouter();
  const { contains } = Autocomplete.useFilter();
  const [text, setText] = useState("");
  const wanted = text.trim();
  const found = useFound(wanted);
  const pages = places
    .filter(({ name }) => contains(name, wanted))
    .map(({ href, name }): Entry => ({ href, name, about: "", group: texts.pages }));
  const groups = groupsOf([...pages, ...found]);

  const go = ({ href }: Entry) => {
    close();
    router.push(href);
  };

  return (
    <DeskDialog label={texts.find} width="max-w-[40rem]" close={close}>
      <Autocomplete.Root
        inline
        open
        items={groups}
        filter={null}
        value={text}
        onValueChange={setText}
        itemToStringValue={({ name }: Entry) => name}
        autoHighlight="always"
        keepHighlight
      >
        <div className="flex gap-2">
          <Autocomplete.Input
            aria-label={texts.find}
            autoComplete="off"
            spellCheck={false}
            placeholder={texts.hint}
            className="desk-control"
          />
          <Dialog.Close className="desk-button">{texts.close}</Dialog.Close>
        </div>
        <Autocomplete.Empty className="px-3 text-quiet not-empty:pt-3">{texts.nothing}</Autocomplete.Empty>
        <Autocomplete.List
          aria-label={texts.find}
          className="mt-2 max-h-[60vh] scroll-py-8 overflow-y-auto data-empty:hidden"
        >
          {({ name, items }: (typeof groups)[number]) => (
            <Autocomplete.Group key={name} items={items}>
              <Autocomplete.GroupLabel className="px-3 pt-2 text-sm text-quiet">
                {name}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(one: Entry) => (
                  <Autocomplete.Item
                    key={one.href}
                    value={one}
                    onClick={() => go(one)}
                    // What is pointed at in such a list is told as selected.
                    render={(props, { highlighted }) => (
                      // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus of its list
                      <div {...props} role="option" aria-selected={highlighted} />
                    )}
                    className="flex cursor-pointer flex-wrap gap-x-4 rounded-lg px-3 py-2 data-highlighted:bg-sunken"
                  >
                    <span className="font-medium">{one.name}</span>
                    <span className="text-quiet">{one.about}</span>
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </DeskDialog>
  );
}

const groupsOf = (entries: readonly Entry[]) =>
  [...new Set(entries.map(({ group }) => group))].map((name) => ({
    name,
    items: entries.filter(({ group }) => group === name),
  }));

/** What the store finds of a text; what was found for an earlier one until then. */
function useFound(text: string): Entry[] {
  const [found, setFound] = useState<Entry[]>([]);
  useEffect(() => {
    if (text === "") return;
    const control = new AbortController();
    const { signal } = control;
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/api/admin/find?${new URLSearchParams({ q: text })}`, { signal });
        const read = answer.safeParse(await response.json());
        if (!signal.aborted) setFound(read.success ? read.data.found : []);
      } catch {
        // Another letter was typed, or there is no network: pages can still be gone to.
      }
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [text]);
  return text === "" ? [] : found;
}
