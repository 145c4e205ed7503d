// The declared feeds and how they are doing.

import { get, post } from './api.js';
import { h, outside } from './dom.js';
import * as f from './format.js';
import { FEED_STATES } from './overview.js';
import { badge, button, empty, problemNote, time } from './parts.js';

export class FeedList {
  constructor(changed) {
    this.changed = changed;
    this.load();
  }

  async load() {
    try {
      this.feeds = (await get('/feeds')).feeds;
      this.error = null;
    } catch (e) {
      this.error = e;
    }
    this.changed();
  }

  async poll(name) {
    try {
      const { message } = await post(`/feeds/${encodeURIComponent(name)}/poll`);
      this.load();
      return `${name}: ${message}`;
    } catch (e) {
      this.error = e;
      this.changed();
      return e.message;
    }
  }
}

export function feedsView(state) {
  const { feeds, error } = state.feedList;
  return h(
    'div',
    { class: 'view' },
    h('div', { class: 'view-head' }, h('h1', { tabindex: '-1' }, 'Feeds'), h('a', { class: 'button', href: '#/new?from=address' }, 'Try out an address')),
    h('p', { class: 'quiet' }, 'They are declared in routes/feeds.camel.yaml; a change is taken up while Newsreel runs.'),
    problemNote(error),
    !feeds && !error && h('p', { class: 'quiet loading' }, 'Loading …'),
    feeds?.length === 0 && empty('No feed is declared', 'Declare one in routes/feeds.camel.yaml, or try out an address first.'),
    feeds?.length > 0 && h('ul', { class: 'panel flush feed-cards', 'aria-label': 'Declared feeds' }, feeds.map(card)),
  );
}

function card(feed) {
  const link = outside(feed.url);
  const schedule = feed.schedule && (feed.schedule.every ? `every ${feed.schedule.every}` : `${feed.schedule.cron}, ${feed.schedule.zone}`);
  return h(
    'li',
    { 'data-key': feed.name, class: 'feed-card' },
    h('div', { class: 'feed-card-head' }, badge(...FEED_STATES[feed.state]), h('h2', {}, feed.name), feed.state !== 'refused' && button('Poll now', 'poll', { name: feed.name })),
    link && h('p', { class: 'quiet feed-url' }, h('a', { href: link, rel: 'noopener noreferrer', target: '_blank' }, feed.url)),
    feed.reason && h('p', { class: 'row-note', dir: 'auto' }, feed.reason),
    feed.state !== 'refused' &&
      h(
        'p',
        { class: 'quiet num' },
        [schedule, feed.failures && f.plural(feed.failures, 'failed poll')].filter(Boolean).join(' · '),
        ' · last read ',
        feed.last_poll_at ? time(feed.last_poll_at) : 'never',
        feed.next_poll_at && [' · next ', time(feed.next_poll_at, f.until(feed.next_poll_at))],
        ' · ',
        h('a', { href: '#/videos?feed=' + encodeURIComponent(feed.name) }, f.plural(feed.videos_made ?? 0, 'video')),
        feed.daily_limit && ` · ${f.count(feed.used_today)} of ${f.count(feed.daily_limit)} today`,
      ),
  );
}
