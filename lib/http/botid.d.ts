// A merchant may install it: docs/limits.md.
declare module "botid/next/config" {
  export function withBotId<Config>(config: Config): Config;
}
