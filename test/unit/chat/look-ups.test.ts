import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DialogueInput, StepResult } from '../../../src/dialogue/types.js';
import { answerMessages, type AnswerDeps } from '../../../src/usecases/chat/answer-messages.js';
import type {
  Conversation,
  ConversationWrite,
  Found,
  Log,
  LookUpQuestion,
} from '../../../src/usecases/ports.js';
import { lookAlikeIn } from '../../../src/usecases/report/look-alike.js';
import { pmksCategories } from '../../../src/domain/pmks/categories.js';

/** A dialogue that looks up what it is told, word by word, and says what it hears. */
vi.mock('../../../src/dialogue/engine.js', () => ({
  initialState: () => ({ v: 1 }),
  parseState: (state: unknown) => state,
  dueAt: () => null,
  step: (state: { v: 1; rest?: string[] }, input: DialogueInput): StepResult => {
    if (input.type === 'fed') {
      const text = JSON.stringify(input.fed);
      return { ...next(state.rest ?? []), replies: [{ text }] };
    }
    if (input.type !== 'message' || input.body.content.type !== 'text') throw new Error('unexpected');
    const { text } = input.body.content;
    if (text === 'kirim') return { state, replies: [], effects: [{ type: 'list_reports' }] };
    if (text === 'halo') return { state, replies: [{ text }], effects: [] };
    return next(text.split(' '));
  },
}));

function next([nik, ...rest]: string[]): StepResult {
  const effects = nik === undefined ? [] : [{ type: 'look_up' as const, nik, kk: null }];
  return { state: { v: 1, rest }, replies: [], effects };
}

const desa = { code: '64.08.01.2001', name: 'Uji Satu', kecamatan: 'Uji' };

function conversation(n: number, ...texts: string[]): Conversation {
  const contactId = `contact-${String(n)}`;
  return {
    id: `conversation-${String(n)}`,
    version: 1,
    state: null,
    contactId: null,
    dueAt: null,
    contacts: new Map([
      [
        contactId,
        {
          channel: 'simulator',
          account: 'web',
          address: String(n),
          userId: null,
          away: false,
          tries: { count: 0, since: null },
        },
      ],
    ]),
    reporter: { id: `reporter-${String(n)}`, name: 'Uji Contoh', active: true, desa: [desa] },
    pending: texts.map((text, place) => ({
      id: `${String(n)}-${String(place)}`,
      contactId,
      body: { chat: 'private', content: { type: 'text', text } },
    })),
  };
}

