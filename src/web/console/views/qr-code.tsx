import { createRequire } from 'node:module';
import type { VNode } from 'preact';
import type * as Maker from 'qrcode';

/** Few pages have one: its maker is loaded by the first, at once, for pages are written in one go. */
const load = createRequire(import.meta.url);

/** Drawn here, as one path: the content security policy lets no inline style through. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }): VNode {
  const qrcode = load('qrcode') as typeof Maker;
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'L' });
  const quiet = 4;
  const side = modules.size + 2 * quiet;
  const dots = Array.from({ length: modules.size ** 2 }, (_, at) => at)
    .filter((at) => modules.data[at] === 1)
    .map(
      (at) =>
        `M${String((at % modules.size) + quiet)} ${String(Math.floor(at / modules.size) + quiet)}h1v1h-1z`,
    );
  return (
    <svg class="qr" viewBox={`0 0 ${String(side)} ${String(side)}`} role="img" aria-label={label}>
      <rect width={side} height={side} fill="#fff" />
      <path d={dots.join('')} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}
