// scorm.mjs FOLDER: a learner takes the unpacked SCORM or cmi5 course in Chromium, in a platform of ours.
//
// Four visits: the browser crashes after a third of the pages, the tab is closed after two thirds, every page is
// seen, it is opened once more. Between visits the platform keeps only what was committed.
// Prints a line per visit and one per finding; exit status 1 if there is a finding.
import { filesIn, launch, openPage, serve } from './browser.mjs';
import { platformFor } from './platforms.mjs';

const NEXT = '#next'; // the player's button
const PATIENCE = 5000; // ms for a page to come up

const folder = process.argv[2];
const findings = new Set();
const platform = platformFor(folder);
const pages = filesIn(folder, '.html').filter((name) => name !== platform.entry);
const seen = new Set();

const server = await serve(folder, platform.routes);
const browser = await launch();
// Moodle shows a package in a frame of about this size.
const context = await browser.newContext({ viewport: { width: 650, height: 666 } });

await readAlone();
let place = await visit('crash', pages.length / 3);
place = await visit('close', (2 * pages.length) / 3, place);
place = await visit('finish', pages.length, place);
judgeFinished();
platform.review = true; // as Moodle has it for a finished attempt
await visit('again', 0, place);
judgeFinished();

await browser.close();
server.close();
for (const text of findings) console.log(`FAIL ${text}`);
console.log(`${pages.length} pages, ${findings.size} findings`);
process.exitCode = findings.size ? 1 : 0;

// Without an LMS the course can be read all the same.
async function readAlone() {
  const page = await openPage(context, server.base, (text) => findings.add(`without an LMS: ${text}`));
  await page.goto(`${server.base}/${platform.entry}`);
  await walk(page.mainFrame(), 2, new Set());
  await page.close();
}

// Opens the course in the LMS, where it was left, goes on until `count` pages were seen and leaves; returns the place.
async function visit(name, count, left) {
  // A platform that holds nothing yet says so with a 404.
  const complain = (text) => /^404 for lms\/xapi\/activities\/state/.test(text) || findings.add(`visit "${name}": ${text}`);
  platform.newVisit();
  const page = await openPage(context, server.base, complain);
  await page.goto(platform.start(server.base));
  const shell = platform.shell(page);
  const first = await shown(shell);
  if (left && first !== left) complain(`opens at ${first}, was left at ${left}`);
  const last = await walk(shell, count, seen);
  await (name === 'crash' ? crash(page) : close(page));
  platform.judge(name !== 'crash').forEach(complain);
  const { status, score } = platform.kept();
  console.log(`${name}: ${first} to ${last}, ${seen.size} pages seen, ${status}, score ${score ?? 'none'}`);
  return last;
}

async function crash(page) {
  await page.waitForTimeout(1000); // what was not committed by now is lost
  await page.goto('chrome://crash').catch(() => {});
  await page.close();
}

async function close(page) {
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
  await new Promise((arrived) => setTimeout(arrived, 500)); // the last beacons
}

// Presses Next until `count` pages were seen or there is no next. Adds to seen, returns the page it stands on.
async function walk(sco, count, seen) {
  let now = await shown(sco);
  seen.add(now);
  const next = sco.locator(NEXT);
  while (seen.size < count && await next.isVisible() && await next.isEnabled()) {
    await next.click();
    const before = now;
    now = await shown(sco, before);
    if (now === before) break;
    seen.add(now);
  }
  return now;
}

// The page in the player's inner frame, waiting for one other than `before` that has text and is current in the menu.
async function shown(sco, before) {
  let name = '(no page)';
  for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((r) => setTimeout(r, 50))) {
    const frame = sco.childFrames().find((f) => f.url().startsWith(server.base));
    if (!frame) continue;
    name = pathOf(frame.url());
    const current = await sco.evaluate(() => document.querySelector('a[aria-current]')?.href ?? '').catch(() => '');
    const text = await frame.evaluate(() => document.body.innerText.trim()).catch(() => '');
    if (text && name !== before && current && pathOf(current) === name) return name;
  }
  findings.add(before === name ? `Next does nothing on ${name}` : `${name} does not come up: no text, or not current in the menu`);
  return name;
}

function pathOf(url) {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

// A course without questions is done with a score of 100; one with questions waits for the answers.
function judgeFinished() {
  for (const name of pages) if (!seen.has(name)) findings.add(`Next never comes to ${name}`);
  const { status, score } = platform.kept();
  const done = platform.graded ? status === 'incomplete' : status === 'completed' && score === 100;
  if (!done) findings.add(`the status is ${status} and the score ${score ?? 'not set'} when every page was seen`);
}
