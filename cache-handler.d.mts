type Entry = { lastModified: number; value: unknown; cacheControl?: unknown };

export default class SharedCacheHandler {
  constructor(context: { serverDistDir: string });
  get(key: string, context: { kind: string; tags?: string[]; softTags?: string[] }): Promise<Entry | null>;
  set(key: string, value: unknown, context?: { cacheControl?: unknown }): Promise<void>;
  revalidateTag(tags: string | string[], durations?: { expire?: number }): Promise<void>;
  resetRequestCache(): void;
}
