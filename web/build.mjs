// Builds what the browser gets, from css/, js/, icons/ and the templates, into dist/.
//
//   node build.mjs            builds, prints the compressed sizes, fails over a budget
//   node build.mjs --check    says whether dist/ was built from what lies here now
//
// Input                                         Output (names carry a hash of the content)
//   css/app.css, with @tabler/core cut down       app.css
//     to the classes and tags of the templates
//   js/app.js                                     app.js      on every page
//   js/upload.js, passkey.js, desk.js             the same    on the pages that need them
//   @tabler/icons, those the templates name       icons.svg   one <symbol> per icon, and our logo
//   icons/logo.svg                                logo.svg    the icon of the browser's tab
//   the licences of what is embedded, and of      licences.txt
//     the crates that THIRD-PARTY.md lists
//
// manifest.json maps a name (`app.css`) to the file that holds it (`app-3F9A2C1B.css`). Beside each
// file lie its .br and .gz. Nothing here runs in the product: web-kit embeds dist/ in the binary.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "dist");
const TEMPLATES = join(HERE, "../crates/entrypoints/templates");
const CRATES = join(HERE, "../THIRD-PARTY.md");
const MODULES = join(HERE, "node_modules");
const KILOBYTE = 1024;
const BUNDLES = ["app.js", "upload.js", "passkey.js", "desk.js"];

// What a page may weigh, gzipped: the larger of the two encodings.
const BUDGETS = [
  { what: "styles", files: ["app.css"], most: 32 * KILOBYTE },
  { what: "scripts of an ordinary page", files: ["app.js"], most: 18 * KILOBYTE },
  { what: "scripts of a desk page", files: ["app.js", "desk.js"], most: 18 * KILOBYTE },
  { what: "scripts of a passkey page", files: ["app.js", "passkey.js"], most: 18 * KILOBYTE },
  { what: "scripts of a page that takes files", files: ["app.js", "upload.js"], most: 40 * KILOBYTE },
];

// Licences of what ends up in dist/; the other packages only build it.
const EMBEDDED = ["@tabler/core", "@tabler/icons", "tus-js-client"];

if (process.argv.includes("--check")) {
  check();
} else {
  await build();
}

function check() {
  const stamp = join(DIST, "inputs.sha256");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== fingerprint()) {
    console.error("web/dist is not built from what lies here: run `npm run build` in web/");
    process.exit(1);
  }
}

async function build() {
  const { build: bundle } = await import("esbuild");
  const { scripts, packages } = await bundleScripts(bundle);
  const made = new Map([
    ["app.css", await styles(bundle)],
    ...scripts,
    ["icons.svg", sprite()],
    ["logo.svg", tabIcon()],
    ["licences.txt", licences(packages)],
  ]);
  report(write(made));
}

