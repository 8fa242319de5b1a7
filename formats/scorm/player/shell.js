/* The shell of a course: menu, steps and progress around a frame that shows one lesson page.
   It reads window.COURSE (see README.md), and never navigates itself: that would end the session. */
import { connect } from './platform.js';
import { element, fill } from './dom.js';
import { progressOf } from './progress.js';
import { search } from './search.js';
import { format, parse } from './state.js';
import { track } from './tracking.js';
import { words } from './words.js';

const course = window.COURSE;
const pages = new Map(course.pages.map((page, i) => [page.id, { ...page, number: i }]));
const items = new Map(course.items.map((item) => [item.key, item]));
const keys = new Set([...course.pages.map((page) => page.key), ...items.keys()]);
const links = new Map();      // page id → its link in the menu
const wide = window.matchMedia('(min-width: 800px)');
const byId = (id) => document.getElementById(id);
const frame = byId('page');
const menu = byId('menu');
const menuButton = byId('menu-button');
let current = null;           // the page shown
let tracking = null;
let state = null;

/* Menu */

function entries(nodes, depth) {
  return element('ul', {}, ...nodes.map((node) => element('li', {}, node.items ? group(node, depth) : pageLink(node))));
}

// A group of groups is a heading; a group of pages folds.
function group(node, depth) {
  const holdsGroups = node.items.some((item) => item.items);
  const list = entries(node.items, depth + 1);
  if (!holdsGroups) return element('details', {}, element('summary', {}, node.title), list);
  const whole = document.createDocumentFragment();
  whole.append(element('h' + Math.min(2 + depth, 6), {}, node.title), list);
  return whole;
}

function pageLink(node) {
  const page = pages.get(node.page);
  const link = element('a', { href: page.href, target: frame.name }, element('span', {}, node.title || page.title));
  link.addEventListener('click', leaveMenu);
  links.set(page.id, link);
  return link;
}

function foundLink(page, text) {
  const link = element('a', { href: page.href, target: frame.name, lang: course.language },
    element('span', {}, element('strong', {}, page.title), element('span', { className: 'excerpt' }, text)));
  link.addEventListener('click', leaveMenu);
  return link;
}

function openMenu(open) {
  const over = open && !wide.matches;
  menu.hidden = !open;
  byId('shade').hidden = !over;
  byId('stage').inert = over;
  menuButton.setAttribute('aria-expanded', open);
  if (open) revealCurrent();
}

function leaveMenu() {
  if (!wide.matches) openMenu(false);
}

function closeOverlay() {
  if (wide.matches || menu.hidden) return;
  openMenu(false);
  menuButton.focus();
}

function revealCurrent() {
  const link = current && links.get(current.id);
  if (!link) return;
  const details = link.closest('details');
  if (details) details.open = true;
  // Not scrollIntoView: that would scroll the learning platform's page as well.
  const place = link.getBoundingClientRect();
  const view = menu.getBoundingClientRect();
  if (place.top < view.top || place.bottom > view.bottom) menu.scrollTop += place.top - view.top - view.height / 3;
}

function mark(page) {
  const link = links.get(page.id);
  if (!link || link.classList.contains('seen')) return;
  link.classList.add('seen');
  link.append(element('span', { className: 'spoken', textContent: ' ' + words.seen, lang: document.documentElement.lang }));
}

/* Pages */

function show(page) {
  leaveMenu();
  frame.src = page.href;
}

function neighbour(step) {
  return current && course.pages[current.number + step];
}

function drawStep(id, step) {
  const page = neighbour(step);
  byId(id).disabled = !page;
  byId(id).querySelector('.target').textContent = page ? page.title : '';
}

function drawProgress() {
  const { seen, score } = progressOf(course, state, tracking);
  const parts = [fill(words.progress, { seen, total: course.pages.length })];
  if (score !== null && course.items.some((item) => item.points)) parts.push(fill(words.score, { score: Math.round(tracking.score ?? score) }));
  byId('progress').max = course.pages.length;
  byId('progress').value = seen;
  byId('progress-text').textContent = parts.join(' · ');
}

function drawCurrent(page) {
  if (current && links.has(current.id)) links.get(current.id).removeAttribute('aria-current');
  current = page;
  if (links.has(page.id)) links.get(page.id).setAttribute('aria-current', 'page');
  mark(page);
  revealCurrent();
  drawStep('previous', -1);
  drawStep('next', 1);
  frame.title = words.page + ': ' + page.title;
  document.title = page.title + ' – ' + course.title;
}

// arrive is called when a page has told that it is shown.
function arrive(page) {
  const first = !current;
  drawCurrent(page);
  state.seen.add(page.key);
  state.scroll = first && page.id === tracking.place ? state.scroll : 0;
  const sections = Object.fromEntries(['q', 'e', 'x', 'c'].map((letter) => [letter, Object.fromEntries(state[letter])]));
  send({ type: 'coursepack:state', ...sections, scroll: state.scroll });
  record();
  if (first) return;
  byId('spoken').textContent = fill(words.arrived, { page: page.title, number: page.number + 1, total: course.pages.length });
  frame.contentWindow.focus();
  send({ type: 'coursepack:focus' });
}

function send(message) {
  frame.contentWindow.postMessage(message, '*');
}

// take keeps what a learner did with an item of the page.
function take({ section, key, value, log }) {
  const item = items.get(key);
  if (!item || !['q', 'e', 'x', 'c'].includes(section)) return;
  state[section].set(key, String(value));
  record(log && { ...log, id: item.id, text: item.text, points: item.points || 0 }, [...state.q.keys()].indexOf(key));
}

function now() {
  return { ...progressOf(course, state, tracking), place: current.id, state: format(state, (key) => keys.has(key)) };
}

async function record(log, n) {
  const saving = tracking.step(now(), log, n);
  drawProgress();
  const saved = await saving;
  const done = tracking.status === 'incomplete' ? '' : words.finished;
  byId('notice').textContent = !tracking.connected ? words.untracked : saved ? done : words.unsaved;
}

function scrolled(at) {
  state.scroll = Math.min(Math.max(Number(at) || 0, 0), 999);
  if (current) tracking.note(now());
}

// Only the course's own page in the frame is heard. Every file: page is an origin of its own.
function listen(event) {
  const own = event.origin === window.origin || location.protocol === 'file:';
  if (event.source !== frame.contentWindow || !own) return;
  const message = event.data || {};
  if (message.type === 'coursepack:page' && pages.has(message.id)) arrive(pages.get(message.id));
  if (message.type === 'coursepack:item' && current) take(message);
  if (message.type === 'coursepack:scroll') scrolled(message.at);
}

async function start() {
  tracking = await track(connect());
  state = parse(tracking.state);
  course.pages.filter((page) => state.seen.has(page.key)).forEach(mark);
  drawProgress();
  window.addEventListener('message', listen);
  byId('previous').addEventListener('click', () => show(neighbour(-1)));
  byId('next').addEventListener('click', () => show(neighbour(1)));
  byId('leave').hidden = !tracking.home;
  byId('leave').addEventListener('click', tracking.leave);
  show(pages.get(tracking.place) || course.pages[0]);
}

byId('pages').append(entries(course.menu, 0));
search(byId('search'), byId('found'), byId('pages'), course.pages, foundLink);
openMenu(wide.matches);
wide.addEventListener('change', () => openMenu(wide.matches));
menuButton.addEventListener('click', () => openMenu(menu.hidden));
byId('shade').addEventListener('click', closeOverlay);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') closeOverlay();
});
byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  frame.focus();
});
start();
