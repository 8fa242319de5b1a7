/* What the player tells a learning platform, whichever it is. Its rules come from running Moodle:
   - neither status nor score is ever written downwards: a later write lowers what is stored;
   - every step is saved at once: data sent while a page goes away can be lost;
   - "failed" is never written: it closes the attempt, and learners may try again.

   A platform is an object with
     open()          what it holds: {place, state, score, status}, perhaps with the mastery score that it wants, and with
                     its home: where learners are sent who leave; null if it cannot be used; or a promise of either
     put(progress)   takes {place, state, score, status}; a score of null means none yet
     answer(log, n)  takes the answer to the n-th of the questions answered so far
     save()          keeps what it took, and tells whether that went well; or a promise of it
     close()         ends the session: the page goes away; a promise if it can tell when all has arrived */

const RANK = { incomplete: 0, completed: 1, passed: 2 };

// track starts a session with a platform, which may be null.
export async function track(platform) {
  const kept = platform && await platform.open();
  let { score, status } = kept || { score: null, status: 'incomplete' };
  let saved = true;

  async function save() {
    saved = Boolean(kept) && await platform.save();
    return saved;
  }

  function raise(progress) {
    if (progress.score !== null && (score === null || progress.score > score)) score = progress.score;
    if (RANK[progress.status] > RANK[status]) status = progress.status;
  }

  if (kept) {
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') save();
    });
    window.addEventListener('online', () => {
      if (!saved) save();
    });
    window.addEventListener('pagehide', () => platform.close());
    platform.put({ place: kept.place, state: kept.state, score, status });
    await save();
  }
  // A shell that comes back from the browser's cache has a finished session: start anew.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });

  return {
    connected: Boolean(kept),
    place: kept ? kept.place : '',      // id of the page the learner was last on
    state: kept ? kept.state : '',      // as the last session left it
    mastery: kept ? kept.mastery : null,  // score to reach, if the platform says so
    home: kept && kept.home || '',        // where to go from here, if the platform says so

    // note takes what may be lost if the browser dies now.
    note(progress) {
      raise(progress);
      if (kept) platform.put({ ...progress, score, status });
    },

    // step takes where the learner is, and keeps it. It tells whether the platform did.
    async step(progress, log, n) {
      this.note(progress);
      if (kept && log) platform.answer(log, n);
      return save();
    },

    // leave ends the session and goes where the platform wants learners to go.
    async leave() {
      await save();
      await platform.close();
      location.assign(kept.home);
    },

    get score() { return score; },
    get status() { return status; },
  };
}
