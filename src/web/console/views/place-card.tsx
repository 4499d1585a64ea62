/** Where a report's place lies: on the shapes of regions, or else on the tiles of the kabupaten. */
import type { ComponentChildren, VNode } from 'preact';
import { boundsOf, middleOf, type Area, type Point } from '../../../domain/region/shapes.js';
import { standingOf, type Standing } from '../../../domain/region/standing.js';
import type { Report } from '../../../domain/report/report.js';
import { placeText } from '../../../i18n/place.js';
import type { Surroundings } from '../../../usecases/place/services.js';
import { drawingOf, overlap, scaleOf, type Drawing } from '../charts/geo.js';
import { layoutOf } from '../charts/tile-layouts.js';

interface PlaceProps {
  readonly answers: Report;
  readonly desaName: string;
  readonly kecamatanName: string;
  /** Name of the kabupaten. */
  readonly home: string;
  readonly around: Surroundings;
}

export function PlaceCard(props: PlaceProps): VNode | null {
  const drawn = PlaceFigure(props);
  if (drawn === null) return null;
  return (
    <section class="card place" aria-labelledby="tempat" data-testid="place">
      <h2 id="tempat">{placeText.title}</h2>
      {drawn}
    </section>
  );
}

/** null: there is nothing to draw it on. */
export function PlaceFigure(props: PlaceProps): VNode | null {
  const { answers, around, home, kecamatanName } = props;
  const parent = answers.desaCode.split('.').slice(0, 3).join('.');
  const own = around.shapes.find(({ code }) => code === parent);
  const locator = placeText.locatorOf(placeText.kecamatan(kecamatanName), home);
  if (own === undefined) {
    const tiles = Tiles({ around, parent, label: locator });
    return tiles === null ? null : (
      <Figure map={tiles} locator={null}>
        <p>
          {placeText.kecamatan(kecamatanName)}. {placeText.tiles}
        </p>
        {answers.location === null ? null : <p class="hint">{placeText.noShape}</p>}
      </Figure>
    );
  }
  return (
    <Figure
      map={<Close {...props} own={own} />}
      locator={<Locator shapes={around.shapes} own={own} point={answers.location} label={locator} />}
    >
      <Words {...props} />
    </Figure>
  );
}

function Figure({
  map,
  locator,
  children,
}: {
  readonly map: VNode;
  readonly locator: VNode | null;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <figure class={locator === null ? 'place-figure tiled' : 'place-figure'}>
      {map}
      <figcaption>
        {locator}
        {children}
      </figcaption>
    </figure>
  );
}

/** What the map shows, in words. */
function Words({ answers: { location, desaCode }, around, ...names }: PlaceProps): VNode {
  if (location === null) return <p class="quiet">{placeText.noPoint}</p>;
  const areas = { desa: around.desaShapes, kecamatan: around.shapes };
  const standing = standingOf(location, desaCode, areas);
  const sentence = sentenceOf(standing, (code) => nameOf(code, around) ?? names.kecamatanName);
  if (sentence === null) return <p class="hint">{placeText.noShape}</p>;
  return standing.type === 'outside' ? (
    <p class="notice warn" data-testid="outside">
      {sentence} {placeText.check}
    </p>
  ) : (
    <p>{sentence}</p>
  );
}

function sentenceOf(standing: Standing, name: (code: string) => string): string | null {
  const { inside, near, outside, outsideAll } = placeText.standing;
  switch (standing.type) {
    case 'unknown':
      return null;
    case 'inside':
      return inside(name(standing.of));
    case 'near':
      return near(name(standing.of));
    case 'outside':
      return standing.in === null
        ? outsideAll(name(standing.of))
        : outside(name(standing.of), name(standing.in));
  }
}

function nameOf(code: string, { desa, kecamatan }: Surroundings): string | null {
  const own = desa.find((one) => one.code === code);
  if (own !== undefined) return placeText.desa(own.name, /\.1\d+$/.test(own.code));
  const whole = kecamatan.find((one) => one.code === code);
  return whole === undefined ? null : placeText.kecamatan(whole.name);
}

