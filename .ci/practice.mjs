// practice.mjs FOLDER: a learner answers the questions of export/practice_test.go in Chromium, in the platform that the
// package is for, and does to the browser what learners do. What was answered must be there at the next visit; nothing
// may be lowered. axe looks at every state. One line per finding; exit status 1 if there is one.
import { fileURLToPath } from 'node:url';
import { launch, openPage, serve } from './browser.mjs';
import { platformFor } from './platforms.mjs';

const PRACTICE = 'pages/lessons/water/practice.html';
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const folder = process.argv[2];
const findings = new Set();
const platform = platformFor(folder);
const server = await serve(folder, platform.routes);
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 650, height: 666 } });
await context.addInitScript({ path: fileURLToPath(new URL('node_modules/axe-core/axe.min.js', import.meta.url)) });

let visitName = '';
let highest = 0;
const complain = (text) => {
  // A platform that holds nothing yet says so with a 404.
  if (!/^404 for lms\/xapi\/activities\/state/.test(text)) findings.add(`${visitName}: ${text}`);
};
const expect = (what, got, wanted) => {
  if (JSON.stringify(got) !== JSON.stringify(wanted)) complain(`${what} is ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
};

// One visit: opens the course, lets the learner act, leaves in some way.
async function visit(name, act, leave) {
  visitName = name;
  platform.newVisit();
  const page = await openPage(context, server.base, complain);
  await page.goto(platform.start(server.base));
  const shell = platform.shell(page);
  await shell.locator('a[aria-current]').waitFor({ state: 'attached' });
  await act({ page, shell, lesson: shell.childFrames()[0] });
  await page.waitForTimeout(400);
  await leave(page);
  await new Promise((arrived) => setTimeout(arrived, 500)); // the last beacons
  platform.judge(leave !== crash).forEach(complain);
  const { score } = platform.kept();
  if (score !== null && score < highest) complain(`the score fell from ${highest} to ${score}`);
  highest = Math.max(highest, score ?? 0);
}

async function crash(page) {
  await page.waitForTimeout(1000); // what was not committed by now is lost
  await page.goto('chrome://crash').catch(() => {});
  await page.close();
}

async function closeTab(page) {
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
}

async function goElsewhere(page) {
  const shell = platform.shell(page);
  await shell.locator('#menu-button').click();
  expect('whether there is a way out', await shell.locator('#leave').isVisible(), Boolean(platform.home));
  if (platform.home) {
    await look(shell, 'menu');
    await press(shell, 'Leave the course');
    await page.waitForURL(server.base + platform.home);
  } else await page.goto('about:blank');
  await page.waitForTimeout(300);
  await page.close();
}

const question = (lesson, id) => lesson.locator(`#${id}`);
const press = (where, name) => where.getByRole('button', { name, exact: true }).click();
const verdict = (lesson, id) => question(lesson, id).locator('.verdict').textContent();

async function goTo(shell, title) {
  await shell.evaluate((name) => [...document.querySelectorAll('nav a')].find((a) => a.textContent.startsWith(name)).click(), title);
  await shell.locator('a[aria-current]', { hasText: title }).waitFor({ state: 'attached' });
  await shell.childFrames()[0].waitForLoadState();
}

async function look(lesson, state) {
  for (const colorScheme of ['light', 'dark']) {
    await lesson.page().emulateMedia({ colorScheme });
    const { violations } = await lesson.evaluate((values) => axe.run({ runOnly: { type: 'tag', values } }), RULES);
    for (const { id, nodes } of violations) for (const node of nodes) complain(`axe, ${state}, ${colorScheme}: ${id}: ${node.html.slice(0, 200)}`);
  }
  await lesson.page().emulateMedia({ colorScheme: null });
}

await visit('right and wrong, then the browser dies', async ({ shell, lesson }) => {
  await goTo(shell, 'Practice');
  expect('the page in the frame', lesson.url().endsWith(PRACTICE), true);
  await look(lesson, 'untouched');
  const moon = question(lesson, 'moon');
  await press(moon, 'Check');
  expect('what is said to no answer', await verdict(lesson, 'moon'), 'Give an answer first.');
  await moon.getByLabel('The wind').check();
  await press(moon, 'Check');
  expect('what is said to a wrong answer', (await verdict(lesson, 'moon')).slice(0, 10), 'Not right.');
  expect('feedback to the option', await moon.getByText('It makes waves.').isVisible(), true);
  expect('explanation after a wrong answer', await moon.getByText('The moon pulls').isVisible(), false);
  await look(lesson, 'wrong answer');
  await moon.getByLabel('The moon').check();
  expect('what is left of the last verdict', await verdict(lesson, 'moon'), '');
  await press(moon, 'Check');
  expect('what is said to a right answer', await verdict(lesson, 'moon'), 'Right.');
  expect('explanation', await moon.getByText('The moon pulls').isVisible(), true);

  // By keyboard alone.
  await question(lesson, 'planets').locator('input').first().focus();
  const keyboard = lesson.page().keyboard;
  const labels = await question(lesson, 'planets').locator('label').allTextContents();
  for (const label of labels) {
    if (label !== 'Luna') await keyboard.press('Space');
    await keyboard.press('Tab');
  }
  await keyboard.press('Enter');
  expect('several options by keyboard', await verdict(lesson, 'planets'), 'Right.');
  await question(lesson, 'days').locator('input').fill('٢٩٫٤٥');
  await keyboard.press('Enter');
  expect('a number in Arabic digits, within its tolerance', await verdict(lesson, 'days'), 'Right.');
  await question(lesson, 'name').locator('input').fill('  EBB ');
  await keyboard.press('Enter');
  expect('a text in other letters', await verdict(lesson, 'name'), 'Right.');

  await question(lesson, 'essay').locator('textarea').fill('Weil die Erde auch fällt. 潮汐!');
  await press(question(lesson, 'essay'), 'Compare with an answer');
  expect('the model answer', await lesson.getByText('Because the earth falls').isVisible(), true);
  await lesson.locator('.solution > summary').click();
  await press(lesson.locator('.exercise'), 'Partly');
  await press(lesson.locator('.flashcards'), 'Turn over');
  await look(lesson, 'answered, solution open, card turned');
  await keyboard.press('2');
  expect('cards that are left', await lesson.locator('.count').textContent(), '2 of 3 cards left');
}, crash);

async function firstAnswersAreThere({ shell, lesson }) {
  await lesson.waitForLoadState();
  expect('the page', lesson.url().endsWith(PRACTICE), true);
  await question(lesson, 'moon').getByText('Right.').waitFor();
  expect('the option', await question(lesson, 'moon').getByLabel('The moon').isChecked(), true);
  expect('the number', await question(lesson, 'days').locator('input').inputValue(), '٢٩٫٤٥');
  expect('the text', await question(lesson, 'name').locator('input').inputValue(), 'EBB');
  expect('the essay', await question(lesson, 'essay').locator('textarea').inputValue(), 'Weil die Erde auch fällt. 潮汐!');
  expect('the grade of the exercise', await lesson.locator('[aria-pressed=true]').first().textContent(), 'Partly');
  expect('cards for today', await lesson.locator('.count').textContent(), '2 of 3 cards left');
  expect('the score', (await shell.locator('#progress-text').textContent()).split(' · ')[1], 'Score 57%');
}

await visit('the network goes and comes back', async (visitor) => {
  await firstAnswersAreThere(visitor);
  const { shell, lesson } = visitor;
  const kept = platform.kept().state;
  await context.setOffline(true);
  const cloze = question(lesson, 'cloze');
  await cloze.locator('input').fill('twice');
  await cloze.locator('select').selectOption({ label: 'solar' });
  await press(cloze, 'Check');
  expect('half of a text with gaps', (await verdict(lesson, 'cloze')).slice(0, 13), 'Partly right.');
  await shell.getByText('could not be saved').waitFor();
  expect('what the platform has without a network', platform.kept().state, kept);
  await context.setOffline(false);
  for (let i = 0; i < 50 && platform.kept().state === kept; i++) await lesson.page().waitForTimeout(100);
  expect('the answer arrives with the network', platform.kept().state !== kept, true);
}, closeTab);

await visit('going elsewhere', async (visitor) => {
  const { lesson } = visitor;
  await question(lesson, 'cloze').getByText('Partly right.').waitFor();
  expect('the menu in the text', await question(lesson, 'cloze').locator('select').evaluate((s) => s.selectedOptions[0].text), 'solar');
  const pairs = question(lesson, 'pairs').locator('select');
  await pairs.nth(0).selectOption({ label: 'no moon' });
  await pairs.nth(1).selectOption({ label: 'two moons' });
  await press(question(lesson, 'pairs'), 'Check');
  await press(question(lesson, 'pairs'), 'Show the answer');
  expect('the answer that is shown', await pairs.nth(0).evaluate((s) => s.selectedOptions[0].text), 'one moon');
  await look(lesson, 'answer shown');
}, goElsewhere);

await visit('worse answers', async ({ lesson }) => {
  const before = platform.kept();
  await question(lesson, 'pairs').getByText('This is the answer.').waitFor();
  const moon = question(lesson, 'moon');
  await press(moon, 'Try again');
  await moon.getByLabel('Ships').check();
  await press(moon, 'Check');
  await lesson.page().waitForTimeout(300);
  expect('the score after a worse answer', platform.kept().score, before.score);
  await lesson.evaluate(() => scrollTo(0, 600));
  await lesson.page().waitForTimeout(1000);
}, closeTab);

await visit('to the end', async ({ shell, lesson }) => {
  await lesson.waitForLoadState();
  await lesson.page().waitForTimeout(300);
  const top = await lesson.evaluate(() => scrollY);
  expect('where the page was left', top > 500 && top < 700, true);
  const moon = question(lesson, 'moon');
  expect('the last answer', await moon.getByLabel('Ships').isChecked(), true);
  await moon.getByLabel('The moon').check();
  await press(moon, 'Check');
  await question(lesson, 'cloze').locator('select').selectOption({ label: 'lunar' });
  await press(question(lesson, 'cloze'), 'Check');
  await press(question(lesson, 'pairs'), 'Try again');
  const pairs = question(lesson, 'pairs').locator('select');
  await pairs.nth(0).selectOption({ label: 'one moon' });
  await pairs.nth(1).selectOption({ label: 'two moons' });
  await press(question(lesson, 'pairs'), 'Check');
  expect('pairs', await verdict(lesson, 'pairs'), 'Right.');
  await press(question(lesson, 'order'), 'Move up: moon');
  await press(question(lesson, 'order'), 'Check');
  expect('order', await verdict(lesson, 'order'), 'Right.');
  const floods = question(lesson, 'floods');
  for (const [answer, said] of [['1', 'Not right.'], ['3', 'This is t']]) {
    await floods.locator('input').fill(answer);
    await press(floods, 'Check');
    expect('what is said of two attempts', (await verdict(lesson, 'floods')).startsWith(said), true);
  }
  expect('the status before every page was seen', platform.kept().status, 'incomplete');
  for (const title of ['About', 'The water', 'End']) await goTo(shell, title);
  await shell.getByText('You have completed').waitFor();
}, closeTab);
expect('the status', platform.kept().status, 'passed');
expect('the score', Math.floor(platform.kept().score), 99); // all but one question of two attempts

platform.review = true;
await visit('once more', async ({ shell, lesson }) => {
  expect('the page', lesson.url().endsWith('end/page.html'), true);
  await goTo(shell, 'Practice');
  await question(lesson, 'order').getByText('Right.').waitFor();
  await shell.locator('#menu-button').click();
  await shell.locator('#search').fill('rises day');
  await shell.getByText('1 pages found').waitFor();
  await look(shell, 'search');
  await shell.locator('#found a').click();
  await shell.locator('a[aria-current]', { hasText: 'The water' }).waitFor({ state: 'attached' });
  await goTo(shell, 'Practice');
  await question(lesson, 'order').getByText('Right.').waitFor();
  await press(question(lesson, 'moon'), 'Try again');
  await question(lesson, 'moon').getByLabel('Ships').check();
  await press(question(lesson, 'moon'), 'Check');
}, closeTab);
expect('the status', platform.kept().status, 'passed');
expect('the score', Math.floor(platform.kept().score), 99); // all but one question of two attempts

await browser.close();
server.close();
for (const text of findings) console.log(`FAIL ${text}`);
console.log(`${findings.size} findings`);
process.exitCode = findings.size ? 1 : 0;
