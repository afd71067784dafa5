import react from '@vitejs/plugin-react';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const server = process.env.HEARTH_SERVER ?? 'http://127.0.0.1:8080';

/** Leaves each script and style sheet compressed beside itself, once and well, so that the server need not. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir }, files) {
    for (const name of Object.keys(files).filter((file) => /\.(js|css)$/.test(file))) {
      const content = readFileSync(join(dir!, name));
      writeFileSync(join(dir!, `${name}.br`), brotliCompressSync(content));
      writeFileSync(join(dir!, `${name}.gz`), gzipSync(content, { level: 9 }));
    }
  },
};

const MOST = 500 * 1024;

/** No page loads more than that, compressed, unless it holds an editor; what it may load later counts, too. */
const weighed: Plugin = {
  name: 'weighed',
  apply: 'build',
  writeBundle({ dir }, files) {
    const chunks = Object.values(files).filter((file) => file.type === 'chunk');
    const weight = (names: Iterable<string>) => [...names].reduce((sum, name) => sum + statSync(join(dir!, `${name}.br`)).size, 0);
    const page = (name: string) => /\/src\/pages\/\w+\.tsx$/.test((files[name] as { facadeModuleId?: string | null } | undefined)?.facadeModuleId ?? '');
    const needed = (name: string, later: (name: string) => boolean, found = new Set<string>()): Set<string> => {
      const chunk = files[name];
      if (found.has(name) || chunk?.type !== 'chunk') return found;
      found.add(name);
      for (const style of (chunk as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss ?? []) found.add(style);
      for (const other of chunk.imports) needed(other, later, found);
      for (const other of chunk.dynamicImports) if (later(other)) needed(other, later, found);
      return found;
    };
    // Of the languages that can be loaded, one is.
    const shell = needed(chunks.find((chunk) => chunk.isEntry)!.fileName, (name) => /zh_CN/.test(name));
    const told: string[] = [];
    for (const chunk of chunks.filter((one) => page(one.fileName))) {
      const names = needed(chunk.fileName, (name) => !page(name), new Set(shell));
      const editor = [...names].some((name) => (files[name] as { moduleIds?: string[] }).moduleIds?.some((id) => /\/studio\/TextEditor\.tsx$/.test(id)));
      const size = weight(names);
      told.push(`${String(Math.round(size / 1024)).padStart(5)} KB  ${chunk.name}${editor ? ' (an editor)' : ''}`);
      if (size > MOST && !editor) this.error(`Expected the page ${chunk.name} to load at most ${MOST} bytes, but it may load ${size}.`);
    }
    console.log(`What pages load, compressed:\n${told.sort().reverse().join('\n')}`);
  },
};

const ENGLISH = 'Tab ${currentPosition} of ${tabCount}';

/** A tab that is moved to tells its place aloud in English whatever the language; numbers alone are understood in each. */
const tabsWithoutWords: Plugin = {
  name: 'tabs-without-words',
  apply: 'build',
  transform(code, id) {
    if (!/tabs\/(es|lib)\/TabNavList\/TabNode\.js$/.test(id)) return null;
    if (!code.includes(ENGLISH)) this.error(`Expected ${id} to hold ${ENGLISH}, but it does not: see what tabs say now.`);
    return { code: code.replace(ENGLISH, '${currentPosition} / ${tabCount}'), map: null };
  },
};

export default defineConfig({
  plugins: [react(), tabsWithoutWords, compressed, weighed],
  build: {
    target: 'es2022',
    // The server's policy allows no inline script, so nothing may be inlined as one.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: { '/api': server, '/actuator': server } },
});
