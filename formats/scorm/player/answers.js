/* How questions of each kind are answered, graded and stored. `answerTo` makes, of a question in the page, an object with
     given()     whether there is an answer
     grade()     how right it is, from 0 to 1
     pack()      the answer as text for the state, without the signs that the state needs for itself
     unpack(t)   puts a stored answer back
     mark(on)    shows what of it is right, and what the author says to it; or takes that back
     solve()     puts the right answer
     clear()     takes the answer back
     lock(on)    lets nobody change it; or anybody again
     log()       the answer for the platform: {type, given, right} */
import { LONGEST, LONGEST_ESSAY, numberOf, packText, unpackText } from './text.js';
import { words } from './words.js';
import { button, element, fill } from './dom.js';

function mark(right) {
  return element('span', { className: 'mark ' + (right ? 'is-right' : 'is-wrong') },
    element('span', { ariaHidden: 'true', textContent: right ? '\u2713' : '\u2717' }),
    element('span', { className: 'spoken', textContent: ' ' + (right ? words.right : words.wrong) }));
}

function unmark(item) {
  item.querySelectorAll('.mark').forEach((made) => made.remove());
}

const letters = (i) => 'abcdefghijklmnopqrstuvwxyz0123456789'[i % 36];

function shuffle(box) {
  const all = [...box.children];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  box.append(...all);
}

function choice(item) {
  const box = item.querySelector('.options');
  const inputs = [...box.querySelectorAll('input')];
  const right = inputs.filter((input) => input.dataset.right);
  const chosen = () => inputs.filter((input) => input.checked);
  const feedback = (input) => input.parentElement.querySelector('.feedback');
  const ids = (some) => some.map((input) => letters(inputs.indexOf(input)));
  if (box.dataset.shuffle) shuffle(box);
  return {
    given: () => chosen().length > 0 || right.length === 0,
    grade() {
      const hits = chosen().filter((input) => input.dataset.right).length;
      const misses = chosen().length - hits;
      return right.length ? Math.max(0, hits - misses) / right.length : Number(misses === 0);
    },
    pack: () => chosen().map((input) => input.value).join(''),
    unpack(text) {
      const values = text.match(/../g) || [];
      inputs.forEach((input) => { input.checked = values.includes(input.value); });
    },
    mark(on) {
      unmark(box);
      inputs.forEach((input) => {
        const told = on && input.checked;
        if (told) input.parentElement.append(mark(Boolean(input.dataset.right)));
        if (feedback(input)) feedback(input).hidden = !told;
      });
    },
    solve: () => inputs.forEach((input) => { input.checked = Boolean(input.dataset.right); }),
    clear: () => inputs.forEach((input) => { input.checked = false; }),
    lock: (on) => inputs.forEach((input) => { input.disabled = on; }),
    log: () => ({
      type: 'choice', given: ids(chosen()), right: ids(right),
      options: inputs.map((input, i) => [letters(i), input.nextElementSibling.textContent.trim().slice(0, 200)]),
    }),
  };
}

// A field is an input or a menu in which one thing is right.
const fieldKinds = {
  number: {
    right: (field) => Math.abs(numberOf(field.value) - field.dataset.value) <= Number(field.dataset.tolerance) + 1e-12 * Math.abs(field.dataset.value),
    solution: (field) => field.dataset.value,
  },
  text: {
    right(field) {
      const plain = (text) => {
        const one = text.normalize('NFKC').trim().replace(/\s+/g, ' ');
        return field.dataset.case ? one : one.toLowerCase();
      };
      return JSON.parse(field.dataset.accept).some((text) => plain(text) === plain(field.value));
    },
    solution: (field) => JSON.parse(field.dataset.accept)[0] || '',
  },
  menu: {
    right: (field) => field.dataset.right.split(' ').includes(field.value),
    solution: (field) => field.dataset.right.split(' ')[0],
  },
};

function kindOf(field) {
  return fieldKinds[field.localName === 'select' ? 'menu' : field.dataset.accept ? 'text' : 'number'];
}

