"use client";
import { useEffect, useEffectEvent, useState } from "react";
import type { z } from "zod";
import { savedInput } from "./restored-input";
import { registerInput } from "./saved-input";

/** State that survives a reload. `schema` checks it, as another build may have saved it. */
export function useSavedInput<T>(name: string, schema: z.ZodType<T>, initial: T) {
  const [typed, setTyped] = useState<T>(() => schema.safeParse(savedInput(name)).data ?? initial);
  const read = useEffectEvent(() => typed);
  useEffect(() => registerInput(name, () => read()), [name]);
  return [typed, setTyped] as const;
}
