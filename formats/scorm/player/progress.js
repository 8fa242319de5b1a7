/* How far a learner has come, by the rules of the course (README.md). */
import { number } from './state.js';

const FULL = 63;

// share returns what was reached of the points of some items, from 0 to 100, to two decimals; null if there are none.
function share(items, results) {
  const total = items.reduce((sum, item) => sum + item.points, 0);
  const reached = items.reduce((sum, item) => sum + item.points * number((results.get(item.key) || 'AA')[1]) / FULL, 0);
  return total ? Math.round(reached / total * 10000) / 100 : null;
}

function isDone(pages, items, rule, state) {
  const seen = pages.filter((page) => state.seen.has(page.key)).length;
  const score = share(items, state.q);
  return seen * 100 >= pages.length * rule.pages && (score === null || score >= rule.mastery);
}

// progressOf returns how many pages were seen, the score from 0 to 100 and the status. Without questions there is a
// score of 100 at the end: Moodle would show "completed" alone as a grade of 0.
export function progressOf(course, state, { mastery }) {
  const rule = mastery == null ? course.rules : { ...course.rules, mastery };
  const graded = course.items.filter((item) => item.points);
  const done = isDone(course.pages, graded, rule, state) && course.lessons.every((lesson) => {
    const pages = course.pages.slice(lesson.first, lesson.first + lesson.count);
    return isDone(pages, graded.filter((item) => pages.some((page) => page.id === item.page)), lesson, state);
  });
  const score = share(graded, state.q);
  const status = !done ? 'incomplete' : score !== null && rule.mastery > 0 ? 'passed' : 'completed';
  return {
    seen: course.pages.filter((page) => state.seen.has(page.key)).length,
    score: score === null && done ? 100 : score,
    status,
  };
}
