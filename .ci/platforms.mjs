// The platforms that courses are taken in: scorm-again as a SCORM 1.2 or 2004 system, and a small store of xAPI
// statements of our own for cmi5. They keep, as Moodle does, only what was committed, and judge every call.
import fs from 'node:fs';
import path from 'node:path';

const RANK = { 'not attempted': 0, unknown: 0, incomplete: 0, completed: 1, passed: 2 }; // a status never falls
const LIMIT = 4096; // characters of state that every platform keeps

// platformFor returns the platform that the package in folder is for:
//   start(base)   the address to open
//   shell(page)   the frame with the player
//   routes        what the server has to answer
//   kept()        {place, state, score, status} as the platform has them
//   newVisit()    begins to listen
//   judge(orderly)  what was wrong since then; orderly if the browser had time to say goodbye
//   home          path to which the player takes learners who leave; undefined if the platform has its own way out
//   graded        whether the course has questions with points
export function platformFor(folder) {
  const course = path.join(folder, 'course.js');
  return Object.assign(platformOf(folder), { graded: fs.existsSync(course) && fs.readFileSync(course, 'utf8').includes('"points":') });
}

function platformOf(folder) {
  if (fs.existsSync(path.join(folder, 'cmi5.xml'))) return cmi5(folder);
  const manifest = fs.readFileSync(path.join(folder, 'imsmanifest.xml'), 'utf8');
  const scos = manifest.match(/<resource\b[^>]*adlcp:scorm[tT]ype="sco"[^>]*>/g) ?? [];
  if (scos.length !== 1) throw new Error(`the manifest has ${scos.length} SCOs, not one`);
  const entry = /\bhref="([^"]*)"/.exec(scos[0])[1];
  return scorm(entry, manifest.includes('<schemaversion>1.2<') ? versions.v12 : versions.v2004);
}

const versions = {
  v12: {
    script: 'scorm12.min.js', api: 'API', constructor: 'Scorm12API', prefix: 'LMS', finish: 'Finish',
    names: ['Initialize', 'GetValue', 'SetValue', 'Commit', 'Finish', 'GetLastError', 'GetErrorString', 'GetDiagnostic'],
    fresh: { core: { student_id: 'ada', student_name: 'Lovelace, Ada', entry: 'ab-initio' } },
    status: ['cmi.core.lesson_status'],
    read: ({ core, suspend_data }) => ({
      place: core.lesson_location, state: suspend_data, status: core.lesson_status, score: core.score.raw,
    }),
    again(data, review) {
      Object.assign(data.core, { entry: data.core.exit === 'suspend' ? 'resume' : '', exit: '', session_time: '00:00:00' });
      if (review) Object.assign(data.core, { lesson_mode: 'review', credit: 'no-credit' });
    },
  },
  v2004: {
    script: 'scorm2004.min.js', api: 'API_1484_11', constructor: 'Scorm2004API', prefix: '', finish: 'Terminate',
    names: ['Initialize', 'GetValue', 'SetValue', 'Commit', 'Terminate', 'GetLastError', 'GetErrorString', 'GetDiagnostic'],
    fresh: { learner_id: 'ada', learner_name: 'Lovelace, Ada', entry: 'ab-initio' },
    status: ['cmi.completion_status', 'cmi.success_status'],
    read: (data) => ({
      place: data.location, state: data.suspend_data, score: data.score.raw,
      status: data.success_status === 'passed' ? 'passed' : data.completion_status,
    }),
    again(data, review) {
      Object.assign(data, { entry: data.exit === 'suspend' ? 'resume' : '', exit: '', session_time: 'PT0H0M0S' });
      if (review) Object.assign(data, { mode: 'review', credit: 'no-credit' });
    },
  },
};

