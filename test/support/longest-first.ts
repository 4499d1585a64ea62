import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Of the folders below test/; what is below none of them comes last. */
const longest = ['chaos', 'e2e', 'integration', 'channels'];

/**
 * Begins with the files that take longest, so that no worker is left with one when the others are through.
 * Within a folder as vitest does: by what the last run took, and by their size where there was none.
 * Files of one project stand together, since a worker goes on from one to the next with what it has loaded.
 */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const folders = moduleId.split(path.posix.sep);
  const rank = longest.findIndex((folder) => folders.includes(folder));
  return rank === -1 ? longest.length : rank;
}
