// scorm.mjs FOLDER: a learner takes the unpacked SCORM 1.2 course in Chromium, with scorm-again as the LMS.
//
// Four visits: the browser crashes after a third of the pages, the tab is closed after two thirds, the course
// is finished, it is opened once more. Between visits the LMS keeps only what LMSCommit and LMSFinish gave it.
// Prints a line per visit and one per finding; exit status 1 if there is a finding.
import fs from 'node:fs';
import path from 'node:path';
import { filesIn, launch, openPage, serve } from './browser.mjs';

const NEXT = '#next'; // the player's button
const PATIENCE = 5000; // ms for a page to come up
const RANK = { 'not attempted': 0, incomplete: 1, completed: 2, passed: 2 }; // a status never falls

const folder = process.argv[2];
const findings = new Set();
const entry = entryPage();
const pages = filesIn(folder, '.html').filter((name) => name !== entry);
const lms = { data: null, calls: [], review: false }; // data: what the last commit left
const seen = new Set();

const server = await serve(folder, lmsRoutes());
const browser = await launch();
// Moodle shows a package in a frame of about this size.
const context = await browser.newContext({ viewport: { width: 650, height: 666 } });

await readAlone();
let place = await visit('crash', pages.length / 3);
place = await visit('close', (2 * pages.length) / 3, place);
place = await visit('finish', pages.length, place);
judgeFinished();
lms.review = true; // as Moodle has it for a finished attempt
await visit('again', 0, place);
judgeFinished();

await browser.close();
server.close();
for (const text of findings) console.log(`FAIL ${text}`);
console.log(`${pages.length} pages, ${findings.size} findings`);
process.exitCode = findings.size ? 1 : 0;

// The href of the manifest's one SCO. The manifest as a whole is for its schema to judge.
function entryPage() {
  const manifest = fs.readFileSync(path.join(folder, 'imsmanifest.xml'), 'utf8');
  const scos = manifest.match(/<resource\b[^>]*adlcp:scormtype="sco"[^>]*>/g) ?? [];
  if (scos.length !== 1) throw new Error(`the manifest has ${scos.length} SCOs, not one`);
  return /\bhref="([^"]*)"/.exec(scos[0])[1];
}

// Without an LMS the course can be read all the same.
async function readAlone() {
  const page = await openPage(context, server.base, (text) => findings.add(`without an LMS: ${text}`));
  await page.goto(`${server.base}/${entry}`);
  await walk(page.mainFrame(), 2, new Set());
  await page.close();
}

