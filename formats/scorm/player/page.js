/* Runs in every lesson page. A page reads well without it and without the shell around it. */
(() => {
  'use strict';

  const framed = window.parent !== window;

  // The shell learns from the page what is shown, whether the menu, a link or the back button led here.
  // On file: a window has no origin to name, so the message goes to any; it holds nothing private.
  function report() {
    window.parent.postMessage({ type: 'coursepack:page', id: document.documentElement.dataset.page }, '*');
  }

  function listen(event) {
    if (event.source === window.parent && event.data && event.data.type === 'coursepack:focus') focusStart();
  }

  // Puts keyboard and screen reader where reading starts: at the link's target, else at the title.
  function focusStart() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1))) || document.querySelector('h1');
    if (!target) return;
    if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
    target.focus({ preventScroll: true });   // scrolling would move the platform's page as well
  }

  // Lesson pages open in place. All else would take the frame away from the course.
  function openElsewhere(link) {
    const local = link.protocol === location.protocol && link.host === location.host;
    if (/^(mailto|tel):/.test(link.protocol) || local && /\.html$/.test(link.pathname) && !link.hasAttribute('download')) return;
    link.target = '_blank';
    link.rel = 'noopener';
  }

  // What scrolls sideways must be within reach of the keyboard, and only that.
  function reach(box) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  }

  document.querySelectorAll('a[href]').forEach(openElsewhere);

  const boxes = document.querySelectorAll('pre, .table-scroll, .math-block');
  const sizes = new ResizeObserver((entries) => entries.forEach((entry) => reach(entry.target)));
  boxes.forEach(reach);   // at once: the observer waits for the first frame
  boxes.forEach((box) => sizes.observe(box));

  // Paper shows what is folded.
  window.addEventListener('beforeprint', () => {
    document.querySelectorAll('details').forEach((details) => { details.open = true; });
  });

  if (framed) {
    window.addEventListener('message', listen);
    report();
  }
})();