// What Moodle takes of what a course sets, beyond what the standards say; one row a rule. Seen in Moodle 4.5.
const TIME = /^\d{2,4}:\d\d:\d\d(\.\d{1,2})?$/;
const DURATION = /^PT(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?$/;
const taken = {
  v12: [
    [/lesson_status$/, /^(passed|completed|failed|incomplete|browsed)$/],
    [/core\.exit$/, /^(time-out|suspend|logout|)$/],
    [/session_time$/, TIME],
    [/score\.(raw|min|max)$/, /^(100|\d{1,2}(\.\d+)?)$/],
    [/lesson_location$/, /^[\s\S]{0,255}$/],
    [/suspend_data$/, /^[ -~]{0,4096}$/],
    [/interactions\.\d+\.id$/, /^[!-~]{1,255}$/],
    [/\.type$/, /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/],
    [/\.(student_response|pattern)$/, /^.{0,255}$/],
    [/\.result$/, /^(correct|wrong|unanticipated|neutral|-?\d+(\.\d+)?)$/],
    [/\.(time|latency)$/, TIME],
    [/\.weighting$/, /^-?\d+(\.\d+)?$/],
  ],
  v2004: [
    [/completion_status$/, /^(completed|incomplete)$/],
    [/success_status$/, /^passed$/],
    [/cmi\.exit$/, /^(suspend|normal)$/],
    [/session_time$|latency$/, DURATION],
    [/score\.(raw|min|max)$/, /^(100|\d{1,2}(\.\d+)?)$/],
    [/score\.scaled$/, /^(0|1|0\.\d+)$/],
    [/cmi\.location$/, /^[\s\S]{0,1000}$/],
    [/suspend_data$/, /^[ -~]{0,4096}$/],
    [/interactions\.\d+\.id$/, /^[A-Za-z0-9_.]{1,255}$/],
    [/\.type$/, /^(true-false|choice|fill-in|long-fill-in|matching|performance|sequencing|likert|numeric|other)$/],
    [/\.timestamp$/, /^20[0-3]\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,2}Z?)?$/],
    [/\.result$/, /^(correct|incorrect|unanticipated|neutral|-?\d+(\.\d+)?)$/],
    [/\.description$/, /^.{0,250}$/],
    [/\.weighting$/, /^-?\d+(\.\d+)?$/],
  ],
};

// How answers of a type are written in SCORM 2004; Moodle takes no hyphens in them.
const answers = {
  choice: /^[\w.]{1,250}(\[,\][\w.]{1,250})*$/,
  sequencing: /^[\w.]{1,250}(\[,\][\w.]{1,250})*$/,
  matching: /^[\w.]{1,250}\[\.\][\w.]{1,250}(\[,\][\w.]{1,250}\[\.\][\w.]{1,250})*$/,
  numeric: /^-?\d+(\.\d+)?$/,
};

function scorm(entry, version) {
  const script = fs.readFileSync(new URL(`node_modules/scorm-again/dist/${version.script}`, import.meta.url), 'utf8');
  let data = null;      // what the last commit left
  let calls = [];
  let before = '';      // the status when the visit began
  const platform = {
    entry,
    review: false,      // as Moodle has it for a finished attempt
    start: (base) => `${base}/lms/`,
    shell: (page) => page.frame('sco'),
    data: () => data,
    kept() {
      const { place = '', state = '', status = '', score = '' } = data ? version.read(data) : {};
      return { place, state, status, score: score === '' ? null : Number(score) };
    },
    newVisit() {
      calls = [];
      before = platform.kept().status || 'not attempted';
    },
    judge: (orderly) => judgeCalls(calls, before, orderly, version, platform.kept().state),
  };
  const attempt = () => {
    if (!data) return version.fresh;
    const copy = structuredClone(data);
    version.again(copy, platform.review);
    return copy;
  };
  platform.routes = {
    '/lms/': () => ({
      type: 'text/html; charset=utf-8',
      body: `<!DOCTYPE html><html lang="en"><title>LMS</title>
<style>html, body, iframe { margin: 0; border: 0; width: 100%; height: 100%; display: block }</style>
<script>${script}</script>
<script>(${installAPI})(${JSON.stringify({ ...version, stored: attempt() })})</script>
<iframe name="sco" title="Course" src="/${entry}"></iframe></html>`,
    }),
    '/lms/call': (body) => {
      const call = JSON.parse(body);
      calls[call.index] = call;
      if (call.data) data = call.data;
      return { type: 'text/plain', body: '' };
    },
  };
  return platform;
}

