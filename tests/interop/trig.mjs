// N-Quads of several readers for the same Turtle or TriG file must be the same dataset; files that are wrong must be refused.
// Usage: trig.mjs READ-QUADS FILE...
// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { Parser, Writer } from "n3";
import rdfCanonize from "rdf-canonize";

const [readQuads, ...files] = process.argv.slice(2);
let wrong = 0;

function report(path, text) {
  wrong++;
  console.log(`${path}: ${text}`);
}

// Language tags are compared in lower case, as attest gives them.
const canonical = (nquads) =>
  rdfCanonize.canonize(nquads, { algorithm: "RDFC-1.0", inputFormat: "application/n-quads", format: "application/n-quads" });

function byN3(path, text) {
  const parser = new Parser({ format: path.endsWith(".ttl") ? "text/turtle" : "application/trig" });
  const writer = new Writer({ format: "N-Quads" });
  return writer.quadsToString(parser.parse(text)).replace(/"@([A-Za-z0-9-]+)/g, (tag) => tag.toLowerCase());
}

function byRapper(path) {
  const syntax = path.endsWith(".ttl") ? "turtle" : "trig";
  const text = execFileSync("rapper", ["-q", "-i", syntax, "-o", "nquads", path], { encoding: "utf8", maxBuffer: 1 << 28 });
  return text.replace(/"@([A-Za-z0-9-]+)/g, (tag) => tag.toLowerCase());
}

async function checkGood(path, text) {
  const ours = await canonical(execFileSync(readQuads, [path], { encoding: "utf8", maxBuffer: 1 << 28 }));
  for (const [name, read] of [["N3.js", byN3], ["rapper", byRapper]]) {
    // Raptor cannot read all of what is good; files say so themselves.
    if (text.includes(`# not ${name}`)) continue;
    let theirs = "";
    try {
      theirs = await canonical(read(path, text));
    } catch (error) {
      report(path, `${name} does not read it: ${error.message}`);
      continue;
    }
    if (ours === theirs) continue;
    const only = (a, b) => a.split("\n").filter((line) => !b.split("\n").includes(line)).slice(0, 5);
    report(path, `differs from ${name}`);
    console.log("  only attest:", only(ours, theirs), `\n  only ${name}:`, only(theirs, ours));
  }
}

function checkBad(path, text) {
  const [, expected] = text.match(/^# expect (.*)/);
  const run = spawnSync(readQuads, [path], { encoding: "utf8" });
  if (run.status !== 1 || run.stderr.trim() !== `${path}:${expected}`) report(path, `expected ${expected}, got ${run.stderr.trim()}`);
  try {
    byN3(path, text);
    if (!text.includes("# not N3.js")) report(path, "N3.js reads it");
  } catch {
    // as it should be
  }
}

for (const path of files) {
  const text = readFileSync(path, "utf8");
  if (basename(path).startsWith("bad-")) checkBad(path, text);
  else await checkGood(path, text);
}
console.log(`${files.length} files, ${wrong} wrong`);
process.exit(wrong ? 1 : 0);
