import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { telegramMedia } from '../../bots/telegram/media.js';
import type { MediaFetcher } from '../../src/domain/channel/ports.js';
import { botToken, startBotApi, type BotApi, type Reply } from '../support/bot-api.js';

const source = { kind: 'telegram', account: '640801', fileId: 'file-1' } as const;
const found = (file_path?: string): Reply => ({
  result: { file_id: 'file-1', file_unique_id: 'u', file_path },
});

let server: BotApi;
let media: MediaFetcher;
/** Another host, which a redirect points at. */
let stranger: Server;
let strangerCalls = 0;

beforeAll(async () => {
  server = await startBotApi();
  media = telegramMedia({ token: botToken, apiRoot: server.url });
  stranger = createServer((_request, response) => {
    strangerCalls += 1;
    response.end('secret');
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => stranger.close(resolve));
  await server.stop();
});

describe('a photo of Telegram', () => {
  it('is fetched by its path', async () => {
    server.script(found('photos/file_1.jpg'));
    server.files.set('photos/file_1.jpg', { status: 200, body: Buffer.from('picture') });
    expect((await media.fetch(source, 7)).toString()).toBe('picture');
    expect(server.calls).toEqual([
      { method: 'getFile', body: { file_id: 'file-1' } },
      { method: 'file', body: { path: 'photos/file_1.jpg' } },
    ]);
  });

  it('that is longer than promised is not read to its end', async () => {
    server.script(found('photos/large.jpg'));
    server.files.set('photos/large.jpg', { status: 200, body: Buffer.alloc(1_000_000) });
    await expect(media.fetch(source, 999_999)).rejects.toThrow('media.too_large');
  });

  it.each([
    '../secret',
    'photos/../../secret',
    'photos/..',
    '/etc/passwd',
    'http://example.invalid/x',
    'photos//x',
    'photos/x?y=1',
    'photos/x#y',
    'photos\\x',
    'photos',
    '',
  ])('is not fetched from the path %j', async (path) => {
    server.script(found(path));
    await expect(media.fetch(source, 100)).rejects.toThrow('media.gone');
    expect(server.calls.map(({ method }) => method)).toEqual(['getFile']);
  });

  it('is not fetched from where a redirect points', async () => {
    const address = stranger.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    server.script(found('photos/moved.jpg'));
    server.files.set('photos/moved.jpg', {
      status: 302,
      body: Buffer.alloc(0),
      location: `http://127.0.0.1:${String(port)}/x`,
    });
    await expect(media.fetch(source, 100)).rejects.toThrow('media.unreachable');
    expect(strangerCalls).toBe(0);
  });

  it.each<[what: string, reply: Reply, code: string]>([
    ['has no path', found(), 'media.gone'],
    ['is not known', { error: 400, description: 'Bad Request: invalid file_id' }, 'media.gone'],
    ['is too large for bots', { error: 400, description: 'Bad Request: file is too big' }, 'media.too_large'],
    ['meets a flood', { error: 429, description: 'Too Many Requests', retry_after: 1 }, 'media.unreachable'],
    ['meets a revoked token', { error: 401, description: 'Unauthorized' }, 'media.unreachable'],
    [
      'meets a fault of the server',
      { error: 500, description: 'Internal Server Error' },
      'media.unreachable',
    ],
    ['meets a connection that breaks', 'cut', 'media.unreachable'],
  ])('that %s is %s', async (_what, reply, code) => {
    server.script(reply);
    await expect(media.fetch(source, 100)).rejects.toMatchObject({ code });
  });

  it.each([
    [404, 'media.gone'],
    [429, 'media.unreachable'],
    [500, 'media.unreachable'],
  ])('whose download is answered with %i is %s', async (status, code) => {
    server.script(found('photos/f.jpg'));
    server.files.set('photos/f.jpg', { status, body: Buffer.from('x') });
    await expect(media.fetch(source, 100)).rejects.toMatchObject({ code });
  });

  it('of another channel is none', async () => {
    await expect(media.fetch({ kind: 'upload', blobId: 'x' }, 100)).rejects.toThrow('media.gone');
  });
});
