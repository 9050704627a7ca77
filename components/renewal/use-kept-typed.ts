"use client";
import { useEffect, useEffectEvent, useState } from "react";
import type { z } from "zod";
import { keepTyped, typedBefore } from "./typed-text";

/** State that survives a reload. `schema`: another build may have saved it. */
export function useKeptTyped<T>(name: string, schema: z.ZodType<T>, initial: T) {
  const [typed, setTyped] = useState<T>(() => schema.safeParse(typedBefore(name)).data ?? initial);
  const read = useEffectEvent(() => typed);
  useEffect(() => keepTyped(name, () => read()), [name]);
  return [typed, setTyped] as const;
}
