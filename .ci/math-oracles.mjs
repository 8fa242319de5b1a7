// Asks KaTeX and Temml what formulas show. Reads lines of JSON {page, tex, display, ours} and writes for each {ours, katex,
// temml}: the characters of their MathML in order, or null where an engine refuses the formula.
//
// What says the same is made the same: alphabets are plain letters (one engine says "bold", the other uses a bold letter),
// white space and invisible operators are gone, and so are differences between characters for the same sign.
import { createInterface } from 'node:readline';
import katex from 'katex';
import temml from 'temml';
import 'katex/contrib/mhchem';

const GREEK = 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΘΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ';

// A sign and what is written for it.
const SAME = [
  ['-', '−‐'], ['|', '∣❘'], ['‖', '∥'], ['⋅', '·∙•‧'], ['*', '∗⁎'], ['/', '∕⁄'], ['\\', '∖⧵﹨'], [':', '∶'], ['~', '˜\u0303'],
  ['^', 'ˆ\u0302'], ['¯', 'ˉ‾\u0304\u0305\u0332_―'], ['˙', '\u0307'], ['¨', '\u0308'], ['˘', '\u0306'], ['ˇ', '\u030C'],
  ['`', 'ˋ\u0300‵'], ['´', 'ˊ\u0301'], ['°', '˚\u030A'], ['→', '\u20D7'], ['←', '\u20D6'], ['′', "'’"], ['△', '▵∆'], ['▽', '▿'],
  ['⟨', '〈'], ['⟩', '〉'], ['...', '…\u20DB'], ['....', '\u20DC'],
];
const FOLD = new Map(SAME.flatMap(([sign, others]) => [...others].map((other) => [other, sign])));

function fold(char) {
  const code = char.codePointAt(0);
  if (code >= 0x1d6a8 && code < 0x1d7cb) char = [...GREEK][(code - 0x1d6a8) % 58];
  else if (code >= 0x1d400 && code < 0x1d800 || code >= 0x2100 && code < 0x2140) char = char.normalize('NFKC');
  return FOLD.get(char) ?? char;
}

function normal(text) {
  text = text.replace(/[\s\u00A0\u2000-\u200F\u2060-\u2064\uFE00-\uFE0F\uFEFF]/gu, '');
  return [...text].map(fold).join('').replace(/′′′′|⁗/g, '′'.repeat(4)).replace(/‴/g, '′′′').replace(/″/g, '′′').normalize('NFC');
}

const ENTITIES = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: '\u00A0', apos: "'" };

function leaves(markup) {
  return normal(markup.replace(/<annotation[^]*?<\/annotation>/g, '').replace(/<[^>]*>/g, '')
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_, hex, decimal, name) =>
      name ? ENTITIES[name] ?? '?' : String.fromCodePoint(parseInt(hex ?? decimal, hex ? 16 : 10))));
}

function attempt(engine, tex, display, macros) {
  try {
    return leaves(engine.renderToString(tex, {
      displayMode: display, throwOnError: true, strict: 'ignore', output: 'mathml', annotate: false, macros: { ...macros },
    }));
  } catch {
    return null;
  }
}

console.log = () => {}; // engines talk
console.warn = () => {};

// Engines keep no definitions from one formula to the next as a page does, and KaTeX lets nobody redefine a command.
const pages = new Map();

function withoutDefinitions(page, tex) {
  const macros = pages.get(page) ?? {};
  pages.set(page, macros);
  const group = String.raw`\{((?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\}`;
  const command = String.raw`(?:\{\s*(\\[A-Za-z]+)\s*\}|(\\[A-Za-z]+))`;
  tex = tex.replace(new RegExp(String.raw`\\(?:re)?newcommand\*?\s*${command}\s*(?:\[\d\])?\s*${group}`, 'g'), (_, a, b, body) => {
    macros[a ?? b] = body;
    return '';
  });
  tex = tex.replace(new RegExp(String.raw`\\DeclareMathOperator(\*?)\s*${command}\s*${group}`, 'g'), (_, star, a, b, body) => {
    macros[a ?? b] = String.raw`\operatorname${star}{${body}}`;
    return '';
  });
  return { tex, macros };
}

for await (const line of createInterface({ input: process.stdin })) {
  const formula = JSON.parse(line);
  const { tex, macros } = withoutDefinitions(formula.page, formula.tex);
  process.stdout.write(JSON.stringify({
    ours: normal(formula.ours),
    katex: attempt(katex, tex, formula.display, macros),
    temml: attempt(temml, tex, formula.display, macros),
  }) + '\n');
}
