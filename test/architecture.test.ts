// Holds the arrows of ARCHITECTURE.md: which part of the house may import which.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { test } from 'node:test';
import { readModules, type Import, type Module } from './support/modules.ts';

/** What a layer imports. It may as well import what that layer imports, and so on. */
const ARROWS = {
  'src/protocol': [],
  'server/rooms': ['src/protocol'],
  'server/endpoints': ['server/rooms'],
  'server/http': ['server/endpoints'],
  'server/app': ['server/http'],
  'server/main': ['server/app'],
  'mocks': ['server/endpoints', 'mocks/guests', 'src/styles', 'src/locales'],
  'mocks/guests': ['src/api', 'src/locales'],
  'src/api': ['src/protocol'],
  'src/storage': ['src/protocol'],
  'src/chat': ['src/api', 'src/storage'],
  'src/text': ['src/protocol'],
  'src/components': ['src/protocol', 'src/text', 'src/styles', 'src/locales'],
  'src/pages': ['src/chat', 'src/components', 'src/pwa', 'src/styles', 'src/locales', 'src/text'],
  'src/main': ['src/pages', 'src/pwa'],
  'src/pwa': [],
  'src/styles': [],
  'src/locales': [],
} as const;

type Layer = keyof typeof ARROWS;

/** Files that are a layer of their own, or belong to one that has no folder. */
const LAYER_OF_FILE: Readonly<Record<string, Layer>> = {
  'server/endpoints.ts': 'server/endpoints',
  'server/answering.ts': 'server/endpoints',
  'server/main.ts': 'server/main',
  'mocks/guests.ts': 'mocks/guests',
  'mocks/guest-lines.ts': 'mocks/guests',
  'src/main.ts': 'src/main',
};

/** What of the protocol costs a page nothing: no schemas. */
const WITHOUT_SCHEMAS = ['src/protocol/limits.ts', 'src/protocol/names.ts'];

const NETWORK = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'sendBeacon'];

const modules = readModules(['src', 'server', 'mocks']);

function layerOf(path: string): Layer | undefined {
  const [top = '', folder = '', below] = path.split('/');
  const ofFolder = below === undefined ? { server: 'server/app' }[top] : `${top}/${folder}`;
  const layer = LAYER_OF_FILE[path] ?? (top === 'mocks' ? top : ofFolder);
  return layer !== undefined && layer in ARROWS ? (layer as Layer) : undefined;
}

function reachOf(layer: Layer): Set<Layer> {
  return new Set([layer, ...ARROWS[layer].flatMap((next) => [...reachOf(next)])]);
}

/** The imports that break a rule, in words. */
function faults(breaks: (found: Import, module: Module) => boolean): string[] {
  return modules.flatMap((module) =>
    module.imports.filter((found) => breaks(found, module)).map((found) => `${module.path} imports ${found.to}`));
}

const isIn = (layer: Layer) => ({ path }: Module): boolean => layerOf(path) === layer;
const entersDemo = ({ to, isDynamic }: Import, { path }: Module): boolean =>
  isDynamic && path.startsWith('src/') && to.startsWith('mocks/');

test('every file belongs to a layer', () => {
  assert.deepEqual(modules.map(({ path }) => path).filter((path) => !layerOf(path)), []);
});

test('a layer imports only what its arrows lead to', () => {
  assert.deepEqual(faults((found, module) => {
    const [from, to] = [layerOf(module.path), layerOf(found.to)];
    return found.isRelative && from !== undefined && to !== undefined && !reachOf(from).has(to) && !entersDemo(found, module);
  }), []);
});

test('nothing is imported from outside of the layers but the package’s own description', () => {
  assert.deepEqual(faults(({ to, isRelative }) => isRelative && !layerOf(to) && to !== 'package.json'), []);
});

test('a relative import names a file that is there, with its ending', () => {
  assert.deepEqual(faults(({ to, isRelative }) => isRelative && !(/\.(ts|json|css)$/.test(to) && existsSync(to))), []);
});

test('the page enters the demo by one dynamic import at most', () => {
  const entrances = modules.flatMap((module) => module.imports.filter((found) => entersDemo(found, module)));
  assert.equal(entrances.length, 1, `${entrances.length} imports enter mocks/`);
});

test('components take types, limits and names from the protocol, but no schemas', () => {
  assert.deepEqual(faults(({ to, isTypeOnly }, module) =>
    isIn('src/components')(module) && layerOf(to) === 'src/protocol' && !isTypeOnly && !WITHOUT_SCHEMAS.includes(to)), []);
});

test('only src/api touches the network, and the worker that stands before it', () => {
  const talkers = modules.filter(({ path, identifiers }) => /^(src|mocks)\//.test(path) && NETWORK.some((name) => identifiers.has(name)));
  assert.deepEqual(talkers.filter((module) => !isIn('src/api')(module) && !module.path.startsWith('src/pwa/worker/')).map(({ path }) => path), []);
});

test('the rules and the endpoints need nothing of Node, nor does the page', () => {
  const isOfNode = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);
  const runsAnywhere = ({ path }: Module): boolean => !['server/http', 'server/app', 'server/main'].includes(layerOf(path) ?? '');
  assert.deepEqual(faults(({ to, isRelative }, module) => !isRelative && runsAnywhere(module) && isOfNode(to)), []);
});

test('the rules need no package, and the protocol Valibot alone', () => {
  assert.deepEqual(faults(({ to, isRelative }, module) =>
    !isRelative && (isIn('server/rooms')(module) || (isIn('src/protocol')(module) && to !== 'valibot'))), []);
});

test('no file hands on what another exports', () => {
  assert.deepEqual(modules.filter(({ reexports }) => reexports).map(({ path }) => path), []);
});

test('nothing is exported as a default', () => {
  assert.deepEqual(modules.filter(({ hasDefaultExport }) => hasDefaultExport).map(({ path }) => path), []);
});
