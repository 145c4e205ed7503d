// The first view: everything at a glance.

import { h } from './dom.js';
import * as f from './format.js';
import { badge, bar, button, empty, panel, time, videoRows } from './parts.js';

const STAGES = [
  { status: 'queued', label: 'Queued', queue: 'script', about: 'wait for a script' },
  { status: 'scripting', label: 'Script', provider: 'openai', recent: 'script' },
  { status: 'rendering', label: 'Video', provider: 'heygen', queue: 'video', recent: 'render' },
  { status: 'captioning', label: 'Captions', provider: 'submagic', queue: 'captions', recent: 'captions' },
  { status: 'publishing', label: 'Publish', queue: 'publish', recent: 'publish' },
  { status: 'done', label: 'Done', end: true },
];

export function overview(state) {
  const seen = state.overview;
  if (!seen) return h('p', { class: 'quiet loading' }, 'Loading …');
  const all = Object.values(seen.counts).reduce((a, b) => a + b, 0);
  return h(
    'div',
    { class: 'view overview' },
    h('h1', { class: 'hidden', tabindex: '-1' }, 'Overview'),
    all === 0 && welcome(seen),
    flow(seen),
    h(
      'div',
      { class: 'columns' },
      h('div', { class: 'column wide' }, problems(seen), latest(seen)),
      h('div', { class: 'column' }, capacity(seen), money(seen), feeds(seen)),
    ),
  );
}

function welcome(seen) {
  const fed = seen.feeds.some((feed) => feed.state !== 'refused');
  return h(
    'section',
    { class: 'panel welcome', 'aria-label': 'First steps' },
    h('p', { class: 'empty-head' }, 'No videos yet'),
    h(
      'p',
      {},
      fed
        ? 'The declared feeds are polled by themselves; the first videos show up here within a minute or at the next poll. '
        : 'No feed is declared yet; they stand in routes/feeds.camel.yaml. ',
      'Or make one now: paste a text or name a feed, and watch it pass the stages below.',
    ),
    h('p', {}, h('a', { class: 'button primary', href: '#/new' }, 'Make your first video')),
  );
}

function flow(seen) {
  return h(
    'section',
    { class: 'flow-box', 'aria-label': 'Flow' },
    h('ol', { class: 'flow' }, STAGES.map((stage) => box(stage, seen))),
  );
}

function box(stage, seen) {
  const number = seen.counts[stage.status];
  const state = seen.capacity.providers.find((p) => p.provider === stage.provider);
  const pretended = seen.simulated.includes(stage.provider);
  const pace = seen.capacity.recent[stage.recent];
  const queue = seen.capacity.queues[stage.queue];
  const notes = [];
  if (stage.queue && stage.status !== 'queued' && queue.waiting > 0) notes.push(`${f.count(queue.waiting)} waiting`);
  if (pace?.mean_seconds != null) notes.push(pace.mean_seconds < 1 ? 'under 1 s each' : `about ${f.span(pace.mean_seconds)} each`);
  if (stage.end) notes.push(`${f.count(seen.capacity.finished_last_hour)} in the last hour`);
  return h(
    'li',
    { class: `stage ${number > 0 && !stage.end ? 'busy' : ''} ${stage.end ? 'end' : ''}`, 'data-key': stage.status },
    h(
      'a',
      { href: '#/videos?status=' + stage.status, class: 'stage-link' },
      h('span', { class: 'stage-name' }, stage.label),
      h('span', { class: 'stage-count num' }, f.count(number)),
    ),
    h('p', { class: 'stage-by quiet' }, stage.provider ? f.provider(stage.provider) + (pretended ? ' (sandbox)' : '') : stage.about ?? ' '),
    h('p', { class: 'stage-note quiet' }, notes.join(' · ') || ' '),
    obstacle(state),
  );
}

function obstacle(state) {
  if (state?.shut) {
    return h(
      'p',
      { class: 'stage-trouble' },
      badge('bad', '✕', 'Refuses work'),
      h('span', {}, `Tried again ${f.until(state.shut.next_probe)}`),
    );
  }
  if (state && state.breaker !== 'closed') {
    return h('p', { class: 'stage-trouble' }, badge('held', '‖', 'Failing'), 'Jobs wait; it is tried again soon.');
  }
  return null;
}

