/** Lines that a slow reader has not taken yet, in bytes; those that would come on top are dropped. */
const PENDING_MAX_BYTES = 1_048_576;

/** For how long the end of the process waits for who reads its last lines, in milliseconds. */
const FLUSH_MS = 500;

let dropped = 0;

// A log that cannot be written, be it for a full disk or a reader that is gone, ends no server.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** Writes a text and a line break to stdout. */
export function print(text: string): void {
  const { stdout } = process;
  if (stdout.writableLength > PENDING_MAX_BYTES) {
    dropped++;
    return;
  }
  const note = dropped > 0 ? `(${dropped} lines are missing here: nobody read them in time.)\n` : '';
  dropped = 0;
  stdout.write(`${note}${text}\n`);
}

/** Prints a line with its time. */
export function log(line: string): void {
  print(`${new Date().toISOString()} ${line}`);
}

export function printError(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Resolves when all lines are written, or when nobody reads them. */
export function flush(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, FLUSH_MS);
    process.stdout.write('', () => resolve());
  });
}
