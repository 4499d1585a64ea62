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
const GAP_PX = 16;

let cursor = chat.dataset.cursor;
let eagerUntil = 0;
let asking = false;
let timer;

/* Id of every message seen, with the bubble that shows it. */
const bubbles = new Map();
for (const bubble of log.children) bubbles.set(bubble.dataset.id, bubble);

/* All of the newest bubble, or its beginning when it is longer than the screen. */
function reveal(bubble) {
  scroller.scrollTop = bubble.offsetTop - GAP_PX;
}

/* Presses that were not answered yet. An answer that changes the pressed message itself says it all. */
let unanswered = [];

function show(item) {
  if (bubbles.has(item.id)) return;
  const holder = document.createElement('template');
  holder.innerHTML = item.html;
  const fresh = holder.content.firstElementChild;
  const old = bubbles.get(item.replaces);
  bubbles.set(item.id, old ?? fresh);
  if (old) {
    replace(old, fresh);
  } else if (item.pressedOn !== null) {
    log.querySelector('.bubble[data-own=press]')?.remove();
    unanswered.push({ on: item.pressedOn, bubble: fresh });
  } else {
    if (item.from === 'person') log.querySelector('.bubble[data-own=words]')?.remove();
    append(...unanswered.map(({ bubble }) => bubble), fresh);
    unanswered = [];
  }
}

function replace(old, fresh) {
  old.replaceChildren(...fresh.childNodes);
  for (const field of old.querySelectorAll('[name=pressedOn]')) field.value = old.dataset.id;
  const press = unanswered.find(({ on }) => on === old.dataset.id);
  unanswered = unanswered.filter((one) => one !== press);
}

function append(...fresh) {
  const unsent = log.querySelector('.bubble[data-own]');
  if (unsent) unsent.before(...fresh);
  else log.append(...fresh);
  chat.querySelector('.start')?.remove();
  reveal(log.lastElementChild);
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
    const [message] = waiting;
    const outcome = await deliver(message.body);
    if (outcome !== 'sent') message.bubble ??= ownBubble(message);
    if (outcome === 'retry') {
      say(message.bubble, words.retrying);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      continue;
    }
    waiting.shift();
    if (outcome === 'sent') {
      if (message.bubble) say(message.bubble, '');
    } else {
      say(message.bubble, outcome);
      delete message.bubble.dataset.own;
    }
    eagerUntil = Date.now() + EAGER_FOR_MS;
    void poll();
  }
  sending = false;
}

/* `sent`, `retry`, or the sentence that says why it was refused. */
async function deliver(body) {
  // A browser whose upload is cut off cannot tell it from a lost signal.
  if (body.get('photo')?.size > Number(chat.dataset.photoLimit)) return words.tooLarge;
  try {
    const answer = await fetch(address, { method: 'POST', body, headers: { accept: 'application/json' } });
    if (answer.ok) return 'sent';
    if (answer.status >= 500 || answer.status === 429) return 'retry';
    return (await answer.json()).title;
  } catch {
    return 'retry';
  }
}

function say(bubble, state) {
  bubble.querySelector('small').textContent = state;
}

/* What was written here and has not come back as a message yet. */
function ownBubble({ text, withPhoto, button }) {
  const bubble = document.createElement('li');
  bubble.className = 'bubble person';
  bubble.dataset.own = button ? 'press' : 'words';
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
  reveal(bubble);
  return bubble;
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
  const message = { body, text, withPhoto, button: body.has('token') };
  waiting.push(message);
  if (message.button) {
    form.querySelector('button').dataset.pressed = '';
  } else {
    message.bubble = ownBubble(message);
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

/* What is written and not sent yet is there again after the page was closed. */
const unfinished = `unfinished ${address}`;

function fit() {
  written.rows = Math.min(6, written.value.split('\n').length);
  localStorage.setItem(unfinished, written.value);
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
/* Without signal, closing the page would lose what waits to be sent: the browser asks first. */
window.addEventListener('beforeunload', (event) => waiting.length > 0 && event.preventDefault());

/* A phone's keyboard takes half of the screen. */
window.addEventListener('resize', () => log.lastElementChild && reveal(log.lastElementChild));

written.value ||= localStorage.getItem(unfinished) ?? '';
fit();
if (log.lastElementChild) reveal(log.lastElementChild);
void poll();
