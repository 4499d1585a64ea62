/** Processes, queues, backups and disk on the page of the system. */
import type { VNode } from 'preact';
import { bytesText, healthText } from '../../../i18n/escalation.js';
import type { SystemState } from '../../../usecases/health/services.js';
import type { Formatter } from '../format.js';
import { Fact, Moment } from './parts.js';

interface HealthProps {
  readonly state: SystemState;
  readonly format: Formatter;
}

export function HealthWarnings({ state: { warnings } }: Pick<HealthProps, 'state'>): VNode | null {
  if (warnings.length === 0) return null;
  return (
    <div class="notice warn" role="status" data-testid="health-warnings">
      <p>
        <strong>{healthText.attention}</strong>
      </p>
      <ul>
        {warnings.map((warning) => (
          <li key={warning} data-warning={warning}>
            {healthText.warnings[warning]}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function HealthTiles({ state, format }: HealthProps): VNode {
  return (
    <>
      <Processes state={state} format={format} />
      <Queues state={state} />
      <Backup state={state} format={format} />
    </>
  );
}

export function HealthRules({ state: { thresholds } }: Pick<HealthProps, 'state'>): VNode {
  const { backupDays, queueLength, diskPercent } = thresholds;
  return (
    <details class="contents how">
      <summary>{healthText.rules}</summary>
      <p>{healthText.rule(backupDays, queueLength, diskPercent)}</p>
    </details>
  );
}

function Processes({ state, format }: HealthProps): VNode {
  return (
    <section class="card" aria-labelledby="proses">
      <h2 id="proses">{healthText.processes}</h2>
      <dl class="facts">
        {state.processes.map(({ part, running, seenAt }) => (
          <Fact key={part} name={healthText.parts[part]}>
            <span class={`badge part-${running > 0 ? 'ok' : 'failing'}`}>
              {running > 0 ? healthText.running(running) : healthText.silent}
            </span>
            {running > 0 || seenAt === null ? null : (
              <small>
                {' '}
                {healthText.lastSeen} <Moment at={seenAt} format={format} short />
              </small>
            )}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function Queues({ state: { queues, disk } }: Pick<HealthProps, 'state'>): VNode {
  return (
    <section class="card" aria-labelledby="antrean-kerja">
      <h2 id="antrean-kerja">{healthText.queues}</h2>
      {queues === null ? <p class="quiet">{healthText.noAnswer}</p> : null}
      <dl class="facts">
        {(queues ?? []).map(({ name, waiting }) => (
          <Fact key={name} name={healthText.queueNames[name] ?? name}>
            {healthText.waiting(waiting)}
          </Fact>
        ))}
        {disk === null ? null : (
          <Fact name={healthText.disk}>{healthText.free(bytesText(disk.free), bytesText(disk.total))}</Fact>
        )}
      </dl>
    </section>
  );
}

function Backup({ state: { backup }, format }: HealthProps): VNode {
  return (
    <section class="card" aria-labelledby="cadangan" data-testid="backup">
      <h2 id="cadangan">{healthText.backup}</h2>
      {backup === null ? (
        <p class="quiet">{healthText.noBackup}</p>
      ) : (
        <dl class="facts">
          <Fact name={healthText.made}>
            <Moment at={backup.madeAt} format={format} />
          </Fact>
          <Fact name={healthText.verified}>
            <Moment at={backup.verifiedAt} format={format} />
          </Fact>
          <Fact name={healthText.size}>{bytesText(backup.bytes)}</Fact>
          <Fact name={healthText.contents}>{healthText.contentsOf(backup.rows, backup.photos)}</Fact>
        </dl>
      )}
    </section>
  );
}
