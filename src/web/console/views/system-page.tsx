import type { VNode } from 'preact';
import { deliveryLabels, systemText } from '../../../i18n/console.js';
import { staffMay } from '../../../domain/access/scope.js';
import { mapText } from '../../../i18n/place.js';
import type { ConsoleServices, ReadinessServices } from '../../../usecases/console-services.js';
import type { SystemState } from '../../../usecases/health/services.js';
import { referenceText } from '../../../i18n/reference.js';
import type { RotationServices } from '../../../usecases/rotation/services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Layout } from './layout.js';
import { Fact } from './parts.js';
import { KeysTile } from './system-keys.js';
import { HealthRules, HealthTiles, HealthWarnings } from './system-health.js';

type Health = Awaited<ReturnType<ConsoleServices['health']>>;
type Readiness = Awaited<ReturnType<ReadinessServices['readiness']>>;

const REFRESH_SECONDS = 5;

interface SystemPageProps {
  readonly frame: Frame;
  readonly health: Health;
  readonly readiness: Readiness;
  readonly state: SystemState;
  readonly format: Formatter;
  readonly keys: Awaited<ReturnType<RotationServices['state']>>;
}

export function SystemPage({ frame, health, readiness, state, format, keys }: SystemPageProps): VNode {
  return (
    <Layout
      frame={frame}
      title={systemText.title}
      place="/console/sistem"
      refresh={keys.rotation?.state === 'running' ? REFRESH_SECONDS : undefined}
    >
      <h1>{systemText.title}</h1>
      <p class={`notice ${readiness.ready ? 'good' : 'bad'}`}>
        {readiness.ready ? systemText.ready : systemText.notReady}
      </p>
      <HealthWarnings state={state} />
      <p>
        <a href="/console/acuan">{referenceText.open}</a>
      </p>
      <div class="tiles">
        <Parts parts={readiness.parts} />
        <HealthTiles state={state} format={format} />
        <Work health={health} />
        <Outbound outbound={health.outbound} />
        <KeysTile frame={frame} format={format} state={keys} />
        {staffMay(frame.actor, 'manage_map') ? (
          <section class="card" aria-labelledby="peta">
            <h2 id="peta">{mapText.title}</h2>
            <p>
              <a href="/console/peta">{mapText.open}</a>
            </p>
            <p class="hint">{mapText.openHint}</p>
          </section>
        ) : null}
      </div>
      <HealthRules state={state} />
    </Layout>
  );
}

function Parts({ parts }: Pick<Readiness, 'parts'>): VNode {
  return (
    <section class="card" aria-labelledby="bagian">
      <h2 id="bagian">{systemText.parts}</h2>
      <dl class="facts">
        {Object.entries(parts).map(([part, state]) => (
          <Fact key={part} name={systemText.partNames[part] ?? part}>
            <span class={`badge part-${state}`}>{systemText.partStates[state]}</span>
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function Work({ health }: { readonly health: Health }): VNode {
  return (
    <section class="card" aria-labelledby="pekerjaan">
      <h2 id="pekerjaan">{systemText.work}</h2>
      <dl class="facts">
        <Fact name={systemText.inboxWaiting}>{health.inboxWaiting}</Fact>
        <Fact name={systemText.outboxWaiting}>{health.outboxWaiting}</Fact>
        <Fact name={systemText.outboxOldest}>{systemText.seconds(health.outboxOldestSeconds)}</Fact>
        <Fact name={systemText.outboxFailing}>{health.outboxFailing}</Fact>
        <Fact name={systemText.queueBackend}>{systemText.backends[health.queueBackend]}</Fact>
      </dl>
    </section>
  );
}

function Outbound({ outbound }: Pick<Health, 'outbound'>): VNode {
  const counts = Object.entries(outbound);
  return (
    <section class="card" aria-labelledby="pesan">
      <h2 id="pesan">{systemText.outbound}</h2>
      {counts.length === 0 ? <p class="quiet">{systemText.noOutbound}</p> : null}
      <dl class="facts">
        {counts.map(([state, count]) => (
          <Fact key={state} name={deliveryLabels[state] ?? state}>
            {count}
          </Fact>
        ))}
      </dl>
    </section>
  );
}
