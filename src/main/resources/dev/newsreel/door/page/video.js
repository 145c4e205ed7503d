// One video: where it is, what it is made of, and all that has happened.

import { get } from './api.js';
import { h, outside } from './dom.js';
import * as f from './format.js';
import { fact } from './overview.js';
import { badge, button, isLive, panel, problemNote, statusBadge, time, title } from './parts.js';

const STEPS = [
  ['scripting', 'Script'],
  ['rendering', 'Video'],
  ['captioning', 'Captions'],
  ['publishing', 'Publish'],
  ['done', 'Done'],
];

/** Everything about one video, and where its film can be watched. */
export class Watched {
  constructor(id, changed) {
    this.id = id;
    this.changed = changed;
    this.load();
  }

  async load() {
    try {
      const [video, { events }] = await Promise.all([get('/videos/' + encodeURIComponent(this.id)), get(`/videos/${encodeURIComponent(this.id)}/events`)]);
      this.set({ video, events });
    } catch (e) {
      this.error = e;
      this.changed();
    }
  }

  set({ video, events }) {
    this.video = video;
    this.events = events;
    this.error = null;
    if (video.result?.file && !this.film && !this.asking) this.ask();
    this.changed();
  }

  // A link is good for an hour; a player that needs it longer asks again.
  async ask() {
    this.asking = true;
    try {
      this.film = (await get(`/videos/${encodeURIComponent(this.id)}/film`)).url;
    } catch {
      this.film = null;
    }
    this.asking = false;
    this.changed();
  }

  async gone() {
    if (this.renewed) return;
    this.renewed = true;
    await this.ask();
  }
}

export function videoView(state) {
  const { watched } = state;
  const { video, events } = watched;
  if (!video) {
    const lost = watched.error?.problem?.code === 'video_not_found';
    return h('div', { class: 'view' }, head(watched.id, lost ? 'There is no such video' : 'Video'), watched.error ? problemNote(watched.error) : h('p', { class: 'quiet loading' }, 'Loading …'), lost && h('p', {}, h('a', { href: '#/videos' }, 'All videos')));
  }
  return h(
    'div',
    { class: 'view' },
    head(video.id, title(video), h('div', { class: 'acts' }, acts(video).map(([act, kind]) => button(f.words(act), 'act', { id: video.id, act }, kind)))),
    tracker(video),
    h(
      'div',
      { class: 'columns' },
      h('div', { class: 'column wide' }, standing(video), player(state, video), script(video), article(video)),
      h('div', { class: 'column' }, facts(video), timeline(events)),
    ),
  );
}

// The same while it is loading, so that the heading keeps the focus.
function head(id, text, ...more) {
  return h('div', { class: 'view-head video-head' }, h('div', {}, h('p', { class: 'crumb' }, h('a', { href: '#/videos' }, 'Videos'), ' / ', h('code', {}, id)), h('h1', { tabindex: '-1', dir: 'auto', class: 'video-title' }, text)), ...more);
}

/** Returns what a person can do now, the most likely first. */
export function acts(video) {
  if (isLive(video.status)) return [['hold', ''], ['cancel', 'danger']];
  if (video.status === 'failed') return [['retry', 'primary'], ...attach(video), ['cancel', 'danger']];
  if (video.status === 'held') {
    const again = ['held_by_person', 'near_duplicate'].includes(video.failure?.code) ? [] : [['retry', '']];
    return [['resume', 'primary'], ...again, ...attach(video), ['cancel', 'danger']];
  }
  return [];
}

const attach = (video) => (video.failure?.step === 'captioning' ? [['attach', '']] : []);

function tracker(video) {
  const at = video.status === 'queued' ? -1 : STEPS.findIndex(([name]) => name === (isLive(video.status) || video.status === 'done' ? video.status : video.failure?.step));
  return h(
    'ol',
    { class: 'steps', 'aria-label': 'Stages' },
    STEPS.map(([, label], i) => {
      const done = i < at || video.status === 'done';
      const now = i === at && !done;
      const stopped = now && !isLive(video.status);
      const word = done ? 'finished' : stopped ? 'stopped here' : now ? 'under way' : 'to come';
      return h('li', { class: done ? 'past' : stopped ? 'stopped' : now ? 'now' : 'ahead', 'aria-current': now ? 'step' : null }, h('span', { class: 'step-sign', 'aria-hidden': 'true' }, done ? '✓' : stopped ? '✕' : i + 1), label, h('span', { class: 'hidden' }, ', ' + word));
    }),
  );
}

function standing(video) {
  const why = video.failure;
  if (why) {
    const held = video.status === 'held';
    return h(
      'section',
      { class: `panel note ${held ? 'held' : video.status === 'failed' ? 'bad' : ''}`, 'aria-label': 'What has happened' },
      h('p', { class: 'note-head' }, statusBadge(video.status), ' ', h('strong', { dir: 'auto' }, why.message)),
      why.next && h('p', {}, h('strong', {}, 'What helps: '), why.next),
      h('p', { class: 'quiet' }, [f.words(why.code), f.words(why.step), why.provider && f.provider(why.provider), why.provider_code].filter(Boolean).join(' · '), ' · ', time(why.at)),
    );
  }
  if (!isLive(video.status)) return null;
  return h(
    'section',
    { class: 'panel note', 'aria-label': 'Where it is' },
    h('p', { class: 'note-head' }, statusBadge(video.status), ' ', video.eta && h('strong', { class: 'num' }, `ready about ${f.moment(video.eta)}`), video.eta && h('span', { class: 'quiet num' }, ` (${f.until(video.eta)}${video.eta_basis === 'assumed' ? ', a guess' : ''})`)),
    video.queue_position != null && h('p', { class: 'num' }, video.queue_position === 0 ? 'It is next in line.' : `${f.plural(video.queue_position, 'video')} before it.`),
    video.waiting_for && h('p', { dir: 'auto' }, h('strong', {}, 'Waits: '), video.waiting_for),
  );
}

