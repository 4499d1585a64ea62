import type { VNode } from 'preact';
import { channelHints, channelLabels, channelStates, channelText } from '../../../i18n/console.js';
import type { ChannelStatusView } from '../../../usecases/console-services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Layout } from './layout.js';
import { Empty, Fact, Moment } from './parts.js';
import { QrCode } from './qr-code.js';

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
      <QrCode text={pairing} label={channelText.qrAlt} />
      <p class="hint">{channelText.qrHint}</p>
    </div>
  );
}
