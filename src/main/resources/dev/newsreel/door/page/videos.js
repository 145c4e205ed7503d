// The list of videos: by status, by cause, by words.

import { get } from './api.js';
import { h } from './dom.js';
import * as f from './format.js';
import { button, empty, problemNote, STATUSES, videoRows } from './parts.js';

const PAGE = 50;

/** What is listed now; only the newest question's answer counts. */
export class Listing {
  constructor(changed) {
    this.changed = changed;
    this.query = {};
    this.videos = [];
    this.next = null;
    this.asked = 0;
    this.pages = 1;
  }

  /** Lists what the address asks for. */
  choose(query) {
    if (JSON.stringify(query) === JSON.stringify(this.query) && this.asked > 0) return this.refresh();
    this.query = query;
    this.videos = null;
    this.pages = 1;
    return this.load('', false);
  }

  more() {
    this.pages++;
    return this.load(this.next, true);
  }

  /** Looks again at the first page; when more is shown, it stays as it is. */
  async refresh() {
    if (this.pages === 1 && !this.loading) await this.load('', false);
  }

  async load(cursor, append) {
    const mine = ++this.asked;
    this.loading = true;
    const { status, cause, feed, q } = this.query;
    const wanted = Object.entries({ status, cause, feed, q, cursor, limit: PAGE }).filter(([, value]) => value);
    try {
      const page = await get('/videos?' + new URLSearchParams(wanted));
      if (mine !== this.asked) return;
      this.videos = append ? [...this.videos, ...page.videos] : page.videos;
      this.next = page.next_cursor ?? null;
      this.error = null;
    } catch (e) {
      if (mine !== this.asked) return;
      this.error = e;
    } finally {
      if (mine === this.asked) {
        this.loading = false;
        this.changed();
      }
    }
  }
}

const address = (query) => {
  const wanted = Object.entries(query).filter(([, value]) => value);
  return '#/videos' + (wanted.length > 0 ? '?' + new URLSearchParams(wanted) : '');
};

export function videosView(state) {
  const { listing, overview } = state;
  const { status = '', q = '', cause, feed } = listing.query;
  return h(
    'div',
    { class: 'view' },
    h('div', { class: 'view-head' }, h('h1', { tabindex: '-1' }, 'Videos'), h('a', { class: 'button primary', href: '#/new' }, 'New video')),
    h(
      'form',
      { class: 'search', role: 'search', 'data-form': 'search', 'data-keep': 'search' },
      h('label', { for: 'q' }, 'Search'),
      h('input', { id: 'q', name: 'q', type: 'search', value: q, maxlength: '200', autocomplete: 'off', placeholder: 'Title, feed, address or any id', 'data-input': 'search' }),
    ),
    h('nav', { class: 'filters', 'aria-label': 'By status' }, ['', ...Object.keys(STATUSES)].map((name) => filter(name, name === status && !cause && !feed, q, overview))),
    (cause || feed) && h('p', { class: 'chosen' }, cause ? 'Stopped for one cause: ' : 'Of one feed: ', h('strong', {}, cause ?? feed), ' ', h('a', { href: address({ q }) }, 'Show all')),
    problemNote(listing.error),
    results(listing),
  );
}

function filter(name, chosen, q, seen) {
  const counts = seen?.counts ?? {};
  const number = name ? counts[name] : Object.values(counts).reduce((a, b) => a + b, 0);
  return h(
    'a',
    { href: address({ status: name, q }), class: 'filter', 'aria-current': chosen ? 'true' : null },
    name ? STATUSES[name].label : 'All',
    h('span', { class: 'num filter-count' }, seen ? f.count(number) : '…'),
  );
}

function results(listing) {
  if (!listing.videos) return listing.error ? null : h('p', { class: 'quiet loading' }, 'Loading …');
  const { q } = listing.query;
  if (listing.videos.length === 0) {
    const searched = listing.next ? 'Nothing among the newest 10,000.' : 'Nothing was found.';
    return h('div', {}, empty(q ? searched : 'No videos here', q ? 'Every word must be in a title, a feed, the address or an id.' : 'Choose another status, or make a video.'), moreButton(listing));
  }
  return h('div', { class: 'panel flush' }, videoRows(listing.videos, 'Videos'), moreButton(listing));
}

function moreButton(listing) {
  return listing.next ? h('p', { class: 'more' }, button(listing.loading ? 'Loading …' : listing.query.q ? 'Search on' : 'Show more', 'more')) : null;
}
