import type { Messages } from "./messages";
import type { Locale } from "./routing";

/** An unknown key or language does not compile. */
declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
