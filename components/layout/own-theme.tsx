import { ownThemeCss } from "@/lib/config/own-theme";

/** In a document's body, where it goes before the built style sheet: the colours that staff have set. Nothing while they are the project's own. */
export function OwnTheme() {
  const css = ownThemeCss();
  return css && <style>{css}</style>;
}
