const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

export const isLoopback = (url: string): boolean => LOOPBACK.has(new URL(url).hostname);
