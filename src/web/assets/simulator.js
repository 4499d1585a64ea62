/* The chat without reloading: sends by fetch, asks for what is new. Forms work without this file. */
const chat = document.querySelector('[data-chat]');
const log = chat.querySelector('.bubbles');
const scroller = log.parentElement;
const words = JSON.parse(chat.dataset.status);
const address = chat.dataset.chat;

const IDLE_MS = 700;
const EAGER_MS = 200;
const EAGER_FOR_MS = 4000;
const HIDDEN_MS = 5000;

let cursor = chat.dataset.cursor;
let eagerUntil = 0;
let asking = false;
let timer;

/* Id of every message seen, with the bubble that shows it. */
const bubbles = new Map();
for (const bubble of log.children) bubbles.set(bubble.dataset.id, bubble);

function toEnd() {
  scroller.scrollTop = scroller.scrollHeight;
}

function show(item) {
  if (bubbles.has(item.id)) return;
  const holder = document.createElement('template');
  holder.innerHTML = item.html;
  const fresh = holder.content.firstElementChild;
  const old = bubbles.get(item.replaces);
  if (old) {
    old.replaceChildren(...fresh.childNodes);
    for (const field of old.querySelectorAll('[name=pressedOn]')) field.value = old.dataset.id;
    bubbles.set(item.id, old);
    return;
  }
  bubbles.set(item.id, fresh);
  if (item.from === 'person') log.querySelector('.bubble[data-own]')?.remove();
  const unsent = log.querySelector('.bubble[data-own]');
  if (unsent && item.from === 'person') unsent.before(fresh);
  else log.append(fresh);
  chat.querySelector('.start')?.remove();
  toEnd();
}

async function poll() {
  if (asking) return;
  asking = true;
  clearTimeout(timer);
  try {
    const query = cursor === '' ? '' : `?after=${encodeURIComponent(cursor)}`;
    const answer = await fetch(`${address}/messages${query}`, { headers: { accept: 'application/json' } });
    if (answer.ok) {
      const { items, cursor: reached } = await answer.json();
      items.forEach(show);
      cursor = reached ?? cursor;
    }
  } catch {
    /* No signal: the next round asks again. */
  }
  asking = false;
  const eager = Date.now() < eagerUntil ? EAGER_MS : IDLE_MS;
  timer = setTimeout(poll, document.hidden ? HIDDEN_MS : eager);
}

/* One message at a time, in the order of writing; each keeps its clientId through every retry. */
const waiting = [];
let sending = false;

async function sendAll() {
  if (sending) return;
  sending = true;
  while (waiting.length > 0) {
    const [{ body, note, bubble }] = waiting;
    const outcome = await deliver(body);
    if (outcome === 'retry') {
      note.textContent = words.retrying;
      await new Promise((resolve) => setTimeout(resolve, 1500));
      continue;
    }
    waiting.shift();
    note.textContent = outcome === 'sent' ? '' : words.refused;
    if (outcome === 'refused') delete bubble.dataset.own;
    eagerUntil = Date.now() + EAGER_FOR_MS;
    void poll();
  }
  sending = false;
}

async function deliver(body) {
  try {
    const answer = await fetch(address, { method: 'POST', body, headers: { accept: 'application/json' } });
    if (answer.ok) return 'sent';
    return answer.status >= 500 || answer.status === 429 ? 'retry' : 'refused';
  } catch {
    return 'retry';
  }
}

function optimisticBubble(text, withPhoto) {
  const bubble = document.createElement('li');
  bubble.className = 'bubble person';
  bubble.dataset.own = '';
  if (withPhoto) {
    const mark = document.createElement('p');
    mark.className = 'photo-mark';
    mark.textContent = words.photo;
    bubble.append(mark);
  }
  const line = document.createElement('p');
  line.className = 'words';
  line.textContent = text;
  const note = document.createElement('small');
  note.textContent = words.sending;
  bubble.append(line, note);
  log.append(bubble);
  chat.querySelector('.start')?.remove();
  toEnd();
  return { bubble, note };
}

chat.addEventListener('submit', (event) => {
  const form = event.target.closest('form[data-send]');
  if (!form) return;
  event.preventDefault();
  const body = new FormData(form);
  const photo = body.get('photo');
  const withPhoto = photo !== null && photo.size > 0;
  const text = String(body.get('text') ?? body.get('label') ?? '').trim();
  if (text === '' && !withPhoto) return;
  body.set('clientId', newId());
  waiting.push({ body, ...optimisticBubble(text, withPhoto) });
  if ('composer' in form.dataset) {
    form.reset();
    fit();
    written.focus();
    chosen();
  }
  void sendAll();
});

/* crypto.randomUUID exists only over HTTPS and on localhost. */
function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

const written = chat.querySelector('textarea');
const file = chat.querySelector('input[type=file]');

function fit() {
  written.rows = Math.min(6, written.value.split('\n').length);
}

function chosen() {
  file.parentElement.toggleAttribute('data-chosen', file.files.length > 0);
}

file.addEventListener('change', chosen);
written.addEventListener('input', fit);
written.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  written.form.requestSubmit();
});
document.addEventListener('visibilitychange', () => document.hidden || poll());

toEnd();
void poll();
