// Dialogs: what an act would do and cost is shown before it is done.

import { post } from './api.js';
import { h, show } from './dom.js';
import * as f from './format.js';
import { badge, problemNote } from './parts.js';

const dialog = document.getElementById('dialog');

const ABOUT = {
  retry: 'Retry goes on at the failed step and keeps what was bought.',
  resume: 'Resume lets it go on where it was.',
  cancel: 'Cancel stops it for good.',
  hold: 'Hold stops it until it is resumed.',
  attach: 'Attach gives it the project that was found at Submagic.',
};

/** Opens the dialog and resolves when it is closed; `draw` gets the closing function. */
function open(title, content) {
  return new Promise((resolve) => {
    const close = (value) => {
      dialog.returnValue = '';
      dialog.close();
      resolve(value);
    };
    dialog.oncancel = () => resolve(undefined);
    const body = h('div', { class: 'dialog-body' });
    dialog.replaceChildren(h('h2', { id: 'dialog-title' }, title), body);
    content(body, close);
    if (!dialog.open) dialog.showModal();
  });
}

function buttons(...all) {
  return h('div', { class: 'acts end' }, all.filter(Boolean).map(([label, click, kind]) => {
    const element = h('button', { type: 'button', class: 'button ' + (kind ?? '') }, label);
    element.addEventListener('click', click);
    return element;
  }));
}

const cost = (usd) => h('p', { class: 'figure' }, h('strong', { class: 'num' }, f.usd(usd)), Number(usd) === 0 ? ' – nothing is bought' : ' may be spent');

/** Shows what an act on one video would do, and does it when a person says so. */
export function act(id, name) {
  return open(`${f.words(name)} this video?`, async (body, close) => {
    const wanted = name === 'attach' ? await project(body, close) : undefined;
    if (wanted === null) return;
    show(body, h('p', { class: 'quiet' }, 'Asking what it would do …'));
    try {
      const plan = await post(`/videos/${id}/${name}?dry_run=true`, wanted);
      const run = async () => {
        show(body, h('p', { class: 'quiet' }, 'Doing it …'));
        try {
          const done = await post(`/videos/${id}/${name}`, wanted);
          close(`${f.words(name)}: ${done.message}`);
        } catch (e) {
          failed(body, close, e);
        }
      };
      body.replaceChildren(h('p', {}, plan.message + '.'), cost(plan.estimated_cost_usd), h('p', { class: 'quiet' }, ABOUT[name]), buttons(['Leave it', () => close()], [f.words(name), run, name === 'cancel' ? 'danger' : 'primary']));
      body.querySelector('.button:last-child').focus();
    } catch (e) {
      failed(body, close, e);
    }
  });
}

function failed(body, close, error) {
  body.replaceChildren(problemNote(error), buttons(['Close', () => close()]));
  body.querySelector('.button').focus();
}

function project(body, close) {
  return new Promise((resolve) => {
    const input = h('input', { id: 'project', required: true, pattern: '[A-Za-z0-9_-]{1,64}', autocomplete: 'off', spellcheck: 'false' });
    const form = h('form', {}, h('p', {}, 'Look for the video at Submagic by its title, which holds our id, and copy the id of its project.'), h('label', { for: 'project' }, 'Project id'), input, h('div', { class: 'acts end' }, h('button', { class: 'button', type: 'button', 'data-cancel': true }, 'Leave it'), h('button', { class: 'button primary' }, 'Next')));
    form.querySelector('[data-cancel]').addEventListener('click', () => { close(); resolve(null); });
    form.addEventListener('submit', (e) => { e.preventDefault(); resolve({ project_id: input.value.trim() }); });
    body.replaceChildren(form);
    requestAnimationFrame(() => input.focus());
  });
}

/** Does one act to all videos of a cause, page by page, after showing what all of it would cost. */
export function actOnAll(cause, name, count) {
  return open(`${f.words(name)} ${f.plural(count, 'video')}?`, async (body, close) => {
    let stopped = false;
    dialog.oncancel = (e) => { e.preventDefault(); stopped = true; close(); };
    const stop = () => { stopped = true; };
    try {
      const plan = await walk(cause, name, '?dry_run=true', (sum) => body.replaceChildren(progress('Asking what it would do', sum, count), buttons(['Leave it', () => { stop(); close(); }])), () => stopped);
      if (stopped) return;
      const run = async () => {
        try {
          const done = await walk(cause, name, '', (sum) => body.replaceChildren(progress('Doing it', sum, count), buttons(['Stop here', stop])), () => stopped);
          close(`${f.words(name)}: ${f.plural(done.videos, 'video')}${done.passed_over > 0 ? `, ${f.count(done.passed_over)} passed over` : ''}`);
        } catch (e) {
          failed(body, close, e);
        }
      };
      body.replaceChildren(
        h('p', {}, `This ${name === 'retry' ? 'retries' : name + 's'} ${f.plural(plan.videos, 'video')} that stopped for this cause.`),
        cost(plan.estimated_cost_usd),
        plan.passed_over > 0 && h('p', { class: 'quiet' }, `${f.plural(plan.passed_over, 'video')} cannot be treated so and would be passed over.`) || '',
        h('p', { class: 'quiet' }, ABOUT[name]),
        buttons(['Leave them', () => close()], plan.videos > 0 && [f.words(name) + ' all', run, name === 'cancel' ? 'danger' : 'primary']),
      );
      body.querySelector('.button:last-child').focus();
    } catch (e) {
      failed(body, close, e);
    }
  });
}

async function walk(cause, name, query, told, isStopped) {
  const sum = { videos: 0, passed_over: 0, estimated_cost_usd: 0 };
  let cursor = '';
  do {
    told(sum);
    const more = cursor ? `${query ? query + '&' : '?'}cursor=${cursor}` : query;
    const page = await post(`/problems/${encodeURIComponent(cause)}/${name}${more}`);
    for (const field of Object.keys(sum)) sum[field] += Number(page[field]);
    cursor = page.next_cursor;
  } while (cursor && !isStopped());
  return sum;
}

function progress(label, sum, count) {
  const seen = sum.videos + sum.passed_over;
  return h('div', {}, h('p', {}, `${label} …`), h('progress', { max: count, value: seen, 'aria-label': label }), h('p', { class: 'num quiet' }, `${f.count(seen)} of ${f.count(count)}`));
}

/** Asks for an API key; resolves to null when none is given. */
export function askForKey(refused) {
  return open('An API key is needed', (body, close) => {
    const input = h('input', { id: 'key', type: 'password', required: true, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'key-about' });
    const form = h(
      'form',
      {},
      refused && h('div', { class: 'note bad' }, badge('bad', '✕', 'Refused'), ' The key that was given is not valid, or no longer.'),
      h('label', { for: 'key' }, 'API key'),
      input,
      h('p', { id: 'key-about', class: 'quiet' }, 'It begins with nr_ and is made with: java -jar target/newsreel.jar key create <name>. It stays in this tab until the tab is closed.'),
      h('div', { class: 'acts end' }, h('button', { class: 'button', type: 'button' }, 'Not now'), h('button', { class: 'button primary' }, 'Use this key')),
    );
    form.querySelector('[type=button]').addEventListener('click', () => close());
    form.addEventListener('submit', (e) => { e.preventDefault(); close(input.value.trim()); });
    body.replaceChildren(form);
    requestAnimationFrame(() => input.focus());
  }).then((key) => key ?? null);
}

