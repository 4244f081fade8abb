/** FNV-1a of a text's UTF-16 code units, then mixed so that every bit depends on all of it: 32 bits, unsigned. */
export function hash32(text: string, seed = 0): number {
  let state = (0x811c9dc5 ^ seed) >>> 0;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  return mixed(state);
}

/** Two 32-bit numbers in one, in order. */
export function joined(first: number, second: number): number {
  return mixed(Math.imul(first, 0x9e3779b1) ^ second);
}

/** The finisher of MurmurHash3 (https://github.com/aappleby/smhasher). */
function mixed(state: number): number {
  let bits = state;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
