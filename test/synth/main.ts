/** npm run synth: files of made-up registers, or pairs to judge a matcher by. See `usage`. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sources, type Row } from './columns.js';
import { csvBytes, encodings, xlsxBytes, type CsvFormat } from './files.js';
import { makePairs, type PairRecord } from './pairs.js';
import { regionOf } from './places.js';
import { makeDelivery } from './sources.js';

const usage = `A delivery of a source, made up; what is true about it is printed as JSON:
  npm run synth -- --source ${sources.join('|')} --rows 1000 --out FILE
    --seed 1            the same seed, the same bytes
    --revision 1        2 for the next delivery of the same source, and so on
    --format csv|xlsx   --delimiter ";" (or tab)   --encoding ${encodings.join('|')}
    --wrong 0.01        share of rows that are plainly wrong
    --errors 0.15       share of rows with errors of data entry
    --twice 0.003       share of rows that come twice
    --overlap 0.6       share of households that the source knows
    --region 64.08      kabupaten or kota
Pairs of rows of one person or of two, as left.csv, right.csv and truth.csv:
  npm run synth -- --pairs 20000 --out FOLDER   (--seed, --region)
`;

const { values } = parseArgs({
  options: {
    source: { type: 'string' },
    rows: { type: 'string', default: '1000' },
    pairs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    revision: { type: 'string', default: '1' },
    format: { type: 'string', default: 'csv' },
    delimiter: { type: 'string', default: ';' },
    encoding: { type: 'string', default: 'utf8' },
    wrong: { type: 'string', default: '0.01' },
    errors: { type: 'string', default: '0.15' },
    twice: { type: 'string', default: '0.003' },
    overlap: { type: 'string', default: '0.6' },
    region: { type: 'string', default: '64.08' },
    out: { type: 'string' },
  },
});

type Option = keyof typeof values;

function refuse(why: string): never {
  process.stderr.write(`${why}\n\n${usage}`);
  process.exit(1);
}

function whole(option: Option, least: number): number {
  const typed = Number(values[option]);
  return Number.isSafeInteger(typed) && typed >= least
    ? typed
    : refuse(`--${option} is a whole number from ${String(least)}`);
}

function share(option: Option): number {
  const typed = Number(values[option]);
  return typed >= 0 && typed <= 1 ? typed : refuse(`--${option} is a share, from 0 to 1`);
}

function oneOf<T extends string>(option: Option, known: readonly T[]): T {
  return known.find((one) => one === values[option]) ?? refuse(`--${option} is one of ${known.join(', ')}`);
}

/** A batch at a time. */
function write(file: string, bytes: Iterable<Uint8Array>): void {
  const handle = openSync(file, 'w');
  try {
    for (const chunk of bytes) {
      for (let from = 0; from < chunk.length;) from += writeSync(handle, chunk, from);
    }
  } finally {
    closeSync(handle);
  }
}

async function writeDelivery(out: string): Promise<void> {
  const delivery = makeDelivery({
    source: oneOf('source', sources),
    rows: whole('rows', 1),
    seed: whole('seed', 0),
    region: await regionOf(values.region),
    revision: whole('revision', 1),
    wrong: share('wrong'),
    errors: share('errors'),
    twice: share('twice'),
    overlap: share('overlap') || refuse('--overlap is more than 0'),
  });
  const delimiter = values.delimiter === 'tab' ? '\t' : values.delimiter;
  const format: CsvFormat = { delimiter, encoding: oneOf('encoding', encodings) };
  const isCsv = oneOf('format', ['csv', 'xlsx']) === 'csv';
  const { head, rows } = delivery;
  write(out, isCsv ? csvBytes(head, rows, format) : xlsxBytes(head, rows));
  process.stdout.write(`${JSON.stringify(delivery.truth())}\n`);
}

const fields = [
  'id',
  'nik',
  'kk',
  'name',
  'birthDate',
  'sex',
  'desaCode',
  'address',
  'phone',
  'motherName',
] as const satisfies readonly (keyof PairRecord)[];

async function writePairs(folder: string): Promise<void> {
  const region = await regionOf(values.region);
  const pairs = [...makePairs({ seed: whole('seed', 0), pairs: whole('pairs', 1), region })];
  const format: CsvFormat = { delimiter: ',', encoding: 'utf8' };
  const side = (which: 'left' | 'right'): Row[] =>
    pairs.map((pair) => fields.map((field) => pair[which][field] ?? ''));
  mkdirSync(folder, { recursive: true });
  for (const which of ['left', 'right'] as const) {
    write(path.join(folder, `${which}.csv`), csvBytes(fields, side(which), format));
  }
  const truth = pairs.map(({ left, right, same, kind }) => [left.id, right.id, String(same), kind]);
  write(path.join(folder, 'truth.csv'), csvBytes(['left', 'right', 'same', 'kind'], truth, format));
  const same = pairs.filter((pair) => pair.same).length;
  process.stdout.write(`${JSON.stringify({ pairs: pairs.length, same, different: pairs.length - same })}\n`);
}

if (values.out === undefined) refuse('--out names the file or the folder to write');
await (values.pairs === undefined ? writeDelivery(values.out) : writePairs(values.out));
