import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { Phone } from './phone.js';

/** A reporter's phone in the browser: the simulator's chat page. */
export function chatPage(page: Page): Phone {
  return {
    say: async (text) => {
      await page.getByLabel('Tulis pesan').fill(text);
      await page.getByLabel('Tulis pesan').press('Enter');
    },
    press: async (label) => {
      const bubbles = page
        .getByTestId('bubble-bot')
        .filter({ has: page.getByRole('button', { name: label }) });
      await bubbles.last().getByRole('button', { name: label }).click();
    },
    read: () => page.locator('.bubble.bot .words').allTextContents(),
  };
}

/** Chooses a photo and sends it with the composer's button. */
export async function sendPhoto(page: Page, buffer: Buffer): Promise<void> {
  const file = { name: 'rumah.jpg', mimeType: 'image/jpeg', buffer };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.locator('.composer button').click();
}

/** A JPEG of a house that nobody lives in: it is drawn. */
export async function housePhoto(): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600">
    <rect width="800" height="600" fill="#bcd9ea"/><rect y="400" width="800" height="200" fill="#8aa86a"/>
    <path d="M170 290 400 140 630 290Z" fill="#8c6d4f"/><rect x="210" y="290" width="380" height="190" fill="#c9a877"/>
    <path d="M210 330h380M210 370h380M210 410h380M210 450h380" stroke="#a98957" stroke-width="4"/>
    <rect x="360" y="360" width="80" height="120" fill="#5e4630"/><rect x="250" y="340" width="70" height="60" fill="#3f5666"/>
    <rect x="480" y="340" width="70" height="60" fill="#3f5666"/><path d="M340 480h120l60 120H280Z" fill="#b79f77"/>
  </svg>`;
  return sharp(Buffer.from(drawing)).resize(1600, 1200).jpeg({ quality: 80 }).toBuffer();
}
