/* A button on every listing that copies its text. */
import { words } from './words.js';
import { button, element } from './dom.js';

// Frames of learning platforms mostly have no right to the clipboard; copying a selection needs none.
function copySelected(text) {
  const field = element('textarea', { value: text, className: 'spoken' });
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (e) {
    return copySelected(text);
  }
}

function listing(pre) {
  const made = button(words.copy, 'copy', async () => {
    const done = await copy(pre.textContent);
    made.focus();
    if (!done) return;
    made.textContent = words.copied;
    setTimeout(() => { made.textContent = words.copy; }, 2000);
  });
  const box = element('div', { className: 'listing' });
  pre.replaceWith(box);
  box.append(pre, made);
}

export function listings() {
  document.querySelectorAll('pre').forEach(listing);
}