/** The kecamatan, with its desa as far as they are known, and the place in it. */
function Close({
  answers,
  desaName,
  kecamatanName,
  around,
  own,
}: PlaceProps & { readonly own: Area }): VNode {
  const { location, desaCode } = answers;
  const point: Area | null =
    location === null ? null : { code: '', rings: [[[location.longitude, location.latitude]]] };
  const bounds = boundsOf([own, ...(point === null || !isNear(own, location) ? [] : [point])]);
  if (bounds === null) return <></>;
  const drawing = drawingOf(bounds, { margin: 0.06, aspect: [0.62, 0.85] });
  const desa = around.desaShapes.find(({ code }) => code === desaCode);
  const marked = desa ?? own;
  return (
    <Svg drawing={drawing} label={placeText.mapOf(`${desaName}, ${placeText.kecamatan(kecamatanName)}`)}>
      {around.shapes
        .filter((area) => area !== own && overlap(boundsOf([area]) ?? bounds, drawing.bounds))
        .map((area) => (
          <path key={area.code} class="other" d={drawing.path(area)} fill-rule="evenodd" />
        ))}
      <path class={desa === undefined ? 'own marked' : 'own'} d={drawing.path(own)} fill-rule="evenodd" />
      {around.desaShapes.map((area) => (
        <path
          key={area.code}
          class={area === marked ? 'desa marked' : 'desa'}
          d={drawing.path(area)}
          fill-rule="evenodd"
        />
      ))}
      {location === null ? null : <Mark drawing={drawing} at={location} />}
      <ScaleBar drawing={drawing} />
    </Svg>
  );
}

/** A place in another part of the island would make the map of the kecamatan a dot: it is told in words. */
function isNear(own: Area, point: Point | null): boolean {
  const bounds = boundsOf([own]);
  if (bounds === null || point === null) return false;
  const [high, wide] = [bounds.north - bounds.south, bounds.east - bounds.west];
  const around = {
    south: bounds.south - high,
    north: bounds.north + high,
    west: bounds.west - wide,
    east: bounds.east + wide,
  };
  const { latitude, longitude } = point;
  return overlap(around, { south: latitude, north: latitude, west: longitude, east: longitude });
}

interface LocatorProps {
  readonly shapes: readonly Area[];
  readonly own: Area;
  readonly point: Point | null;
  readonly label: string;
}

/** Where in the kabupaten that is. */
function Locator({ shapes, own, point, label }: LocatorProps): VNode | null {
  const bounds = boundsOf(shapes);
  if (bounds === null || shapes.length < 2) return null;
  const drawing = drawingOf(bounds, { width: 240 });
  const at = point ?? middleOf(own)?.at ?? null;
  return (
    <Svg drawing={drawing} label={label} name="locator">
      {shapes.map((area) => (
        <path
          key={area.code}
          class={area === own ? 'own marked' : 'other'}
          d={drawing.path(area)}
          fill-rule="evenodd"
        />
      ))}
      {point === null || at === null ? null : <Mark drawing={drawing} at={at} small />}
    </Svg>
  );
}

function Svg({
  drawing: { width, height },
  label,
  name = 'close',
  children,
}: {
  readonly drawing: Drawing;
  readonly label: string;
  readonly name?: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <svg
      class={`place-map ${name}`}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      role="img"
      aria-label={label}
    >
      {children}
    </svg>
  );
}

function Mark({ drawing, at, small = false }: { drawing: Drawing; at: Point; small?: boolean }): VNode {
  const [x, y] = drawing.at(at);
  const radius = small ? 7 : 17;
  return (
    <g class="mark">
      {small ? null : <circle class="halo" cx={x} cy={y} r={radius * 2.4} />}
      <circle class="dot" cx={x} cy={y} r={radius} />
    </g>
  );
}

function ScaleBar({ drawing }: { readonly drawing: Drawing }): VNode {
  const { km, units } = scaleOf(drawing);
  const [x, y] = [32, drawing.height - 32];
  return (
    <g class="scale" aria-hidden="true">
      <path d={`M${String(x)} ${String(y - 12)}v12h${String(units)}v-12`} />
      <text x={x + units / 2} y={y - 16}>
        {placeText.scale(km)}
      </text>
    </g>
  );
}

/** Tiles that stand roughly as the kecamatan lie; null: nobody knows how. */
function Tiles({
  around,
  parent,
  label,
}: {
  readonly around: Surroundings;
  readonly parent: string;
  readonly label: string;
}): VNode | null {
  const { places, columns, known } = layoutOf(around.kecamatan);
  if (!known) return null;
  const rows = Math.ceil(places.length / columns);
  const size = 40;
  return (
    <svg
      class="place-map tiles-map"
      viewBox={`0 0 ${String(columns * size)} ${String(rows * size)}`}
      role="img"
      aria-label={label}
    >
      {places.map((place, n) =>
        place === null ? null : (
          <rect
            key={place.code}
            class={place.code === parent ? 'own marked' : 'other'}
            x={(n % columns) * size + 2}
            y={Math.floor(n / columns) * size + 2}
            width={size - 4}
            height={size - 4}
            rx="5"
          />
        ),
      )}
    </svg>
  );
}
