/* SCORM 1.2: what the data model calls things (Run-Time Environment 1.2, section 3.4).
   adlcp:masteryscore is never used: with it Moodle overwrites the status and closes the attempt. */

const two = (n) => String(Math.floor(n)).padStart(2, '0');

function hms(milliseconds) {
  const s = Math.min(milliseconds / 1000, 9999 * 3600);
  return two(s / 3600) + ':' + two(s / 60 % 60) + ':' + two(s % 60);
}

// Feedback of a kind of answer: section 3.4.7, CMIFeedback.
const feedback = {
  choice: (given) => given.join(','),
  sequencing: (given) => given.join(','),
  matching: (given) => given.map((pair) => pair.join('.')).join(','),
  numeric: (given) => String(given.reduce((sum, n) => sum + Number(n), 0) / given.length),   // of a range, the middle
  'fill-in': (given) => given.join(', '),
  'long-fill-in': (given) => given.join(' '),
};

function answerText(type, given) {
  return feedback[type](given).replace(/\s+/g, ' ').slice(0, 255);
}

export const dialect = {
  api: 'API',
  initialize: 'LMSInitialize', get: 'LMSGetValue', set: 'LMSSetValue', commit: 'LMSCommit', finish: 'LMSFinish',
  lastError: 'LMSGetLastError',
  place: 'cmi.core.lesson_location', state: 'cmi.suspend_data', score: 'cmi.core.score.raw',
  time: 'cmi.core.session_time', count: 'cmi.interactions._count',
  tellsIds: false,              // ids of interactions can only be written
  optional: ['cmi.core.score.min', 'cmi.core.score.max'],
  duration: hms,

  status: (get) => get('cmi.core.lesson_status'),

  // Finishing with the status "not attempted" would complete the course, so that it is "incomplete" from the start.
  kept: (status) => (status === 'completed' || status === 'passed' ? status : 'incomplete'),

  report(status, score) {
    const values = { 'cmi.core.lesson_status': status, 'cmi.core.exit': status === 'incomplete' ? 'suspend' : '' };
    return score === null ? values : { ...values, 'cmi.core.score.min': '0', 'cmi.core.score.max': '100' };
  },

  // The fields of an interaction, the id first.
  interaction({ id, type, given, right, result, points, latency }) {
    const fields = [
      ['id', id],
      ['type', type === 'long-fill-in' ? 'fill-in' : type],
      ['time', new Date().toTimeString().slice(0, 8)],
      ['student_response', answerText(type, given)],
      ['result', { right: 'correct', wrong: 'wrong' }[result] || 'neutral'],
      ['weighting', String(points)],
      ['latency', hms(latency)],
    ];
    return right.length ? fields.concat([['correct_responses.0.pattern', answerText(type, right)]]) : fields;
  },
};
