// The form that asks for a video: of a text, or of what is at an address, an article or a feed.

import { get, post } from './api.js';
import { h } from './dom.js';
import * as f from './format.js';
import { badge, problemNote } from './parts.js';

const REASONS = { known: 'taken before', over_first_run: 'older', no_text: 'no text', too_short: 'too short', other_feed: 'another feed brought it' };
// What is no feed may be the page of an article.
const NO_FEED = ['feed_is_html', 'feed_unknown_format', 'feed_unreadable'];
const OPTIONS = ['avatar_id', 'voice_id', 'aspect_ratio', 'template', 'language', 'priority'];

/** What the form has found out; what is typed stays in the document. */
export class Draft {
  constructor(changed, say) {
    this.changed = changed;
    this.say = say;
    this.from = 'text';
    this.known = null;
  }

  async catalogue() {
    if (this.known) return;
    this.known = { avatars: [], voices: [] };
    const load = async (what) => {
      try {
        this.known[what] = (await get(`/${what}?limit=200`))[what];
      } catch {
        // Then an id is typed without suggestions.
      }
    };
    await Promise.all([load('avatars'), load('voices')]);
    this.changed();
  }

  /** Asks what a video of the typed text would cost. */
  async estimate(form) {
    const request = textRequest(form);
    const mine = (this.asked = (this.asked ?? 0) + 1);
    if (!request.article.title || !request.article.content) {
      this.price = null;
      return this.changed();
    }
    try {
      const price = await post('/videos?dry_run=true', request);
      if (mine !== this.asked) return;
      this.price = price;
      this.error = null;
    } catch (e) {
      if (mine !== this.asked) return;
      this.price = null;
      this.error = e.problem.code === 'invalid_request' ? e : null;
    }
    this.changed();
  }

  /** Looks at what is at an address. */
  async look(form) {
    const url = form.elements.address.value.trim();
    Object.assign(this, { found: null, page: null, error: null, busy: true, price: null });
    this.changed();
    try {
      await this.read(url);
    } catch (e) {
      this.error = e;
    }
    this.busy = false;
    this.changed();
  }

  async read(url) {
    try {
      this.found = { url, ...(await post('/feeds/preview', { url })) };
    } catch (e) {
      if (!NO_FEED.includes(e.problem?.code)) throw e;
      this.page = { url, ...(await post('/videos?dry_run=true', { article: { url } })) };
      return;
    }
    const first = this.found.entries.find((e) => e.would_be_made || e.reason === 'over_first_run');
    if (first) this.each = (await post('/videos?dry_run=true', { article: { title: first.article.title || '–', content: first.article.text || '–' } })).estimated_cost_usd;
  }

  async send(form) {
    const read = this.page ?? this.found;
    // Whoever has typed another address since has not seen what is there.
    if (this.from === 'address' && (!ready(this) || form.elements.address.value.trim() !== read.url)) return this.look(form);
    const request = this.from === 'text' ? textRequest(form) : addressRequest(this, form);
    Object.assign(this, { error: null, busy: true });
    this.changed();
    try {
      const made = await post('/videos', request);
      const ids = made.id ? [made.id] : made.videos.map((video) => video.id);
      if (ids.length === 0) throw Object.assign(new Error(made.message), { problem: {} });
      this.done = true;
      this.say(`${f.plural(ids.length, 'video')} accepted`);
      location.hash = ids.length === 1 ? '#/videos/' + ids[0] : '#/videos';
    } catch (e) {
      this.error = e;
    }
    this.busy = false;
    this.changed();
  }
}

function options(form) {
  const chosen = {};
  for (const name of OPTIONS) if (form.elements[name].value.trim()) chosen[name] = form.elements[name].value.trim();
  return chosen;
}

function addressRequest(draft, form) {
  return draft.page
    ? { article: { url: draft.page.url }, ...options(form) }
    : { rss_url: draft.found.url, max_items: Number(form.elements.items.value), ...options(form) };
}

function textRequest(form) {
  const { title, content, link } = form.elements;
  const article = { title: title.value.trim(), content: content.value.trim() };
  if (link.value.trim()) article.url = link.value.trim();
  return { article, ...options(form) };
}

const field = (id, label, control, hint) => h('div', { class: 'field' }, h('label', { for: id }, label), control, hint && h('p', { class: 'hint quiet', id: id + '-hint' }, hint));

