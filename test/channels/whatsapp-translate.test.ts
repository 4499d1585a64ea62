import { proto, type WAMessage, type WAMessageContent } from '@whiskeysockets/baileys';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderText } from '../../bots/whatsapp/render.js';
import { translateMessage } from '../../bots/whatsapp/translate.js';
import { InboundBody } from '../../src/domain/channel/message.js';

const LID = '112233445566@lid';
const PN = '6281100000001@s.whatsapp.net';
const GROUP = '120363000000000001@g.us';
const byLid = { remoteJid: LID, remoteJidAlt: PN, addressingMode: 'lid' };
const key = Buffer.from('kunci-contoh');

function raw(message: WAMessageContent | null, where: object = byLid): WAMessage {
  return { key: { id: '3EB0UJI', fromMe: false, ...where }, message };
}

const said = (content: object, who: object = { address: LID, phone: '+6281100000001', chat: 'private' }) => ({
  type: 'message',
  message: { channel: 'whatsapp', account: 'uji', providerId: '3EB0UJI', ...who, content },
});
const text = { type: 'text', text: 'halo' };
const other = (what: string) => said({ type: 'other', what });
const photo = (media: 'image' | 'document', caption?: string) => file('photo', media, caption);
const pdf = (caption?: string) => file('pdf', 'document', caption);
const file = (type: 'photo' | 'pdf', media: 'image' | 'document', caption?: string) =>
  said({
    type,
    source: { kind: 'whatsapp', directPath: '/v/t62/uji', mediaKey: key.toString('base64'), media },
    ...(caption === undefined ? {} : { caption }),
  });
const image = { directPath: '/v/t62/uji', mediaKey: key, url: 'https://elsewhere.example/uji' };

