// axe.mjs FOLDER: every XHTML and HTML page of an unpacked book or package against WCAG 2.2 A and AA,
// in light and in dark colours. One line per finding; exit status 1 if there is one, or no page.
import { fileURLToPath } from 'node:url';
import { filesIn, launch, openPage, serve } from './browser.mjs';

const RULES = {
  light: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  dark: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }, // all else is as it was
};

const folder = process.argv[2];
const pages = filesIn(folder, '.xhtml', '.html', '.htm');
const findings = new Set();
const server = await serve(folder);
const browser = await launch();
const context = await browser.newContext();
// As an init script it reaches the frames of a page too, whatever the page's own policy.
await context.addInitScript({ path: fileURLToPath(new URL('node_modules/axe-core/axe.min.js', import.meta.url)) });
for (const name of pages) {
  const page = await openPage(context, server.base, (text) => findings.add(`${name}: ${text}`));
  await page.goto(`${server.base}/${name.split('/').map(encodeURIComponent).join('/')}`);
  for (const [colorScheme, runOnly] of Object.entries(RULES)) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate((runOnly) => axe.run({ runOnly }), runOnly);
    for (const { id, help, nodes } of violations)
      for (const node of nodes) findings.add(`${name}: ${help} [${id}] ${node.target.join(' ')}: ${node.html}`);
  }
  await page.close();
}
await browser.close();
server.close();

if (!pages.length) findings.add('there is no page to look at');
for (const line of findings) console.log(line);
console.log(`${pages.length} pages, ${findings.size} findings`);
process.exitCode = findings.size ? 1 : 0;
