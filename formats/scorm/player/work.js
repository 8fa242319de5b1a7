/* What a lesson page tells the shell around it, and hears from it. A page reads well without a shell. */
const framed = window.parent !== window;
const listeners = [];

// tell sends a message. On file: a window has no origin to name, so it goes to any; it holds nothing private.
export function tell(type, message) {
  if (framed) window.parent.postMessage({ type: 'coursepack:' + type, ...message }, '*');
}

// hear calls listener with messages of a type.
export function hear(type, listener) {
  listeners.push(['coursepack:' + type, listener]);
}

// keep has the shell store the value of an item in a section of the state (state.js).
export function keep(section, key, value, more) {
  tell('item', { section, key, value, ...more });
}

window.addEventListener('message', (event) => {
  if (event.source !== window.parent || !event.data) return;
  listeners.forEach(([type, listener]) => event.data.type === type && listener(event.data));
});
