// Reads what is new as it happens: server-sent events over fetch, because an EventSource sends no key.

import { open, problem } from './api.js';

const SILENCE = 40_000;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 10_000;

/**
 * Follows the stream until it is told to stop. Calls `on.event(name, data)` for each event and
 * `on.state(state, problem)` when it is `open` or `lost`.
 */
export class Stream {
  constructor(on) {
    this.on = on;
    this.video = null;
    this.stopped = true;
    this.run = 0;
  }

  /** Follows everything and, if an id is given, one video. */
  follow(video) {
    if (!this.stopped && this.video === video) return;
    this.video = video;
    this.start();
  }

  start() {
    this.stop();
    this.stopped = false;
    this.read(++this.run);
  }

  stop() {
    this.stopped = true;
    this.run++;
    this.abort?.abort();
  }

  async read(run) {
    let pause = FIRST_PAUSE;
    while (run === this.run) {
      try {
        await this.once(run);
        pause = FIRST_PAUSE;
      } catch (e) {
        if (run !== this.run) return;
        this.on.state('lost', e.problem ?? null);
      }
      if (run !== this.run) return;
      await new Promise((done) => setTimeout(done, pause));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }

  async once(run) {
    this.abort = new AbortController();
    const abort = this.abort;
    let silence = null;
    const awake = () => {
      clearTimeout(silence);
      silence = setTimeout(() => abort.abort(), SILENCE);
    };
    awake();
    try {
      const query = this.video ? '?video=' + encodeURIComponent(this.video) : '';
      const answer = await open('/api/v1/live' + query, { signal: abort.signal });
      if (!answer.ok) throw Object.assign(new Error(), { problem: await problem(answer) });
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (run !== this.run) return abort.abort();
        if (done) throw new Error('The stream has ended');
        awake();
        text = this.events(text + value);
      }
    } finally {
      clearTimeout(silence);
    }
  }

  // What is told of an event is whole only when a blank line follows.
  events(text) {
    const blocks = text.split('\n\n');
    const rest = blocks.pop();
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s)));
      if (fields.has('event')) {
        this.on.state('open', null);
        this.on.event(fields.get('event'), JSON.parse(fields.get('data')));
      }
    }
    return rest;
  }
}
