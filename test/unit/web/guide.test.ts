import { describe, expect, it } from 'vitest';
import { pmksCategories } from '../../../src/domain/pmks/categories.js';
import { reportKinds } from '../../../src/domain/report/report.js';
import { emptyBlock } from '../../../src/dialogue/format.js';
import { guidePictures } from '../../../src/i18n/guide.js';
import { appWith, world } from './fakes.js';

describe('the guide for reporters', () => {
  const guide = async () => (await appWith(world())).inject({ url: '/panduan' });

  it('is there for everybody, without a script, and may be kept by the browser', async () => {
    const { statusCode, body, headers } = await guide();
    expect(statusCode).toBe(200);
    expect(body).not.toContain('<script');
    expect(headers['cache-control']).toBe('public, max-age=3600');
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('names all 26 categories, and says of which the number is enough', async () => {
    const { body } = await guide();
    for (const { code, name, sensitive } of pmksCategories) {
      const row = new RegExp(`>${code}</th><td>${name}</td><td>(cukup nomornya)?`).exec(body);
      expect([code, row?.[1] !== undefined]).toEqual([code, sensitive]);
    }
    expect(body).toContain('Kategori 03, 06, 10, 14, 16, 17, 18, 19 ');
  });

  it('has the empty block of each kind as the chat sends it', async () => {
    const { body } = await guide();
    for (const kind of reportKinds) {
      const [, block] = emptyBlock(kind, null);
      expect(body).toContain(`>${block?.text ?? ''}</pre>`);
    }
  });

  it('shows pictures of the chat, small, described, and kept by the browser for good', async () => {
    const app = await appWith(world());
    const { body } = await app.inject({ url: '/panduan' });
    const images = [
      ...body.matchAll(/<img class="chat-picture" src="([^"]+)" alt="([^"]+)" width="\d+" height="\d+"/g),
    ];
    expect(images).toHaveLength(Object.keys(guidePictures).length);
    for (const [, url = '', alt = ''] of images) {
      const picture = await app.inject({ url });
      expect(picture.statusCode).toBe(200);
      expect(picture.headers).toMatchObject({
        'content-type': 'image/webp',
        'cache-control': 'public, max-age=31536000, immutable',
      });
      expect(picture.rawPayload.length).toBeLessThan(40_000);
      expect(alt.length).toBeGreaterThan(20);
    }
  });
});
