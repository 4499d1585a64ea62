/** What the pages about the quality of the data share. */
import type { VNode } from 'preact';
import type { QualityTopic } from '../../../../domain/quality/checks.js';
import { qualityText } from '../../../../i18n/quality.js';
import type { Counted } from '../../../../usecases/quality/services.js';
import { assetUrl } from '../../../plugins/assets.js';
import type { Formatter } from '../../format.js';
import { hrefWith } from '../../href.js';
import { QUALITY, type QualityArea } from '../../quality-query.js';

export const qualityStyles = <link rel="stylesheet" href={assetUrl('quality.css')} />;

/** `di` and `tanpa`: by what the topic's parts are chosen. */
export function listHref(
  topic: QualityTopic,
  { kecamatan, desa }: Partial<QualityArea>,
  { di, tanpa }: { readonly di?: string | undefined; readonly tanpa?: string | undefined } = {},
): string {
  return hrefWith(`${QUALITY}/daftar`, { periksa: topic, di, tanpa, kecamatan, desa });
}

export function CountedAt({
  of: { at, waiting },
  format,
}: {
  readonly of: Counted;
  readonly format: Formatter;
}): VNode {
  return (
    <>
      {at === null ? qualityText.uncounted : qualityText.counted(format.moment(at))}
      {waiting ? ` ${qualityText.waiting}` : null}
    </>
  );
}
