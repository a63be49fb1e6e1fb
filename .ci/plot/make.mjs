// Bundles Observable Plot into static/vendor/plot.min.js, and the licence of every package in it into plot.LICENCES.txt.
import { build } from "esbuild";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const vendor = "../../communique/show/web/static/vendor";
const made = await build({
  entryPoints: ["entry.js"], bundle: true, minify: true, format: "iife", globalName: "Plot", target: "es2022",
  outfile: `${vendor}/plot.min.js`, legalComments: "none", metafile: true,
});
const inside = Object.entries(Object.values(made.metafile.outputs)[0].inputs).filter(([, part]) => part.bytesInOutput);
const folders = new Set(inside.map(([path]) => path.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]).filter(Boolean));
const texts = [...folders].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${name} comes without a licence text`);
  return `${name} ${version} (npm), licence ${license}\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
});
writeFileSync(`${vendor}/plot.LICENCES.txt`, `plot.min.js holds parts of these packages:\n\n${texts.join("\n----------------------------------------\n")}`);
