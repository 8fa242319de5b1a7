/* What a learner has done, as text for the learning platform: at most 4096 printable ASCII characters.

     1.vAAAABBBB.qCCCCB_k1!DDDDAA.xEEEE2.s042

   A version, then sections: a full stop, a letter and what the letter stands for.
     v  keys of the pages that were seen, four characters each
     q  questions: a key, how often it was tried, the best result, the last answer
     e  what essays say; their tries are among those of the questions
     x  exercises: a key and what learners say of their own work
     c  flashcards: a key, the box, the day the card is due
     s  how far down the last page was scrolled, in thousandths
   An exclamation mark stands between entries. Questions stand in the order in which they were first answered, which is
   that of the platform's list of interactions.

   Keys that the course does not know belong to another version of it. They and unknown sections are kept as long as
   there is room. */
export const LIMIT = 4096;
const HEAD = '1.v';
const KEY = 4;
const RESULT = 2;               // characters of a question's tries and best result
const LETTERS = ['q', 'x', 'c', 'e'];
const OVERHEAD = HEAD.length + LETTERS.length * '.q'.length + '.s999'.length;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

// digit writes a number from 0 to 63; larger ones are 63.
export function digit(n) {
  return DIGITS[Math.max(0, Math.min(Math.floor(n), 63))];
}

// number reads a digit.
export function number(character) {
  return Math.max(0, DIGITS.indexOf(character));
}

// parse reads a state. One of another version counts for nothing.
export function parse(text) {
  const state = { seen: new Set(), scroll: 0, others: [] };
  LETTERS.forEach((letter) => { state[letter] = new Map(); });
  const [version, ...sections] = text.split('.');
  if (version !== '1') return state;
  for (const section of sections) {
    const letter = section[0];
    const rest = section.slice(1);
    if (letter === 'v') for (const key of rest.match(/[\w-]{4}/g) || []) state.seen.add(key);
    else if (letter === 's') state.scroll = Number(rest) || 0;
    else if (!LETTERS.includes(letter)) state.others.push(section);
    else for (const entry of rest.split('!').filter(Boolean)) state[letter].set(entry.slice(0, KEY), entry.slice(KEY));
  }
  return state;
}

// format writes a state. `knows` tells whether the course has a key. What does not fit is left out, the least worth
// first: what belongs to other versions of the course, essays, cards, exercises, answers, results, pages.
export function format(state, knows) {
  let room = LIMIT - OVERHEAD;
  const kept = new Map([['v', new Map()], ...LETTERS.map((letter) => [letter, new Map()])]);
  const keep = (letter, key, value) => {
    const cost = KEY + value.length + (letter === 'v' ? 0 : 1);
    if (cost > room) return;
    room -= cost;
    kept.get(letter).set(key, value);
  };
  const keepAll = (letter, wanted) => state[letter].forEach((value, key) => wanted(key) && keep(letter, key, value));
  const keepSeen = (wanted) => state.seen.forEach((key) => wanted(key) && keep('v', key, ''));
  const foreign = (key) => !knows(key);

  keepSeen(knows);
  state.q.forEach((value, key) => knows(key) && keep('q', key, value.slice(0, RESULT)));
  for (const key of kept.get('q').keys()) {
    const value = state.q.get(key);
    if (value.length - RESULT > room) continue;
    room -= value.length - RESULT;
    kept.get('q').set(key, value);
  }
  ['x', 'c', 'e'].forEach((letter) => keepAll(letter, knows));
  keepSeen(foreign);
  LETTERS.forEach((letter) => keepAll(letter, foreign));
  const others = state.others.filter((section) => {
    const fits = section.length < room;
    if (fits) room -= section.length + 1;
    return fits;
  });

  const sections = [HEAD + [...kept.get('v').keys()].join('')];
  for (const letter of LETTERS) {
    const entries = [...state[letter].keys()].filter((key) => kept.get(letter).has(key));
    if (entries.length) sections.push(letter + entries.map((key) => key + kept.get(letter).get(key)).join('!'));
  }
  if (state.scroll > 0) sections.push('s' + String(Math.min(state.scroll, 999)).padStart(3, '0'));
  return sections.concat(others).join('.');
}
