/* Questions: checked one by one, answered again after a wrong answer, explained after the right one. */
import { words } from './words.js';
import { rules } from './rules.js';
import { answerTo } from './answers.js';
import { digit, number } from './state.js';
import { button, element } from './dom.js';
import { hear, keep } from './work.js';

const FULL = 63;                // the best result, as a digit of the state
const SHOWN = 63;               // as the number of tries: the answer was shown

// asDigit writes a result from 0 to 1. Only what is wholly right is full.
function asDigit(grade) {
  return grade >= 1 ? FULL : Math.min(Math.floor(grade * FULL), FULL - 1);
}

function question(item) {
  const answer = answerTo(item);
  const isEssay = item.dataset.kind === 'essay';
  const part = (name) => item.querySelector(':scope > .' + name);
  const show = (name, on) => { if (part(name)) part(name).hidden = !on; };
  const verdict = element('p', { className: 'verdict' });
  const check = button(!isEssay ? words.check : part('model') ? words.compare : words.keep, 'action primary', submit);
  const again = button(words.again, 'action', restart);
  const reveal = button(words.show, 'action', solve);
  let tries = 0;
  let best = 0;
  let started = Date.now();

  verdict.setAttribute('role', 'status');
  const actions = element('p', { className: 'actions' }, check, again, reveal);
  const hint = part('hint') || part('right') || part('wrong') || part('explanation') || part('model');
  item.insertBefore(actions, hint);
  item.insertBefore(verdict, hint);

  const limit = Number(item.closest('.quiz').dataset.attempts) || rules.tries;
  const closed = () => limit > 0 && tries >= limit;

  function draw({ done, wrong }) {
    check.hidden = done;
    again.hidden = !done || isEssay;
    reveal.hidden = done || !wrong;
    answer.lock(done);
  }

  function say(text, className) {
    verdict.textContent = text;
    verdict.className = 'verdict ' + className;
  }

  function explain(grade, shown) {
    answer.mark(!shown);
    show('right', grade >= 1 && !shown);
    show('wrong', grade < 1 && !shown);
    show('explanation', grade >= 1 || shown);
  }

  function quiet() {
    say('', '');
    answer.mark(false);
    ['right', 'wrong', 'explanation', 'model'].forEach((name) => show(name, false));
  }

  // told shows how an answer was.
  function told(grade) {
    explain(grade, false);
    if (grade >= 1) say(words.isRight, 'is-right');
    else say(grade > 0 ? words.isPartly : words.isWrong, 'is-wrong');
    draw({ done: grade >= 1, wrong: grade < 1 });
  }

  // solve shows the answer.
  function solve() {
    tries = SHOWN;
    answer.solve();
    explain(0, true);
    say(words.isShown, '');
    draw({ done: true });
    store();
    again.focus();
  }

  function store(log) {
    if (isEssay) keep('e', item.dataset.key, answer.pack());
    keep('q', item.dataset.key, digit(tries) + digit(best) + (isEssay ? '' : answer.pack()), { log });
  }

  function submit() {
    if (!answer.given()) {
      say(words.first, '');
      return;
    }
    const grade = answer.grade();
    const counts = !closed();
    if (counts) {
      tries = Math.min(tries + 1, SHOWN - 1);
      best = Math.max(best, asDigit(grade));
    }
    const result = isEssay ? 'neutral' : grade >= 1 ? 'right' : 'wrong';
    store(counts && { ...answer.log(), result, latency: Date.now() - started });
    started = Date.now();
    if (isEssay) compare();
    else if (grade < 1 && counts && closed()) solve();
    else told(grade);
    if (again.hidden === false) again.focus();
  }

  function compare() {
    show('model', true);
    show('explanation', true);
    say(part('model') ? words.isKept : words.isKeptAlone, '');
  }

  function restart() {
    quiet();
    answer.clear();
    draw({ done: false });
    started = Date.now();
    const field = item.querySelector('input, select, textarea, .move');
    if (field) field.focus();
  }

  function restore(result, text) {
    tries = number(result[0]);
    best = number(result[1]);
    answer.unpack(text);
    if (isEssay) compare();
    else if (tries === SHOWN) {
      answer.solve();
      explain(0, true);
      say(words.isShown, '');
      draw({ done: true });
    } else if (answer.given()) told(answer.grade());
  }

  item.addEventListener('input', () => {
    if (!verdict.textContent) return;
    quiet();
    draw({ done: false, wrong: tries > 0 });
  });
  item.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.target.matches('input') || check.hidden) return;
    event.preventDefault();
    submit();
  });
  hear('state', (state) => {
    const { key } = item.dataset;
    if (state.q[key]) restore(state.q[key], isEssay ? state.e[key] || '' : state.q[key].slice(2));
  });
  draw({ done: false });
}

export function quizzes() {
  document.querySelectorAll('.question[data-kind]').forEach(question);
}
