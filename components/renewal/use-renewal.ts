"use client";
import { useEffect } from "react";
import { renewIfOld } from "./renew-page";

/** For error pages: an old page fails when its files or actions are gone. */
export function useRenewal(): void {
  useEffect(() => void renewIfOld(), []);
}
