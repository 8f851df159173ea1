// Bundles source/ for the browser. Usage: node build.mjs FOLDER
// Writes there: assets/ (code, styles, fonts and icons under names that change with what is in them), index.html, each of them
// compressed too, embedded.cc, which puts them into the program, and files.d, which tells the build what was read. Asks nobody: packages are those of node_modules (ops/setup).
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = path.resolve(process.argv[2] ?? "");
if (process.argv.length !== 3) {
  console.error("usage: node build.mjs FOLDER");
  process.exit(2);
}

// Only the icons that the source names: the whole set would be half of what a first visit loads.
async function pickIcons(names) {
  const set = path.join(here, "node_modules/bootstrap-italia/dist/svg/sprites.svg");
  const text = await readFile(set, "utf8");
  const symbols = names.map((name) => {
    const found = text.match(new RegExp(`<symbol[^>]*id="it-${name}"[\\s\\S]*?</symbol>`));
    if (!found) throw new Error(`icons.ts names "${name}", which bootstrap-italia does not have`);
    return found[0];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

async function iconNames() {
  const text = await readFile(path.join(here, "source/parts/icons.ts"), "utf8");
  const list = text.match(/iconNames = \[([^\]]*)\]/);
  return [...list[1].matchAll(/"([a-z-]+)"/g)].map((one) => one[1]);
}

async function writeHashed(base, extension, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const name = `${base}-${hash}${extension}`;
  await writeFile(path.join(folder, "assets", name), content);
  return name;
}

await rm(folder, { recursive: true, force: true });
await mkdir(path.join(folder, "assets"), { recursive: true });
const icons = await writeHashed("icons", ".svg", await pickIcons(await iconNames()));
const result = await build({
  absWorkingDir: here,
  entryPoints: { app: "source/main.tsx" },
  bundle: true,
  minify: true,
  format: "esm",
  splitting: true,
  target: ["es2022"],
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".woff2": "file" },
  define: { ICONS: JSON.stringify(`/assets/${icons}`) },
  outdir: path.join(folder, "assets"),
  publicPath: "/assets/",
  entryNames: "[name]-[hash]",
  chunkNames: "part-[hash]",
  assetNames: "[name]-[hash]",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});
const outputs = Object.keys(result.metafile.outputs).map((one) => path.basename(one));
const named = (extension) => outputs.find((one) => one.startsWith("app-") && one.endsWith(extension));
const fonts = outputs.filter((one) => /regular.*\.woff2$/.test(one));
await writeFile(
  path.join(folder, "index.html"),
  `<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>fascicolo</title>
<link rel="icon" href="data:,">
${fonts.map((one) => `<link rel="preload" href="/assets/${one}" as="font" type="font/woff2" crossorigin>`).join("\n")}
<link rel="stylesheet" href="/assets/${named(".css")}">
<script type="module" src="/assets/${named(".js")}"></script>
</head>
<body><div id="app"></div><noscript>Questa applicazione usa JavaScript. This application uses JavaScript.</noscript></body>
</html>
`,
);

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

/** The files as the table of bundle.h: bytes that the assembler reads, so that no compiler has to. */
async function embed(files) {
  const pieces = [];
  const rows = [];
  for (const [index, file] of files.entries()) {
    const packed = `${path.join(folder, file)}.gz`;
    await writeFile(packed, gzipSync(await readFile(path.join(folder, file)), { level: 9 }));
    const [plain, gzip] = [`dashboard_${index}`, `dashboard_${index}_gz`];
    for (const [name, at] of [[plain, path.join(folder, file)], [gzip, packed]]) {
      pieces.push(`__asm__(".section .rodata\\n${name}:\\n.incbin \\"${at}\\"\\n${name}_end:\\n.byte 0\\n.previous\\n.globl ${name}\\n.globl ${name}_end");`);
      pieces.push(`extern "C" const char ${name}[];\nextern "C" const char ${name}_end[];`);
    }
    const type = types[path.extname(file)];
    rows.push(`    {"/${file}", "${type}", {${plain}, ${plain}_end}, {${gzip}, ${gzip}_end}},`);
  }
  const text = `#include "connectors/dashboard/bundle.h"\n\n#include <array>\n\n${pieces.join("\n")}\n
namespace fascicolo::dashboard {
std::span<const File> Files() {
  static const std::array<File, ${files.length}> files{{
${rows.join("\n")}
  }};
  return files;
}
}  // namespace fascicolo::dashboard\n`;
  await writeFile(path.join(folder, "embedded.cc"), text);
}
await embed(["index.html", ...[icons, ...outputs].map((one) => `assets/${one}`)]);

const read = Object.keys(result.metafile.inputs).map((one) => path.resolve(here, one));
await writeFile(path.join(folder, "files.d"), `${path.join(folder, "embedded.cc")}: ${read.join(" \\\n  ")}\n`);
