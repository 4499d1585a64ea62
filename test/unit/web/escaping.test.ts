import { describe, expect, it } from 'vitest';
import {
  appWith,
  caseView,
  entryView,
  ids,
  importRows,
  reporterRow,
  reporterView,
  world,
  type World,
} from './fakes.js';
import { Browser } from './browser.js';

const wild = `<img src=x onerror=alert(1)>"'&</textarea></script>`;

/** Puts the wild text in place of every text that a person may have typed. */
function poison<T>(value: T, keep: readonly string[]): T {
  if (typeof value === 'string') return wild as T;
  if (value instanceof Date || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one: unknown) => poison(one, keep)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      keep.includes(key) && !isFreeText(key) ? one : poison(one, keep),
    ]),
  ) as T;
}

const isFreeText = (key: string) => key === 'note';
/** Codes and ids, which the database constrains. */
const codes = [
  'id',
  'caseId',
  'entryId',
  'personId',
  'kind',
  'type',
  'rule',
  'birthDate',
  'sex',
  'reason',
  'fields',
  'priority',
  'due',
];

function poisoned(): World {
  const w = world();
  const { state, channel, photos, events, ...rest } = caseView;
  w.caseView = {
    ...poison(rest, codes),
    state,
    channel,
    photos,
    events: events.map((event) => poison(event, codes)),
    notifications: caseView.notifications.map((one) => ({ ...poison(one, []), channel: one.channel })),
  };
  w.rows = [w.caseView];
  w.claim = {
    holder: { name: wild, me: false, until: new Date() },
    takenFromMe: true,
    lookers: [wild],
    mayTakeOver: true,
  };
  w.entryView = { ...poison(entryView, codes), status: 'active' };
  w.reporters = [{ ...poison(reporterRow, codes), status: 'active', channels: reporterRow.channels }];
  const { contacts, events: enrolments, ...person } = reporterView;
  w.reporterView = { ...poison(person, codes), status: 'active', contacts, events: enrolments };
  w.importRows = poison(importRows, [...codes, 'result', 'column', 'line']);
  w.reviewerName = wild;
  w.userName = wild;
  w.channels = w.channels.map((one) => ({ ...poison(one, []), channel: one.channel }));
  w.chat = [
    {
      cursor: '1',
      id: 'a',
      from: 'bot',
      text: wild,
      at: new Date(),
      choices: [{ token: wild, label: wild }],
      sent: 'photo',
      pressedOn: null,
      replaces: null,
    },
  ];
  return w;
}

const reviewerPages = [
  '/console',
  `/console/kasus/${ids.case}`,
  `/console/kasus/${ids.case}/cetak`,
  `/console/kasus/${ids.case}/cetak?pilih=ya`,
  '/console/data-pemda',
  '/console/ringkasan',
  `/console/data-pemda/${ids.entry}`,
  '/console/warga',
  `/console/warga/${ids.person}`,
  `/console/warga/${ids.person}/keluarga`,
  '/console/mutu/daftar?periksa=nik',
];
const adminPages = [
  '/console/pelapor',
  '/console/kanal',
  '/console/pengguna',
  `/console/pengguna/${ids.reporter}`,
  `/console/pelapor/${ids.reporter}`,
  `/console/pelapor/serah?desa=64.08.04.2001&dari=${ids.reporter}`,
  `/console/pelapor/impor/${ids.entry}`,
];

function expectHarmless(html: string): void {
  expect(html).toContain('&lt;img src=x onerror=alert(1)>');
  expect(html).not.toContain('<img src=x');
  expect(html).not.toContain(wild);
  expect(html).not.toMatch(/<script(?![^>]*\ssrc="\/aset\/)/);
  expect(html).not.toMatch(/\sstyle=|<style/);
}

describe('whatever people typed is shown as text', () => {
  it.each(reviewerPages)('on %s', async (url) => {
    const browser = new Browser(await appWith(poisoned()));
    await browser.signIn();
    const answer = await browser.get(url);
    expect(answer.statusCode).toBe(200);
    expectHarmless(answer.body);
  });

  it.each(adminPages)('on %s', async (url) => {
    const w = poisoned();
    w.role = 'admin';
    const browser = new Browser(await appWith(w));
    await browser.signIn();
    expectHarmless((await browser.get(url)).body);
  });

  it.each(['/console', '/console/data-pemda'])('in the filters of %s', async (url) => {
    const browser = new Browser(await appWith(world()));
    await browser.signIn();
    const sent = await browser.post(`${url}/cari`, { q: wild, status: wild }, url);
    const answer = await browser.get(String(sent.headers.location));
    expect(answer.statusCode).toBe(200);
    expectHarmless(answer.body);
  });

  it('in the sign-in form and the decision forms', async () => {
    const browser = new Browser(await appWith(world()));
    const door = '/console/masuk';
    expectHarmless((await browser.post(door, { username: wild, password: 'x' }, door)).body);
    await browser.signIn();
    const page = `/console/kasus/${ids.case}`;
    const form = { decision: 'reject', version: '5', reason: wild, note: wild };
    expectHarmless((await browser.post(`${page}/putusan`, form, page)).body);
  });

  it('in the chat page and in what it loads later', async () => {
    const browser = new Browser(await appWith(poisoned()));
    expectHarmless((await browser.get('/simulator/uji-satu')).body);
    const { items } = (await browser.get('/simulator/uji-satu/messages')).json<{
      items: { html: string }[];
    }>();
    expectHarmless(items[0]?.html ?? '');
  });
});
