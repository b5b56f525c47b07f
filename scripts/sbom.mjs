// What the built page is made of that is not ours, for machines: dist/sbom.json in the form of CycloneDX 1.5. npm's own
// (`npm sbom`) knows what is installed; this has what was bundled, no more and no less. The same sources give the same file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The packages of node_modules that modules come from, by their folders.
 * @param {Iterable<string>} modules paths
 */
export function packagesOf(modules) {
  const found = new Set();
  for (const path of modules) {
    const [, folder] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path) ?? [];
    if (folder) found.add(folder.replaceAll('\\', '/'));
  }
  return [...found].sort();
}

/**
 * The bill of materials of a page.
 * @param {string} root the repository's folder, with its package-lock.json
 * @param {string} version of the page
 * @param {readonly string[]} packages
 */
export function billOf(root, version, packages) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        name: 'gradscape',
        version,
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components: packages.map((name) => {
      const { version, license, integrity } = lock.packages[`node_modules/${name}`] ?? {};
      if (!version || !license || !integrity)
        throw new Error(`${name} is not in package-lock.json`);
      const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
      const [algorithm, hash] = integrity.split('-');
      return {
        type: 'library',
        'bom-ref': purl,
        name,
        version,
        purl,
        licenses: [{ license: { id: license } }],
        hashes: [
          {
            alg: algorithm.replace('sha', 'SHA-'),
            content: Buffer.from(hash, 'base64').toString('hex'),
          },
        ],
      };
    }),
  };
}

/**
 * Plugins of Vite: the page's writes it beside the page, the workers' tells it what is in their bundles.
 * @param {string} root
 * @param {string} version
 */
export function billOfMaterials(root, version) {
  /** @type {Set<string>} */
  const modules = new Set();
  /** @type {import('vite').Plugin} */
  const collecting = {
    name: 'sbom-modules',
    apply: 'build',
    renderChunk(_, { moduleIds }) {
      for (const id of moduleIds) modules.add(id);
      return null;
    },
  };
  /** @type {import('vite').Plugin} */
  const writing = {
    name: 'sbom',
    apply: 'build',
    generateBundle() {
      const bill = billOf(root, version, packagesOf(modules));
      const source = `${JSON.stringify(bill, null, 2)}\n`;
      this.emitFile({ type: 'asset', fileName: 'sbom.json', source });
    },
  };
  return { page: [collecting, writing], workers: () => [collecting] };
}
