/* Runs in every lesson page. */
import { decks } from './cards.js';
import { exercises } from './exercise.js';
import { listings } from './copy.js';
import { quizzes } from './quiz.js';
import { hear, tell } from './work.js';

// Puts keyboard and screen reader where reading starts: at the link's target, else at the title.
function focusStart() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1))) || document.querySelector('h1');
  if (!target) return;
  if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
  target.focus({ preventScroll: true });   // scrolling would move the platform's page as well
}

// Lesson pages open in place. All else would take the frame away from the course.
function openElsewhere(link) {
  const local = link.protocol === location.protocol && link.host === location.host;
  if (/^(mailto|tel):/.test(link.protocol) || local && /\.html$/.test(link.pathname) && !link.hasAttribute('download')) return;
  link.target = '_blank';
  link.rel = 'noopener';
}

// A formula in a line of text that is wider than the page scrolls by itself.
function boxWideFormula(formula) {
  const room = formula.closest('p, li, td, th, dd, dt, label, figcaption, div');
  if (!room || formula.getBoundingClientRect().width <= room.clientWidth) return;
  const box = document.createElement('span');
  box.className = 'math-scroll';
  formula.replaceWith(box);
  box.append(formula);
}

// What scrolls sideways must be within reach of the keyboard, and only that.
function reach(box) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  else box.removeAttribute('tabindex');
}

function watchWidths() {
  document.querySelectorAll(':not(.math-block):not(.equation) > math').forEach(boxWideFormula);
  const boxes = document.querySelectorAll('pre, .table-scroll, .math-block, .math-scroll');
  const sizes = new ResizeObserver((entries) => entries.forEach((entry) => reach(entry.target)));
  boxes.forEach(reach);   // at once: the observer waits for the first frame
  boxes.forEach((box) => sizes.observe(box));
}

// Where the page was left is told in thousandths of its height: it may be shown in another width the next time.
function watchScroll() {
  const root = document.documentElement;
  const length = () => root.scrollHeight - root.clientHeight;
  let timer = 0;
  window.addEventListener('scroll', () => {
    clearTimeout(timer);
    timer = setTimeout(() => tell('scroll', { at: Math.round(1000 * root.scrollTop / Math.max(length(), 1)) }), 300);
  });
  hear('state', ({ scroll }) => {
    if (scroll) root.scrollTop = scroll * length() / 1000;
  });
}

document.querySelectorAll('a[href]').forEach(openElsewhere);
quizzes();
exercises();
decks();
listings();
watchWidths();
watchScroll();

// Paper shows what is folded.
window.addEventListener('beforeprint', () => {
  document.querySelectorAll('details').forEach((details) => { details.open = true; });
});

// The shell learns from the page what is shown, whether the menu, a link or the back button led here.
hear('focus', focusStart);
tell('page', { id: document.documentElement.dataset.page });
