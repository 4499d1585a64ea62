/** People of the registers that SIPMAS joins, by their common columns. */
import { matchConfig, type MatchConfig, type MatchConfigInput } from './config.js';
import { defaultLevels } from './probabilities.js';

/** Without the levels at which a father or brother may be, too. */
const surelyAgreeing = ['exact', 'default', 'alternative', 'swapped', 'near'];

const input: MatchConfigInput = {
  id: { column: 'id' },
  fields: [
    { name: 'nik', column: 'nik', kind: 'nik' },
    { name: 'name', column: 'name', kind: 'name' },
    { name: 'birthDate', column: 'birthDate', kind: 'date', nik: 'nik' },
    { name: 'sex', column: 'sex', kind: 'sex', nik: 'nik' },
    { name: 'kk', column: 'kk', kind: 'kk', group: 'household' },
    { name: 'desaCode', column: 'desaCode', kind: 'code', parentLength: 6, group: 'household' },
    { name: 'address', column: 'address', kind: 'text', group: 'household' },
    { name: 'phone', column: 'phone', kind: 'phone', group: 'household' },
    { name: 'motherName', column: 'motherName', kind: 'name', group: 'household', levels: motherLevels() },
  ],
  // All members share them; and who moves changes several at once.
  groups: { household: { least: -4, most: 8 } },
  // Each brings together some dozens of five million people; what all but one of them miss is rare.
  blocks: [
    [{ field: 'nik', take: 'tail' }],
    [{ field: 'kk', take: 'all' }],
    [{ field: 'phone', take: 'all' }],
    [
      { field: 'birthDate', take: 'day' },
      { field: 'desaCode', take: 'all' },
    ],
    [
      { field: 'name', take: 'word' },
      { field: 'birthDate', take: 'day' },
    ],
    [
      { field: 'name', take: 'all' },
      { field: 'desaCode', take: 'all' },
    ],
  ],
  thresholds: { ask: 12, same: 20 },
  rules: {
    same: [
      {
        nik: ['exact', 'day40'],
        name: ['exact', 'near'],
        birthDate: [...surelyAgreeing, 'year', 'around'],
        sex: ['same', 'missing'],
      },
      {
        nik: ['exact', 'day40'],
        name: ['partial'],
        birthDate: surelyAgreeing,
        sex: ['same', 'missing'],
      },
      { nik: ['exact', 'day40'], name: ['exact'], birthDate: ['missing'], sex: ['same', 'missing'] },
      // A slip in region or date: twins' numbers differ in the serial.
      { nik: ['typo'], name: ['exact'], birthDate: ['exact'], sex: ['same', 'missing'], kk: ['exact'] },
      { nik: ['typo'], name: ['exact'], birthDate: ['exact'], sex: ['same'], motherName: ['exact'] },
      // No number on a side. Two of one name in one household were not born on one day.
      { nik: ['missing'], name: ['exact'], birthDate: ['exact'], sex: ['same'], kk: ['exact'] },
      {
        nik: ['missing'],
        name: ['exact'],
        birthDate: ['exact'],
        sex: ['same'],
        motherName: ['exact'],
        desaCode: ['same'],
      },
    ],
    // One number on two people is a mistake that somebody has to look at, whoever they are.
    conflict: [{ nik: ['exact'] }, { nik: ['day40'], sex: ['same', 'missing'] }],
    different: [
      // Somebody else's number. The rule above asks whose it is.
      {
        nik: ['exact', 'day40'],
        name: ['different'],
        birthDate: ['year', 'around', 'different', 'missing'],
      },
      // The first boy and the first girl who were registered for one day and place: twins, often.
      { nik: ['day40'], sex: ['different'], name: ['partial', 'similar', 'different'] },
      // Twins, of whom one or both have no number.
      { name: ['different'], birthDate: ['exact', 'default'], nik: ['missing', 'serial', 'different'] },
      // Twins with numbers and like names. A person whose number and name both are written wrong is rarer.
      ...[{ kk: ['exact'] }, { motherName: ['exact', 'near'] }].map((family) => ({
        ...family,
        name: ['similar'],
        birthDate: ['exact', 'default'],
        nik: ['serial', 'different'],
      })),
    ],
  },
};

/** Brothers and sisters have it in common; left out, or written as she is called, it often differs. */
function motherLevels() {
  return { ...defaultLevels.name, different: { m: 0.05, u: 0.98 } };
}

export const defaultMatchConfig: MatchConfig = matchConfig.parse(input);
