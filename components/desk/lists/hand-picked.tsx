"use client";

import { useEffect, useRef, useState } from "react";
import { z } from "zod/mini";
import { useDragging } from "../use-dragging";

type One = { slug: string; name: string };

type Props = {
  goods: readonly One[];
  texts: Record<
    "hint" | "none" | "find" | "findHint" | "addOne" | "up" | "down" | "takeOut" | "moved" | "of",
    string
  >;
};

const answer = z.object({ found: z.array(z.object({ slug: z.string(), name: z.string() })) });

/** Milliseconds without another letter after which is looked. */
const LOOKS_AFTER = 200;

/** The goods of a collection in their order: found by a few letters, moved by dragging or with buttons. They are saved with the form. */
export function HandPicked({ goods: given, texts }: Props) {
  const [goods, setGoods] = useState(given);
  const [q, setQ] = useState("");
  const [found, setFound] = useState<readonly One[]>([]);
  const [told, setTold] = useState("");
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (q.trim().length < 2) {
      setFound([]);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/api/admin/goods/find?${new URLSearchParams({ q })}`, {
          signal: stop.signal,
        });
        const read = answer.safeParse(await response.json());
        setFound(read.success ? read.data.found : []);
      } catch {
        if (!stop.signal.aborted) setFound([]);
      }
    }, LOOKS_AFTER);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [q]);

  function put(next: readonly One[]) {
    setGoods(next);
    field.current?.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function move(from: number, to: number) {
    const one = goods[from];
    if (!one || to < 0 || to >= goods.length) return;
    put(goods.toSpliced(from, 1).toSpliced(to, 0, one));
    setTold(texts.moved.replace("{name}", one.name).replace("{number}", String(to + 1)));
  }

  const draggedAt = useDragging(move);
  const left = found.filter(({ slug }) => !goods.some((one) => one.slug === slug));
  return (
    <div>
      <input
        ref={field}
        type="hidden"
        name="products"
        value={JSON.stringify(goods.map(({ slug }) => slug))}
        readOnly
      />
      <p className="mb-3 text-quiet">{goods.length === 0 ? texts.none : texts.hint}</p>
      <ol className="grid gap-2">
        {goods.map((one, index) => {
          const act = (label: string, sign: string, isOff: boolean, onPress: () => void) => (
            <button
              type="button"
              aria-label={texts.of.replace("{act}", label).replace("{name}", one.name)}
              title={label}
              disabled={isOff}
              onClick={onPress}
              className="desk-button min-w-10 px-2"
            >
              {sign}
            </button>
          );
          return (
            <li
              key={one.slug}
              {...draggedAt(index)}
              className="flex flex-wrap items-center gap-3 rounded-xl border border-line px-3 py-2"
            >
              <span className="figures text-quiet">{index + 1}</span>
              <span className="min-w-32 flex-1 [overflow-wrap:anywhere]">{one.name}</span>
              <span className="flex gap-2">
                {act(texts.up, "↑", index === 0, () => move(index, index - 1))}
                {act(texts.down, "↓", index === goods.length - 1, () => move(index, index + 1))}
                {act(texts.takeOut, "×", false, () => put(goods.toSpliced(index, 1)))}
              </span>
            </li>
          );
        })}
      </ol>
      <p role="status" className="sr-only">
        {told}
      </p>
      <label className="mt-4 grid gap-1">
        <span className="font-medium">{texts.find}</span>
        <input
          type="search"
          value={q}
          placeholder={texts.findHint}
          onChange={(event) => setQ(event.target.value)}
          // Enter would save the form.
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          className="desk-control"
        />
      </label>
      {left.length > 0 && (
        <ul className="mt-2 grid gap-2">
          {left.map((one) => (
            <li key={one.slug}>
              <button
                type="button"
                className="desk-button w-full justify-start text-start"
                onClick={() => put([...goods, one])}
              >
                {texts.addOne.replace("{name}", one.name)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
