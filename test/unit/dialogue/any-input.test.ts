import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OutboundBody, type InboundContent } from '../../../src/domain/channel/message.js';
import { parseState } from '../../../src/dialogue/engine.js';
import type { Draft } from '../../../src/dialogue/state.js';
import { anyText } from '../../support/any-text.js';
import { answers, desaDua, desaSatu, kk, nik, Talk, type TalkOptions, start } from '../../support/talk.js';
import { unasked } from '../../support/report-defaults.js';

const number = 'LP-2026-00002-O';
const options: TalkOptions = {
  desa: [desaSatu, desaDua],
  reports: [{ number, kind: 'new_poor_household', state: 'needs_correction', submittedAt: new Date(0) }],
  correction: {
    type: 'correction',
    caseId: 'case-1',
    number,
    kind: 'new_poor_household',
    answers: {
      ...unasked,
      members: [],
      desaCode: desaSatu.code,
      kk,
      nik,
      name: 'Uji Contoh Satu',
      birthDate: '1981-01-01',
      sex: 'L',
      address: { line: 'Jalan Percobaan', rt: null, rw: null },
      memberCount: 4,
      indicators: ['floor_area'],
      photos: [],
    },
    fields: ['name', 'nik', 'photos'],
    question: 'Mohon dicek lagi.',
  },
};

type Input =
  | { readonly type: 'content'; readonly content: InboundContent }
  | { readonly type: 'press'; readonly at: number };

