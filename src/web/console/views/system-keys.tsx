/** On the page of the system: keys, and how far everything is sealed anew. */
import type { VNode } from 'preact';
import { mayAccess, staffMay } from '../../../domain/access/scope.js';
import { rotationText as text } from '../../../i18n/rotation.js';
import type { RotationView } from '../../../usecases/rotation/ports.js';
import type { RotationServices } from '../../../usecases/rotation/services.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Action } from './action.js';
import { Fact } from './parts.js';

interface KeysProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly state: Awaited<ReturnType<RotationServices['state']>>;
}

export function KeysTile({ frame, format, state: { keys, rotation } }: KeysProps): VNode {
  const others = keys.all.filter((id) => id !== keys.active);
  const may = staffMay(frame.actor, 'rotate_keys') && mayAccess(frame.actor, frame.homeRegion);
  const running = rotation?.state === 'running';
  const stopped = rotation?.state === 'stopped';
  const address = '/console/sistem/kunci';
  return (
    <section class="card" aria-labelledby="kunci">
      <h2 id="kunci">{text.title}</h2>
      <dl class="facts">
        <Fact name={text.active}>{keys.active}</Fact>
        <Fact name={text.others}>{others.length === 0 ? text.none : others.join(', ')}</Fact>
      </dl>
      {rotation === null ? null : <Newest rotation={rotation} format={format} />}
      {may && running ? (
        <Action frame={frame} action={`${address}/hentikan`}>
          <button type="submit" class="second">
            {text.stop}
          </button>
        </Action>
      ) : null}
      {may && !running && (others.length > 0 || stopped) ? (
        <Action frame={frame} action={`${address}/mulai`}>
          <button type="submit" class="second">
            {stopped ? text.resume : text.start}
          </button>
        </Action>
      ) : null}
      <p class="hint">{text.hint}</p>
    </section>
  );
}

function Newest({
  rotation,
  format,
}: {
  readonly rotation: RotationView;
  readonly format: Formatter;
}): VNode {
  const { state, keyId, startedAt, startedBy, done, total, left, unreadable, failure } = rotation;
  // Rows come and go meanwhile.
  const expected = Math.max(total, done);
  return (
    <>
      <dl class="facts">
        <Fact name={text.last}>
          <span class="badge" data-testid="rotation" data-state={state}>
            {text.states[state]}
          </span>{' '}
          {text.began(format.short(startedAt), startedBy ?? text.terminal)}
        </Fact>
        <Fact name={text.key}>{keyId}</Fact>
      </dl>
      {state === 'finished' ? null : (
        <p>
          <progress value={done} max={Math.max(1, expected)} aria-label={text.progress} />{' '}
          {text.progressText(format.count(done), format.count(expected))}
        </p>
      )}
      {failure === null ? null : <p class="notice bad">{text.failures[failure]}</p>}
      {unreadable > 0 ? <p class="notice bad">{text.unreadable(unreadable)}</p> : null}
      {left === null ? null : (
        <p class={`notice ${left === 0 ? 'good' : 'warn'}`}>
          {left === 0 ? text.whole(keyId) : text.left(left)}
        </p>
      )}
    </>
  );
}
