// math-sheet.mjs OUT.png [--hardest N] FILE...: formulas as we set them beside MathJax's setting of the same TeX, for the eye.
// A FILE is Markdown, of which all formulas between dollars and in {% math %} are taken, or *.txt with a displayed formula on each line.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mathjax } from 'mathjax-full/js/mathjax.js';
import { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import { AllPackages } from 'mathjax-full/js/input/tex/AllPackages.js';
import { SVG } from 'mathjax-full/js/output/svg.js';
import { launch } from './browser.mjs';

const args = process.argv.slice(2);
const out = args.shift();
let hardest = Infinity;
if (args[0] === '--hardest') hardest = Number(args.splice(0, 2)[1]);

const pages = args.map((name) => formulasIn(name, readFileSync(name, 'utf8')));
const shown = pages.flat().filter(({ tex }) => !/^\s*\\(re)?newcommand/.test(tex));
const chosen = new Set(shown.sort((a, b) => difficulty(b.tex) - difficulty(a.tex)).slice(0, hardest));
const folder = mkdtempSync(join(tmpdir(), 'math-sheet-'));
let number = 0;
for (const formula of pages.flat()) if (chosen.has(formula)) formula.file = `${String(++number).padStart(3, '0')}.svg`;
const list = join(folder, 'formulas.json');
writeFileSync(list, JSON.stringify(pages));
const room = fileURLToPath(new URL('../formats/internal/typeset/mathbox', import.meta.url));
execFileSync('go', ['test', '-count=1', '-run', '^TestSheet$', '.', '-sheet', list, '-sheet-to', folder], { cwd: room, stdio: 'inherit' });

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
const rows = pages.flatMap((page) => {
  // One document for each page: it keeps the macros of the page.
  const packages = AllPackages.filter((name) => name !== 'bussproofs');
  const doc = mathjax.document('', { InputJax: new TeX({ packages, tags: 'none' }), OutputJax: new SVG({ fontCache: 'none' }) });
  return page.map(({ tex, display, file }) => {
    const theirs = adaptor.innerHTML(doc.convert(tex, { display, em: 20, ex: 9 }));
    return file && `<tr><td>${file}<td>${readFileSync(join(folder, file), 'utf8')}<td>${theirs}`;
  });
});
rmSync(folder, { recursive: true });
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 2200, height: 800 }, deviceScaleFactor: 2 });
await page.setContent(`<style>td { border-bottom: 1px solid #ccc; padding: 10px; font-size: 20px; overflow: hidden }
  td:first-child { font-size: 10px } td:nth-child(2) > svg { zoom: 1.5; overflow: visible }
  table { table-layout: fixed; width: 2180px; border-collapse: collapse } col { width: 1070px } col:first-child { width: 40px }
</style><table><col><col><col>${renumbered(rows.filter(Boolean)).join('')}</table>`);
await page.screenshot({ path: resolve(out), fullPage: true });
await browser.close();

// formulasIn returns the formulas of a file. A formula that is alone between blank lines is a display.
function formulasIn(name, text) {
  if (name.endsWith('.txt')) return text.trim().split('\n').map((tex) => ({ tex, display: true }));
  const found = [];
  for (const m of text.replace(/^(```|~~~)[^]*?^\1/gm, '').matchAll(/\$\$+([^$][^]*?)\$\$+|\{% math %\}([^]+?)\{% endmath %\}|(?<![\\$])\$(?=\S)([^$]+?)(?<=\S)\$(?!\d)/g)) {
    const before = m.input.slice(0, m.index), after = m.input.slice(m.index + m[0].length);
    found.push({ tex: m[1] ?? m[2] ?? m[3], display: Boolean(m[1] ?? m[2]) && /(^|\n)[ \t]*\n?[ \t]*$/.test(before) && /^[ \t]*(\n|$)/.test(after) });
  }
  return found;
}

// difficulty ranks by what may go wrong: commands, scripts and how deep they are nested.
function difficulty(tex) {
  let depth = 0, deepest = 0;
  for (const c of tex) deepest = Math.max(deepest, (depth += c === '{' ? 1 : c === '}' ? -1 : 0));
  return (tex.match(/\\[a-zA-Z]+|[_^&]/g) ?? []).length + 3 * deepest;
}

// renumbered gives the ids of each picture names that no other one has.
function renumbered(rows) {
  return rows.map((row, i) => row.replaceAll('id="g', `id="g${i}-`).replaceAll('href="#g', `href="#g${i}-`));
}
