/* Flashcards, one at a time, in five boxes as Leitner had them: a card that was known goes up a box and comes back after
   1, 2, 4, 8, 16 days; one that was not starts anew. The days are stored as numbers since 2020, in two digits. */
import { words } from './words.js';
import { digit, number } from './state.js';
import { button, element, fill } from './dom.js';
import { hear, keep } from './work.js';

const BOXES = 5;
const DAY = 24 * 60 * 60 * 1000;
const today = Math.floor((Date.now() - new Date().getTimezoneOffset() * 60000) / DAY) - 18262;   // since 2020-01-01

const pack = ({ box, due }) => digit(box) + digit(due / 64) + digit(due % 64);
const unpack = (text) => ({ box: number(text[0]), due: number(text[1]) * 64 + number(text[2]) });

function deck(root) {
  const cards = [...root.children].map((card) => ({
    card, key: card.dataset.key, fold: card.matches('details') ? card : card.querySelector('.answer'), box: 0, due: 0,
  }));
  if (cards.some(({ fold }) => !fold)) return;
  const count = element('span', { className: 'count' });
  count.setAttribute('role', 'status');
  const knew = button(words.knew, 'action primary', () => grade(true));
  const notYet = button(words.notYet, 'action', () => grade(false));
  const flip = button(words.turn, 'action primary', () => turn());
  const all = button(words.allCards, 'action', () => (queue ? stop() : start(cards)));
  const controls = element('p', { className: 'actions' }, flip, knew, notYet, all, count);
  let queue = null;             // cards of this round, the current one first; null shows all cards

  function draw() {
    const current = queue && queue[0];
    const open = Boolean(current && current.fold.open);
    root.classList.toggle('one', Boolean(current));
    cards.forEach((entry) => { entry.card.hidden = Boolean(queue) && entry !== current; });
    flip.hidden = !current || open;
    knew.hidden = notYet.hidden = !open;
    all.textContent = queue ? words.allCards : words.oneCard;
    if (current) count.textContent = fill(words.cardsLeft, { left: queue.length, total: cards.length });
    else count.textContent = queue ? words.cardsDone : '';
  }

  function turn() {
    queue[0].fold.open = true;
    draw();
    knew.focus();
  }

  function start(some) {
    queue = some.slice();
    cards.forEach(({ fold }) => { fold.open = false; });
    draw();
  }

  function stop() {
    queue = null;
    draw();
  }

  // Cards that were not known come again in the same round.
  function grade(known) {
    const entry = queue.shift();
    entry.box = known ? Math.min(entry.box + 1, BOXES) : 1;
    entry.due = known ? today + 2 ** (entry.box - 1) : today;
    entry.fold.open = false;
    if (!known) queue.push(entry);
    keep('c', entry.key, pack(entry));
    draw();
    (queue.length ? flip : all).focus();
  }

  root.addEventListener('toggle', draw, true);
  root.addEventListener('keydown', (event) => {
    if (knew.hidden || !['1', '2'].includes(event.key)) return;
    event.preventDefault();
    grade(event.key === '2');
  });
  root.append(controls);
  start(cards);
  hear('state', (state) => {
    cards.forEach((entry) => Object.assign(entry, state.c[entry.key] ? unpack(state.c[entry.key]) : {}));
    start(cards.filter((entry) => entry.due <= today));
  });
}

export function decks() {
  document.querySelectorAll('.flashcards').forEach(deck);
}
