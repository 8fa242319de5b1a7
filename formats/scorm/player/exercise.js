/* Exercises: learners open the solution and say how they did. */
import { words } from './words.js';
import { button, element } from './dom.js';
import { hear, keep } from './work.js';

function exercise(box) {
  const solution = box.querySelector(':scope > .solution');
  if (!solution || !box.dataset.key) return;
  const choices = [[words.knew, '2'], [words.partly, '1'], [words.notYet, '0']].map(([text, value]) => {
    const made = button(text, 'action', () => choose(value));
    made.dataset.value = value;
    return made;
  });
  const group = element('p', { className: 'actions' }, element('span', {}, words.howWas), ...choices);
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', words.howWas);
  solution.append(group);

  function draw(value) {
    choices.forEach((made) => made.setAttribute('aria-pressed', made.dataset.value === value));
  }

  function choose(value) {
    draw(value);
    keep('x', box.dataset.key, value);
  }

  draw('');
  hear('state', (state) => {
    const value = state.x[box.dataset.key];
    if (value) draw(value);
  });
}

export function exercises() {
  document.querySelectorAll('.exercise').forEach(exercise);
}