describe('what is looked up while a batch is answered', () => {
  let asked: (readonly LookUpQuestion[])[];
  let saved: ConversationWrite[];

  beforeEach(() => {
    asked = [];
    saved = [];
  });

  const found = (nik: string | null): Found => ({
    what: 'case',
    by: 'nik',
    id: 'x',
    number: `LP-${nik ?? ''}`,
    kind: 'pmks_case',
    state: 'in_review',
    name: 'Uji Contoh',
    desaCode: desa.code,
    desaName: desa.name,
  });
  const deps = (conversations: Conversation[], more: Partial<AnswerDeps> = {}): AnswerDeps => ({
    chat: {
      load: () => Promise.resolve(conversations),
      save: (writes) => {
        saved.push(...writes);
        return Promise.resolve(new Set(writes.map(({ id }) => id)));
      },
      knownPhones: () => Promise.resolve(new Set()),
      said: () => Promise.resolve(new Set()),
    },
    unitOfWork: { run: () => Promise.reject(new Error('a transaction')) },
    lookUps: {
      find: (questions) => {
        asked.push(questions);
        return Promise.resolve(questions.map(({ nik }) => [found(nik)]));
      },
    },
    lookAlike: () => Promise.resolve({ type: 'looked_alike', alike: false }),
    clock: { now: () => new Date(0) },
    homeRegion: '64.08',
    timeZone: 'Asia/Makassar',
    bounds: null,
    guideUrl: null,
    categories: () => pmksCategories,
    drafts: { remindAfterHours: [], lapseAfterHours: 1, noticeHours: 1 },
    ...more,
  });
  const said = (n: number) =>
    saved.find(({ id }) => id === `conversation-${String(n)}`)?.replies.map(({ body }) => body.text) ?? [];

  it('is asked in one statement, opens no transaction, and each hears their own', async () => {
    const batch = Array.from({ length: 9 }, (_, n) =>
      conversation(n, n % 3 === 2 ? 'halo' : `nik${String(n)}`),
    );
    expect(await answerMessages(deps(batch), ['any'])).toEqual({ again: [] });
    expect(asked.map((questions) => questions.map(({ nik }) => nik))).toEqual([
      ['nik0', 'nik1', 'nik3', 'nik4', 'nik6', 'nik7'],
    ]);
    expect(saved).toHaveLength(9);
    for (const n of [0, 1, 3, 4, 6, 7]) {
      expect(said(n)).toHaveLength(1);
      expect(said(n)[0]).toContain(`LP-nik${String(n)}"`);
    }
    expect(said(2)).toEqual(['halo']);
  });

  it('is asked once more for those that go on asking, message by message', async () => {
    await answerMessages(deps([conversation(0, 'a b', 'c'), conversation(1, 'd')]), ['any']);
    expect(asked.map((questions) => questions.map(({ nik }) => nik))).toEqual([['a', 'd'], ['b'], ['c']]);
    expect(said(0).map((text) => /LP-(\w)/.exec(text)?.[1])).toEqual(['a', 'b', 'c']);
  });

  it('leaves those that write to a transaction of their own, after the others are saved', async () => {
    const answered = answerMessages(deps([conversation(0, 'kirim'), conversation(1, 'a')]), ['any']);
    await expect(answered).rejects.toThrow('a transaction');
    expect(saved.map(({ id }) => id)).toEqual(['conversation-1']);
  });

  it('saves nothing when it cannot be looked up, and is heard of', async () => {
    const broken = { find: () => Promise.reject(new Error('away')) };
    const answered = answerMessages(deps([conversation(0, 'a'), conversation(1, 'b')], { lookUps: broken }), [
      'any',
    ]);
    await expect(answered).rejects.toThrow('away');
    expect(saved).toEqual([]);
  });

  it('of who is alike says nothing where it is slow, cannot be looked up, or many others look', async () => {
    const answers: ((alike: boolean) => void)[] = [];
    const slow = { isAlikeKnown: () => new Promise<boolean>((resolve) => answers.push(resolve)) };
    const warned: object[] = [];
    const log = { warn: (of: object) => warned.push(of) } as unknown as Log;
    const look = lookAlikeIn(slow, log);
    const question = { name: 'Uji', birthDate: '1980-01-01', sex: null, nik: null, kk: null };
    const ask = (of = look) => of({ ...question, desaCode: desa.code, caseId: null }, { regions: [] });
    const nobody = { type: 'looked_alike', alike: false };
    const asked = Array.from({ length: 9 }, () => ask());
    expect(answers).toHaveLength(4);
    answers[0]?.(true);
    expect(await Promise.all(asked)).toEqual([
      { ...nobody, alike: true },
      ...asked.slice(1).map(() => nobody),
    ]);
    for (const answer of answers) answer(true);
    await Promise.resolve();
    const again = ask();
    answers.at(-1)?.(true);
    expect(await again).toEqual({ ...nobody, alike: true });
    expect(warned).toEqual([]);
    const broken = lookAlikeIn({ isAlikeKnown: () => Promise.reject(new Error('Uji Rahasia')) }, log);
    expect(await ask(broken)).toEqual(nobody);
    expect(JSON.stringify(warned)).toBe('[{"kind":"Error"}]');
  });

  it('is not asked at all where nobody wants it', async () => {
    await answerMessages(deps([conversation(0, 'halo')]), ['any']);
    expect(asked).toEqual([]);
  });
});