const table: readonly (readonly [string, WAMessage, unknown])[] = [
  ['plain text', raw({ conversation: 'halo' }), said(text)],
  ['text with a preview or a quotation', raw({ extendedTextMessage: { text: 'halo' } }), said(text)],
  [
    'text that vanishes',
    raw({ ephemeralMessage: { message: { extendedTextMessage: { text: 'halo' } } } }),
    said(text),
  ],
  [
    'a sender known by number only',
    raw({ conversation: 'halo' }, { remoteJid: PN }),
    said(text, { address: PN, phone: '+6281100000001', chat: 'private' }),
  ],
  [
    'a sender known by number, with their LID beside it',
    raw({ conversation: 'halo' }, { remoteJid: PN, remoteJidAlt: LID }),
    said(text),
  ],
  [
    'a sender whose number WhatsApp does not tell',
    raw({ conversation: 'halo' }, { remoteJid: LID }),
    said(text, { address: LID, chat: 'private' }),
  ],
  [
    "a sender's second device",
    raw(
      { conversation: 'halo' },
      { remoteJid: '112233445566:7@lid', remoteJidAlt: '6281100000001:7@s.whatsapp.net' },
    ),
    said(text),
  ],
  [
    'a group, which vouches for who speaks in it',
    raw({ conversation: 'halo' }, { remoteJid: GROUP, participant: LID, participantAlt: PN }),
    said(text, { address: GROUP, phone: '+6281100000001', chat: 'group' }),
  ],
  ['a photo', raw({ imageMessage: image }), photo('image')],
  ['a photo with a caption', raw({ imageMessage: { ...image, caption: 'rumah' } }), photo('image', 'rumah')],
  [
    'a photo to be seen once',
    raw({ viewOnceMessageV2: { message: { imageMessage: image } } }),
    photo('image'),
  ],
  [
    'a picture sent as a file',
    raw({ documentMessage: { ...image, mimetype: 'image/png' } }),
    photo('document'),
  ],
  [
    'a picture sent as a file with a caption',
    raw({
      documentWithCaptionMessage: {
        message: { documentMessage: { ...image, mimetype: 'image/jpeg', caption: 'KK' } },
      },
    }),
    photo('document', 'KK'),
  ],
  [
    'a photo whose path names another host',
    raw({ imageMessage: { ...image, directPath: 'https://169.254.169.254/x' } }),
    other('unreadable'),
  ],
  ['a photo with no key', raw({ imageMessage: { directPath: '/v/t62/uji' } }), other('unreadable')],
  ['a PDF', raw({ documentMessage: { ...image, mimetype: 'application/pdf' } }), pdf()],
  [
    'a PDF with words',
    raw({
      documentWithCaptionMessage: {
        message: { documentMessage: { ...image, mimetype: 'application/pdf', caption: 'berita acara' } },
      },
    }),
    pdf('berita acara'),
  ],
  [
    'a PDF that vanishes',
    raw({ ephemeralMessage: { message: { documentMessage: { ...image, mimetype: 'application/x-pdf' } } } }),
    pdf(),
  ],
  [
    'a PDF known by its name only',
    raw({ documentMessage: { ...image, fileName: 'BERITA ACARA.PDF' } }),
    pdf(),
  ],
  [
    'a picture known by its name only',
    raw({
      documentMessage: { ...image, mimetype: 'application/octet-stream', fileName: 'IMG-2026.jpeg' },
    }),
    photo('document'),
  ],
  ['a drawing', raw({ documentMessage: { ...image, mimetype: 'image/svg+xml' } }), other('document')],
  [
    'a letter that calls itself a PDF in its name alone',
    raw({ documentMessage: { ...image, mimetype: 'application/msword', fileName: 'surat.pdf' } }),
    other('document'),
  ],
  [
    'a spreadsheet',
    raw({ documentMessage: { ...image, mimetype: 'application/vnd.ms-excel', fileName: 'data.xls' } }),
    other('document'),
  ],
  [
    'a PDF whose path names another host',
    raw({ documentMessage: { ...image, mimetype: 'application/pdf', directPath: '//evil.example/x?' } }),
    // Put behind the provider's own name it is a path and no more.
    said({
      type: 'pdf',
      source: {
        kind: 'whatsapp',
        directPath: '//evil.example/x?',
        mediaKey: key.toString('base64'),
        media: 'document',
      },
    }),
  ],
  [
    'a picture of an album',
    raw({
      associatedChildMessage: { message: { imageMessage: image } },
      messageContextInfo: { messageSecret: key },
    }),
    photo('image'),
  ],
  [
    'a picture of an album that vanishes, with words',
    raw({
      ephemeralMessage: {
        message: { associatedChildMessage: { message: { imageMessage: { ...image, caption: 'dapur' } } } },
      },
    }),
    photo('image', 'dapur'),
  ],
  [
    'a photo to be seen once that linked devices are not given',
    raw(null, { ...byLid, isViewOnce: true }),
    other('unreadable'),
  ],
  [
    'a photo to be seen once, of older phones',
    raw({ viewOnceMessage: { message: { imageMessage: image } } }),
    photo('image'),
  ],
  [
    'a voice note to be heard once',
    raw({ viewOnceMessageV2Extension: { message: { audioMessage: {} } } }),
    other('voice'),
  ],
  [
    'where somebody is, live: where it began',
    raw({ liveLocationMessage: { degreesLatitude: 0.53, degreesLongitude: 117.6, sequenceNumber: 1 } }),
    said({ type: 'location', latitude: 0.53, longitude: 117.6 }),
  ],
  [
    'a place with a name',
    raw({
      locationMessage: {
        degreesLatitude: 0,
        degreesLongitude: 0,
        name: 'Balai Desa Uji',
        address: 'Jalan Uji',
      },
    }),
    said({ type: 'location', latitude: 0, longitude: 0 }),
  ],
  [
    'a place that is nowhere',
    raw({ locationMessage: { degreesLatitude: NaN, degreesLongitude: 1 } }),
    other('unknown'),
  ],
  [
    'several contact cards',
    raw({ contactsArrayMessage: { displayName: 'Uji', contacts: [{ displayName: 'Uji', vcard: 'TEL:1' }] } }),
    said({ type: 'contact', phone: '', own: false }),
  ],
  [
    'an answer that quotes ours',
    raw({
      extendedTextMessage: {
        text: 'halo',
        contextInfo: { stanzaId: '3EB0', quotedMessage: { conversation: 'Berapa No. KK?' } },
      },
    }),
    said(text),
  ],
  [
    'a text that was forwarded',
    raw({ extendedTextMessage: { text: 'halo', contextInfo: { isForwarded: true, forwardingScore: 9 } } }),
    said(text),
  ],
  [
    'a button of another client, by its words',
    raw({ buttonsResponseMessage: { selectedButtonId: 'btn 1', selectedDisplayText: 'halo' } }),
    said(text),
  ],
  [
    'a button of ours, by its id',
    raw({ buttonsResponseMessage: { selectedButtonId: 'a:3:none', selectedDisplayText: 'Tidak ada' } }),
    said({ type: 'choice', token: 'a:3:none' }),
  ],
  [
    'a row of a list, by its words',
    raw({ listResponseMessage: { title: 'halo', singleSelectReply: { selectedRowId: 'r' } } }),
    said(text),
  ],
  [
    'a row of a list, by its id',
    raw({ listResponseMessage: { title: 'Status', singleSelectReply: { selectedRowId: 'c:status' } } }),
    said({ type: 'choice', token: 'c:status' }),
  ],
  [
    'a button of a template',
    raw({ templateButtonReplyMessage: { selectedId: 'x', selectedDisplayText: 'halo', selectedIndex: 1 } }),
    said(text),
  ],
  [
    'a button of a template, by its id',
    raw({ templateButtonReplyMessage: { selectedId: 'c:mulai', selectedDisplayText: 'Mulai' } }),
    said({ type: 'choice', token: 'c:mulai' }),
  ],
  [
    'a button of a template without words',
    raw({ templateButtonReplyMessage: { selectedId: 'halo' } }),
    said(text),
  ],
  [
    'a button of the newest kind, by its id',
    raw({
      interactiveResponseMessage: {
        body: { text: 'Mulai' },
        nativeFlowResponseMessage: { name: 'quick_reply', paramsJson: '{"id":"c:mulai"}' },
      },
    }),
    said({ type: 'choice', token: 'c:mulai' }),
  ],
  [
    'a button of the newest kind, by its words',
    raw({
      interactiveResponseMessage: {
        body: { text: 'halo' },
        nativeFlowResponseMessage: { name: 'quick_reply', paramsJson: 'bukan json' },
      },
    }),
    said(text),
  ],
  [
    'a place',
    raw({ locationMessage: { degreesLatitude: 0.53, degreesLongitude: 117.6 } }),
    said({ type: 'location', latitude: 0.53, longitude: 117.6 }),
  ],
  [
    'a contact card, which proves nothing',
    raw({ contactMessage: { displayName: 'Uji', vcard: 'TEL:+6281100000002' } }),
    said({ type: 'contact', phone: '', own: false }),
  ],
  ['a text without words', raw({ conversation: '' }), other('unknown')],
  ['a voice note', raw({ audioMessage: { ptt: true } }), other('voice')],
  ['a sticker', raw({ stickerMessage: {} }), other('sticker')],
  [
    'a sticker that moves',
    raw({ lottieStickerMessage: { message: { stickerMessage: {} } } }),
    other('sticker'),
  ],
  ['a round video', raw({ ptvMessage: {} }), other('video')],
  ['an older poll', raw({ pollCreationMessage: { name: 'Uji' } }), other('poll')],
  ['a poll of the newest kind', raw({ pollCreationMessageV5: { name: 'Uji' } }), other('poll')],
  ['a video', raw({ videoMessage: {} }), other('video')],
  ['a poll', raw({ pollCreationMessageV3: { name: 'Uji' } }), other('poll')],
  [
    'a message edited afterwards',
    raw({
      protocolMessage: {
        type: proto.Message.ProtocolMessage.Type.MESSAGE_EDIT,
        editedMessage: { conversation: 'baru' },
      },
    }),
    other('edited'),
  ],
  [
    'a message edited afterwards, in its wrapping',
    raw({
      editedMessage: {
        message: {
          protocolMessage: {
            type: proto.Message.ProtocolMessage.Type.MESSAGE_EDIT,
            editedMessage: { imageMessage: { caption: 'baru' } },
          },
        },
      },
    }),
    other('edited'),
  ],
  [
    'a message edited afterwards, sealed once more',
    raw({
      secretEncryptedMessage: {
        secretEncType: proto.Message.SecretEncryptedMessage.SecretEncType.MESSAGE_EDIT,
      },
    }),
    other('edited'),
  ],
  [
    'a photo in a group',
    raw({ imageMessage: image }, { remoteJid: GROUP, participant: PN, participantAlt: LID }),
    {
      ...photo('image'),
      message: {
        ...photo('image').message,
        address: GROUP,
        phone: '+6281100000001',
        chat: 'group',
      },
    },
  ],
  ['an invitation to an event', raw({ eventMessage: { name: 'Uji' } }), other('unknown')],
  [
    'a message that could not be decrypted',
    { ...raw(null), messageStubType: proto.WebMessageInfo.StubType.CIPHERTEXT },
    {
      type: 'unreadable',
      message: {
        channel: 'whatsapp',
        account: 'uji',
        // Not the message's own id: a copy that can be read will have that.
        providerId: 'x:3EB0UJI',
        address: LID,
        phone: '+6281100000001',
        chat: 'private',
        content: { type: 'other', what: 'unreadable' },
      },
    },
  ],
];

