import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  /** From the root; for a package its name as it is imported. */
  readonly to: string;
  readonly isRelative: boolean;
  readonly isDynamic: boolean;
  readonly isTypeOnly: boolean;
}

/** A source file, as its syntax says. Paths are from the root, with slashes. */
export interface Module {
  readonly path: string;
  readonly imports: readonly Import[];
  readonly reexports: boolean;
  readonly hasDefaultExport: boolean;
  /** Every name that occurs in it, but not in its comments and strings. */
  readonly identifiers: ReadonlySet<string>;
}

/** All TypeScript files below the folders; a folder that is not there yet has none. */
export function readModules(folders: readonly string[]): Module[] {
  return folders.flatMap((folder) =>
    readdirSync(ROOT, { withFileTypes: true }).some(({ name }) => name === folder)
      ? readdirSync(ROOT + folder, { recursive: true, encoding: 'utf8' })
          .filter((file) => file.endsWith('.ts'))
          .map((file) => readModule(`${folder}/${file.replaceAll('\\', '/')}`))
      : [],
  );
}

function readModule(path: string): Module {
  const source = readFileSync(ROOT + path, 'utf8');
  const { module, program } = parseSync(path, source);
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  const resolve = (request: string): Pick<Import, 'to' | 'isRelative'> => {
    const isRelative = request.startsWith('.');
    return { isRelative, to: isRelative ? posix.join(posix.dirname(path), request) : request };
  };
  return {
    path,
    imports: [
      ...module.staticImports.map(({ moduleRequest, entries }) => ({
        ...resolve(moduleRequest.value), isDynamic: false, isTypeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
      })),
      ...exported.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ ...resolve(moduleRequest.value), isDynamic: false, isTypeOnly: isType }] : []),
      ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
        ...resolve(source.slice(start + 1, end - 1)), isDynamic: true, isTypeOnly: false,
      })),
    ],
    reexports: exported.some(({ moduleRequest }) => moduleRequest),
    hasDefaultExport: exported.some(({ exportName }) => exportName.kind === 'Default'),
    identifiers: new Set(identifiersOf(program)),
  };
}

function* identifiersOf(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && node.type === 'Identifier' && 'name' in node) yield String(node.name);
  for (const child of Object.values(node)) yield* identifiersOf(child);
}
