// Puts the page together: which view is shown, what is new, and what a person does.

import { act, actOnAll, askForKey } from './act.js';
import { askAgain, askKeyBy, forgetKey, hasKey } from './api.js';
import { createView, Draft } from './create.js';
import { h, show } from './dom.js';
import { FeedList, feedsView } from './feeds.js';
import * as f from './format.js';
import { Stream } from './live.js';
import { overview } from './overview.js';
import { badge, button } from './parts.js';
import { Watched, videoView } from './video.js';
import { Listing, videosView } from './videos.js';

const element = (id) => document.getElementById(id);
const state = { overview: null, seenAt: null, link: 'opening', trouble: null, route: null };
const draw = later(paint);
state.listing = new Listing(draw);

const stream = new Stream({
  event(name, data) {
    if (name === 'trouble') return trouble(data);
    if (state.trouble) say('Redis answers again');
    state.trouble = null;
    if (name === 'overview') news(data);
    if (name === 'video' && state.watched?.id === data.video.id) state.watched.set(data);
    draw();
  },
  state(link, problem) {
    if (link === state.link && problem?.code === state.trouble?.code) return;
    const before = state.link;
    state.link = link;
    if (link === 'lost' && before !== 'lost') say('The connection is lost. Trying again.');
    if (link === 'open' && before === 'lost') {
      say('Connected again');
      reload();
    }
    if (problem) state.trouble = problem;
    draw();
  },
});

function trouble(problem) {
  if (!state.trouble) say(problem.title);
  state.trouble = problem;
  draw();
}

function news(data) {
  const counts = JSON.stringify([data.counts, data.latest.map((v) => v.updated_at)]);
  const changed = counts !== state.counts;
  state.counts = counts;
  state.overview = data;
  state.seenAt = new Date();
  if (changed && state.route?.name === 'videos') state.listing.refresh();
  if (state.route?.name === 'feeds' && state.feedList) state.feedList.load();
}

/** Returns a function that runs once, soon, however often it is called until then. */
function later(run) {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      run();
    });
  };
}

function say(text) {
  element('said').textContent = text;
}

const NAV = [
  ['overview', '#/', 'Overview'],
  ['videos', '#/videos', 'Videos'],
  ['feeds', '#/feeds', 'Feeds'],
  ['new', '#/new', 'New video'],
];

const VIEWS = { overview, videos: videosView, video: videoView, feeds: feedsView, new: createView };

function paint() {
  const { route } = state;
  show(element('nav'), h('ul', {}, NAV.map(([name, href, label]) => h('li', {}, h('a', { href, 'aria-current': name === route.name || (name === 'videos' && route.name === 'video') ? 'page' : null }, label)))));
  show(element('state'), linkState());
  show(element('banners'), banners());
  show(element('main'), VIEWS[route.name](state));
  show(element('foot'), foot());
}

function linkState() {
  const signs = { opening: ['wait', '○', 'Connecting'], open: ['good', '●', 'Live'], lost: ['bad', '✕', 'Not connected'] };
  const sign = state.link === 'open' && state.trouble ? ['held', '!', 'Store away'] : signs[state.link];
  return [badge(...sign), hasKey() ? button('Forget the key', 'forget-key', {}, 'plain') : null].filter(Boolean);
}

function banners() {
  const shown = [];
  const names = (state.overview?.simulated ?? []).map(f.provider);
  if (names.length > 0) {
    const all = names.length === 3;
    shown.push(
      h('div', { class: 'banner sandbox', 'data-key': 'sandbox', role: 'note' }, h('strong', { class: 'loud' }, all ? 'Sandbox' : 'Partly sandbox'), h('span', {}, all ? 'OpenAI, HeyGen and Submagic are simulated. Nothing costs money, and no film is real.' : `${f.list(names)} ${names.length === 1 ? 'is' : 'are'} simulated. The others are real and cost money.`)),
    );
  }
  const since = state.seenAt ? ` What is shown is from ${f.clock(state.seenAt)}.` : '';
  if (state.link === 'lost' && state.trouble?.status === 403) {
    shown.push(h('div', { class: 'banner lost', 'data-key': 'lost' }, h('strong', {}, 'Not let in.'), h('span', {}, state.trouble.title)));
  } else if (state.link === 'lost' && state.trouble?.status === 401) {
    shown.push(h('div', { class: 'banner lost', 'data-key': 'lost' }, h('strong', {}, 'An API key is needed.'), button('Give a key', 'give-key')));
  } else if (state.trouble) {
    shown.push(h('div', { class: 'banner lost', 'data-key': 'lost' }, h('strong', {}, 'Redis does not answer.'), h('span', {}, 'Nothing is accepted meanwhile, and nothing is lost; work goes on by itself.' + since)));
  } else if (state.link === 'lost') {
    shown.push(h('div', { class: 'banner lost', 'data-key': 'lost' }, h('strong', {}, 'Connection lost.'), h('span', {}, 'Trying again.' + since)));
  }
  return shown;
}

