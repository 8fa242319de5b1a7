/* The shell of a course: menu, steps and progress around a frame that shows one lesson page.
   It reads window.COURSE (see README.md), and never navigates itself: that would end the session. */
(() => {
  'use strict';

  const course = window.COURSE;
  const strings = course.strings;
  const tracking = window.Tracking;
  const state = window.State.parse(tracking.state);
  const pages = new Map(course.pages.map((page, i) => [page.id, { ...page, number: i }]));
  const keys = course.pages.map((page) => page.key);
  const links = new Map();      // page id → its link in the menu
  const wide = window.matchMedia('(min-width: 800px)');
  const byId = (id) => document.getElementById(id);
  const frame = byId('page');
  const menu = byId('menu');
  const menuButton = byId('menu-button');
  let current = null;           // the page shown

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /* Menu */

  function entries(nodes, depth) {
    return element('ul', {}, ...nodes.map((node) => element('li', {}, node.items ? group(node, depth) : pageLink(node))));
  }

  // A group of groups is a heading; a group of pages folds.
  function group(node, depth) {
    const holdsGroups = node.items.some((item) => item.items);
    const list = entries(node.items, depth + 1);
    if (!holdsGroups) return element('details', {}, element('summary', {}, node.title), list);
    const whole = document.createDocumentFragment();
    whole.append(element('h' + Math.min(2 + depth, 6), {}, node.title), list);
    return whole;
  }

  function pageLink(node) {
    const page = pages.get(node.page);
    const link = element('a', { href: page.href, target: frame.name }, element('span', {}, node.title || page.title));
    link.addEventListener('click', leaveMenu);
    links.set(page.id, link);
    return link;
  }

  function openMenu(open) {
    const over = open && !wide.matches;
    menu.hidden = !open;
    byId('shade').hidden = !over;
    byId('stage').inert = over;
    menuButton.setAttribute('aria-expanded', open);
    if (open) revealCurrent();
  }

  function leaveMenu() {
    if (!wide.matches) openMenu(false);
  }

  function closeOverlay() {
    if (wide.matches || menu.hidden) return;
    openMenu(false);
    menuButton.focus();
  }

  function revealCurrent() {
    const link = current && links.get(current.id);
    if (!link) return;
    const details = link.closest('details');
    if (details) details.open = true;
    // Not scrollIntoView: that would scroll the learning platform's page as well.
    const place = link.getBoundingClientRect();
    const view = menu.getBoundingClientRect();
    if (place.top < view.top || place.bottom > view.bottom) menu.scrollTop += place.top - view.top - view.height / 3;
  }

  function mark(page) {
    const link = links.get(page.id);
    if (!link || link.classList.contains('seen')) return;
    link.classList.add('seen');
    link.append(element('span', { className: 'spoken', textContent: ' ' + strings.seen, lang: document.documentElement.lang }));
  }

  /* Pages */

  function show(page) {
    leaveMenu();
    frame.src = page.href;
  }

  function neighbour(step) {
    return current && course.pages[current.number + step];
  }

  function drawStep(id, step) {
    const page = neighbour(step);
    byId(id).disabled = !page;
    byId(id).querySelector('.target').textContent = page ? page.title : '';
  }

  function drawProgress() {
    const seen = keys.filter((key) => state.seen.has(key)).length;
    byId('progress').max = keys.length;
    byId('progress').value = seen;
    byId('progress-text').textContent = fill(strings.progress, { seen, total: keys.length });
    return seen === keys.length;
  }

  function drawCurrent(page) {
    if (current && links.has(current.id)) links.get(current.id).removeAttribute('aria-current');
    current = page;
    if (links.has(page.id)) links.get(page.id).setAttribute('aria-current', 'page');
    mark(page);
    revealCurrent();
    drawStep('previous', -1);
    drawStep('next', 1);
    frame.title = strings.page + ': ' + page.title;
    document.title = page.title + ' – ' + course.title;
  }

  // arrive is called when a page has told that it is shown.
  function arrive(page) {
    const first = !current;
    drawCurrent(page);
    state.seen.add(page.key);
    const all = drawProgress();
    record(page, all);
    if (first) return;
    byId('spoken').textContent = fill(strings.arrived, { page: page.title, number: page.number + 1, total: keys.length });
    frame.contentWindow.focus();
    frame.contentWindow.postMessage({ type: 'coursepack:focus' }, '*');
  }

  function record(page, all) {
    const saved = tracking.step(page.id, window.State.format(state, keys)) && (!all || tracking.complete(100));
    const done = all ? strings.finished : '';
    byId('notice').textContent = !tracking.connected ? strings.untracked : saved ? done : strings.unsaved;
  }

  // Only the course's own page in the frame is heard. Every file: page is an origin of its own.
  function listen(event) {
    const own = event.origin === window.origin || location.protocol === 'file:';
    if (event.source !== frame.contentWindow || !own) return;
    const message = event.data || {};
    if (message.type === 'coursepack:page' && pages.has(message.id)) arrive(pages.get(message.id));
  }

  menu.append(entries(course.menu, 0));
  menu.firstChild.lang = course.language;
  course.pages.filter((page) => state.seen.has(page.key)).forEach(mark);
  drawProgress();
  openMenu(wide.matches);
  wide.addEventListener('change', () => openMenu(wide.matches));

  window.addEventListener('message', listen);
  menuButton.addEventListener('click', () => openMenu(menu.hidden));
  byId('shade').addEventListener('click', closeOverlay);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closeOverlay();
  });
  byId('previous').addEventListener('click', () => show(neighbour(-1)));
  byId('next').addEventListener('click', () => show(neighbour(1)));
  byId('skip').addEventListener('click', (event) => {
    event.preventDefault();
    frame.focus();
  });

  show(pages.get(tracking.place) || course.pages[0]);
})();
