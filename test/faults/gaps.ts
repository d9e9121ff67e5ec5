import type { Line, StoredLine } from './timelines.ts';
import type { Violation, Wrong } from './violations.ts';

/**
 * What a timeline has of one incarnation of a room between two lines that were received. Lines between them are the
 * reader's own: of those a client knows that they are stored, but not yet whether others lie between them.
 */
interface Stretch {
  /** Begins with the line that was received, if there is any before it in its incarnation. */
  readonly lines: StoredLine[];
  /** The last line of a former incarnation, where this is the beginning of one; undefined too where this is the first of all. */
  readonly former: StoredLine | undefined;
  /** Whether the line that begins an incarnation has a gap before it. */
  readonly isToldApart: boolean;
  /** Whether it ends with a line that was received. */
  isClosed: boolean;
  hasGap: boolean;
}

/**
 * Where messages are missing in the middle of a timeline it must say so, and nowhere else but where a room was made
 * again. Before the first line of all nothing needs to be said.
 *
 * @param incarnations how many messages each of them had
 * @param knowsGaps whether a gap that fills up can be told from one that does not
 */
export function checkGaps(where: string, lines: readonly Line[], incarnations: readonly number[], knowsGaps: boolean): Violation[] {
  return stretchesOf(lines).flatMap((stretch): Violation[] => {
    const what = `${where}: ${stretch.lines.map(nameOf).join(', ')}, of ${incarnations.length} incarnations`;
    const begins = checkBeginning(stretch, incarnations).map((wrong) => ({ wrong, what: `${what}, before them` }));
    const hasHole = hasHoleIn(stretch);
    if (hasHole === stretch.hasGap) return begins;
    const wrong = hasHole ? wrongOfHole(stretch, incarnations.length) : wrongOfGap(stretch, knowsGaps);
    return [...begins, { wrong, what }];
  });
}

/** Whether something was lost with a former incarnation no client can know: it says that it may be so. */
function checkBeginning({ former, lines: [first], isToldApart }: Stretch, incarnations: readonly number[]): Wrong[] {
  if (!former || !first) return isToldApart ? ['needless gap'] : [];
  const isNext = former.place.incarnation + 1 === first.place.incarnation;
  const isWhole = isNext && first.place.index === 0 && former.place.index + 1 === incarnations[former.place.incarnation];
  if (isWhole) return isToldApart ? ['cautious gap'] : [];
  return isToldApart ? [] : ['untold gap'];
}

/**
 * What others wrote among the reader's last lines of an incarnation that is no more cannot be known, as little as what
 * they wrote after them.
 */
function wrongOfHole({ lines, isClosed }: Stretch, incarnations: number): Wrong {
  const last = lines.at(-1);
  const isFormer = last !== undefined && last.place.incarnation < incarnations - 1;
  return isFormer && !isClosed ? 'unseen end' : 'untold gap';
}

/** That the reader's own lines are all that is no longer on the server cannot be known either. */
function wrongOfGap({ lines }: Stretch, knowsGaps: boolean): Wrong {
  return !knowsGaps || lines.some(({ isOwn }) => isOwn) ? 'cautious gap' : 'needless gap';
}

function hasHoleIn({ lines }: Stretch): boolean {
  return lines.some(({ place }, index) => {
    const before = lines[index - 1];
    return before !== undefined && place.index > before.place.index + 1;
  });
}

function stretchesOf(lines: readonly Line[]): Stretch[] {
  const stretches: Stretch[] = [];
  let current: Stretch | undefined;
  let hasGap = false;
  const begin = (before: StoredLine | undefined, isNew: boolean): Stretch => {
    const stretch = {
      lines: before && !isNew ? [before] : [], former: isNew ? before : undefined, isToldApart: isNew && hasGap,
      isClosed: false, hasGap: false,
    };
    if (isNew) hasGap = false;
    stretches.push(stretch);
    return stretch;
  };
  for (const line of lines) {
    if (line.kind === 'gap') hasGap = true;
    if (line.kind !== 'stored') continue;
    const before = current?.lines.at(-1);
    const isNew = before?.place.incarnation !== line.place.incarnation;
    if (!current || isNew || current.isClosed) current = begin(before, isNew);
    current.lines.push(line);
    current.isClosed = !line.isOwn;
    current.hasGap ||= hasGap;
    hasGap = false;
  }
  if (hasGap) begin(undefined, false).hasGap = true;
  return stretches;
}

function nameOf({ text, place }: StoredLine): string {
  return `"${text}" (${place.incarnation}.${place.index})`;
}
