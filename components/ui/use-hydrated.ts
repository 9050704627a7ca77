"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};
const yes = () => true;
const no = () => false;

/** Whether the page's scripts run by now: false on the server and until then. */
export const useHydrated = (): boolean => useSyncExternalStore(never, yes, no);
