// Small pieces that several views are made of.

import { h } from './dom.js';
import * as f from './format.js';

/** The statuses in the order of the flow, with what people call them. */
export const STATUSES = {
  queued: { label: 'Queued', sign: '○', kind: 'wait' },
  scripting: { label: 'Scripting', sign: '◔', kind: 'live' },
  rendering: { label: 'Rendering', sign: '◑', kind: 'live' },
  captioning: { label: 'Captioning', sign: '◕', kind: 'live' },
  publishing: { label: 'Publishing', sign: '●', kind: 'live' },
  done: { label: 'Done', sign: '✓', kind: 'good' },
  failed: { label: 'Failed', sign: '✕', kind: 'bad' },
  held: { label: 'Held', sign: '‖', kind: 'held' },
  cancelled: { label: 'Cancelled', sign: '–', kind: 'off' },
};

export const isLive = (status) => ['wait', 'live'].includes(STATUSES[status]?.kind);

/** Returns a label whose meaning is in its words and its sign, not in its colour alone. */
export function badge(kind, sign, label) {
  return h('span', { class: `badge ${kind}` }, h('span', { class: 'sign', 'aria-hidden': 'true' }, sign), label);
}

export function statusBadge(status) {
  const known = STATUSES[status] ?? { label: status, sign: '?', kind: 'off' };
  return badge(known.kind, known.sign, known.label);
}

export function time(at, text = f.ago(at)) {
  return h('time', { datetime: at, title: f.full(at) }, text);
}

/** Returns a panel with a heading. */
export function panel(title, properties, ...body) {
  const id = 'h-' + title.toLowerCase().replace(/[^a-z]+/g, '-');
  const { aside, level = 'h2', ...rest } = properties ?? {};
  return h(
    'section',
    { ...rest, class: `panel ${rest.class ?? ''}`, 'aria-labelledby': id },
    h('div', { class: 'panel-head' }, h(level, { id }, title), aside),
    body,
  );
}

/** Returns a bar that shows parts of a whole; the words beside it say the same. */
export function bar(label, whole, ...parts) {
  const shares = parts.map(([kind, amount]) =>
    h('span', { class: 'bar-part ' + kind, style: { width: `${whole > 0 ? Math.min(100, (100 * amount) / whole) : 0}%` } }),
  );
  return h('div', { class: 'bar', role: 'img', 'aria-label': label }, shares);
}

export function button(label, action, data = {}, kind = '') {
  const properties = { type: 'button', class: `button ${kind}`, 'data-do': action };
  for (const [key, value] of Object.entries(data)) properties['data-' + key] = value;
  return h('button', properties, label);
}

export function problemNote(error) {
  if (!error) return null;
  const fields = error.problem?.errors ?? [];
  return h(
    'div',
    { class: 'note bad', role: 'alert' },
    h('p', {}, h('span', { class: 'sign', 'aria-hidden': 'true' }, '✕'), ' ', error.message),
    fields.length > 0 && h('ul', {}, fields.map((bad) => h('li', {}, h('code', {}, bad.field), ' ', bad.message))),
  );
}

const titleOf = (video) => video.script?.title || video.article.title || 'Without a title';

/** Returns what a video is called: what its article was called, cut by the style sheet. */
export const title = (video) => video.article.title || titleOf(video);

function remark(video) {
  if (video.failure && video.status !== 'cancelled') return video.failure.message;
  return video.waiting_for ?? null;
}

/** Returns a list of videos. */
export function videoRows(videos, label) {
  return h(
    'ul',
    { class: 'rows', 'aria-label': label },
    videos.map((video) =>
      h(
        'li',
        { class: 'row', 'data-key': video.id },
        h('div', { class: 'row-status' }, statusBadge(video.status)),
        h(
          'div',
          { class: 'row-main' },
          h('a', { href: '#/videos/' + video.id, class: 'row-title', dir: 'auto' }, title(video)),
          remark(video) && h('p', { class: 'row-note', dir: 'auto' }, remark(video)),
        ),
        h('div', { class: 'row-feed quiet' }, video.feed ?? ''),
        h('div', { class: 'row-cost num quiet' }, Number(video.cost_usd) > 0 ? f.cents(video.cost_usd) : ''),
        h('div', { class: 'row-time num quiet' }, time(video.created_at)),
      ),
    ),
  );
}

/** Returns what is shown where nothing is. */
export function empty(heading, text, ...more) {
  return h('div', { class: 'empty' }, h('p', { class: 'empty-head' }, heading), h('p', { class: 'quiet' }, text), more);
}