// Runs in the LMS page: the API, where every call goes to scorm-again and is told to the store. Without a network a
// commit fails, as Moodle's does.
function installAPI({ api, constructor, prefix, names, stored }) {
  const inner = new window[constructor]({ autocommit: false, logLevel: 5 });
  inner.loadFromJSON(stored);
  let index = 0;
  const told = (name) => (...args) => {
    if (/Commit/.test(name) && !navigator.onLine) return 'false';
    const result = String(inner[name](...args));
    if (/Error|Diagnostic/.test(name)) return result;
    const call = { index: index++, name, args: args.map(String), result, code: String(inner[prefix + 'GetLastError']()) };
    if (call.code !== '0') call.error = inner[prefix + 'GetErrorString'](call.code);
    if (/Commit|Finish|Terminate/.test(name) && result === 'true') call.data = JSON.parse(JSON.stringify(inner.cmi));
    navigator.sendBeacon('/lms/call', JSON.stringify(call));
    return result;
  };
  window[api] = {};
  for (const name of names) window[api][prefix + name] = told(prefix + name);
}

function judgeCalls(all, status, orderly, { prefix, finish, status: statusNames }, kept) {
  const calls = all.filter(Boolean);
  const text = (c) => `${c.name}(${c.args.map((a) => JSON.stringify(a.slice(0, 60))).join(', ')})`;
  // 403: in SCORM 2004, asking for what was never set is an error.
  const isError = (c) => c.code !== '0' && !(c.code === '403' && c.name === 'GetValue');
  const wrong = calls.filter(isError).map((c) => `${text(c)}: error ${c.code}, ${c.error}`);
  const count = (name) => calls.filter((c) => c.name === prefix + name).length;
  if (calls[0]?.name !== prefix + 'Initialize' || count('Initialize') !== 1) wrong.push('the session is not opened once, before all else');
  if (orderly && (calls.at(-1)?.name !== prefix + finish || count(finish) !== 1)) wrong.push('the session is not closed once, after all else');
  let score = -1;
  let type = '';
  const ranks = Object.fromEntries(statusNames.map((name) => [name, name.includes('success') ? 0 : RANK[status]]));
  for (const c of calls.filter((c) => c.name === prefix + 'SetValue')) {
    const [name, value] = c.args;
    if (/\.type$/.test(name)) type = value;
    const rules = prefix ? taken.v12 : taken.v2004;
    if (rules.some(([names, values]) => names.test(name) && !values.test(value))) wrong.push(`${text(c)}: Moodle does not take it`);
    if (!prefix && /learner_response$/.test(name) && answers[type] && !answers[type].test(value)) wrong.push(`${text(c)}: no answer of type ${type} in Moodle`);
    if (name in ranks) {
      if (!(RANK[value] >= Math.min(ranks[name], prefix ? 2 : 1))) wrong.push(`${text(c)} after ${status}`);
      ranks[name] = Math.max(ranks[name], RANK[value]);
    }
    if (/score\.raw$/.test(name)) {
      if (Number(value) < score) wrong.push(`${text(c)} after ${score}`);
      score = Number(value);
    }
  }
  // Finishing makes "completed" of a course that never said how far it is.
  if (!calls.some((c) => statusNames.includes(c.args[0]) && c.name === prefix + 'SetValue') && RANK[status] === 0) wrong.push('the status is never set');
  return wrong.concat(judgeState(kept));
}

function judgeState(state) {
  return state.length > LIMIT || /[^\x20-\x7e]/.test(state) ? [`the state is not within ${LIMIT} ASCII characters: ${state.length}`] : [];
}

