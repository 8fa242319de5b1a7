/* What the shell and the lesson pages make their elements with. */

// element makes an HTML element with children.
export function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// button makes a button.
export function button(text, className, action) {
  const made = element('button', { type: 'button', className }, text);
  made.addEventListener('click', action);
  return made;
}

// fill puts values into a text with names in braces.
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
