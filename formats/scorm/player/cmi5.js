/* The connection to a cmi5 platform: xAPI statements and a state, as the cmi5 specification has them
   (https://github.com/AICC/CMI-5_Spec_Current/blob/quartz/cmi5_spec.md, sections 8 to 11). */

const opened = Date.now();
const VERBS = {
  initialized: 'http://adlnet.gov/expapi/verbs/initialized', completed: 'http://adlnet.gov/expapi/verbs/completed',
  passed: 'http://adlnet.gov/expapi/verbs/passed', terminated: 'http://adlnet.gov/expapi/verbs/terminated',
  answered: 'http://adlnet.gov/expapi/verbs/answered',
};
const CATEGORY = 'https://w3id.org/xapi/cmi5/context/categories/';
const MASTERY = 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore';

const seconds = (milliseconds) => 'PT' + (milliseconds / 1000).toFixed(2) + 'S';

// randomId makes a UUID. crypto.randomUUID is not there on pages without TLS.
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 15 | 64;
  bytes[8] = bytes[8] & 63 | 128;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function pattern(type, given) {
  if (type === 'matching') return given.map((pair) => pair.join('[.]')).join('[,]');
  return given.join(type === 'numeric' || type === 'long-fill-in' ? ' ' : '[,]');
}

export function connect() {
  const launch = new URLSearchParams(location.search);
  if (!launch.get('endpoint') || !launch.get('fetch')) return null;
  const endpoint = launch.get('endpoint').replace(/\/?$/, '/');
  const actor = JSON.parse(launch.get('actor'));
  const activity = launch.get('activityId');
  const registration = launch.get('registration');
  const waiting = [];           // statements that the platform does not have yet
  let token = '';
  let data = {};                // what the platform said at launch
  let now = { place: '', state: '', score: null, status: 'incomplete' };
  let stored = '';              // the state as the platform has it
  let sending = Promise.resolve(true);
  let flying = 0;               // how many of those waiting are on their way
  let closed = false;

  const stateAddress = (id) => 'activities/state?' + new URLSearchParams({
    stateId: id, activityId: activity, agent: JSON.stringify(actor), registration,
  });

  function ask(address, options = {}) {
    const headers = { Authorization: 'Basic ' + token, 'X-Experience-API-Version': '1.0.3', 'Content-Type': 'application/json' };
    return fetch(endpoint + address, { ...options, headers });
  }

  async function read(address) {
    const response = await ask(address);
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  }

  // The platform gives the token once; the session outlives a reload.
  async function fetchToken() {
    const key = 'cmi5 ' + launch.get('fetch');
    token = sessionStorage.getItem(key) || '';
    if (token) return;
    const response = await fetch(launch.get('fetch'), { method: 'POST' });
    token = (await response.json())['auth-token'] || '';
    sessionStorage.setItem(key, token);
  }

  // Statements of the vocabulary of cmi5 name it as a category; those that count for moving on say so.
  function say(verb, result, { object, extensions } = {}) {
    const template = data.contextTemplate || {};
    const categories = object ? [] : ['cmi5'];
    if (verb === 'completed' || verb === 'passed') categories.push('moveon');
    const context = {
      ...template, registration, extensions: { ...template.extensions, ...extensions },
      contextActivities: { ...template.contextActivities },
    };
    if (categories.length) context.contextActivities.category = categories.map((name) => ({ id: CATEGORY + name }));
    waiting.push({
      id: randomId(), timestamp: new Date().toISOString(), actor, context,
      verb: { id: VERBS[verb], display: { en: verb } },
      object: object || { objectType: 'Activity', id: activity },
      ...(result && { result }),
    });
  }

  // send asks for something that outlives the page, unless it is too long for that.
  const send = (address, method, body) => ask(address, { method, body, keepalive: body.length < 30000 });

  // sendAll sends what the platform does not have, and tells whether it took it. It may be called while an earlier call
  // is waiting for its answer only by a page that goes away.
  async function sendAll() {
    const text = JSON.stringify(now);
    const batch = waiting.slice(flying);
    const requests = [];
    flying = waiting.length;
    if (text !== stored) requests.push(send(stateAddress('coursepack'), 'PUT', text));
    if (batch.length) requests.push(send('statements', 'POST', JSON.stringify(batch)));
    try {
      const responses = await Promise.all(requests);
      // 409: a statement with this id is there already, from a request whose answer was lost.
      if (!responses.every((response) => response.ok || response.status === 409)) return false;
      stored = text;
      waiting.splice(0, batch.length);
      return true;
    } catch (e) {
      return false;
    } finally {
      flying = 0;
    }
  }

  return {
    async open() {
      try {
        await fetchToken();
        data = await read(stateAddress('LMS.LaunchData')) || {};
        await read('agents/profile?' + new URLSearchParams({ profileId: 'cmi5LearnerPreferences', agent: JSON.stringify(actor) }));
        const kept = await read(stateAddress('coursepack'));
        if (kept) {
          now = kept;
          stored = JSON.stringify(kept);
        }
      } catch (e) {
        return null;
      }
      say('initialized');
      const mastery = data.masteryScore === undefined ? null : data.masteryScore * 100;
      return { ...now, mastery, home: /^https?:/.test(data.returnURL) ? data.returnURL : '' };
    },

    put(progress) {
      const { score, status } = progress;
      const counts = (data.launchMode || 'Normal') === 'Normal';
      const duration = seconds(Date.now() - opened);
      if (counts && now.status === 'incomplete' && status !== 'incomplete') say('completed', { completion: true, duration });
      if (counts && now.status !== 'passed' && status === 'passed') {
        const extensions = data.masteryScore === undefined ? {} : { [MASTERY]: data.masteryScore };
        say('passed', { success: true, score: { scaled: Math.round(score * 100) / 10000, raw: score, min: 0, max: 100 }, duration }, { extensions });
      }
      now = { place: progress.place, state: progress.state, score, status };
    },

    answer({ id, type, text, given, right, result, latency, options }) {
      const definition = {
        type: 'http://adlnet.gov/expapi/activities/cmi.interaction', interactionType: type,
        description: { [document.documentElement.lang]: text },
      };
      if (right.length) definition.correctResponsesPattern = [type === 'numeric' ? right.join('[:]') : pattern(type, right)];
      if (options) definition.choices = options.map(([key, description]) => ({ id: key, description: { [document.documentElement.lang]: description } }));
      const outcome = { response: pattern(type, given), duration: seconds(latency) };
      if (result !== 'neutral') outcome.success = result === 'right';
      say('answered', outcome, { object: { objectType: 'Activity', id: activity + '/' + encodeURIComponent(id), definition } });
    },

    // One request after the other, so that a state never overtakes a later one.
    save() {
      if (!closed) sending = sending.then(sendAll);
      return sending;
    },

    close() {
      if (closed) return true;
      closed = true;
      say('terminated', { duration: seconds(Date.now() - opened) });
      return sendAll();
    },
  };
}
