/** What leaves the console: a long list as a file, read slowly, and the weight of a page. */
import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { ConsoleHttp } from '../support/console-http.js';
import type { Measured } from './child.js';

export interface ExportMeasured {
  readonly bytes: number;
  readonly seconds: number;
  /** Above what the service held before. */
  readonly extraBytes: number;
}

/** As on a thin line: it reads for a moment, and rests. */
const REST_EVERY_BYTES = 2 ** 20;
const REST_MS = 100;
const LOOK_EVERY_MS = 50;

/** All reports that the person may see, with their numbers. */
export async function measureExport(
  { service, person, csrf }: { service: Measured; person: ConsoleHttp; csrf: string },
  format: 'csv' | 'xlsx',
): Promise<ExportMeasured> {
  const before = service.residentBytes();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, service.residentBytes());
  }, LOOK_EVERY_MS);
  const begun = performance.now();
  const fields = { _csrf: csrf, status: 'all', format, identities: '1', purpose: 'reporting' };
  try {
    const response = await posted(new URL('/console/unduh/laporan', service.url), person, fields);
    if (response.statusCode !== 200) throw new Error(`export: ${String(response.statusCode)}`);
    let bytes = 0;
    let restAt = REST_EVERY_BYTES;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes < restAt) continue;
      restAt = bytes + REST_EVERY_BYTES;
      await delay(REST_MS);
    }
    return { bytes, seconds: (performance.now() - begun) / 1000, extraBytes: most - before };
  } finally {
    clearInterval(watch);
  }
}

function posted(
  url: URL,
  person: ConsoleHttp,
  fields: Readonly<Record<string, string>>,
): Promise<http.IncomingMessage> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie: person.cookie };
  return new Promise((resolve, reject) => {
    http
      .request(url, { method: 'POST', agent: false, headers }, resolve)
      .on('error', reject)
      .end(new URLSearchParams(fields).toString());
  });
}

/** Bytes as they come over the wire, heads too: a page, and all that it loads the first time. */
export async function pageWeight(service: Measured, path: string, person: ConsoleHttp): Promise<number> {
  const page = await weigh(new URL(path, service.url), person);
  const loaded = [...page.text.matchAll(/(?:src|href)="(\/aset\/[^"]+)"/g)].map(([, address = '']) =>
    address.replaceAll('&amp;', '&'),
  );
  let bytes = page.bytes;
  for (const address of new Set(loaded)) {
    bytes += (await weigh(new URL(address, service.url), person)).bytes;
  }
  return bytes;
}

/** On a connection of its own, whose bytes are counted as a browser gets them. */
async function weigh(url: URL, person: ConsoleHttp): Promise<{ bytes: number; text: string }> {
  const headers = { cookie: person.cookie, 'accept-encoding': 'gzip, deflate, br' };
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get(url, { agent: false, headers }, resolve).on('error', reject);
  });
  if (response.statusCode !== 200) throw new Error(`${url.pathname}: ${String(response.statusCode)}`);
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return { bytes: response.socket.bytesRead, text: unpacked(response, Buffer.concat(chunks)) };
}

function unpacked({ headers }: http.IncomingMessage, body: Buffer): string {
  const { 'content-encoding': packed } = headers;
  if (packed === 'br') return brotliDecompressSync(body).toString();
  return (packed === 'gzip' ? gunzipSync(body) : body).toString();
}
