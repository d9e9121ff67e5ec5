import { splitLinks } from './links.ts';
import { marksIn } from './marks.ts';
import { mentionAt, type Names } from './names.ts';

/** What stands in a line. `text` is as it was typed, without the marks around it. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'mention'; readonly text: string; readonly name: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly children: readonly Inline[] };

/** A part of a line that marks do not reach into: code, a link, a mention. */
interface Atom {
  readonly start: number;
  readonly end: number;
  readonly node: Inline;
}

/** What was opened by a mark and may never be closed. */
interface Opened {
  readonly mark: string;
  readonly children: Inline[];
}

const RUN_OF_TICKS = /`+/g;
/** Marks within so many others are text: whoever draws the tree goes down into it. */
const DEPTH_MAX = 100;

/**
 * A line of a text as a tree. Marks count where they stand at the edges of words; what is opened and not closed stays
 * as it was typed. Takes time in proportion to the line.
 */
export function parseLine(line: string, names: Names): Inline[] {
  const root: Opened = { mark: '', children: [] };
  const stack = new Stack(root);
  let end = 0;
  for (const atom of atomsOf(line, names)) {
    readMarks(line, end, atom.start, stack);
    stack.push(atom.node);
    end = atom.end;
  }
  readMarks(line, end, line.length, stack);
  return stack.end();
}

function readMarks(line: string, from: number, to: number, stack: Stack): void {
  let end = from;
  for (const { start, mark, opens, closes } of marksIn(line, from, to)) {
    const mayClose = closes && stack.has(mark);
    if (!mayClose && (!opens || stack.isFull)) continue;
    stack.text(line.slice(end, start));
    if (mayClose) stack.close(mark);
    else stack.open(mark);
    end = start + mark.length;
  }
  stack.text(line.slice(end, to));
}

class Stack {
  readonly #opened: Opened[];
  readonly #counts = new Map<string, number>();

  constructor(root: Opened) {
    this.#opened = [root];
  }

  get isFull(): boolean {
    return this.#opened.length > DEPTH_MAX;
  }

  has(mark: string): boolean {
    return (this.#counts.get(mark) ?? 0) > 0;
  }

  push(node: Inline): void {
    this.#opened.at(-1)?.children.push(node);
  }

  text(text: string): void {
    if (text !== '') this.push({ kind: 'text', text });
  }

  open(mark: string): void {
    this.#opened.push({ mark, children: [] });
    this.#count(mark, 1);
  }

  /** Ends what the last such mark began. Marks within that are still open were none. */
  close(mark: string): void {
    const children = this.#unwind(this.#opened.findLastIndex((one) => one.mark === mark));
    this.push({ kind: mark === '_' ? 'emphasis' : 'strong', children });
  }

  end(): Inline[] {
    return this.#unwind(0);
  }

  /** Takes off all from a depth on. @returns the children of the first, with those of the others as text among them */
  #unwind(depth: number): Inline[] {
    const [first, ...others] = this.#opened.splice(depth);
    const children = first?.children ?? [];
    if (first) this.#count(first.mark, -1);
    for (const { mark, children: inner } of others) {
      this.#count(mark, -1);
      children.push({ kind: 'text', text: mark }, ...inner);
    }
    return joined(children);
  }

  #count(mark: string, change: number): void {
    this.#counts.set(mark, (this.#counts.get(mark) ?? 0) + change);
  }
}

/** With texts that touch each other made one. */
function joined(nodes: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.kind === 'text' && last?.kind === 'text') result[result.length - 1] = { kind: 'text', text: last.text + node.text };
    else result.push(node);
  }
  return result;
}

function atomsOf(line: string, names: Names): Atom[] {
  const code = codeIn(line);
  const linked = between(line, code, linksIn);
  return between(line, linked, (text, start) => mentionsIn(text, start, line, names));
}

/** Those that there are, with those that are found in the texts between them. */
function between(line: string, atoms: readonly Atom[], find: (text: string, start: number) => Atom[]): Atom[] {
  const all: Atom[] = [];
  let end = 0;
  for (const atom of atoms) {
    all.push(...find(line.slice(end, atom.start), end), atom);
    end = atom.end;
  }
  all.push(...find(line.slice(end), end));
  return all;
}

/** A run of backticks is closed by the next run of the same length. */
function codeIn(line: string): Atom[] {
  const runs = [...line.matchAll(RUN_OF_TICKS)].map(({ index, 0: ticks }) => ({ start: index, end: index + ticks.length }));
  const later = new Map<number, { start: number; end: number }>();
  const closers = runs.toReversed().map((run) => {
    const closer = later.get(run.end - run.start);
    later.set(run.end - run.start, run);
    return closer;
  }).toReversed();
  const atoms: Atom[] = [];
  for (const [index, { start, end }] of runs.entries()) {
    const closer = closers[index];
    if (!closer || start < (atoms.at(-1)?.end ?? 0)) continue;
    atoms.push({ start, end: closer.end, node: { kind: 'code', text: line.slice(end, closer.start) } });
  }
  return atoms;
}

function linksIn(text: string, start: number): Atom[] {
  const atoms: Atom[] = [];
  let at = start;
  for (const { text: address, href } of splitLinks(text)) {
    if (href !== undefined) atoms.push({ start: at, end: at + address.length, node: { kind: 'link', text: address, href } });
    at += address.length;
  }
  return atoms;
}

function mentionsIn(text: string, start: number, line: string, names: Names): Atom[] {
  const atoms: Atom[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const index = start + at;
    const found = mentionAt(line, index, names);
    if (!found || found.end > start + text.length) continue;
    atoms.push({ start: index, end: found.end, node: { kind: 'mention', text: line.slice(index, found.end), name: found.name } });
    at = found.end - start - 1;
  }
  return atoms;
}