function foot() {
  return h('p', { class: 'quiet' }, 'Newsreel ', state.overview?.version ?? '', ' · times in your own zone, budgets by UTC days');
}

function read() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, id] = path.split('/').filter(Boolean);
  const wanted = Object.fromEntries(new URLSearchParams(query));
  if (!name) return { name: 'overview', title: 'Overview', wanted };
  if (name === 'videos' && id) return { name: 'video', id, title: 'Video', wanted };
  if (name === 'videos') return { name, title: 'Videos', wanted };
  if (name === 'feeds') return { name, title: 'Feeds', wanted };
  if (name === 'new') return { name, title: 'New video', wanted };
  return { name: 'overview', title: 'Overview', wanted };
}

function route() {
  const before = state.route;
  const now = (state.route = read());
  document.title = `${now.title} – Newsreel`;
  if (now.name === 'video' && state.watched?.id !== now.id) state.watched = new Watched(now.id, draw);
  if (now.name === 'feeds') state.feedList = new FeedList(draw);
  if (now.name === 'new' && (!state.draft || state.draft.done)) state.draft = new Draft(draw, say);
  if (now.name === 'new') {
    if (now.wanted.from === 'address') state.draft.from = 'address';
    state.draft.catalogue();
  }
  if (now.name === 'videos') {
    if (before?.name !== 'videos') element('main').replaceChildren();
    state.listing.choose(now.wanted);
  }
  if (!document.hidden) stream.follow(now.name === 'video' ? now.id : null);
  const moved = before && (before.name !== now.name || before.id !== now.id);
  if (moved) element('main').replaceChildren();
  paint();
  if (moved) {
    scrollTo(0, 0);
    element('main').querySelector('h1')?.focus({ preventScroll: true });
  }
}

function reload() {
  if (state.route.name === 'videos') state.listing.refresh();
  if (state.route.name === 'video' && !state.watched.video) state.watched.load();
}

const DEEDS = {
  skip() {
    element('main').focus();
  },
  async act({ id, act: name }) {
    const told = await act(id, name);
    if (told) say(told);
    if (state.watched?.id === id) state.watched.load();
  },
  async 'act-all'({ cause, act: name, count }) {
    const told = await actOnAll(cause, name, Number(count));
    if (told) say(told);
  },
  more() {
    state.listing.more();
    draw();
  },
  async poll({ name }) {
    say(await state.feedList.poll(name));
  },
  'forget-key'() {
    forgetKey();
    location.reload();
  },
  'give-key'() {
    askAgain();
    state.trouble = null;
    stream.start();
    route();
  },
};

document.addEventListener('click', (event) => {
  const from = event.target.closest('[data-do]');
  if (!from) return;
  event.preventDefault();
  DEEDS[from.dataset.do]?.(from.dataset, from);
});

document.addEventListener('submit', (event) => {
  event.preventDefault();
  const { form } = event.target.dataset;
  if (form === 'create') state.draft.send(event.target);
  if (form === 'search') search(event.target.elements.q.value);
});

let typing = null;
document.addEventListener('input', (event) => {
  const { input } = event.target.dataset ?? {};
  clearTimeout(typing);
  if (input === 'search') typing = setTimeout(() => search(event.target.value), 250);
  if (input === 'text') typing = setTimeout(() => state.draft.estimate(event.target.form), 1_000);
  if (input === 'items') draw();
  if (input === 'from') {
    state.draft.from = event.target.value;
    state.draft.error = null;
    draw();
  }
});

function search(text) {
  const query = { ...state.route.wanted, q: text.trim() };
  const wanted = Object.entries(query).filter(([, value]) => value);
  history.replaceState(null, '', '#/videos' + (wanted.length > 0 ? '?' + new URLSearchParams(wanted) : ''));
  state.route = read();
  state.listing.choose(state.route.wanted);
}

// A player says so without bubbling.
document.addEventListener('error', (event) => event.target.dataset?.film !== undefined && state.watched?.gone(), true);

// A page that nobody sees needs no stream: browsers allow six to one place.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) stream.stop();
  else stream.follow(state.route.name === 'video' ? state.route.id : null);
});

askKeyBy(askForKey);
addEventListener('hashchange', route);
setInterval(draw, 5_000);
route();