function player(state, video) {
  if (!video.result) return null;
  const { film } = state.watched;
  const link = outside(video.result.url);
  const pretended = state.overview?.simulated.includes('submagic');
  return panel(
    'Film',
    { class: 'film' },
    film && h('video', { controls: true, preload: 'metadata', playsinline: true, src: film, 'data-keep': film, 'data-film': true, 'aria-label': 'The finished video' }),
    !film && !state.watched.asking && h('p', {}, video.result.file ? 'The file is not at hand on this node.' : 'No copy is kept here (publish.to is none).'),
    h(
      'p',
      { class: 'film-links quiet' },
      film && h('a', { href: film, download: (video.result.file ?? 'video.mp4').split('/').at(-1) }, 'Download'),
      film && link && ' · ',
      link && h('a', { href: link, rel: 'noopener noreferrer', target: '_blank' }, 'At the provider (new tab)'),
      video.result.seconds != null && ` · ${f.span(video.result.seconds)}`,
      pretended && ' · the sandbox delivers the same film each time',
    ),
  );
}

function script(video) {
  const s = video.script;
  if (!s) return null;
  const marks = [s.fallback && badge('held', '!', 'From the template'), s.cached && badge('off', '↺', 'From the cache')].filter(Boolean);
  return panel('Script', { aside: h('span', { class: 'quiet num' }, `${f.span(s.spoken_seconds)}${s.model ? ' · ' + s.model : ''}`) }, h('p', { class: 'script-title', dir: 'auto' }, s.title), marks.length > 0 && h('p', {}, marks), s.note && h('p', { class: 'quiet', dir: 'auto' }, s.note), h('div', { class: 'prose', dir: 'auto' }, s.text));
}

function article(video) {
  const a = video.article;
  const link = outside(a.url);
  const about = [a.author, a.published_at && f.day(a.published_at)].filter(Boolean).join(' · ');
  const text = a.text ?? '';
  return panel(
    'Article',
    { aside: link && h('a', { href: link, rel: 'noopener noreferrer', target: '_blank' }, 'Open it (new tab)') },
    h('p', { class: 'script-title', dir: 'auto' }, a.title),
    about && h('p', { class: 'quiet', dir: 'auto' }, about),
    text.length > 900 ? h('details', {}, h('summary', {}, `Text, ${f.count(text.length)} characters`), h('div', { class: 'prose', dir: 'auto' }, text)) : h('div', { class: 'prose', dir: 'auto' }, text),
  );
}

function facts(video) {
  const id = (value) => h('code', { class: 'id' }, value);
  return panel(
    'Ids and cost',
    {},
    h(
      'dl',
      { class: 'facts' },
      fact('Paid so far', f.usd(video.cost_usd)),
      isLive(video.status) && fact('Expected in all', f.usd(video.estimated_cost_usd)),
      fact('Accepted', time(video.created_at, f.moment(video.created_at))),
      fact('Last change', time(video.updated_at)),
      video.feed && fact('Feed', h('a', { href: '#/videos?feed=' + encodeURIComponent(video.feed) }, video.feed)),
      video.priority && fact('Priority', video.priority),
    ),
    h('dl', { class: 'facts tall' }, fact('Newsreel', id(video.id)), video.heygen && fact('HeyGen', id(video.heygen.video_id)), video.submagic && fact('Submagic', id(video.submagic.project_id)), video.result?.file && fact('File', id(video.result.file))),
  );
}

function timeline(events) {
  return panel(
    'Timeline',
    { aside: h('span', { class: 'quiet num' }, f.plural(events.length, 'event')) },
    h('ol', { class: 'timeline' }, events.map((e, i) =>
      h(
        'li',
        { 'data-key': i },
        h('time', { class: 'num quiet', datetime: e.at, title: f.full(e.at) }, f.clock(e.at)),
        h('div', {}, h('span', { class: 'edge' }, f.words(e.edge)), e.attempt && h('span', { class: 'quiet' }, ` attempt ${e.attempt}`), Number(e.usd) > 0 && h('span', { class: 'num cost' }, f.usd(e.usd)),
          e.webhook_at && h('p', { class: 'quiet' }, 'Webhook arrived at ', h('time', { class: 'num', datetime: e.webhook_at, title: f.full(e.webhook_at) }, f.clock(e.webhook_at))),
          e.cause && h('p', { class: 'quiet', dir: 'auto' }, e.cause),
          (e.provider_id || e.request_id) && h('p', { class: 'quiet' }, e.provider ? f.provider(e.provider) + ' ' : '', h('code', { class: 'id' }, e.provider_id ?? e.request_id))),
      ))),
  );
}
