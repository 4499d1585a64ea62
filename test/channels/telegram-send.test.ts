/** A neutral message → what goes to the Bot API, and what comes back → the outcome. */
import { createServer } from 'node:net';
import { Api } from 'grammy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendingApi, sendMessage } from '../../bots/telegram/send.js';
import type { OutboundBody } from '../../src/domain/channel/message.js';
import type { SendResult } from '../../src/domain/channel/ports.js';
import { botToken, startBotApi, type BotApi, type Reply } from '../support/bot-api.js';

let server: BotApi;
let api: Api;

beforeAll(async () => {
  server = await startBotApi();
  api = sendingApi(botToken, { apiRoot: server.url });
});
afterAll(() => server.stop());

const choice = (label: string, token = `t:${label}`) => ({ label, token });
const button = (text: string, callback_data = `t:${text}`) => ({ text, callback_data });
const sent = (id: number) => ({ result: { message_id: id, date: 1_790_000_000 } });

describe('a message', () => {
  it.each<[what: string, body: OutboundBody, request: object]>([
    [
      'a text, as it is',
      { text: 'Laporan <b>&</b> *ini*_\n2. baris' },
      { text: 'Laporan <b>&</b> *ini*_\n2. baris' },
    ],
    ['no choices', { text: 'a', choices: [] }, { text: 'a' }],
    [
      'short choices side by side',
      { text: 'a', choices: [choice('Ya'), choice('Tidak')] },
      { text: 'a', reply_markup: { inline_keyboard: [[button('Ya'), button('Tidak')]] } },
    ],
    [
      'long choices below one another, and at most three in a row',
      {
        text: 'a',
        menu: true,
        choices: ['Fisik', 'Netra', 'Rungu', 'Mental', 'Tidak ada yang sesuai', 'Ganda'].map((label) =>
          choice(label),
        ),
      },
      {
        text: 'a',
        reply_markup: {
          inline_keyboard: [
            [button('Fisik'), button('Netra'), button('Rungu')],
            [button('Mental')],
            [button('Tidak ada yang sesuai')],
            [button('Ganda')],
          ],
        },
      },
    ],
    [
      'numbers in a grid of six, and the word that ends them below',
      {
        text: 'a',
        choices: ['1', '✓ 2', '3', '4', '5', '✓ 16', '7', 'Selesai'].map((label) => choice(label)),
      },
      {
        text: 'a',
        reply_markup: {
          inline_keyboard: [
            [button('1'), button('✓ 2'), button('3'), button('4'), button('5'), button('✓ 16')],
            [button('7')],
            [button('Selesai')],
          ],
        },
      },
    ],
    [
      'a question for the phone number',
      { text: 'a', askPhone: true },
      {
        text: 'a',
        reply_markup: {
          keyboard: [[{ text: 'Bagikan nomor telepon', request_contact: true }]],
          one_time_keyboard: true,
          resize_keyboard: true,
        },
      },
    ],
  ])('with %s', async (_what, body, request) => {
    server.script(sent(7));
    expect(await sendMessage(api, '7001', body)).toEqual({ outcome: 'sent', providerId: '7' });
    expect(server.calls).toEqual([{ method: 'sendMessage', body: { chat_id: '7001', ...request } }]);
  });

  it('that is too long goes in parts, at line ends, with the buttons under the last', async () => {
    const lines = Array.from({ length: 200 }, (_, n) => `${String(n)} ${'x'.repeat(40)}`);
    server.script(sent(1), sent(2), sent(3));
    const body = { text: lines.join('\n'), choices: [choice('Ya')] };
    expect(await sendMessage(api, '7001', body)).toEqual({ outcome: 'sent', providerId: '3' });
    const texts = server.calls.map((call) => String(call.body['text']));
    expect(texts).toHaveLength(3);
    expect(texts.join('\n')).toBe(body.text);
    expect(texts.every((text) => text.length <= 4_096)).toBe(true);
    expect(server.calls.map((call) => call.body['reply_markup'] !== undefined)).toEqual([false, false, true]);
  });

  it('without line ends is cut between characters', async () => {
    server.script(sent(1), sent(2));
    await sendMessage(api, '7001', { text: `a${'😀'.repeat(3_000)}` });
    const texts = server.calls.map((call) => String(call.body['text']));
    expect(texts.some((text) => /\p{Cs}/u.test(text))).toBe(false);
    expect(texts.join('')).toBe(`a${'😀'.repeat(3_000)}`);
  });

  it.each<[what: string, reply: Reply, outcome: SendResult]>([
    [
      'a flood',
      { error: 429, description: 'Too Many Requests: retry after 7', retry_after: 7 },
      { outcome: 'retry', reason: 'telegram_429', afterMs: 7_000 },
    ],
    [
      'a flood without a time',
      { error: 429, description: 'Too Many Requests' },
      { outcome: 'retry', reason: 'telegram_429', afterMs: 1_000 },
    ],
    [
      'a block',
      { error: 403, description: 'Forbidden: bot was blocked by the user' },
      { outcome: 'blocked', reason: 'telegram_403' },
    ],
    [
      'an unknown chat',
      { error: 400, description: 'Bad Request: chat not found' },
      { outcome: 'blocked', reason: 'telegram_400' },
    ],
    [
      'a bad request',
      { error: 400, description: 'Bad Request: BUTTON_DATA_INVALID' },
      { outcome: 'failed', reason: 'telegram_400' },
    ],
    [
      'a revoked token',
      { error: 401, description: 'Unauthorized' },
      { outcome: 'retry', reason: 'telegram_401', afterMs: 60_000 },
    ],
    [
      'a fault of the server',
      { error: 500, description: 'Internal Server Error' },
      { outcome: 'retry', reason: 'telegram_500', afterMs: 2_000 },
    ],
    [
      'a page of a proxy',
      { page: '<h1>Bad Gateway</h1>' },
      { outcome: 'unknown', reason: 'connection_broke' },
    ],
    ['a connection that breaks', 'cut', { outcome: 'unknown', reason: 'connection_broke' }],
  ])('upon %s', async (_what, reply, outcome) => {
    server.script(reply);
    expect(await sendMessage(api, '7001', { text: 'a' })).toEqual(outcome);
    expect(server.calls).toHaveLength(1);
  });

  it('of which a part went out is no longer certain not to have been sent', async () => {
    const flood = { error: 429, description: 'Too Many Requests', retry_after: 1 };
    server.script(sent(1), flood);
    expect(await sendMessage(api, '7001', { text: 'x'.repeat(5_000) })).toEqual({
      outcome: 'unknown',
      reason: 'telegram_429',
    });
    server.script(sent(1), { error: 403, description: 'Forbidden' });
    expect(await sendMessage(api, '7001', { text: 'x'.repeat(5_000) })).toMatchObject({ outcome: 'blocked' });
  });

  it('that a server takes and does not answer may have been sent', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const waiting = sendingApi(botToken, {
      apiRoot: `http://127.0.0.1:${String(port)}`,
      timeoutSeconds: 0.1,
    });
    expect(await sendMessage(waiting, '7001', { text: 'a' })).toEqual({
      outcome: 'unknown',
      reason: 'connection_broke',
    });
    expect(await sendMessage(waiting, '7001', { text: 'a', replaces: '12' })).toMatchObject({
      outcome: 'unknown',
    });
    silent.close();
  });

  it('to a server that is not there certainly was not sent', async () => {
    const listener = createServer();
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const address = listener.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    await new Promise((resolve) => listener.close(resolve));
    for (const host of ['127.0.0.1', 'localhost']) {
      const nobody = new Api(botToken, { apiRoot: `http://${host}:${String(port)}` });
      expect(await sendMessage(nobody, '7001', { text: 'a' })).toEqual({
        outcome: 'retry',
        reason: 'unreachable',
        afterMs: 2_000,
      });
    }
  });
});