const silence: readonly (readonly [string, WAMessage])[] = [
  ['our own message', raw({ conversation: 'halo' }, { ...byLid, fromMe: true })],
  ['a status', raw({ conversation: 'halo' }, { remoteJid: 'status@broadcast', participant: LID })],
  ['a newsletter', raw({ conversation: 'halo' }, { remoteJid: '1@newsletter' })],
  ['a reaction', raw({ reactionMessage: { text: '👍' } })],
  ['a deletion', raw({ protocolMessage: { type: proto.Message.ProtocolMessage.Type.REVOKE } })],
  [
    'a deletion, in its wrapping',
    raw({
      ephemeralMessage: {
        message: { protocolMessage: { type: proto.Message.ProtocolMessage.Type.REVOKE } },
      },
    }),
  ],
  ['a sealed reaction', raw({ encReactionMessage: { encPayload: key } })],
  ['a vote', raw({ pollUpdateMessage: { pollCreationMessageKey: { id: '3EB0' } } })],
  ['a message pinned', raw({ pinInChatMessage: { key: { id: '3EB0' } } })],
  [
    'a live location on the move',
    raw({
      liveLocationMessage: {
        degreesLatitude: 0.5,
        degreesLongitude: 117.5,
        sequenceNumber: 9,
        timeOffset: 60,
      },
    }),
  ],
  ['a wrapping with nothing in it', raw({ ephemeralMessage: { message: null } })],
  ['a call', raw({ call: { callKey: key } })],
  ['a change of vanishing messages', raw({ protocolMessage: { ephemeralExpiration: 86_400 } })],
  ['the frame of an album that vanishes', raw({ ephemeralMessage: { message: { albumMessage: {} } } })],
  ['a broadcast list', raw({ conversation: 'halo' }, { remoteJid: '123@broadcast', participant: LID })],
  ['a message of nobody at all', { message: { conversation: 'halo' } } as WAMessage],
  ['a group key', raw({ senderKeyDistributionMessage: { groupId: GROUP } })],
  ['the frame of an album', raw({ albumMessage: { expectedImageCount: 2 } })],
  ['a missed call', { ...raw(null), messageStubType: proto.WebMessageInfo.StubType.CALL_MISSED_VOICE }],
  ['a message with no id', raw({ conversation: 'halo' }, { ...byLid, id: null })],
  ['a message from nowhere', raw({ conversation: 'halo' }, { remoteJid: null })],
];