// typed answers questions with one or more fields.
function typed(item) {
  const fields = [...item.querySelectorAll('input, select')];
  const matching = item.dataset.kind === 'matching';
  const isRight = (field) => kindOf(field).right(field);
  const said = (field, value) => {
    if (field.localName !== 'select') return value;
    const option = [...field.options].findIndex((o) => o.value === value);
    return option > 0 ? letters(option - 1) : '';
  };
  const all = (value) => fields.map((field, i) => (matching ? [letters(26 + i + 1), said(field, value(field))] : said(field, value(field))));
  fields.forEach((field) => {
    if (field.dataset.number) field.setAttribute('aria-label', fill(words.gap, { number: field.dataset.number }));
  });
  return {
    given: () => fields.every((field) => field.value.trim() !== ''),
    grade: () => fields.filter(isRight).length / fields.length,
    pack() {
      const values = fields.map((field) => packText(field.value, LONGEST));
      return matching ? fields.map((field, i) => field.dataset.key + values[i]).join('') : values.join(',');
    },
    unpack(text) {
      const pairs = new Map((text.match(/..../g) || []).map((pair) => [pair.slice(0, 2), pair.slice(2)]));
      const values = text.split(',');
      fields.forEach((field, i) => { field.value = matching ? pairs.get(field.dataset.key) || '' : unpackText(values[i] || ''); });
    },
    mark(on) {
      unmark(item);
      fields.forEach((field) => {
        if (on) field.setAttribute('aria-invalid', !isRight(field));
        else field.removeAttribute('aria-invalid');
        if (on && fields.length > 1) field.after(mark(isRight(field)));
      });
    },
    solve: () => fields.forEach((field) => { field.value = kindOf(field).solution(field); }),
    clear: () => fields.forEach((field) => { field.value = ''; }),
    lock: (on) => fields.forEach((field) => { field.disabled = on; }),
    log() {
      const right = all((field) => kindOf(field).solution(field));
      if (item.dataset.kind !== 'number') return { type: matching ? 'matching' : 'fill-in', given: all((f) => f.value), right };
      const [{ value, tolerance }] = fields.map((field) => field.dataset);
      const ends = [value - tolerance, Number(value) + Number(tolerance)].map((n) => String(Number(n.toPrecision(12))));
      return { type: 'numeric', given: [String(numberOf(fields[0].value))], right: ends };
    },
  };
}

function ordering(item) {
  const list = item.querySelector('.ordering');
  const rows = [...list.children];
  const right = list.dataset.right.split(' ');
  const ids = new Map(right.map((key, i) => [key, letters(i)]));
  const now = () => [...list.children].map((row) => row.dataset.key);
  const put = (keys) => list.append(...keys.map((key) => rows.find((row) => row.dataset.key === key)).filter(Boolean));
  const first = now();
  let touched = false;

  function move(row, step, pressed) {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    touched = true;
    pressed.focus();
    item.dispatchEvent(new Event('input'));
  }

  rows.forEach((row) => {
    const name = row.textContent.trim();
    const up = button('\u2191', 'move', () => move(row, -1, up));
    const down = button('\u2193', 'move', () => move(row, 1, down));
    up.setAttribute('aria-label', fill(words.up, { item: name }));
    down.setAttribute('aria-label', fill(words.down, { item: name }));
    row.prepend(element('span', { className: 'moves' }, up, down));
  });
  return {
    given: () => touched,
    grade: () => now().filter((key, i) => key === right[i]).length / right.length,
    pack: () => now().join(''),
    unpack(text) {
      const keys = (text.match(/../g) || []).filter((key) => ids.has(key));
      put(keys.concat(right.filter((key) => !keys.includes(key))));
      touched = true;
    },
    mark(on) {
      unmark(list);
      if (on) [...list.children].forEach((row, i) => row.append(mark(row.dataset.key === right[i])));
    },
    solve: () => put(right),
    clear() {
      put(first);
      touched = false;
    },
    lock: (on) => list.querySelectorAll('button').forEach((made) => { made.disabled = on; }),
    log: () => ({ type: 'sequencing', given: now().map((key) => ids.get(key)), right: [...ids.values()] }),
  };
}

function essay(item) {
  const field = item.querySelector('textarea');
  return {
    given: () => field.value.trim() !== '',
    grade: () => 0,
    pack: () => packText(field.value, LONGEST_ESSAY),
    unpack(text) { field.value = unpackText(text); },
    mark() {},
    solve() {},
    clear() { field.value = ''; },
    lock() {},
    log: () => ({ type: 'long-fill-in', given: [field.value.trim().slice(0, 4000)], right: [] }),
  };
}

const makers = { choice, choices: choice, number: typed, text: typed, cloze: typed, matching: typed, ordering, essay };

export function answerTo(item) {
  return makers[item.dataset.kind](item);
}