// A store of statements and states, as the cmi5 specification asks of one.
function cmi5(folder) {
  const structure = fs.readFileSync(path.join(folder, 'cmi5.xml'), 'utf8');
  const entry = /<url>(.*?)<\/url>/.exec(structure)[1];
  const mastery = /masteryScore="(.*?)"/.exec(structure)?.[1];
  const registration = '5f3f8dd2-7f0f-4d5a-9a53-0c1a4e4b8a11';
  const activity = 'https://lms.example/unit';
  const states = new Map();
  const statements = [];
  let session = 0;
  let first = 0;        // statement of the visit
  const wrong = [];

  // The headers and parameters that every request must have.
  function check(request) {
    if (request.headers['x-experience-api-version'] !== '1.0.3') wrong.push(`${request.method} ${request.url} without a version`);
    if (request.headers.authorization !== `Basic token${session}`) wrong.push(`${request.method} ${request.url} without the token`);
  }

  const platform = {
    entry,
    home: '/lms/home',
    review: false,
    start(base) {
      states.set('LMS.LaunchData', JSON.stringify({
        launchMode: platform.review ? 'Review' : 'Normal', moveOn: 'CompletedAndPassed', ...(mastery && { masteryScore: Number(mastery) }),
        returnURL: base + platform.home,
        contextTemplate: {
          contextActivities: { grouping: [{ id: activity }] },
          extensions: { 'https://w3id.org/xapi/cmi5/context/extensions/sessionid': `session${session}` },
        },
      }));
      const query = new URLSearchParams({
        endpoint: `${base}/lms/xapi/`, fetch: `${base}/lms/token?${session}`, registration, activityId: activity,
        actor: JSON.stringify({ objectType: 'Agent', account: { homePage: 'https://lms.example', name: 'ada' } }),
      });
      return `${base}/${entry}?${query}`;
    },
    shell: (page) => page.mainFrame(),
    statements,
    kept() {
      const { place = '', state = '', status = '', score = null } = JSON.parse(states.get('coursepack') ?? '{}');
      return { place, state, status, score };
    },
    newVisit() {
      session++;
      first = statements.length;
      wrong.length = 0;
    },
    judge(orderly) {
      const verb = (s) => s.verb.id.split('/').at(-1);
      const visit = statements.slice(first);
      if (verb(visit[0] ?? { verb: { id: 'nothing' } }) !== 'initialized') wrong.push('a visit does not begin with "initialized"');
      if (orderly && verb(visit.at(-1)) !== 'terminated') wrong.push('a visit does not end with "terminated"');
      for (const once of ['initialized', 'terminated']) if (visit.filter((s) => verb(s) === once).length > 1) wrong.push(`"${once}" twice`);
      for (const once of ['completed', 'passed']) if (statements.filter((s) => verb(s) === once).length > 1) wrong.push(`"${once}" twice`);
      for (const s of visit) {
        const categories = (s.context.contextActivities.category ?? []).map((c) => c.id.split('/').at(-1));
        const defined = verb(s) !== 'answered';
        if (defined !== categories.includes('cmi5')) wrong.push(`"${verb(s)}" and the category cmi5`);
        if (['completed', 'passed'].includes(verb(s)) !== categories.includes('moveon')) wrong.push(`"${verb(s)}" and the category moveon`);
        if (!s.context.extensions['https://w3id.org/xapi/cmi5/context/extensions/sessionid']) wrong.push(`"${verb(s)}" without a session`);
        if (s.context.registration !== registration || !s.timestamp || !s.id) wrong.push(`"${verb(s)}" without registration, time or id`);
        if (verb(s) === 'passed' && s.result.score.scaled < Number(mastery ?? 0)) wrong.push('"passed" below the mastery score');
      }
      return wrong.concat(judgeState(platform.kept().state));
    },
  };
  platform.routes = {
    [platform.home]: () => ({ type: 'text/html; charset=utf-8', body: '<!DOCTYPE html><title>LMS</title>' }),
    '/lms/token': () => ({ body: JSON.stringify({ 'auth-token': `token${session}` }) }),
    '/lms/xapi/agents/profile': (_, request) => {
      check(request);
      return { body: '{"languagePreference":"en"}' };
    },
    '/lms/xapi/activities/state': (body, request) => {
      check(request);
      const id = new URL(request.url, 'http://localhost').searchParams.get('stateId');
      if (request.method === 'PUT') states.set(id, body);
      else if (!states.has(id)) return { status: 404, body: '' };
      return { status: request.method === 'PUT' ? 204 : 200, body: request.method === 'PUT' ? '' : states.get(id) };
    },
    '/lms/xapi/statements': (body, request) => {
      check(request);
      for (const statement of [JSON.parse(body)].flat()) {
        if (statements.some((s) => s.id === statement.id)) wrong.push(`a statement is sent twice: ${statement.verb.id}`);
        statements.push(statement);
      }
      return { body: '[]' };
    },
  };
  return platform;
}