/** Everything that decides what dist/ holds, in one hash. */
function fingerprint() {
  const inputs = [
    ...["css", "js", "icons"].flatMap((folder) => files(join(HERE, folder), /\.(css|js|svg)$/)),
    ...templates(),
    join(HERE, "build.mjs"),
    join(HERE, "package-lock.json"),
    CRATES,
  ];
  const hash = createHash("sha256");
  for (const path of inputs.sort()) {
    hash.update(`${relative(HERE, path)}\0`).update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function templates() {
  return files(TEMPLATES, /\.html$/);
}

function files(folder, name) {
  const found = readdirSync(folder, { recursive: true }).filter((path) => name.test(path));
  return found.map((path) => join(folder, path));
}

async function styles(bundle) {
  const tabler = await purged();
  const virtual = {
    name: "tabler",
    setup(build) {
      build.onResolve({ filter: /^tabler\.css$/ }, () => ({ path: "tabler", namespace: "tabler" }));
      build.onLoad({ filter: /.*/, namespace: "tabler" }, () => ({ contents: tabler, loader: "css" }));
    },
  };
  const result = await bundle({
    entryPoints: [join(HERE, "css/app.css")],
    bundle: true,
    minify: true,
    write: false,
    legalComments: "none",
    logLevel: "warning",
    plugins: [virtual],
  });
  return result.outputFiles[0].text;
}

/** @tabler/core without the rules for what no template has. */
async function purged() {
  const { PurgeCSS } = await import("purgecss");
  const [{ css }] = await new PurgeCSS().purge({
    content: templates().map((path) => ({ raw: readFileSync(path, "utf8"), extension: "html" })),
    css: [join(MODULES, "@tabler/core/dist/css/tabler.min.css")],
    extractors: [{ extensions: ["html"], extractor: vocabulary }],
    variables: true,
    keyframes: true,
    fontFace: true,
    rejected: false,
  });
  return css;
}

/** The tags, attributes and classes of a template. Words of its text and comments do not count. */
function vocabulary(template) {
  const markup = template.replace(/\{#[\s\S]*?#\}/g, "");
  const classes = [...markup.matchAll(/class="((?:\{[{%][\s\S]*?[%}]\}|[^"])*)"/g)]
    .map(([, value]) => value.replace(/\{[{%][\s\S]*?[%}]\}/g, " "))
    .flatMap((value) => value.split(/\s+/).filter(Boolean));
  const tags = [...markup.matchAll(/<([a-z][a-z0-9]*)/g)].map(([, tag]) => tag);
  const types = [...markup.matchAll(/\btype="(\w+)"/g)].map(([, type]) => type);
  return {
    attributes: { names: ["type", "href", "disabled", "hidden", "multiple", "title"], values: types },
    classes,
    ids: [],
    tags,
    undetermined: ["*", "before", "after"],
  };
}

async function bundleScripts(bundle) {
  const result = await bundle({
    entryPoints: BUNDLES.map((name) => join(HERE, "js", name)),
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    write: false,
    metafile: true,
    legalComments: "none",
    logLevel: "warning",
    outdir: DIST,
  });
  const scripts = result.outputFiles.map((file) => [relative(DIST, file.path), file.text]);
  const packages = new Set();
  for (const input of Object.keys(result.metafile.inputs)) {
    const [, name] = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//) ?? [];
    if (name) packages.add(name);
  }
  return { scripts, packages };
}

/** One symbol per icon that a template names, as icon("check") or icon="check", and our logo. */
function sprite() {
  const names = new Set();
  for (const path of templates()) {
    const markup = readFileSync(path, "utf8").replace(/\{#[\s\S]*?#\}/g, "");
    for (const [, name] of markup.matchAll(/\bicon(?::\s*str)?\s*(?:\(|=)\s*"([a-z0-9-]+)"/g)) names.add(name);
  }
  const symbols = [...names].sort().map((name) => {
    const path = join(MODULES, "@tabler/icons/icons/outline", `${name}.svg`);
    if (!existsSync(path)) throw new Error(`no icon of Tabler's is called ${name}`);
    return symbol(name, readFileSync(path, "utf8"));
  });
  symbols.push(symbol("logo", logo()));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

function symbol(name, svg) {
  const [, box] = svg.match(/viewBox="([^"]+)"/);
  const [, shapes] = svg.match(/<svg[^>]*>([\s\S]*)<\/svg>/);
  const tidy = shapes.replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" ?\/>/, "").replace(/\s*\n\s*/g, "").trim();
  return `<symbol id="${name}" viewBox="${box}">${tidy}</symbol>`;
}

function logo() {
  return readFileSync(join(HERE, "icons/logo.svg"), "utf8");
}

/** The logo on a ground of its own: the bar of a browser may be light or dark. */
function tabIcon() {
  const [, shapes] = logo().match(/<svg[^>]*>([\s\S]*)<\/svg>/);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -8 40 40"><rect x="-4" y="-8" width="40" height="40" rx="9" fill="#0b5cad"/><g color="#fff">${shapes}</g></svg>\n`;
}

/** Each text of a licence once, under all that it is the licence of. */
function licences(bundled) {
  const users = new Map();
  for (const { title, texts } of [...packages(bundled), ...crates()]) {
    for (const text of texts) users.set(text, [...(users.get(text) ?? []), title]);
  }
  const parts = [...users].map(([text, titles]) => `${[...new Set(titles)].join("\n")}\n\n${text}\n`);
  return parts.join(`\n${"-".repeat(80)}\n\n`);
}

function packages(bundled) {
  return [...new Set([...EMBEDDED, ...bundled])].sort().map((name) => {
    const folder = join(MODULES, name);
    const { version, license, homepage } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const texts = licenceTexts(folder);
    const title = `${name} ${version} (${license})${homepage ? ` ${homepage}` : ""}`;
    return { title, texts: texts.length > 0 ? texts : [`Licence: ${license}`] };
  });
}

/** The crates of the binary. One that brings no text has that of its repository, or of another under its licence. */
function crates() {
  const asked = ["metadata", "--format-version", "1", "--locked", "--filter-platform", "x86_64-unknown-linux-gnu"];
  const told = execFileSync(process.env.CARGO ?? "cargo", asked, { cwd: HERE, maxBuffer: 2 ** 28 });
  const known = new Map(JSON.parse(told).packages.map((crate) => [`${crate.name} ${crate.version}`, crate]));
  const rows = readFileSync(CRATES, "utf8").matchAll(/^\| (\S+) \| (\d\S*) \| (.*) \|$/gm);
  const listed = [...rows].map(([, name, version, licence]) => {
    const crate = known.get(`${name} ${version}`);
    if (!crate) throw new Error(`${name} ${version} is linked no longer: run cargo xtask licences`);
    const { repository } = crate;
    return { title: `${name} ${version} (${licence})`, licence, repository, texts: licenceTexts(dirname(crate.manifest_path)) };
  });
  const withText = listed.filter(({ texts }) => texts.length > 0);
  // Texts that name no author: they are the same for everybody.
  const standard = ["Apache-2.0", "MPL-2.0"].map((one) => withText.find(({ licence }) => licence === one));
  return listed.map((crate) => {
    if (crate.texts.length > 0) return crate;
    const { title, repository, licence } = crate;
    const like = withText.find((other) => repository && other.repository === repository)
      ?? standard.find((other) => licence.includes(other?.licence));
    if (!like) throw new Error(`no text of the licence ${licence} is known, for ${title}`);
    return { title, texts: like.texts };
  });
}

/** What the files of a folder say of its licence, without the shape of their lines' ends. */
function licenceTexts(folder) {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice|unlicense)/i.test(name)).sort();
  const found = names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  return found.map((path) => readFileSync(path, "utf8").replace(/\r\n/g, "\n").trim());
}

/** Writes dist/ and returns the gzipped size of each file by its name. */
function write(made) {
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST, { recursive: true });
  const manifest = {};
  const sizes = new Map();
  for (const [name, text] of made) {
    const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
    const built = name.replace(/(\.\w+)$/, `-${hash}$1`);
    const bytes = Buffer.from(text);
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
    const zipped = gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });
    const brotli = brotliCompressSync(bytes, quality);
    writeFileSync(join(DIST, built), bytes);
    writeFileSync(join(DIST, `${built}.gz`), zipped);
    writeFileSync(join(DIST, `${built}.br`), brotli);
    manifest[name] = built;
    sizes.set(name, { plain: bytes.length, gzip: zipped.length, brotli: brotli.length });
  }
  writeFileSync(join(DIST, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  writeFileSync(join(DIST, "inputs.sha256"), fingerprint());
  return sizes;
}

function report(sizes) {
  for (const [name, { plain, gzip, brotli }] of sizes) {
    console.log(`${name.padEnd(14)} ${kilobytes(plain)}   gzip ${kilobytes(gzip)}   brotli ${kilobytes(brotli)}`);
  }
  let isOver = false;
  for (const { what, files, most } of BUDGETS) {
    const weight = files.reduce((sum, name) => sum + sizes.get(name).gzip, 0);
    console.log(`${weight > most ? "OVER" : "ok  "} ${what}: ${kilobytes(weight)} of ${kilobytes(most)}`);
    isOver ||= weight > most;
  }
  if (isOver) process.exitCode = 1;
}

function kilobytes(bytes) {
  return `${(bytes / KILOBYTE).toFixed(1)} KB`.padStart(9);
}