export function createView(state) {
  const { draft, overview } = state;
  const text = draft.from === 'text';
  const tab = (name, label) => h('label', { class: 'tab' }, h('input', { type: 'radio', name: 'from', value: name, checked: draft.from === name, 'data-input': 'from' }), h('span', {}, label));
  return h(
    'div',
    { class: 'view narrow' },
    h('h1', { tabindex: '-1' }, 'New video'),
    h(
      'form',
      { class: 'panel create', 'data-form': 'create', novalidate: true },
      h('fieldset', { class: 'tabs' }, h('legend', {}, 'Made from'), tab('text', 'A text'), tab('address', 'An address')),
      h(
        'div',
        { hidden: text },
        field('address', 'Address of an article or a feed', h('input', { id: 'address', name: 'address', type: 'url', inputmode: 'url', autocomplete: 'off', maxlength: '2000', placeholder: 'https://example.com/', 'data-keep': 'address', 'aria-describedby': 'address-hint' }), 'It is read and shown first; nothing is made yet.'),
        draft.error?.problem?.code?.startsWith('page_') && h('p', { class: 'note' }, 'Choose ', h('strong', {}, 'A text'), ' to paste the text of an article; its address goes with it.'),
        found(draft),
        page(draft),
      ),
      h(
        'div',
        { hidden: !text },
        field('title', 'Title', h('input', { id: 'title', name: 'title', maxlength: '1000', autocomplete: 'off', 'data-keep': 'title', 'data-input': 'text', dir: 'auto' })),
        field('content', 'Text', h('textarea', { id: 'content', name: 'content', rows: '10', maxlength: '200000', 'data-keep': 'content', 'data-input': 'text', dir: 'auto', 'aria-describedby': 'content-hint' }), 'Plain text or HTML. The script is written from it.'),
        field('link', 'Address of the article (optional)', h('input', { id: 'link', name: 'link', type: 'url', maxlength: '2000', autocomplete: 'off', 'data-keep': 'link' })),
      ),
      more(draft),
      problemNote(draft.error),
      h('div', { class: 'send' }, price(draft, overview), h('button', { class: 'button primary', disabled: draft.busy }, verb(draft))),
    ),
  );
}

function verb(draft) {
  if (draft.from === 'text') return 'Make the video';
  if (!ready(draft)) return draft.busy ? 'Reading …' : 'Read it';
  return draft.found ? 'Make the videos' : 'Make the video';
}

const makes = (draft) => (draft.found ? draft.found.entries.filter((e) => e.would_be_made || e.reason === 'over_first_run').length : 0);

const ready = (draft) => (draft.page ? draft.page.videos.length : makes(draft)) > 0;

function page(draft) {
  if (!draft.page) return null;
  const [video] = draft.page.videos;
  if (!video) return h('p', { class: 'note' }, draft.page.message);
  return h(
    'div',
    { class: 'found' },
    h('p', {}, badge('good', '+', 'Article'), ' ', h('strong', { dir: 'auto' }, video.title || 'Without a title'), video.url && [' at ', new URL(video.url).host]),
    h('blockquote', { class: 'quiet', dir: 'auto' }, video.excerpt),
  );
}

function found(draft) {
  if (!draft.found) return null;
  const most = Math.min(50, makes(draft));
  return h(
    'div',
    { class: 'found' },
    h('p', {}, h('strong', { dir: 'auto' }, draft.found.title || 'A feed'), ` has ${f.plural(draft.found.entries.length, 'entry', 'entries')}, ${f.count(makes(draft))} of them not taken before.`),
    h('ul', { class: 'entries', tabindex: '0', 'aria-label': 'Entries' }, draft.found.entries.slice(0, 50).map((entry) =>
      h('li', {}, entry.would_be_made || entry.reason === 'over_first_run' ? badge('good', '+', 'New') : badge('off', '–', REASONS[entry.reason] ?? 'passed over'), ' ', h('span', { dir: 'auto' }, entry.article.title || entry.article.text?.slice(0, 80))))),
    most > 0 && field('items', 'How many of the newest', h('input', { id: 'items', name: 'items', type: 'number', min: '1', max: String(most), value: '1', 'data-keep': 'items', 'data-input': 'items' })),
  );
}

function price(draft, overview) {
  const pretended = overview?.simulated.length === 3 ? ' (pretended: sandbox)' : '';
  const many = draft.from === 'address';
  const items = Number(document.getElementById('items')?.value ?? 1);
  const read = draft.page ? draft.page.estimated_cost_usd : draft.found && draft.each && draft.each * items;
  const usd = many ? read : draft.price?.estimated_cost_usd;
  return h('p', { class: 'price', role: 'status' }, usd ? [h('strong', { class: 'num' }, `About ${f.usd(usd)}`), pretended] : h('span', { class: 'quiet' }, 'The price is shown here before anything is made.'));
}

function more(draft) {
  const shapes = ['', '9:16', '16:9', '1:1', '4:5', '5:4', 'auto'];
  const suggestions = (id, offers) => h('datalist', { id }, (offers ?? []).map((o) => h('option', { value: o.id }, [o.name, o.language, o.gender].filter(Boolean).join(', '))));
  const typed = (id, label, list) => field(id, label, h('input', { id, name: id, list, autocomplete: 'off', maxlength: '200', 'data-keep': id, placeholder: 'As in the settings' }));
  const select = (id, label, values) => field(id, label, h('select', { id, name: id, 'data-keep': id }, values.map((v) => h('option', { value: v }, v || 'As in the settings'))));
  return h(
    'details',
    { class: 'more-options' },
    h('summary', {}, 'Avatar, voice, shape and more'),
    h('div', { class: 'grid' }, typed('avatar_id', 'Avatar', 'avatars'), typed('voice_id', 'Voice', 'voices'), select('aspect_ratio', 'Shape', shapes), typed('template', 'Template at Submagic'), typed('language', 'Language code'), select('priority', 'Priority', ['', 'normal', 'high'])),
    suggestions('avatars', draft.known?.avatars),
    suggestions('voices', draft.known?.voices),
  );
}
