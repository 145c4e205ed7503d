// How figures and times are written.

const NUMBER = new Intl.NumberFormat('en');
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const SHORT = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const FULL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' });

export const count = (n) => NUMBER.format(n ?? 0);

export const plural = (n, one, many = one + 's') => `${count(n)} ${n === 1 ? one : many}`;

/** Returns dollars: cents from one cent on, otherwise enough digits to be more than zero. */
export function usd(amount) {
  const n = Number(amount ?? 0);
  if (n === 0) return '$0.00';
  if (Math.abs(n) >= 0.01) return '$' + n.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return '$' + n.toLocaleString('en', { maximumSignificantDigits: 2, maximumFractionDigits: 8 });
}

/** Returns the price of a video as a list shows it. */
export const cents = (amount) => (Number(amount) < 0.01 ? 'under 1 ¢' : usd(amount));

export const day = (at) => DAY.format(new Date(at));

export const clock = (at) => CLOCK.format(new Date(at));

export const full = (at) => FULL.format(new Date(at));

/** Returns when something is, for people: the time today, otherwise the day as well. */
export function moment(at) {
  const when = new Date(at);
  return when.toDateString() === new Date().toDateString() ? SHORT.format(when) : `${DAY.format(when)}, ${SHORT.format(when)}`;
}

/** Returns a length of time, such as `40 s`, `12 min`, `3 h 20 min`, `5 days`. */
export function span(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  const minutes = Math.round(s / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return `${Math.round(hours / 24)} days`;
}

export function ago(at) {
  const seconds = (Date.now() - new Date(at)) / 1000;
  return seconds < 5 ? 'just now' : `${span(seconds)} ago`;
}

export function until(at) {
  const seconds = (new Date(at) - Date.now()) / 1000;
  return seconds < 1 ? 'now' : `in ${span(seconds)}`;
}

/** Returns a code such as `video_failed` as words. */
export function words(code) {
  const text = String(code ?? '').replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const NAMES = { openai: 'OpenAI', heygen: 'HeyGen', submagic: 'Submagic' };

export const provider = (name) => NAMES[name] ?? name;

export function list(items) {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
