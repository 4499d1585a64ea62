const BLOCK = 1024 * 1024;

/**
 * Texts by number, as bytes in blocks: half a million people have some millions of them, which as
 * strings of their own would take several times the memory, and time at each collection.
 */
export class SharedTexts {
  private readonly blocks: Buffer[] = [];
  private room = 0;
  private count = 0;
  /** Of each text: its block, and where it begins and ends in it. */
  private places = new Uint32Array(3 * 1024);

  add(text: string): void {
    const bytes = Buffer.from(text);
    if (bytes.length > this.room) {
      this.room = Math.max(BLOCK, bytes.length);
      this.blocks.push(Buffer.allocUnsafeSlow(this.room));
    }
    const block = this.blocks.at(-1);
    if (block === undefined) return;
    const begin = block.length - this.room;
    bytes.copy(block, begin);
    this.room -= bytes.length;
    const at = 3 * this.count;
    if (at + 3 > this.places.length) {
      const more = new Uint32Array(Math.ceil(this.places.length * 1.5));
      more.set(this.places);
      this.places = more;
    }
    this.places[at] = this.blocks.length - 1;
    this.places[at + 1] = begin;
    this.places[at + 2] = begin + bytes.length;
    this.count += 1;
  }

  /** '' for a number that there is none of. */
  at(index: number): string {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) return '';
    const [block = 0, begin = 0, end = 0] = this.places.subarray(3 * index, 3 * index + 3);
    return this.blocks[block]?.toString('utf8', begin, end) ?? '';
  }
}
