/** Updates as the Bot API sends them (https://core.telegram.org/bots/api#update) → the neutral message. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translateUpdate } from '../../bots/telegram/translate.js';
import { InboundBody } from '../../src/domain/channel/message.js';
import { anyText } from '../support/any-text.js';

const account = '640801';
const from = { id: 7001, is_bot: false, first_name: 'Uji', language_code: 'id' };
const chat = { id: 7001, type: 'private', first_name: 'Uji' };
const group = { id: -100_200, type: 'supergroup', title: 'Uji Grup' };
const MB = 1024 * 1024;

const message = (content: object) => ({
  update_id: 1,
  message: { message_id: 55, date: 1_790_000_000, chat, from, ...content },
});
const pressed = (query: object) => ({
  update_id: 1,
  callback_query: { id: '99', from, chat_instance: '1', ...query },
});
const on = { message_id: 12, date: 1_790_000_000, chat, text: 'Berapa No. KK?' };

const said = { channel: 'telegram', account, address: '7001', chat: 'private', providerId: 'm:7001:55' };
const other = (what: string) => ({ ...said, content: { type: 'other', what } });
const photo = (fileId: string, caption?: string) => ({
  ...said,
  content: {
    type: 'photo',
    source: { kind: 'telegram', account, fileId },
    ...(caption === undefined ? {} : { caption }),
  },
});
const size = (file_id: string, side: number, file_size?: number) => ({
  file_id,
  file_unique_id: file_id,
  width: side,
  height: side,
  ...(file_size === undefined ? {} : { file_size }),
});
const file = (mime_type: string | undefined, file_size?: number) => ({
  document: { file_id: 'doc', file_unique_id: 'doc', mime_type, file_size },
});
const contact = (content: object) => message({ contact: { first_name: 'Uji', ...content } });
const card = (phone: string, own: boolean) => ({ ...said, content: { type: 'contact', phone, own } });

describe('an update', () => {
  it.each<[what: string, update: unknown, neutral: unknown]>([
    ['a text', message({ text: 'mulai' }), { ...said, content: { type: 'text', text: 'mulai' } }],
    [
      'a command',
      message({ text: '/start', entities: [{ type: 'bot_command', offset: 0, length: 6 }] }),
      { ...said, content: { type: 'text', text: '/start' } },
    ],
    [
      'a press',
      pressed({ data: 'a:3:none', message: on }),
      { ...said, providerId: 'cb:99', pressedOn: '12', content: { type: 'choice', token: 'a:3:none' } },
    ],
    [
      'a press on a message too old to be shown',
      pressed({ data: 'c:status', message: { message_id: 12, date: 0, chat } }),
      { ...said, providerId: 'cb:99', pressedOn: '12', content: { type: 'choice', token: 'c:status' } },
    ],
    [
      'a photo, the largest size of it',
      message({ photo: [size('s', 90, 1_000), size('l', 1280, 90_000), size('m', 320, 9_000)] }),
      photo('l'),
    ],
    [
      'a photo without the sizes of its files',
      message({ photo: [size('s', 90), size('l', 800)] }),
      photo('l'),
    ],
    ['a photo with words', message({ photo: [size('s', 90)], caption: 'rumahnya' }), photo('s', 'rumahnya')],
    [
      'a photo whose largest size no bot can fetch',
      message({ photo: [size('m', 800, MB), size('l', 9_000, 21 * MB)] }),
      photo('m'),
    ],
    ['a picture sent as a file', message(file('image/jpeg', MB)), photo('doc')],
    [
      'a picture sent as a file, with words',
      message({ ...file('image/png', MB), caption: 'rumah' }),
      photo('doc', 'rumah'),
    ],
    ['a picture file that is too large', message(file('image/jpeg', 20 * MB + 1)), other('document')],
    ['a drawing', message(file('image/svg+xml', 100)), other('document')],
    ['a document', message(file('application/pdf', MB)), other('document')],
    ['a document of no kind', message(file(undefined)), other('document')],
    [
      'a location',
      message({ location: { latitude: 0.5, longitude: 117.5, horizontal_accuracy: 9 } }),
      { ...said, content: { type: 'location', latitude: 0.5, longitude: 117.5 } },
    ],
    [
      'one’s own number',
      contact({ phone_number: '6281200000001', user_id: 7001 }),
      card('+6281200000001', true),
    ],
    [
      'one’s own number with a plus',
      contact({ phone_number: '+62 812-0000-0001', user_id: 7001 }),
      card('+6281200000001', true),
    ],
    [
      'somebody else’s card',
      contact({ phone_number: '6281200000002', user_id: 7002 }),
      card('+6281200000002', false),
    ],
    [
      'a card of who is not on Telegram',
      contact({ phone_number: '6281200000002' }),
      card('+6281200000002', false),
    ],
    [
      'a card from nobody',
      { message: { message_id: 55, chat, contact: { phone_number: '62812', first_name: 'Uji' } } },
      card('+62812', false),
    ],
    [
      'an edit',
      { edited_message: { message_id: 55, edit_date: 1_790_000_009, chat, from, text: 'baru' } },
      { ...said, providerId: 'e:7001:55:1790000009', content: { type: 'other', what: 'edited' } },
    ],
    [
      'a text in a group',
      message({ chat: group, text: 'halo' }),
      {
        ...said,
        chat: 'group',
        address: '-100200',
        providerId: 'm:-100200:55',
        content: { type: 'text', text: 'halo' },
      },
    ],
    ['a voice message', message({ voice: { file_id: 'v', duration: 3 } }), other('voice')],
    ['music', message({ audio: { file_id: 'a', duration: 3 } }), other('voice')],
    ['a sticker', message({ sticker: { file_id: 's', emoji: '👍' } }), other('sticker')],
    ['an animation', message({ animation: { file_id: 'g' }, ...file('video/mp4') }), other('sticker')],
    ['a video', message({ video: { file_id: 'v' } }), other('video')],
    ['a round video', message({ video_note: { file_id: 'v' } }), other('video')],
    ['a poll', message({ poll: { id: '1', question: 'Setuju?' } }), other('poll')],
    ['dice', message({ dice: { emoji: '🎲', value: 3 } }), other('unknown')],
    [
      'a part not as described',
      message({ photo: 'x', location: null, contact: { phone_number: 62 }, text: 7 }),
      other('unknown'),
    ],
  ])('with %s', (_what, update, neutral) => {
    const translated = translateUpdate(update, account);
    expect(translated).toEqual(neutral);
    expect(InboundBody.safeParse(translated).success).toBe(true);
  });

  it.each<[what: string, update: unknown]>([
    ['a channel’s post', { channel_post: { message_id: 1, chat: { id: -1, type: 'channel' }, text: 'x' } }],
    ['a bot’s message', message({ from: { ...from, is_bot: true }, text: 'x' })],
    ['a pinned message', message({ pinned_message: on })],
    ['a new member', message({ chat: group, new_chat_members: [from] })],
    ['a timer', message({ message_auto_delete_timer_changed: { message_auto_delete_time: 86_400 } })],
    [
      'a live location on the move',
      {
        edited_message: { message_id: 5, chat, from, edit_date: 1, location: { latitude: 1, longitude: 1 } },
      },
    ],
    ['a press on a message of another kind', pressed({ data: 'c:status', inline_message_id: 'x' })],
    ['a press of a game', pressed({ game_short_name: 'x', message: on })],
    ['a block', { my_chat_member: { chat, from, date: 1 } }],
    ['a message without chat', { message: { message_id: 1, text: 'x' } }],
    ['a message without number', { message: { chat, text: 'x' } }],
    ['nothing', {}],
    ['no object', 'x'],
    ['null', null],
  ])('with %s says nothing', (_what, update) => {
    expect(translateUpdate(update, account)).toBeNull();
  });

  it('delivered again is the same message, and two are two', () => {
    const id = (update: unknown) => translateUpdate(update, account)?.providerId;
    expect(id({ ...message({ text: 'a' }), update_id: 900 })).toBe(id(message({ text: 'a' })));
    expect(id(message({ message_id: 56, text: 'a' }))).not.toBe(id(message({ text: 'a' })));
    expect(id(message({ chat: { ...chat, id: 7002 }, text: 'a' }))).not.toBe(id(message({ text: 'a' })));
  });

  it('of any shape is translated or left, and never throws', () => {
    const parts = [
      'text',
      'photo',
      'document',
      'location',
      'contact',
      'voice',
      'from',
      'chat',
      'caption',
      'poll',
      'message_id',
    ];
    const junk = fc.oneof(fc.jsonValue(), anyText, fc.constantFrom(null, [null], [{}], {}, 0, ''));
    const body = fc
      .dictionary(fc.constantFrom(...parts), junk)
      .map((content) => ({ message_id: 1, chat, from, ...content }));
    const update = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('message', 'edited_message', 'callback_query'), fc.oneof(junk, body)),
      fc.record({ callback_query: fc.record({ id: junk, data: junk, message: fc.oneof(junk, body) }) }),
    );
    fc.assert(
      fc.property(update, (raw) => {
        const translated = translateUpdate(raw, account);
        expect(translated === null || InboundBody.safeParse(translated).success).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
