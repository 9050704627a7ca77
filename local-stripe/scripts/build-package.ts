import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = join(ROOT, "src");

/** What the package offers, by its entry. */
const ENTRIES = {
  index: "index.ts",
  vitest: "vitest.ts",
  playwright: "playwright.ts",
};

/** Writes a whole package into a folder, ready for `npm pack` and `npm publish`: nothing in it needs TypeScript or another package to run. */
export async function buildPackage(out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await Promise.all([buildServer(out), buildAssets(out)]);
  writeTypes(out);
  writeFileSync(join(out, "package.json"), `${JSON.stringify(description(), null, 2)}\n`);
  for (const file of ["README.md", "docs", "Dockerfile"]) {
    if (existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(out, file), { recursive: true });
  }
}

async function buildServer(out: string): Promise<void> {
  const entries = Object.entries(ENTRIES).map(([name, file]) => ({ out: name, in: join(SOURCES, file) }));
  await build({
    entryPoints: [...entries, { out: "local-stripe", in: join(SOURCES, "main.ts") }],
    outdir: join(out, "dist"),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    external: ["vitest", "@playwright/test"],
    plugins: [prebuilt],
    logLevel: "warning",
  });
  const command = join(out, "dist/local-stripe.js");
  writeFileSync(command, `#!/usr/bin/env node\n${readFileSync(command, "utf8")}`, { mode: 0o755 });
}

/** Pages are built now, so that the package does not need what builds them. */
const prebuilt: Plugin = {
  name: "prebuilt-assets",
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/bundle$/ }, ({ resolveDir, path }) =>
      join(resolveDir, path) === join(SOURCES, "http/bundle")
        ? { path: join(ROOT, "scripts/prebuilt-assets.ts") }
        : undefined,
    );
  },
};

/** Every script and style sheet that the sources name, so that none is forgotten. */
async function buildAssets(out: string): Promise<void> {
  const named = new Set(
    sourceFiles().flatMap((file) =>
      Array.from(
        readFileSync(join(SOURCES, file), "utf8").matchAll(/"([\w-]+(?:\/[\w-]+)+\.(?:ts|css))"/g),
        ([, path = ""]) => path,
      ),
    ),
  );
  const assets = [...named].filter((path) => existsSync(join(SOURCES, path)));
  const scripts = assets.filter((path) => path.endsWith(".ts"));
  await build({
    entryPoints: scripts.map((path) => ({ out: path.slice(0, -3), in: join(SOURCES, path) })),
    outdir: join(out, "dist/assets"),
    bundle: true,
    format: "iife",
    target: "es2022",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
  });
  for (const path of assets.filter((asset) => asset.endsWith(".css"))) {
    cpSync(join(SOURCES, path), join(out, "dist/assets", path));
  }
}

function sourceFiles(): string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
}

/**
 * Only the types that the entries reach. The compiler refuses to write down some of those inside, which nobody is given; its exit code says nothing of
 * the others, so the package's test compiles a file that uses them.
 */
function writeTypes(out: string): void {
  const all = mkdtempSync(join(tmpdir(), "local-stripe-types-"));
  const compiler = fileURLToPath(new URL("../../node_modules/.bin/tsc", import.meta.url));
  const emit = ["--declaration", "--emitDeclarationOnly", "--noEmit", "false", "--incremental", "false"];
  spawnSync(compiler, ["-p", ROOT, ...emit, "--outDir", all, "--rootDir", ROOT]);
  const open = Object.values(ENTRIES).map((file) => file.replace(/\.ts$/, ""));
  const done = new Set<string>();
  for (let module = open.pop(); module !== undefined; module = open.pop()) {
    if (done.has(module)) continue;
    done.add(module);
    const text = readFileSync(join(all, "src", `${module}.d.ts`), "utf8");
    const whole = text.replace(/(from |import\()"(\.[^"]+)"/g, (_whole, before: string, path: string) => {
      open.push(join(dirname(module), path));
      return `${before}"${path}.js"`;
    });
    const file = join(out, "dist/types", `${module}.d.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, whole);
  }
  rmSync(all, { recursive: true });
}

function description(): object {
  const {
    name,
    version,
    description: about,
    license,
    type,
    engines,
  } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return {
    name,
    version,
    description: about,
    license,
    type,
    engines,
    keywords: ["stripe", "mock", "testing", "payments", "checkout", "stripe-js"],
    bin: { "local-stripe": "dist/local-stripe.js" },
    exports: Object.fromEntries(
      Object.entries(ENTRIES).map(([entry, file]) => [
        entry === "index" ? "." : `./${entry}`,
        { types: `./dist/types/${file.replace(/\.ts$/, ".d.ts")}`, default: `./dist/${entry}.js` },
      ]),
    ),
    files: ["dist", "docs", "Dockerfile"],
    peerDependencies: { "@playwright/test": ">=1.40.0", vitest: ">=1.0.0" },
    peerDependenciesMeta: { "@playwright/test": { optional: true }, vitest: { optional: true } },
  };
}
