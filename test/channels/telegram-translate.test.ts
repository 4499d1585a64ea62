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
const photo = (fileId: string, caption?: string) => media('photo', fileId, caption);
const pdf = (caption?: string) => media('pdf', 'doc', caption);
const media = (type: 'photo' | 'pdf', fileId: string, caption?: string) => ({
  ...said,
  content: {
    type,
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
const file = (mime_type: string | undefined, file_size?: number, file_name?: string) => ({
  document: { file_id: 'doc', file_unique_id: 'doc', mime_type, file_size, file_name },
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
    ['a PDF', message(file('application/pdf', MB)), pdf()],
    [
      'a PDF with words',
      message({ ...file('application/pdf', MB), caption: 'berita acara' }),
      pdf('berita acara'),
    ],
    ['a PDF whose size is not told', message(file('application/pdf')), pdf()],
    ['a PDF known by its name only', message(file(undefined, MB, 'Berita Acara.PDF')), pdf()],
    ['a PDF of no type', message(file('application/octet-stream', MB, 'ba.pdf')), pdf()],
    ['a PDF that is too large', message(file('application/pdf', 20 * MB + 1)), other('document')],
    ['a picture known by its name only', message(file(undefined, MB, 'IMG_1.HEIC')), photo('doc')],
    ['a letter', message(file('application/msword', MB, 'surat.doc')), other('document')],
    ['a letter named like a PDF', message(file('application/msword', MB, 'surat.pdf')), other('document')],
    ['a web page named like a picture', message(file('text/html', MB, 'foto.jpg')), other('document')],
    ['a document of no kind', message(file(undefined)), other('document')],
    [
      'a picture of an album',
      message({ media_group_id: '13', photo: [size('l', 800)], caption: 'rumah' }),
      photo('l', 'rumah'),
    ],
    ['a PDF of an album', message({ media_group_id: '14', ...file('application/pdf', MB) }), pdf()],
    [
      'a photo hidden until it is touched',
      message({ has_media_spoiler: true, photo: [size('l', 800)] }),
      photo('l'),
    ],
    [
      'a text that was forwarded',
      message({
        text: 'halo',
        forward_origin: { type: 'user', date: 1_790_000_000, sender_user: { ...from, id: 7002 } },
      }),
      { ...said, content: { type: 'text', text: 'halo' } },
    ],
    [
      'an answer that quotes ours',
      message({
        text: 'halo',
        reply_to_message: { ...on, from: { id: 1, is_bot: true } },
        quote: { text: 'KK' },
      }),
      { ...said, content: { type: 'text', text: 'halo' } },
    ],
    [
      'a venue: its place',
      message({
        location: { latitude: -0.5, longitude: 117.5 },
        venue: {
          location: { latitude: -0.5, longitude: 117.5 },
          title: 'Balai Desa Uji',
          address: 'Jalan Uji',
        },
      }),
      { ...said, content: { type: 'location', latitude: -0.5, longitude: 117.5 } },
    ],
    [
      'a live location: where it began',
      message({ location: { latitude: 0.5, longitude: 117.5, live_period: 900, heading: 1 } }),
      { ...said, content: { type: 'location', latitude: 0.5, longitude: 117.5 } },
    ],
    [
      'an edit of a photo’s words',
      {
        edited_message: {
          message_id: 55,
          edit_date: 1_790_000_009,
          chat,
          from,
          photo: [size('l', 800)],
          caption: 'dapur',
        },
      },
      { ...said, providerId: 'e:7001:55:1790000009', content: { type: 'other', what: 'edited' } },
    ],
    ['a story', message({ story: { id: 1, chat } }), other('unknown')],
    ['a payment', message({ invoice: { title: 'Uji' } }), other('unknown')],
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
    [
      'a reaction',
      { message_reaction: { chat, message_id: 55, user: from, date: 1, old_reaction: [], new_reaction: [] } },
    ],
    ['a vote', { poll_answer: { poll_id: '1', user: from, option_ids: [0] } }],
    [
      'an edit by a bot',
      { edited_message: { message_id: 5, chat, from: { ...from, is_bot: true }, text: 'x' } },
    ],
    ['an edited post of a channel', { edited_channel_post: { message_id: 1, chat: { id: -1 }, text: 'x' } }],
    ['deleted messages of a business', { deleted_business_messages: { chat, message_ids: [55] } }],
    ['a request to join', { chat_join_request: { chat: group, from, date: 1 } }],
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
