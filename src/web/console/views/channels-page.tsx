import type { VNode } from 'preact';
import qrcode from 'qrcode';
import { channelHints, channelLabels, channelStates, channelText } from '../../../i18n/console.js';
import type { ChannelStatusView } from '../../../usecases/console-services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Layout } from './layout.js';
import { Empty, Fact, Moment } from './parts.js';

/** A QR text changes about every twenty seconds. */
const REFRESH_SECONDS = 10;

interface ChannelsPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly channels: readonly ChannelStatusView[];
}

export function ChannelsPage({ frame, format, channels }: ChannelsPageProps): VNode {
  const moving = channels.some(({ state }) => state === 'pairing' || state === 'connecting');
  return (
    <Layout
      frame={frame}
      title={channelText.title}
      place="/console/kanal"
      refresh={moving ? REFRESH_SECONDS : undefined}
    >
      <h1>{channelText.title}</h1>
      <p class="lead">{channelText.lead}</p>
      {channels.length === 0 ? <Empty title={channelText.empty} hint={channelText.emptyHint} /> : null}
      <div class="tiles">
        {channels.map((channel) => (
          <Channel key={`${channel.channel} ${channel.account}`} channel={channel} format={format} />
        ))}
      </div>
    </Layout>
  );
}

function Channel({ channel, format }: { channel: ChannelStatusView; format: Formatter }): VNode {
  const { state, pairing } = channel;
  const hint = channelHints[state as keyof typeof channelHints];
  return (
    <section class="card" data-testid={`channel-${channel.channel}`}>
      <div class="title-row">
        <h2>{channelLabels[channel.channel]}</h2>
        <span class={`badge channel-${state}`} data-state={state}>
          {state in channelStates ? channelStates[state as keyof typeof channelStates] : state}
        </span>
      </div>
      {hint === undefined ? null : <p class="hint">{hint}</p>}
      {pairing === null ? null : <Pairing pairing={pairing} />}
      {pairing === null && state === 'pairing' ? <p class="quiet">{channelText.adminPairs}</p> : null}
      <dl class="facts narrow">
        <Fact name={channelText.account}>{channel.account}</Fact>
        {channel.detail === null ? null : <Fact name={channelText.detail}>{channel.detail}</Fact>}
        <Fact name={channelText.updated}>
          <Moment at={channel.updatedAt} format={format} />
        </Fact>
      </dl>
    </section>
  );
}

/** A pairing code is eight characters, sometimes with a dash in the middle; a QR text is far longer. */
function isCode(pairing: string): boolean {
  return /^[A-Z0-9]{4}-?[A-Z0-9]{4}$/.test(pairing);
}

function Pairing({ pairing }: { readonly pairing: string }): VNode {
  return isCode(pairing) ? (
    <div class="pairing">
      <p>
        <strong>{channelText.codeTitle}</strong>
      </p>
      <p class="code" data-testid="pairing-code">
        {`${pairing.slice(0, 4)}-${pairing.slice(-4)}`}
      </p>
      <p class="hint">{channelText.codeHint}</p>
    </div>
  ) : (
    <div class="pairing">
      <p>
        <strong>{channelText.qrTitle}</strong>
      </p>
      <QrCode text={pairing} />
      <p class="hint">{channelText.qrHint}</p>
    </div>
  );
}

/** Drawn here, as one path: the content security policy lets no inline style through. */
function QrCode({ text }: { readonly text: string }): VNode {
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
    <svg class="qr" viewBox={`0 0 ${String(side)} ${String(side)}`} role="img" aria-label={channelText.qrAlt}>
      <rect width={side} height={side} fill="#fff" />
      <path d={dots.join('')} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}