describe('a message in place of another', () => {
  const body: OutboundBody = { text: 'Dipilih: 2.', choices: [choice('Selesai')], replaces: '12' };
  const markup = { inline_keyboard: [[button('Selesai')]] };
  const edit = {
    method: 'editMessageText',
    body: { chat_id: '7001', message_id: 12, text: body.text, reply_markup: markup },
  };
  const anew = { method: 'sendMessage', body: { chat_id: '7001', text: body.text, reply_markup: markup } };
  const refusal = (description: string) => ({ error: 400, description: `Bad Request: ${description}` });

  it.each<[what: string, replies: readonly Reply[], outcome: SendResult, calls: readonly object[]]>([
    [
      'is edited into it',
      [{ result: { message_id: 12, date: 1 } }],
      { outcome: 'sent', providerId: '12' },
      [edit],
    ],
    [
      'that says the same already is sent',
      [refusal('message is not modified: specified new message content …')],
      { outcome: 'sent', providerId: '12' },
      [edit],
    ],
    [
      'that is gone is sent anew',
      [refusal('message to edit not found'), sent(70)],
      { outcome: 'sent', providerId: '70' },
      [edit, anew],
    ],
    [
      'that is too old is sent anew',
      [refusal("message can't be edited"), sent(70)],
      { outcome: 'sent', providerId: '70' },
      [edit, anew],
    ],
    [
      'sent anew to who blocked the bot is blocked',
      [refusal('message to edit not found'), { error: 403, description: 'Forbidden' }],
      { outcome: 'blocked', reason: 'telegram_403' },
      [edit, anew],
    ],
    [
      'to a chat that is gone is not tried twice',
      [refusal('chat not found')],
      { outcome: 'blocked', reason: 'telegram_400' },
      [edit],
    ],
    [
      'waits upon a flood',
      [{ error: 429, description: 'Too Many Requests', retry_after: 3 }],
      { outcome: 'retry', reason: 'telegram_429', afterMs: 3_000 },
      [edit],
    ],
    [
      'is unknown when the connection breaks',
      ['cut'],
      { outcome: 'unknown', reason: 'connection_broke' },
      [edit],
    ],
  ])('%s', async (_what, replies, outcome, calls) => {
    server.script(...replies);
    expect(await sendMessage(api, '7001', body)).toEqual(outcome);
    expect(server.calls).toEqual(calls);
  });

  it('that is too long to be edited in goes in parts', async () => {
    server.script(sent(1), sent(2));
    expect(await sendMessage(api, '7001', { ...body, text: 'x'.repeat(5_000) })).toEqual({
      outcome: 'sent',
      providerId: '2',
    });
  });
});
