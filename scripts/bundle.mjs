import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileOf } from './project.mjs';

/** Code finds files of the project (pages' assets, migrations) beside its source: let it, from `out` too. */
const keepSourceUrls = (out) => ({
  name: 'keep-source-urls',
  setup(build) {
    build.onLoad({ filter: /\.tsx?$/ }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8');
      if (file.includes('node_modules') || !text.includes('import.meta.url')) return null;
      const source = path.relative(out, file).split(path.sep).join('/');
      const url = `new URL(${JSON.stringify(source)}, import.meta.url).href`;
      return {
        contents: text.replaceAll('import.meta.url', url),
        loader: file.endsWith('x') ? 'tsx' : 'ts',
      };
    });
  },
});

/**
 * Bundles our own code; packages stay in node_modules, and what the code loads on demand stays in files of
 * its own. `entryPoints`: name → source file. Returns the files to be written into the folder `out`.
 */
export async function bundle(entryPoints, out) {
  const { build, stop } = await import('esbuild');
  try {
    const { outputFiles } = await build({
      absWorkingDir: fileOf('.'),
      entryPoints: Object.entries(entryPoints).map(([name, file]) => ({ in: file, out: name })),
      outdir: out,
      bundle: true,
      packages: 'external',
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      sourcemap: 'linked',
      // All files stand in one folder, for keepSourceUrls.
      chunkNames: 'part-[hash]',
      plugins: [keepSourceUrls(out)],
      write: false,
      logLevel: 'warning',
    });
    return outputFiles;
  } finally {
    await stop();
  }
}
