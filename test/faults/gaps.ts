import type { Line, StoredLine } from './timelines.ts';
import type { Violation, Wrong } from './violations.ts';

/**
 * What a timeline has of one incarnation of a room between two lines that were received. Lines between them are the
 * reader's own: of those a client knows that they are stored, but not yet whether others lie between them.
 */
interface Stretch {
  /** Begins with the line that was received, if there is any before it in its incarnation. */
  readonly lines: StoredLine[];
  /** Whether nothing of its incarnation is before it. */
  readonly isBeginning: boolean;
  /** Whether it ends with a line that was received. */
  isClosed: boolean;
  hasGap: boolean;
}

/**
 * Where messages are missing in the middle of a timeline it must say so, and nowhere else. Before the first line of
 * all nothing needs to be said.
 *
 * @param incarnations how many there were
 * @param knowsGaps whether a gap that fills up can be told from one that does not
 */
export function checkGaps(where: string, lines: readonly Line[], incarnations: number, knowsGaps: boolean): Violation[] {
  return stretchesOf(lines).flatMap((stretch, index): Violation[] => {
    const hasHole = hasHoleIn(stretch, index === 0);
    if (hasHole === stretch.hasGap) return [];
    const wrong = hasHole ? wrongOfHole(stretch, incarnations) : wrongOfGap(stretch, knowsGaps);
    return [{ wrong, what: `${where}: ${stretch.lines.map(nameOf).join(', ')}, of ${incarnations} incarnations` }];
  });
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

function hasHoleIn({ lines, isBeginning }: Stretch, isFirst: boolean): boolean {
  return lines.some(({ place }, index) => {
    const before = lines[index - 1];
    if (before) return place.index > before.place.index + 1;
    return isBeginning && !isFirst && place.index > 0;
  });
}

function stretchesOf(lines: readonly Line[]): Stretch[] {
  const stretches: Stretch[] = [];
  let current: Stretch | undefined;
  let hasGap = false;
  const begin = (before?: StoredLine): Stretch => {
    const stretch = { lines: before ? [before] : [], isBeginning: !before, isClosed: false, hasGap: false };
    stretches.push(stretch);
    return stretch;
  };
  for (const line of lines) {
    if (line.kind === 'gap') hasGap = true;
    if (line.kind !== 'stored') continue;
    const before = current?.lines.at(-1);
    if (!current || before?.place.incarnation !== line.place.incarnation) current = begin();
    else if (current.isClosed) current = begin(before);
    current.lines.push(line);
    current.isClosed = !line.isOwn;
    current.hasGap ||= hasGap;
    hasGap = false;
  }
  if (hasGap) begin().hasGap = true;
  return stretches;
}

function nameOf({ text, place }: StoredLine): string {
  return `"${text}" (${place.incarnation}.${place.index})`;
}
