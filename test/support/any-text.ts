import fc from 'fast-check';

const codePoint = fc.oneof(
  fc.integer({ min: 0x20, max: 0x7e }),
  fc.integer({ min: 0, max: 0xffff }),
  fc.integer({ min: 0x1f300, max: 0x1faff }),
  fc.constantFrom(0x0a, 0xa0, 0x200b, 0x200d, 0x2013, 0xfe0f, 0xd800, 0x0301),
);

/** Whatever a keyboard or a paste can bring, halves of characters included. */
export const anyText = fc
  .array(codePoint, { maxLength: 40 })
  .map((points) => String.fromCodePoint(...points));