const ends = new Set(['batal', 'kirim', 'mulai', 'perbaiki']);
const commands = [
  'batal',
  'kirim',
  'mulai',
  'perbaiki',
  'kembali',
  'lanjut',
  'status',
  'bantuan',
  `perbaiki ${number}`,
];
const typed = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ...answers,
      '1',
      '2',
      'ya',
      'tidak',
      'Uji Dua',
      '12-3-1981',
      '6408014101800002',
    ),
  },
  { weight: 3, arbitrary: fc.constantFrom(...commands) },
  { weight: 2, arbitrary: fc.nat({ max: 9 }).map((n) => `ubah ${String(n)}`) },
  { weight: 2, arbitrary: anyText },
  { weight: 1, arbitrary: fc.constantFrom('x'.repeat(10_000), 'constructor', '😀', 'hapus') },
);
const content = (one: InboundContent): Input => ({ type: 'content', content: one });
const input: fc.Arbitrary<Input> = fc.oneof(
  { weight: 10, arbitrary: typed.map((text) => content({ type: 'text', text })) },
  { weight: 5, arbitrary: fc.nat({ max: 30 }).map((at): Input => ({ type: 'press', at })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Input>(
      content({ type: 'photo', source: { kind: 'telegram', account: '1', fileId: 'f' } }),
      content({ type: 'other', what: 'voice' }),
      content({ type: 'location', latitude: 1, longitude: 117 }),
      content({ type: 'contact', phone: '+6281200000000', own: true }),
      content({ type: 'choice', token: 'a:1:none' }),
      content({ type: 'choice', token: '' }),
    ),
  },
);
/** Many begin well on their way, so that all the form is walked. */
const inputs = fc
  .tuple(fc.nat({ max: 9 }), fc.array(input, { maxLength: 40 }))
  .map(([begun, rest]) => [
    ...[start, 'Uji Dua', ...answers].slice(0, begun).map((text) => content({ type: 'text', text })),
    ...rest,
  ]);

interface Heard {
  readonly doubleTap: boolean;
  readonly texts: readonly OutboundBody[];
}

/** `every` sees each answer. */
function run(all: readonly Input[], every: (talk: Talk, heard: Heard, before: Draft | null) => void): Talk {
  const talk = new Talk(options);
  let choices = talk.choices;
  for (const one of all) {
    const before = talk.inner;
    const heard: InboundContent =
      one.type === 'content'
        ? one.content
        : { type: 'choice', token: choices[one.at % Math.max(choices.length, 1)]?.token ?? 'c:status' };
    talk.hear(heard, { pressedOn: '1' });
    if (talk.choices.length > 0) choices = talk.choices;
    const doubleTap = heard.type === 'choice' && before.press?.token === heard.token;
    every(talk, { doubleTap, texts: talk.replies }, before.draft);
  }
  return talk;
}

it('whatever comes is answered, within what a chat app bears', () => {
  fc.assert(
    fc.property(inputs, (all) => {
      run(all, (talk, { doubleTap, texts }) => {
        expect(texts.length > 0 || doubleTap).toBe(true);
        expect(parseState(JSON.parse(JSON.stringify(talk.state)))).toEqual(talk.state);
        for (const body of texts) {
          expect(OutboundBody.safeParse(body).success).toBe(true);
          expect(body.text.trim()).not.toBe('');
          expect(body.text.length).toBeLessThanOrEqual(4_096);
          for (const { token, label } of body.choices ?? []) {
            expect(Buffer.byteLength(token)).toBeLessThanOrEqual(64);
            expect(label).not.toBe('');
          }
        }
      });
    }),
    { numRuns: 150 },
  );
});

it('an answer once taken is lost only by changing it, or by stopping', () => {
  fc.assert(
    fc.property(inputs, (all) => {
      run(all, (talk, _heard, before) => {
        const { draft } = talk.inner;
        if (before === null || draft?.id !== before.id) return;
        const gone = Object.keys(before.answers).filter((id) => draft.answers[id] === undefined);
        // What follows from an answer goes with it: a mark, RT and RW, a date that the NIK has settled.
        // `urgent` is taken off by the button that put it on.
        const following = new Set([
          'urgent',
          'indicators:picked',
          'categories:picked',
          'members:skipped',
          'duplicateReason',
          'birthDate:settled',
          'rtRw',
          'birthDate',
          'birthEstimated',
          'nikBirthDate',
        ]);
        expect(gone.filter((id) => !following.has(id))).toEqual([]);
      });
    }),
    { numRuns: 150 },
  );
});

it('a report under way ends only by sending, stopping, or beginning anew', () => {
  fc.assert(
    fc.property(inputs, (all) => {
      const harmless = all.filter(
        (one) =>
          one.type === 'content' &&
          (one.content.type !== 'text' || !ends.has(one.content.text.split(' ')[0] ?? '')),
      );
      const begun = [start, 'Uji Dua'].map((text) => content({ type: 'text', text }));
      const talk = run([...begun, ...harmless], () => undefined);
      const sent = talk.effects.some(({ type }) => type === 'submit_report');
      expect(talk.inner.draft !== null || sent).toBe(true);
    }),
    { numRuns: 100 },
  );
});

it('the same inputs give the same conversation', () => {
  fc.assert(
    fc.property(inputs, (all) => {
      const transcript = () => {
        const said: (readonly OutboundBody[])[] = [];
        const talk = run(all, (_talk, { texts }) => said.push(texts));
        return { said, state: talk.state, effects: talk.effects };
      };
      expect(transcript()).toEqual(transcript());
    }),
    { numRuns: 50 },
  );
});

const fills = [
  ' ',
  '\n',
  'x\n',
  '1',
  '1 ',
  '1.',
  'a ',
  'ya, ',
  '-',
  ': ',
  'a: ',
  'rt ',
  '°',
  '6408 ',
  'Nama: ',
  ',',
  ';',
  'ab, ',
];
const fronts = ['', 'ubah ', 'bukan, ', 'ubah nama jadi ', 'Anggota 2: ', 'lokasi ', 'nik '];

it('no text keeps the others waiting, however it is made', () => {
  const places = [
    [],
    [start],
    [start, 'Uji Dua', ...answers.slice(0, 5)],
    ['lapor pmks', 'Uji Dua'],
    [start, 'Uji Dua', ...answers],
  ];
  for (const texts of places) {
    const talk = new Talk({ desa: [desaSatu, desaDua] });
    talk.say(...texts);
    const { state } = talk;
    for (const front of fronts) {
      for (const fill of fills) {
        const text = (front + fill.repeat(10_000)).slice(
          0,
          fill.includes('\n') || fill.includes(':') ? 9_999 : 1_999,
        );
        const other = new Talk({ desa: [desaSatu, desaDua], state });
        // Of its own work: a machine that does much else at once lets it wait.
        const begun = process.cpuUsage();
        other.say(`${text}x`);
        const { user, system } = process.cpuUsage(begun);
        const took = (user + system) / 1000;
        if (took > 1_000)
          throw new Error(`${JSON.stringify(front + fill)} took ${String(Math.round(took))} ms`);
      }
    }
  }
}, 60_000);
