// Calls of the API, with the key if there is one.

const STORE = 'newsreel-key';
let key = sessionStorage.getItem(STORE) ?? '';
let waiting = null;
let askForKey = null;
let declined = false;

/** A refusal of the API: its problem document. */
export class Refused extends Error {
  constructor(problem) {
    super([problem.title, problem.detail].filter(Boolean).join('. '));
    this.problem = problem;
  }
}

export const hasKey = () => key !== '';

/** Says how a person is asked for a key: a function that returns a promise of it, or of null. */
export function askKeyBy(ask) {
  askForKey = ask;
}

/** Asks again, although a person has closed the question. */
export function askAgain() {
  declined = false;
}

export function forgetKey() {
  key = '';
  sessionStorage.removeItem(STORE);
}

const headers = () => (key ? { 'X-API-Key': key } : {});

// However many calls are refused at once, a person is asked once.
async function newKey(used) {
  if (key !== used) return true;
  if (declined) return false;
  waiting ??= askForKey(used !== '').finally(() => (waiting = null));
  const given = await waiting;
  if (!given) {
    declined = true;
    return false;
  }
  key = given;
  sessionStorage.setItem(STORE, given);
  return true;
}

/** Fetches, and asks a person for a key when one is needed. */
export async function open(path, options = {}) {
  for (;;) {
    const used = key;
    const answer = await fetch(path, {
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      ...options,
      headers: { ...options.headers, ...headers() },
    });
    if (answer.status !== 401 || !(await newKey(used))) return answer;
  }
}

async function problem(answer) {
  try {
    const read = await answer.json();
    if (read.title) return read;
  } catch {
    // Not ours: a proxy's, perhaps.
  }
  return { status: answer.status, code: 'unknown', title: `The answer was ${answer.status}` };
}

async function call(method, path, body) {
  const options = { method };
  if (body !== undefined) {
    options.headers = { 'Content-Type': 'application/json' };
    options.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await open('/api/v1' + path, options);
  } catch {
    throw new Refused({ status: 0, code: 'no_connection', title: 'Newsreel cannot be reached' });
  }
  if (!answer.ok) throw new Refused(await problem(answer));
  return answer.json();
}

export const get = (path) => call('GET', path);

export const post = (path, body) => call('POST', path, body ?? {});

export { problem };
