/* The connection to a SCORM 1.2 learning management system.

   `Tracking` is all that the rest of the player knows of it. Its rules come from running Moodle:
   - a session begins once in the life of the shell and finishes only when the shell goes away;
   - finishing with the status "not attempted" would complete the course, so "incomplete" is written at once;
   - a later write lowers what is stored, so neither status nor score is ever written downwards;
   - data sent while a page goes away can be lost, so every step is committed. */
window.Tracking = (() => {
  'use strict';

  const opened = Date.now();
  const written = {};           // what the system is known to hold
  const wanted = {};            // what it should hold
  let saved = true;
  let api = connect();

  function apiAbove(win) {
    for (let level = 0; win && level < 500; level++) {
      try {
        if (win.API && win.API.LMSInitialize) return win.API;
      } catch (e) { /* a window of another site: look above it */ }
      if (win.parent === win) break;
      win = win.parent;
    }
    return null;
  }

  // The standard puts the API on a window above this one, or above the one that opened it.
  function connect() {
    const found = apiAbove(window) || apiAbove(window.opener) || apiAbove(window.top.opener);
    try {
      return found && isTrue(found.LMSInitialize('')) ? found : null;
    } catch (e) {
      return null;
    }
  }

  function isTrue(result) {
    return String(result) === 'true';
  }

  // A call that throws is a call that failed: Moodle's API does so in some states.
  function call(name, ...args) {
    try {
      const result = api && api[name](...args);
      return result == null ? '' : String(result);
    } catch (e) {
      return null;
    }
  }

  const get = (name) => call('LMSGetValue', name);

  function set(name, value) {
    if (written[name] === value) return true;
    const ok = isTrue(call('LMSSetValue', name, value));
    if (ok) written[name] = value;
    return ok;
  }

  function isDone(status) {
    return status === 'completed' || status === 'passed';
  }

  function sessionTime() {
    const two = (n) => String(n).padStart(2, '0');
    const s = Math.min(Math.floor((Date.now() - opened) / 1000), 9999 * 3600);
    return two(Math.floor(s / 3600)) + ':' + two(Math.floor(s / 60) % 60) + ':' + two(s % 60);
  }

  // Sends what the system does not hold yet, and reports whether it took everything.
  function save() {
    if (!api) return false;
    set('cmi.core.session_time', sessionTime());
    const took = Object.keys(wanted).map((name) => set(name, wanted[name]));
    saved = isTrue(call('LMSCommit', '')) && !took.includes(false);
    return saved;
  }

  function raiseScore(score) {
    const before = get('cmi.core.score.raw');
    if (before === null || before !== '' && Number(before) >= score) return;
    set('cmi.core.score.min', '0');     // optional in the standard: a refusal is no failure
    set('cmi.core.score.max', '100');
    set('cmi.core.score.raw', String(score));
  }

  function finish() {
    if (!api) return;
    save();
    call('LMSFinish', '');
    api = null;
  }

  const place = get('cmi.core.lesson_location');
  const state = get('cmi.suspend_data');
  let status = get('cmi.core.lesson_status');   // last, so that its error code is the one asked for
  if (status === null || state === null || status === '' && call('LMSGetLastError') !== '0') {
    api = null;                 // what cannot be read must not be overwritten
  }
  if (['', 'not attempted', 'browsed'].includes(status)) {
    status = wanted['cmi.core.lesson_status'] = 'incomplete';
  }
  wanted['cmi.core.exit'] = isDone(status) ? '' : 'suspend';
  save();

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save();
  });
  window.addEventListener('online', () => {
    if (!saved) save();
  });
  window.addEventListener('pagehide', finish);
  // A shell that comes back from the browser's cache has a finished session: start anew.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });

  return {
    connected: Boolean(api),
    place: place || '',         // id of the page the learner was last on
    state: state || '',         // as the last session left it

    // step records where the learner is. It reports whether the system took it.
    step(newPlace, newState) {
      wanted['cmi.core.lesson_location'] = newPlace;
      wanted['cmi.suspend_data'] = newState;
      return save();
    },

    // complete records that the course is done, with a score from 0 to 100.
    // Content without questions gets 100: Moodle would show "completed" alone as a grade of 0.
    complete(score) {
      if (api) raiseScore(score);
      if (!isDone(status)) status = wanted['cmi.core.lesson_status'] = 'completed';
      wanted['cmi.core.exit'] = '';
      return save();
    },
  };
})();
