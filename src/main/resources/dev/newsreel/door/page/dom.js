// Builds elements and brings what is shown in line with what should be shown. Data only ever becomes
// text or an attribute's value, never markup.

/** Returns an element. Properties are attributes; `style` is an object; null and false are left out. */
export function h(name, properties, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'style') {
      for (const [name, text] of Object.entries(value)) element.style.setProperty(name, text);
    } else {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

/** Returns an address that is safe to follow, or null: only http and https of others' data. */
export function outside(address) {
  try {
    const url = new URL(address);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}

/** Makes the children of an element like those of a fresh one, and keeps what is the same. */
export function show(element, ...fresh) {
  const model = document.createElement(element.nodeName);
  model.append(...fresh.flat(Infinity).filter(Boolean));
  children(element, model);
}

function children(old, fresh) {
  const keyed = new Map();
  for (const child of old.children) if (child.dataset.key) keyed.set(child.dataset.key, child);
  let at = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const key = keyOf(next);
    const match = key ? keyed.get(key) : at && !keyOf(at) ? at : null;
    if (!match || match.nodeName !== next.nodeName) {
      old.insertBefore(next, at);
      continue;
    }
    if (match === at) at = at.nextSibling;
    else old.insertBefore(match, at);
    same(match, next);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

const keyOf = (node) => node.dataset?.key ?? null;

function same(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  // Filled in by a person or playing: what is there stays.
  if (old.dataset.keep && old.dataset.keep === fresh.dataset.keep) return;
  for (const { name } of [...old.attributes]) {
    const kept = name === 'style' || (name === 'open' && old.nodeName === 'DETAILS');
    if (!kept && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (name !== 'style' && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  if (old.style.cssText !== fresh.style.cssText) old.style.cssText = fresh.style.cssText;
  children(old, fresh);
}
