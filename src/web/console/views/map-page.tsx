import type { VNode } from 'preact';
import type { ShapeFault } from '../../../domain/region/geojson.js';
import { boundsOf } from '../../../domain/region/shapes.js';
import { mapText, placeText } from '../../../i18n/place.js';
import type { MapLevel, MapView } from '../../../usecases/place/services.js';
import { assetUrl } from '../../plugins/assets.js';
import { drawingOf } from '../charts/geo.js';
import type { Frame } from '../context.js';
import type { Formatter } from '../format.js';
import { Layout } from './layout.js';
import { Empty, Problems } from './parts.js';

export type MapProblem = ShapeFault | 'too_large';

interface MapPageProps {
  readonly frame: Frame;
  readonly format: Formatter;
  readonly view: MapView;
  readonly problem: MapProblem | null;
}

export function MapPage({ frame, format, view, problem }: MapPageProps): VNode {
  return (
    <Layout
      frame={frame}
      title={mapText.title}
      place="/console/sistem"
      head={<link rel="stylesheet" href={assetUrl('place.css')} />}
    >
      <p class="back">
        <a href="/console/sistem">{mapText.back}</a>
      </p>
      <h1>{mapText.title}</h1>
      <p class="lead">{mapText.lead}</p>
      <Problems title={mapText.problems} problems={problem === null ? [] : [mapText.fault[problem]]} />
      <div class="map-columns">
        <section class="card" aria-labelledby="peta-sekarang">
          <h2 id="peta-sekarang">{mapText.now}</h2>
          <Now view={view} region={frame.regionName} />
          {view.levels.map((level) => (
            <Level key={level.level} level={level} csrf={frame.csrf} format={format} />
          ))}
        </section>
        <Upload csrf={frame.csrf} refused={problem !== null} />
      </div>
    </Layout>
  );
}

function Now({ view: { shapes, kecamatan }, region }: { view: MapView; region: string }): VNode {
  const bounds = boundsOf(shapes);
  if (bounds === null) return <Empty title={mapText.none} hint={mapText.noneHint} />;
  const drawing = drawingOf(bounds);
  const names = new Map(kecamatan.map(({ code, name }) => [code, name]));
  return (
    <>
      <svg
        class="place-map preview"
        viewBox={`0 0 ${String(drawing.width)} ${String(drawing.height)}`}
        role="img"
        aria-label={placeText.mapOf(region)}
        data-testid="map-preview"
      >
        {shapes.map((area) => (
          <path key={area.code} class="own" d={drawing.path(area)} fill-rule="evenodd">
            <title>{names.get(area.code) ?? area.code}</title>
          </path>
        ))}
      </svg>
      {shapes.length < kecamatan.length ? <p class="notice warn">{mapText.partial}</p> : null}
    </>
  );
}

interface LevelProps {
  readonly level: MapLevel;
  readonly csrf: string;
  readonly format: Formatter;
}

function Level({ level: { level, shapes, regions, missing, stored }, csrf, format }: LevelProps): VNode {
  const lacking = regions - shapes;
  return (
    <div class="map-level" data-testid={`level-${level}`}>
      <h3>{mapText.levels[level]}</h3>
      <p>{mapText.has(shapes, regions)}</p>
      {stored === null ? null : (
        <>
          {lacking === 0 ? null : (
            <p class="hint">{mapText.missing(missing.join(', '), lacking - missing.length)}</p>
          )}
          <p class="hint">{mapText.stored(format.moment(stored.at), stored.byName)}</p>
          <form method="post" action="/console/peta/hapus" data-once>
            <input type="hidden" name="_csrf" value={csrf} />
            <input type="hidden" name="level" value={level} />
            <button class="quiet" type="submit">
              {mapText.drop(level)}
            </button>
          </form>
        </>
      )}
    </div>
  );
}

function Upload({ csrf, refused }: { readonly csrf: string; readonly refused: boolean }): VNode {
  return (
    <form method="post" action="/console/peta" encType="multipart/form-data" class="card stack" data-once>
      <input type="hidden" name="_csrf" value={csrf} />
      <h2>{mapText.upload}</h2>
      <p>{mapText.explain}</p>
      <div>
        <label>
          {mapText.file}
          <input
            type="file"
            name="file"
            class="block"
            accept=".geojson,.json,application/geo+json"
            required
            aria-invalid={refused}
            aria-describedby="batas"
          />
        </label>
        <p class="hint" id="batas">
          {mapText.limits} {mapText.replaces}
        </p>
      </div>
      <button type="submit">{mapText.submit}</button>
    </form>
  );
}