const CAUSES = {
  held_by_person: 'Held by a person',
  near_duplicate: 'Looks like another story',
  order_unknown: 'Order of captions got lost',
  provider_silent: 'Provider did not finish in time',
};

export const causeTitle = (group) => CAUSES[group.code] ?? f.words(group.code);

/** Returns which acts fit all videos of a group. */
export function actsOf(group) {
  if (group.status === 'failed') return ['retry', 'cancel'];
  return group.code === 'order_unknown' ? ['resume', 'retry', 'cancel'] : ['resume', 'cancel'];
}

function problems(seen) {
  const { groups, unexplained } = seen.problems;
  const total = seen.counts.failed + seen.counts.held;
  const shut = seen.capacity.providers.filter((state) => state.shut);
  const aside = total > 0 ? badge('bad', '!', f.plural(total, 'video')) : shut.length > 0 ? badge('bad', '!', f.plural(shut.length, 'provider')) : badge('good', '✓', 'All clear');
  return panel(
    'Needs you',
    { aside, class: 'problems' },
    total === 0 && shut.length === 0 && h('p', { class: 'quiet' }, 'Nothing has failed and nothing is held.'),
    h('ul', { class: 'causes' }, shut.map(refusal), groups.map(cause)),
    unexplained > 0 &&
      h('p', { class: 'quiet' }, `${f.plural(unexplained, 'more video')} stopped before causes were kept: `, h('a', { href: '#/videos?status=failed' }, 'failed'), ', ', h('a', { href: '#/videos?status=held' }, 'held'), '.'),
  );
}

const HELP = {
  account: 'Look at the account: it may be out of money or closed. Jobs wait and go on by themselves.',
  key: 'Look at the key. Jobs wait and go on by themselves.',
};

function refusal(state) {
  const { shut } = state;
  return h(
    'li',
    { class: 'cause', 'data-key': 'shut-' + state.provider },
    h('div', { class: 'cause-head' }, badge('bad', '✕', 'Refuses work'), h('h3', {}, f.provider(state.provider))),
    h('p', { class: 'cause-message', dir: 'auto' }, shut.message),
    h('p', { class: 'quiet' }, 'since ', time(shut.since), ' · one job tries again ', f.until(shut.next_probe)),
    h('p', { class: 'cause-next' }, h('strong', {}, 'What helps: '), shut.code.endsWith('_key') ? HELP.key : HELP.account),
  );
}

function cause(group) {
  const where = [f.words(group.step), group.provider && f.provider(group.provider)].filter(Boolean).join(' · ');
  const held = group.status === 'held';
  return h(
    'li',
    { class: 'cause', 'data-key': group.id },
    h(
      'div',
      { class: 'cause-head' },
      badge(held ? 'held' : 'bad', held ? '‖' : '✕', held ? 'Held' : 'Failed'),
      h('h3', {}, h('a', { href: '#/videos?cause=' + encodeURIComponent(group.id) }, causeTitle(group))),
      h('span', { class: 'cause-count num' }, f.plural(group.count, 'video')),
    ),
    h('p', { class: 'quiet' }, where, ' · newest ', group.at ? time(group.at) : 'unknown'),
    group.message && h('p', { class: 'cause-message', dir: 'auto' }, group.message),
    group.next && h('p', { class: 'cause-next' }, h('strong', {}, 'What helps: '), group.next),
    h(
      'div',
      { class: 'acts' },
      actsOf(group).map((act, i) =>
        button(f.words(act) + (group.count > 1 ? ' all' : ''), 'act-all', { cause: group.id, act, count: group.count }, i === 0 ? 'primary' : ''),
      ),
      h('a', { class: 'button plain', href: '#/videos?cause=' + encodeURIComponent(group.id) }, 'Show'),
    ),
  );
}

function latest(seen) {
  const more = h('a', { href: '#/videos' }, 'All videos');
  return panel(
    'Latest videos',
    { aside: more },
    seen.latest.length === 0 ? empty('Nothing here yet', 'Each video appears here as soon as it is accepted.') : videoRows(seen.latest, 'Latest videos'),
  );
}

