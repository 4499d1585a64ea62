import type { Page } from 'playwright-core';

/** On the sign-in page. */
export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('Nama pengguna').fill(username);
  await page.getByLabel('Kata sandi').fill(password);
  await page.getByRole('button', { name: 'Masuk' }).click();
}

/** With nobody signed in before; a trial account. */
export async function enterConsole(page: Page, site: string, username: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${site}/console/masuk`);
  await signIn(page, username, `coba-${username}`);
  await page.getByRole('button', { name: 'Keluar' }).waitFor();
}
