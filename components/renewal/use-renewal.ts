"use client";
import { useEffect } from "react";
import { renewIfOld } from "./renew-page";

/** For a page of an error: a page that is older than the store fails at files and actions that are gone. */
export function useRenewal(): void {
  useEffect(() => void renewIfOld(), []);
}
