import { lookup as resolve } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { DeliveryOutcome, SignedTelling, Tried } from '../../domain/opd/webhook.js';
import type { WebhookSender } from '../../usecases/opd/webhook-ports.js';

export interface SenderOptions {
  /** Addresses of private networks: agencies in the same house. */
  readonly allowsPrivate: boolean;
  /** This machine: for trying out. */
  readonly allowsLoopback: boolean;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');
const inner = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  inner.addSubnet(net, bits, 'ipv4');
}
inner.addSubnet('fc00::', 7, 'ipv6');
/** Nobody's, or of the machine's own surroundings: never sent to. */
const never = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  never.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::', 128],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  never.addSubnet(net, bits, 'ipv6');
}

/** IPv4 in the form of IPv6 is judged as IPv4. */
export function isAllowedAddress(address: string, { allowsPrivate, allowsLoopback }: SenderOptions): boolean {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  // Written otherwise, too: what is mapped and not plain is not sent to.
  if (isIP(plain) === 0 || /^::ffff:/i.test(plain) || never.check(plain, family)) return false;
  if (loopback.check(plain, family)) return allowsLoopback;
  return allowsPrivate || !inner.check(plain, family);
}

class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** Connects to none but the addresses that were judged: what a name means may be another thing the next moment. */
export class HttpWebhookSender implements WebhookSender {
  constructor(private readonly options: SenderOptions) {}

  async send(address: string, { headers, body }: SignedTelling): Promise<Tried> {
    const url = new URL(address);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !isAllowedAddress(host, this.options))
      return { outcome: 'address', status: null };
    try {
      const status = await this.post(url, { headers, body });
      return { outcome: status >= 200 && status < 300 ? 'delivered' : 'status', status };
    } catch (error) {
      return { outcome: outcomeOf(error), status: null };
    }
  }

  /** The status of the answer. What it says is not read, and it leads nowhere else. */
  private post(url: URL, { headers, body }: SignedTelling): Promise<number> {
    const { timeoutMs = TIMEOUT_MS } = this.options;
    return new Promise((done, fail) => {
      const request = (url.protocol === 'https:' ? https : http).request(
        url,
        {
          method: 'POST',
          agent: false,
          lookup: this.lookup,
          headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': 'SIPMAS' },
          signal: AbortSignal.timeout(timeoutMs),
        },
        (response) => {
          done(response.statusCode ?? 0);
          response.destroy();
        },
      );
      request.on('error', fail);
      request.end(body);
    });
  }

  private readonly lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        callback(error, '', 0);
        return;
      }
      const allowed = found.filter(({ address }) => isAllowedAddress(address, this.options));
      const [first] = allowed;
      if (first === undefined || allowed.length < found.length) callback(new AddressRefused(), '', 0);
      else if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

function outcomeOf(error: unknown): Exclude<DeliveryOutcome, 'delivered' | 'status'> {
  if (error instanceof AddressRefused) return 'address';
  const { name = '', code = '' } = error as { readonly name?: string; readonly code?: unknown };
  if (name === 'AbortError' || name === 'TimeoutError' || code === 'ETIMEDOUT') return 'timeout';
  const isTls = typeof code === 'string' && /CERT|TLS|SSL|EPROTO|ALTNAME|ISSUER|SELF_SIGNED/.test(code);
  return isTls ? 'tls' : 'unreachable';
}
