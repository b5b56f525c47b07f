// What is in the files of the built page.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'vite';
import { expect, test } from 'vitest';
import { stripWgsl } from '../../scripts/strip-wgsl.mjs';
import { ready, set, useChromium, withPage, withSharedPage } from './page.ts';

useChromium();

const root = resolve(import.meta.dirname, '../..');
const filesOf = (folder: string) =>
  readdirSync(join(root, folder)).map((name) => readFileSync(join(root, folder, name), 'utf8'));
const scripts = () => filesOf('dist/assets');

test('the page ships every shader stripped, and not a single comment of one', () => {
  // A bundler writes a shader as a template with its line breaks, or as a string with \n.
  const shipped = scripts().map((text) => text.replaceAll('\\n', '\n'));
  const shaders = filesOf('shaders');
  for (const shader of shaders) {
    expect(shipped.some((text) => text.includes(stripWgsl(shader)))).toBe(true);
    for (const [, comment] of shader.matchAll(/\/\/ *(.{12,})/g)) {
      expect(shipped.filter((text) => text.includes(comment!))).toEqual([]);
    }
  }
});

test('no script carries a style sheet: the panel’s is linked', () => {
  const names = readdirSync(join(root, 'dist/assets'));
  const having = names.filter((name) =>
    readFileSync(join(root, 'dist/assets', name), 'utf8').includes('.lil-gui .lil-title'),
  );
  expect(having.map((name) => name.replace(/.*\./, ''))).toEqual(['css']);
});

test('what the page has of others is listed, with its licences and its hashes', () => {
  const text = readFileSync(join(root, 'dist/licenses.md'), 'utf8');
  const listed = [
    ...text.matchAll(/^## (\S+) - [\d.]+ \((MIT|ISC|Apache-2.0|MPL-2.0|BSD-3-Clause)\)$/gm),
  ];
  expect(listed.length).toBe(text.match(/^## /gm)!.length);
  expect(listed.map(([, name]) => name)).toEqual(
    expect.arrayContaining(['regl', 'lil-gui', 'uplot', 'comlink']),
  );
  // For machines, too: the same packages, as the lockfile has them.
  const bill = JSON.parse(readFileSync(join(root, 'dist/sbom.json'), 'utf8'));
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  type Component = { name: string; version: string; hashes: { content: string }[] };
  expect(bill.components.map(({ name }: Component) => name).sort()).toEqual(
    listed.map(([, name]) => name).sort(),
  );
  for (const { name, version, hashes } of bill.components as Component[]) {
    const { integrity, ...locked } = lock[`node_modules/${name}`];
    expect(locked.version).toBe(version);
    expect(`sha512-${Buffer.from(hashes[0]!.content, 'hex').toString('base64')}`).toBe(integrity);
  }
});

test('the page asks for nothing but its own files, and its policy lets nothing else in', () =>
  withPage({ allowed: /Content Security Policy|requires 'TrustedScript'/ }, async (page) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    await ready(page);
    for (const tab of ['basins', 'spectrum', 'lessons', 'benchmark'] as const) {
      await set(page, {
        tab,
        map: { resolution: 16, steps: 10 },
        spectrum: { count: 64, steps: 20 },
      });
    }
    const own = new URL('.', page.url()).href;
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(own))).toEqual([]);
    const stopped = await page.evaluate(async () => {
      const inline = document.createElement('script');
      inline.append('window.wasRun = true');
      document.body.append(inline);
      const elsewhere = await fetch('https://example.invalid/').then(
        () => 'fetched',
        (error) => error.name,
      );
      return [elsewhere, 'wasRun' in window];
    });
    expect(stopped).toEqual(['TypeError', false]);
  }));

test('text becomes no element and no script, whoever hands it to the browser', () =>
  withPage(
    { allowed: /requires 'Trusted|Creating a TrustedTypePolicy|Content Security Policy/ },
    async (page) => {
      const passed = await page.evaluate(async () => {
        const script = document.createElement('script');
        const markup = '<b>x</b>';
        const sinks: Record<string, () => unknown> = {
          innerHTML: () => Object.assign(document.body, { innerHTML: markup }),
          outerHTML: () => Object.assign(document.body, { outerHTML: markup }),
          insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', markup),
          DOMParser: () => new DOMParser().parseFromString(markup, 'text/html'),
          fragment: () => document.createRange().createContextualFragment(markup),
          write: () => document.write(markup),
          srcdoc: () => Object.assign(document.createElement('iframe'), { srcdoc: markup }),
          'script text': () => Object.assign(script, { text: '1' }),
          'script src': () => Object.assign(script, { src: 'service-worker.js' }),
          handler: () => document.body.setAttribute('onclick', '1'),
          // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested.
          eval: () => window.eval('1'),
          timer: () => setTimeout('1' as never),
          policy: () => window.trustedTypes!.createPolicy('other', {}),
          'the policy again': () => window.trustedTypes!.createPolicy('default', {}),
        };
        // Not in the debugger's own call, whose eval is let through.
        await new Promise((resolve) => setTimeout(resolve));
        return Object.entries(sinks).flatMap(([name, use]) => {
          try {
            use();
            return [name];
          } catch {
            return [];
          }
        });
      });
      expect(passed).toEqual([]);
    },
  ));

test('what is made of words opens under the policy: the help, the tour, the question before a long sweep, an editor, a lesson', () =>
  withSharedPage(async (page) => {
    await page.keyboard.press('?');
    await page.locator('#help b').first().waitFor();
    await page.locator('.help-tour').click();
    await page.locator('.driver-popover-title', { hasText: 'The map' }).waitFor();
    await page.keyboard.press('Escape');
    await page.evaluate(
      () => void window.gradscape.set({ tab: 'sweep', map: { resolution: 2048, steps: 1e6 } }),
    );
    await page.locator('#ask b').waitFor();
    await page.locator('#ask button[value=no]').click();
    await set(page, { tab: 'landscape', problem: 'formula', formula: 'exp(-x^2) + y^2' });
    await page.locator('.formula-typeset msup').first().waitFor();
    await set(page, { tab: 'lessons' });
    await page.locator('#lessons math').first().waitFor();
  }));

/** The scripts that stand in the page's HTML, with all that they import; what is imported as it is needed is not waited for. */
function waitedFor(): string[] {
  const html = readFileSync(join(root, 'dist/index.html'), 'utf8');
  const names = [...html.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+\.js)"/g)].map((m) => m[1]!);
  const found = new Set<string>();
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    for (const part of parseAst(readFileSync(join(root, 'dist', name), 'utf8')).body) {
      if ('source' in part && part.source) names.push(posix.join('assets', part.source.value));
    }
  }
  return [...found];
}

test('the scripts that the first view waits for are less than 120,000 bytes gzipped, and the page asks for them all', () =>
  withSharedPage(async (page) => {
    const names = waitedFor();
    const sizes = names.map((name) => gzipSync(readFileSync(join(root, 'dist', name))).length);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    console.info(`gzipped JavaScript at the start: ${total} bytes in ${names.length} files`);
    expect(names.length).toBeGreaterThan(0);
    // A page without its scripts would pass as well.
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThan(120_000);
    const asked = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    const here = new URL('.', page.url()).href;
    expect(names.filter((name) => !asked.includes(here + name))).toEqual([]);
  }));
