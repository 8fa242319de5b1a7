/* SCORM 2004, 4th edition: what the data model calls things (Run-Time Environment 4.2).
   Moodle takes fewer forms of time than the standard: no time zone, two decimals. */

const seconds = (milliseconds) => 'PT' + (milliseconds / 1000).toFixed(2) + 'S';

// Patterns of answers: section 4.2.9.1 and 4.2.9.2.
function pattern(type, given) {
  if (type === 'matching') return given.map((pair) => pair.join('[.]')).join('[,]');
  if (type === 'numeric' || type === 'long-fill-in') return given.join(' ');
  return given.map((text) => text.replace(/\s+/g, ' ').slice(0, 250)).join('[,]');
}

function rightPattern(type, right) {
  return type === 'numeric' ? right.join('[:]') : pattern(type, right);
}

export const dialect = {
  api: 'API_1484_11',
  initialize: 'Initialize', get: 'GetValue', set: 'SetValue', commit: 'Commit', finish: 'Terminate',
  lastError: 'GetLastError',
  place: 'cmi.location', state: 'cmi.suspend_data', score: 'cmi.score.raw',
  time: 'cmi.session_time', count: 'cmi.interactions._count',
  optional: [],
  tellsIds: true,
  duration: seconds,

  status: (get) => (get('cmi.success_status') === 'passed' ? 'passed' : get('cmi.completion_status')),
  kept: (status) => (status === 'completed' || status === 'passed' ? status : 'incomplete'),

  // The exit is always "suspend": after "normal", the next visit is a new attempt without what the old one held.
  report(status, score) {
    const values = { 'cmi.completion_status': status === 'incomplete' ? 'incomplete' : 'completed', 'cmi.exit': 'suspend' };
    if (status === 'passed') values['cmi.success_status'] = 'passed';
    if (score === null) return values;
    return { ...values, 'cmi.score.min': '0', 'cmi.score.max': '100', 'cmi.score.scaled': String(Math.round(score * 100) / 10000) };
  },

  // The fields of an interaction, the id first, the type before what depends on it.
  interaction({ id, type, text, given, right, result, points, latency }) {
    const now = new Date(Date.now() - new Date().getTimezoneOffset() * 60000);
    const fields = [
      ['id', id],
      ['type', type],
      ['timestamp', now.toISOString().slice(0, 19)],
      ['learner_response', pattern(type, given)],
      ['result', { right: 'correct', wrong: 'incorrect' }[result] || 'neutral'],
      ['weighting', String(points)],
      ['latency', seconds(latency)],
      ['description', text],
    ];
    return right.length ? fields.concat([['correct_responses.0.pattern', rightPattern(type, right)]]) : fields;
  },
};
