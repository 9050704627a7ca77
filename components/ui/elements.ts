import type { ReactElement } from "react";

export type Elements = ReactElement | "" | false | null | undefined | readonly Elements[];
