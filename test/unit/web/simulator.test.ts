import { describe, expect, it } from 'vitest';
import { bubblesOf, type ChatItem } from '../../../src/web/simulator/chat.js';
import { appWith, world } from './fakes.js';
import { Browser, hidden } from './browser.js';

const chat = '/simulator/uji-satu';
const item = (id: string, more: Partial<ChatItem> = {}): ChatItem => ({
  cursor: id,
  id,
  from: 'bot',
  text: `teks ${id}`,
  at: new Date(),
  choices: [],
  sent: null,
  pressedOn: null,
  replaces: null,
  ...more,
});

function multipart(parts: Readonly<Record<string, string | Buffer>>) {
  const boundary = 'batas-uji';
  const chunks = Object.entries(parts).flatMap(([name, value]) => [
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${typeof value === 'string' ? '' : '; filename="uji.jpg"\r\ncontent-type: image/jpeg'}\r\n\r\n`,
    ),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

describe('the chat page', () => {
  it('sends typed text as a form and looks again for the answer', async () => {
    const w = world();
    const app = await appWith(w);
    const page = await new Browser(app).get(chat);
    const clientId = hidden(page.body, 'clientId');
    const empty = Buffer.alloc(0);
    const answer = await app.inject({
      method: 'POST',
      url: chat,
      ...multipart({ clientId, text: 'halo', photo: empty }),
    });
    expect(answer.statusCode).toBe(303);
    expect(w.sent).toEqual([{ clientId, text: 'halo' }]);
    const next = await app.inject({ url: String(answer.headers.location).replace('#tulis', '') });
    expect(next.body).toContain('<noscript><meta http-equiv="refresh"');
  });

  it('sends a photo with its caption', async () => {
    const w = world();
    const photo = Buffer.from([0xff, 0xd8, 0xff]);
    const app = await appWith(w);
    await app.inject({ method: 'POST', url: chat, ...multipart({ clientId: 'k1', text: '', photo }) });
    await app.inject({ method: 'POST', url: chat, ...multipart({ clientId: 'k2', text: 'rumah', photo }) });
    expect(w.sent).toEqual([
      { clientId: 'k1', photo },
      { clientId: 'k2', text: 'rumah', photo },
    ]);
  });

  it('sends what else people send: a place, a voice note, a card', async () => {
    const w = world();
    const browser = new Browser(await appWith(w));
    await browser.post(chat, { clientId: 'k1', place: ' -0.5332, 117.6 ', label: 'Lokasi' });
    await browser.post(chat, { clientId: 'k2', other: 'voice', label: 'Pesan suara' });
    await browser.post(chat, { clientId: 'k3', other: 'contact' });
    expect(w.sent).toEqual([
      { clientId: 'k1', place: { latitude: -0.5332, longitude: 117.6 } },
      { clientId: 'k2', other: 'voice' },
      { clientId: 'k3', other: 'contact' },
    ]);
    for (const form of [{ place: 'di sana' }, { place: '' }, { other: 'text' }]) {
      expect((await browser.post(chat, { clientId: 'k4', ...form })).statusCode).toBe(422);
    }
    expect(w.sent).toHaveLength(3);
  });

  it('says what was sent', async () => {
    const w = world();
    w.chat = [item('m1', { from: 'person', text: '', sent: 'pdf' })];
    expect((await new Browser(await appWith(w)).get(chat)).body).toContain('Berkas PDF');
  });

  it('refuses a photo over 10 MB with a sentence', async () => {
    const w = world();
    const answer = await (
      await appWith(w)
    ).inject({
      method: 'POST',
      url: chat,
      ...multipart({ clientId: 'k', photo: Buffer.alloc(10 * 1024 * 1024 + 1) }),
    });
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ title: 'Berkas terlalu besar. Paling besar 10 MB.' });
    expect(w.sent).toEqual([]);
  });

  it('presses an offered choice with the message that it stands on', async () => {
    const w = world();
    w.chat = [item('m1', { choices: [{ token: 'ya', label: 'Ya' }] })];
    const browser = new Browser(await appWith(w));
    const { body } = await browser.get(chat);
    const clientId = hidden(body, 'clientId');
    await browser.post(chat, { clientId, token: 'ya', label: 'Ya', pressedOn: hidden(body, 'pressedOn') });
    expect(w.sent).toEqual([{ clientId, choice: { token: 'ya', label: 'Ya', pressedOn: 'm1' } }]);
  });

  it('answers a script with JSON', async () => {
    const w = world();
    w.chat = [item('m1')];
    const app = await appWith(w);
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const sent = await app.inject({ method: 'POST', url: chat, headers, payload: 'clientId=k&text=halo' });
    expect(sent.statusCode).toBe(202);
    const { items, cursor } = (await app.inject({ url: `${chat}/messages?after=0` })).json<{
      items: ChatItem[];
      cursor: string;
    }>();
    expect(items).toMatchObject([{ id: 'm1', text: 'teks m1', replaces: null }]);
    expect(cursor).toBe('m1');
  });

  it('takes no message from a form of another site', async () => {
    const w = world();
    const app = await appWith(w);
    const send = (origin: string) =>
      app.inject({
        method: 'POST',
        url: chat,
        headers: { origin, host: 'lapor.example', 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'clientId=k&text=halo',
      });
    expect((await send('https://jahat.example')).statusCode).toBe(403);
    expect((await send('null')).statusCode).toBe(403);
    expect((await send('https://lapor.example')).statusCode).toBe(303);
    expect(w.sent).toHaveLength(1);
  });

  it('knows no one but its people', async () => {
    expect((await (await appWith(world())).inject({ url: '/simulator/entah' })).statusCode).toBe(404);
  });
});

describe('a message that replaces another', () => {
  it('stands in its place, under the id that the place was born with', () => {
    const bubbles = bubblesOf([
      item('a'),
      item('b', { from: 'person' }),
      item('c', { replaces: 'a' }),
      item('d', { replaces: 'c' }),
      item('e', { replaces: 'tidak-ada' }),
    ]);
    expect(bubbles.map(({ id, text }) => [id, text])).toEqual([
      ['a', 'teks d'],
      ['b', 'teks b'],
      ['e', 'teks e'],
    ]);
  });

  it('leaves out the press that it answers, and no other', () => {
    const press = (id: string) => item(id, { from: 'person', pressedOn: 'a' });
    const bubbles = bubblesOf([
      item('a'),
      press('p1'),
      press('p2'),
      item('c', { replaces: 'a' }),
      press('p3'),
      item('d', { replaces: 'a' }),
      item('e'),
    ]);
    expect(bubbles.map(({ id }) => id)).toEqual(['a', 'p3', 'e']);
  });
});
