// modules_test.mjs: what the player's modules do without a page around them. formats/scorm/state_test.go runs it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { progressOf } from './progress.js';
import { numberOf, packText, unpackText } from './text.js';
import { LIMIT, digit, format, number, parse } from './state.js';

const key = (letter, n) => letter + String(n).padStart(3, '0');
const all = () => true;

test('what was written is read', () => {
  const text = '1.vAAAABBBB.qCCCCB_k1!DDDDAA~w6Q.xEEEE2.cFFFFBAA.eDDDDa b.s042';
  assert.equal(format(parse(text), all), text);
});

test('digits', () => {
  for (let n = 0; n < 64; n++) assert.equal(number(digit(n)), n);
  assert.equal(number(digit(99)), 63);
});

test('a state of the first version of the player is read', () => {
  assert.deepEqual([...parse('1.vAAAABBBB').seen], ['AAAA', 'BBBB']);
});

test('a state of an unknown version counts for nothing', () => {
  assert.equal(parse('2.vAAAA').seen.size, 0);
});

test('what another version of the course had is kept while there is room', () => {
  const text = '1.vAAAABBBB.qCCCCB_k1!DDDDAA.zunknown';
  assert.equal(format(parse(text), (k) => k === 'AAAA' || k === 'DDDD'), text);
});

test('100 lessons and 200 questions with one or all of four options fit', () => {
  const state = parse('');
  for (let n = 0; n < 101; n++) state.seen.add(key('p', n));
  for (let n = 0; n < 200; n++) state.q.set(key('q', n), 'B_' + (n % 2 ? 'k1' : 'k1k2k3k4'));
  state.scroll = 999;
  const text = format(state, all);
  assert.ok(text.length <= LIMIT, String(text.length));
  assert.deepEqual(parse(text), state);
});

test('what does not fit is left out, the least worth first', () => {
  const state = parse('');
  for (let n = 0; n < 200; n++) state.seen.add(key('p', n));
  for (let n = 0; n < 300; n++) state.q.set(key('q', n), 'B_k1k2k3k4');
  for (let n = 0; n < 50; n++) state.x.set(key('x', n), '2');
  for (let n = 0; n < 200; n++) state.c.set(key('c', n), 'BAA');
  state.e.set(key('e', 1), 'x'.repeat(900));
  state.seen.add('????');
  const text = format(state, (k) => k !== '????');
  const kept = parse(text);
  assert.ok(text.length <= LIMIT, String(text.length));
  assert.equal(kept.seen.size, 200, 'pages');
  assert.equal(kept.q.size, 300, 'results');
  assert.equal(kept.e.size, 0, 'essays');
  const answered = [...kept.q.values()].filter((value) => value.length > 2).length;
  assert.ok(answered > 100 && answered < 300, 'answers as far as they fit: ' + answered);
});

test('a state is ASCII whatever was in it', () => {
  const text = format(parse('1.vAAAA.qCCCCB_~w6Q'), all);
  assert.match(text, /^[ -~]*$/);
});

test('numbers as people type them', () => {
  const numbers = {
    '2.5': 2.5, '2,5': 2.5, ' 1 000 ': 1000, '1,000.5': 1000.5, '-3': -3, '\u22123': -3, '1e-3': 0.001, '1/4': 0.25, '.5': 0.5,
    '\u0662\u0669\u066b\u0664': 29.4, '\u06f1\u06f2': 12,
  };
  for (const [text, value] of Object.entries(numbers)) assert.equal(numberOf(text), value, text);
  for (const text of ['', 'three', '1.2.3', '1/2/x', '0x10', '--1']) assert.ok(Number.isNaN(numberOf(text)), text);
});

test('texts in the state', () => {
  for (const text of ['', 'ebb', 'two words', '2.5', 'a,b', '~x', 'Ebbe & Flut!', '潮汐', 'جزر و مد']) {
    const packed = packText(text, 64);
    assert.match(packed, /^(~[\w-]*|[^~.!,]*)$/, text);
    assert.equal(unpackText(packed), text);
  }
  assert.ok(packText('潮'.repeat(100), 64).length <= 64);
  assert.equal(unpackText(packText('潮'.repeat(100), 64)), '潮'.repeat(15));
});

test('when a course is done', () => {
  const pages = ['a', 'b', 'c', 'd'].map((id) => ({ id, key: 'key' + id }));
  const items = [{ key: 'q001', page: 'a', points: 3 }, { key: 'q002', page: 'c', points: 1 }, { key: 'x001', page: 'c' }];
  const course = { pages, items, rules: { pages: 100, mastery: 80 }, lessons: [] };
  const after = (seen, results) => parse('1.v' + seen.map((id) => 'key' + id).join('') + '.q' + results.join('!'));
  const progress = (changes, seen, ...results) => progressOf({ ...course, ...changes }, after(seen, results), {});
  const all = ['a', 'b', 'c', 'd'];

  assert.deepEqual(progress({}, ['a'], 'q001B_'), { seen: 1, score: 75, status: 'incomplete' });
  assert.equal(progress({}, all, 'q001B_').status, 'incomplete', 'below mastery');
  assert.deepEqual(progress({}, all, 'q001B_', 'q002B_'), { seen: 4, score: 100, status: 'passed' });
  assert.equal(progress({}, ['a', 'b', 'c'], 'q001B_', 'q002B_').status, 'incomplete', 'a page is missing');
  assert.equal(progress({ rules: { pages: 75, mastery: 70 } }, ['a', 'b', 'c'], 'q001B_').status, 'passed', 'other rules');
  assert.equal(progress({ rules: { pages: 100, mastery: 0 } }, all).status, 'completed', 'questions do not count');
  assert.deepEqual(progress({ items: [] }, all), { seen: 4, score: 100, status: 'completed' }, 'no questions');
  assert.equal(progress({ items: [] }, ['a']).score, null);
  const lessons = [{ first: 2, count: 2, pages: 100, mastery: 50 }];
  const rules = { pages: 50, mastery: 70 };
  assert.equal(progress({ rules, lessons }, all, 'q001B_').status, 'incomplete', 'a lesson has rules of its own');
  assert.equal(progress({ rules, lessons }, all, 'q001B_', 'q002B_').status, 'passed');
  assert.equal(progressOf(course, after(all, ['q001B_']), { mastery: 60 }).status, 'passed', 'the platform asks for less');
});