// Opens the course in the LMS, where it was left, goes on until `count` pages were seen and leaves; returns the place.
async function visit(name, count, left) {
  const complain = (text) => findings.add(`visit "${name}": ${text}`);
  const page = await openPage(context, server.base, complain);
  const before = lms.data?.core.lesson_status ?? 'not attempted';
  lms.calls = [];
  await page.goto(`${server.base}/lms/`);
  const sco = page.frame('sco');
  const first = await shown(sco);
  if (left && first !== left) complain(`opens at ${first}, was left at ${left}`);
  const last = await walk(sco, count, seen);
  await (name === 'crash' ? crash(page) : close(page));
  judgeCalls(before, name !== 'crash').forEach(complain);
  const { lesson_status: status, score } = lms.data?.core ?? {};
  console.log(`${name}: ${first} to ${last}, ${seen.size} pages seen, ${status}, score ${score?.raw || 'none'}`);
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

// The LMS: a page with the API around the course, and the store its beacons go to.
function lmsRoutes() {
  const script = fs.readFileSync(new URL('node_modules/scorm-again/dist/scorm12.min.js', import.meta.url), 'utf8');
  return {
    '/lms/': () => ({
      type: 'text/html; charset=utf-8',
      body: `<!DOCTYPE html><html lang="en"><title>LMS</title>
<style>html, body, iframe { margin: 0; border: 0; width: 100%; height: 100%; display: block }</style>
<script>${script}</script>
<script>(${installAPI})(${JSON.stringify(nextAttempt())})</script>
<iframe name="sco" title="Course" src="/${entry}"></iframe></html>`,
    }),
    '/lms/call': (body) => {
      const call = JSON.parse(body);
      lms.calls[call.index] = call;
      if (call.data) lms.data = call.data;
      return { type: 'text/plain', body: '' };
    },
  };
}

// What the LMS hands to the course at its next launch.
function nextAttempt() {
  if (!lms.data) return null;
  const data = structuredClone(lms.data);
  Object.assign(data.core, { entry: data.core.exit === 'suspend' ? 'resume' : '', exit: '', session_time: '00:00:00' });
  if (lms.review) Object.assign(data.core, { lesson_mode: 'review', credit: 'no-credit' });
  return data;
}

// Runs in the LMS page: window.API, where every call goes to scorm-again and is told to the store.
function installAPI(stored) {
  const api = new Scorm12API({ autocommit: false, logLevel: 5 });
  if (stored) api.loadFromJSON(stored);
  else api.loadFromJSON({ core: { student_id: 'ada', student_name: 'Lovelace, Ada', entry: 'ab-initio' } });
  let index = 0;
  const told = (name) => (...args) => {
    const result = String(api[name](...args));
    if (/Error|Diagnostic/.test(name)) return result;
    const call = { index: index++, name, args: args.map(String), result, code: String(api.LMSGetLastError()) };
    if (call.code !== '0') call.error = api.LMSGetErrorString(call.code);
    if (/Commit|Finish/.test(name) && result === 'true') call.data = JSON.parse(JSON.stringify(api.cmi));
    navigator.sendBeacon('/lms/call', JSON.stringify(call));
    return result;
  };
  window.API = {};
  for (const name of ['Initialize', 'GetValue', 'SetValue', 'Commit', 'Finish', 'GetLastError', 'GetErrorString', 'GetDiagnostic'])
    window.API['LMS' + name] = told('LMS' + name);
}

// What is wrong with the calls of a visit that found the course at a status.
function judgeCalls(status, orderly) {
  const calls = lms.calls;
  const text = (c) => `${c.name}(${c.args.map((a) => JSON.stringify(a.slice(0, 60))).join(', ')})`;
  const wrong = calls.filter((c) => c.code !== '0').map((c) => `${text(c)}: error ${c.code}, ${c.error}`);
  const count = (name) => calls.filter((c) => c.name === name).length;
  if (calls[0]?.name !== 'LMSInitialize' || count('LMSInitialize') !== 1) wrong.push('LMSInitialize is not called once, before all else');
  if (orderly && (calls.at(-1)?.name !== 'LMSFinish' || count('LMSFinish') !== 1)) wrong.push('LMSFinish is not called once, after all else');
  for (const c of calls.filter((c) => c.name === 'LMSSetValue' && c.args[0] === 'cmi.core.lesson_status')) {
    if (!(RANK[c.args[1]] >= RANK[status])) wrong.push(`${text(c)} after ${status}`);
    status = c.args[1];
  }
  // LMSFinish makes "completed" of a course that never said how far it is.
  if (status === 'not attempted') wrong.push('lesson_status is never set');
  const kept = lms.data?.suspend_data ?? '';
  if (kept.length > 4096 || /[^\x20-\x7e]/.test(kept)) wrong.push(`suspend_data is not within 4096 ASCII characters: ${kept.length}`);
  return wrong;
}

function judgeFinished() {
  for (const name of pages) if (!seen.has(name)) findings.add(`Next never comes to ${name}`);
  const { lesson_status: status, score } = lms.data?.core ?? {};
  if (RANK[status] !== 2) findings.add(`lesson_status is ${status} when every page was seen`);
  if (score?.raw !== '100') findings.add(`score.raw is ${score?.raw || 'not set'} when every page was seen`);
}