function capacity(seen) {
  const { slots, forecast, oldest, waiting_by_feed: feeds, waiting_without_feed: callers } = seen.capacity;
  const most = Math.min(slots.limit, slots.learnt);
  const waiting = Object.entries(feeds).sort((a, b) => b[1] - a[1]).slice(0, 5);
  return panel(
    'Slots and queue',
    {},
    h('p', { class: 'figure' }, h('strong', { class: 'num' }, `${f.count(slots.taken)} of ${f.count(most)}`), ' renders at once'),
    slotRow(slots, most),
    slots.learnt < slots.limit && h('p', { class: 'quiet' }, `HeyGen allows fewer than the ${f.count(slots.limit)} of the settings just now.`),
    h(
      'dl',
      { class: 'facts' },
      fact('Wait for an order', f.count(forecast.backlog)),
      fact('All done', forecast.backlog === 0 && !live(seen) ? 'now' : f.moment(forecast.backlog_empty_at), forecast.basis === 'assumed' ? 'a guess: too little was timed yet' : null),
      fact('Done by midnight UTC', `${f.count(forecast.videos)} more`),
      oldest && fact('Oldest', h('a', { href: '#/videos/' + oldest.id }, time(oldest.created_at))),
      waiting.length > 0 && fact('In line', waiting.map(([feed, n]) => `${feed} ${f.count(n)}`).join(', ') + (callers > 0 ? `, callers ${f.count(callers)}` : '')),
    ),
  );
}

const live = (seen) => ['queued', 'scripting', 'rendering', 'captioning', 'publishing'].some((s) => seen.counts[s] > 0);

function slotRow(slots, most) {
  const label = `${slots.taken} of ${most} slots are taken`;
  if (most > 24) return bar(label, most, ['live', slots.taken]);
  const cells = Array.from({ length: most }, (_, i) => h('span', { class: i < slots.taken ? 'slot taken' : 'slot' }));
  return h('div', { class: 'slots', role: 'img', 'aria-label': label }, cells);
}

export const fact = (name, value, note) => h('div', {}, h('dt', {}, name), h('dd', { class: 'num' }, value, note && h('span', { class: 'quiet' }, ' ', note)));

function money(seen) {
  const m = seen.money;
  const cap = m.caps.day;
  const pretended = seen.simulated.length === 3;
  return panel(
    'Money today',
    { aside: pretended && badge('sand', '◆', 'Pretended') },
    h('p', { class: 'figure' }, h('strong', { class: 'num' }, f.usd(m.total_usd)), cap ? ` of ${f.usd(cap.cap_usd)}` : ' spent, no daily cap'),
    cap && bar(`${f.usd(cap.spent_usd)} spent and ${f.usd(cap.reserved_usd)} set aside of ${f.usd(cap.cap_usd)}`, Number(cap.cap_usd), ['spent', cap.spent_usd], ['reserved', cap.reserved_usd]),
    h(
      'dl',
      { class: 'facts' },
      Object.entries(m.by_provider).map(([name, amount]) => fact(f.provider(name), f.usd(amount))),
      fact('Set aside', f.usd(m.reserved_usd)),
      m.caps.month && fact('This month', `${f.usd(m.caps.month.spent_usd)} of ${f.usd(m.caps.month.cap_usd)}`),
      m.waiting_for_money.jobs > 0 && fact('Wait for money', f.plural(m.waiting_for_money.jobs, 'video')),
    ),
  );
}

export const FEED_STATES = {
  ok: ['good', '✓', 'OK'],
  failing: ['held', '!', 'Failing'],
  disabled: ['bad', '✕', 'Disabled'],
  gone: ['bad', '✕', 'Gone'],
  refused: ['bad', '✕', 'Refused'],
};

function feeds(seen) {
  const sick = seen.feeds.filter((feed) => feed.state !== 'ok' || feed.reason);
  const order = [...sick, ...seen.feeds.filter((feed) => !sick.includes(feed))].slice(0, 6);
  const more = h('a', { href: '#/feeds' }, `All ${f.count(seen.feeds.length)}`);
  return panel(
    'Feeds',
    { aside: seen.feeds.length > 0 && more },
    seen.feeds.length === 0 && h('p', { class: 'quiet' }, 'None is declared. They stand in routes/feeds.camel.yaml.'),
    h('ul', { class: 'feeds' }, order.map((feed) =>
      h('li', { 'data-key': feed.name }, badge(...FEED_STATES[feed.state]), h('span', { class: 'feed-name' }, feed.name),
        h('span', { class: 'quiet num' }, feed.next_poll_at ? 'next ' + f.until(feed.next_poll_at) : ''),
        feed.reason && h('p', { class: 'row-note', dir: 'auto' }, feed.reason)))),
  );
}
