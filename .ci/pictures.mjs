// Makes the pictures in the README of real output: node .ci/pictures.mjs DIST, after `make sample`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch } from './browser.mjs';

const dist = resolve(process.argv[2] ?? 'dist');
const pictures = resolve(import.meta.dirname, '../testdata/pictures');
const size = { width: 760, height: 1000 };
const temporary = mkdtempSync(join(tmpdir(), 'pictures-'));
const output = (suffix) => join(dist, readdirSync(dist).find((name) => name.endsWith(suffix)));

function unzipped(suffix) {
  const folder = join(temporary, suffix);
  execFileSync('unzip', ['-q', output(suffix), '-d', folder]);
  return folder;
}

async function shoot(browser, name, address, prepare) {
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: 1 });
  await page.goto('file://' + address);
  await prepare(page);
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(pictures, name) });
}

// The page on which a lesson explains something with formulas and a picture.
const lesson = 'room-between-words';

execFileSync('pdftoppm', ['-r', '87', '-f', '6', '-l', '6', '-singlefile', '-png', output('.pdf'), join(pictures, 'pdf')]);

const browser = await launch();
try {
  const book = unzipped('.epub');
  await shoot(browser, 'epub.png', join(book, 'EPUB', lesson + '-lesson.xhtml'), async (page) => {
    await page.addStyleTag({ content: 'body { margin: 3em 4em; font-size: 1.15em; }' }); // as a reader sets its page
    await page.evaluate(() => window.scrollTo(0, 330));
  });
  await shoot(browser, 'scorm.png', join(unzipped('-scorm12.zip'), 'index.html'), async (page) => {
    await page.locator('.menu summary').first().click().catch(() => {});
    for (let i = 0; i < 2; i++) await page.locator('#next').click();
    await page.waitForTimeout(300);
    const frame = page.frames().find((f) => f.parentFrame());
    await frame.evaluate(() => window.scrollTo(0, 480));
  });
} finally {
  await browser.close();
  rmSync(temporary, { recursive: true });
}
