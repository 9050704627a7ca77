"use client";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;

export function LocalTime({ at, locale }: { at: string; locale: string }) {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const text = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    ...(!inBrowser && { timeZone: "UTC" }),
  }).format(new Date(at));
  return <time dateTime={at}>{text}</time>;
}
