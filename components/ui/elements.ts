import type { ReactElement } from "react";

/** Children that stand beside others: elements, never bare text, which a browser's translation would take away from React. */
export type Elements = ReactElement | "" | false | null | undefined | readonly Elements[];
