export const WORKERS = 10;
