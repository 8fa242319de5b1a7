/* The connection to a SCORM platform. A dialect (scorm12.js, scorm2004.js) says what its version calls things.

   A session begins once in the life of the shell and finishes only when the shell goes away: Moodle's API throws when it
   is initialized again. Every call is guarded for the same reason. */
import { dialect } from './dialect.js';

const opened = Date.now();

function apiAbove(win) {
  for (let level = 0; win && level < 500; level++) {
    try {
      if (win[dialect.api] && win[dialect.api][dialect.initialize]) return win[dialect.api];
    } catch (e) { /* a window of another site: look above it */ }
    if (win.parent === win) break;
    win = win.parent;
  }
  return null;
}

// The standard puts the API on a window above this one, or above the one that opened it.
function findAPI() {
  return apiAbove(window) || apiAbove(window.opener) || apiAbove(window.top.opener);
}

function isTrue(result) {
  return String(result) === 'true';
}

export function connect() {
  const written = {};           // what the platform is known to hold
  const wanted = {};            // what it should hold
  const places = new Map();     // index of each interaction by its id
  let api = findAPI();
  let count = 0;                // of interactions
  let before = 0;               // how many of those that cannot be read back
  let takesAnswers = true;

  // A call that throws is a call that failed.
  function call(name, ...args) {
    try {
      const result = api && api[name](...args);
      return result == null ? '' : String(result);
    } catch (e) {
      return null;
    }
  }

  const get = (name) => call(dialect.get, name);

  function set(name, value) {
    if (written[name] === value) return true;
    const ok = isTrue(call(dialect.set, name, value));
    if (ok) written[name] = value;
    return ok;
  }

  // indexOf returns where an answer goes: where the question's last one is, if the platform still has it.
  function indexOf(id, n) {
    if (!places.has(id)) places.set(id, n < before ? n : count++);
    return places.get(id);
  }

  return {
    open() {
      if (!api || !isTrue(call(dialect.initialize, ''))) return null;
      const place = get(dialect.place);
      const state = get(dialect.state);
      const score = get(dialect.score);
      count = Number(get(dialect.count)) || 0;
      if (dialect.tellsIds) for (let i = 0; i < count; i++) places.set(get('cmi.interactions.' + i + '.id'), i);
      else before = count;
      const status = dialect.status(get);       // last, so that its error code is the one asked for
      if (status === null || state === null || status === '' && call(dialect.lastError) !== '0') {
        api = null;             // what cannot be read must not be overwritten
        return null;
      }
      const number = score === null || score === '' ? null : Number(score);
      if (number !== null) written[dialect.score] = String(number);
      return { place: place || '', state, score: number, status: dialect.kept(status) };
    },

    put({ place, state, score, status }) {
      if (place) wanted[dialect.place] = place;
      if (state) wanted[dialect.state] = state;
      if (score !== null) wanted[dialect.score] = String(score);
      Object.assign(wanted, dialect.report(status, score));
    },

    answer(log, n) {
      const at = 'cmi.interactions.' + indexOf(log.id, n) + '.';
      takesAnswers = takesAnswers && dialect.interaction(log).every(([name, value]) => isTrue(call(dialect.set, at + name, value)));
    },

    // save sends what the platform does not hold yet, and tells whether it took everything.
    save() {
      if (!api) return false;
      set(dialect.time, dialect.duration(Date.now() - opened));
      const took = Object.keys(wanted).map((name) => set(name, wanted[name]) || dialect.optional.includes(name));
      return isTrue(call(dialect.commit, '')) && !took.includes(false);
    },

    close() {
      if (!api) return;
      this.save();
      call(dialect.finish, '');
      api = null;
    },
  };
}