describe('a WhatsApp message', () => {
  it.each(table)('is understood: %s', (_name, message, expected) => {
    const translation = translateMessage(message, 'uji');
    expect(translation).toEqual(expected);
    if (translation.type !== 'nothing') InboundBody.parse(translation.message);
  });

  it.each(silence)('is passed over: %s', (_name, message) => {
    expect(translateMessage(message, 'uji')).toEqual({ type: 'nothing' });
  });

  it('never throws, whatever its parts are', () => {
    const jid = fc.oneof(fc.string(), fc.constantFrom(LID, PN, GROUP, 'status@broadcast', '@lid', null));
    const inner = fc.dictionary(
      fc.constantFrom(
        'mimetype',
        'fileName',
        'mediaKey',
        'directPath',
        'caption',
        'text',
        'message',
        'title',
      ),
      fc.anything({ withNullPrototype: true }),
    );
    const part = fc.oneof(fc.anything(), inner, fc.constant(image));
    const content = fc.dictionary(
      fc.constantFrom(
        'conversation',
        'extendedTextMessage',
        'imageMessage',
        'documentMessage',
        'locationMessage',
        'liveLocationMessage',
        'contactMessage',
        'buttonsResponseMessage',
        'listResponseMessage',
        'interactiveResponseMessage',
        'ephemeralMessage',
        'documentWithCaptionMessage',
        'associatedChildMessage',
        'editedMessage',
        'secretEncryptedMessage',
        'protocolMessage',
        'pollCreationMessage',
        'x',
      ),
      part,
    );
    fc.assert(
      fc.property(
        jid,
        jid,
        fc.option(fc.string()),
        fc.option(content),
        (remoteJid, remoteJidAlt, id, message) => {
          const translation = translateMessage(
            { key: { remoteJid, remoteJidAlt, id }, message } as WAMessage,
            'uji',
          );
          expect(['message', 'unreadable', 'nothing']).toContain(translation.type);
          if (translation.type !== 'nothing') InboundBody.parse(translation.message);
        },
      ),
    );
  });
});

describe('choices on WhatsApp', () => {
  const choices = [
    { token: 'a:1:yes', label: 'Ya' },
    { token: 'a:1:no', label: 'Tidak' },
  ];

  it('are a numbered list where a number is read as a place in it', () => {
    expect(renderText({ text: 'Hentikan?', choices, menu: true })).toBe('Hentikan?\n1. Ya\n2. Tidak');
  });

  it('are left to the words of the text elsewhere', () => {
    expect(renderText({ text: 'Balas KIRIM.', choices })).toBe('Balas KIRIM.');
  });
});
