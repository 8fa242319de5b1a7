/* Texts and numbers as people type them, and as the state has room for them. */

// How many characters of the state a typed answer and an essay may take.
export const LONGEST = 64;
export const LONGEST_ESSAY = 2000;

function toBase64(text) {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function fromBase64(text) {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0)));
  } catch (e) {
    return '';
  }
}

// packText writes a text for the state: as it is, or after a tilde in base64url. What is longer than `longest` is cut.
export function packText(text, longest) {
  const characters = [...text.trim()];
  for (;;) {
    const whole = characters.join('');
    const packed = /^[^~.!,][ -~]*$/.test(whole) && !/[.!,]/.test(whole) || whole === '' ? whole : '~' + toBase64(whole);
    if (packed.length <= longest) return packed;
    characters.length = Math.min(characters.length - 1, longest);
  }
}

export function unpackText(packed) {
  return packed[0] === '~' ? fromBase64(packed.slice(1)) : packed;
}

const DIGIT_ZEROS = [0x660, 0x6f0, 0xff10];   // Arabic, Persian, full width

// numberOf reads a number as people type it: 2.5, 2,5, ٢٫٥, −3, 1e-3, 1/2. NaN if it is none.
export function numberOf(text) {
  const plain = [...text.trim()].map((c) => {
    const zero = DIGIT_ZEROS.find((z) => c.codePointAt(0) >= z && c.codePointAt(0) < z + 10);
    return zero === undefined ? c : String(c.codePointAt(0) - zero);
  }).join('').replace(/[\u2212\u2013\uff0d]/g, '-').replace(/\u066b/g, '.').replace(/[\s\u00a0\u202f\u066c]/g, '');
  const fraction = /^([^/]+)\/([^/]+)$/.exec(plain);
  if (fraction) return numberOf(fraction[1]) / numberOf(fraction[2]);
  const point = plain.includes('.') ? plain.replace(/,/g, '') : plain.replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(point) ? Number(point) : NaN;
}
