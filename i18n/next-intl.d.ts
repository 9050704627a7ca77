import type { Messages } from "./messages";
import type { Locale } from "./routing";

/** A key that no language has, or a language that the store does not speak, does not compile. */
declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
