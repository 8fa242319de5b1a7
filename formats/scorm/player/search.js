/* Search in the texts of all pages. They are in a script of their own, which is loaded when somebody searches: files
   cannot be fetched on file:. */
import { element, fill } from './dom.js';
import { words } from './words.js';

const AROUND = 60;              // characters of an excerpt, before and behind what was found
const MOST = 50;                // results that are shown

// plain takes accents and capitals away.
function plain(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function load() {
  return new Promise((loaded) => {
    if (window.SEARCH) loaded();
    else document.head.append(element('script', { src: 'search.js', onload: loaded, onerror: loaded }));
  });
}

function excerpt(text, word) {
  const at = Math.max(0, plain(text).indexOf(word));
  const start = Math.max(0, at - AROUND);
  return (start ? '…' : '') + text.slice(start, at + word.length + AROUND) + (at + word.length + AROUND < text.length ? '…' : '');
}

// find returns the pages that have all words, those with them in their titles first.
function find(pages, query) {
  const wanted = plain(query).split(/\s+/).filter(Boolean);
  const found = [];
  pages.forEach((page, i) => {
    const title = plain(page.title);
    const text = plain(window.SEARCH[i] || '');
    if (!wanted.every((word) => title.includes(word) || text.includes(word))) return;
    const weight = wanted.reduce((sum, word) => sum + (title.includes(word) ? 100 : 0) + Math.min(text.split(word).length - 1, 50), 0);
    found.push({ page, weight, text: excerpt(window.SEARCH[i] || '', wanted[0]) });
  });
  return found.sort((a, b) => b.weight - a.weight);
}

// search makes the field find pages. `link` makes a link to a page; `menu` is hidden while there are results.
export function search(field, results, menu, pages, link) {
  const count = element('p', { className: 'found' });
  const list = element('ul', {});
  count.setAttribute('role', 'status');
  results.append(count, list);

  field.addEventListener('input', async () => {
    const query = field.value.trim();
    const searching = query.length > 1 || /[^\x00-\x7f]/.test(query);
    results.hidden = !searching;
    menu.hidden = searching;
    if (!searching) return;
    await load();
    if (field.value.trim() !== query || !window.SEARCH) return;
    const found = find(pages, query);
    count.textContent = found.length ? fill(words.results, { count: found.length }) : words.noResults;
    list.replaceChildren(...found.slice(0, MOST).map(({ page, text }) => element('li', {}, link(page, text))));
  });
}
