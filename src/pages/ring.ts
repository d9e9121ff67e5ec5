/** E5 and A5, one after the other, in hertz. */
const TONES = [659.26, 880] as const;
/** From one to the next, and until one is no more to be heard, in seconds. */
const APART = 0.11;
const LASTS = 0.35;
/** A soft one: of 1. */
const LOUDNESS = 0.12;
const SILENCE = 0.0001;

/** After this a browser that does not say whether it lets a page sound does not, in milliseconds. */
const START_MS = 300;
/** Then the device may rest, in milliseconds. */
const REST_MS = 1_000;

/** What comes within this time after a sound is told of by that one, in milliseconds. */
const APART_MS = 2_000;

let context: AudioContext | undefined;
let soundedAt = -Infinity;
let rest: ReturnType<typeof setTimeout> | undefined;

/**
 * Makes a short, soft sound of two tones, unless one was made just before.
 *
 * @returns whether the browser lets this page: none does before somebody has pressed something on it
 */
export async function ring(): Promise<boolean> {
  const { userActivation } = navigator as Partial<Navigator>;
  if (userActivation && !userActivation.hasBeenActive) return false;
  try {
    context ??= new AudioContext();
    if (!(await isRunning(context))) return false;
  } catch {
    // No device to sound on.
    return false;
  }
  if (performance.now() - soundedAt < APART_MS) return true;
  soundedAt = performance.now();
  const { currentTime } = context;
  for (const [index, tone] of TONES.entries()) sound(context, tone, currentTime + index * APART);
  clearTimeout(rest);
  rest = setTimeout(() => void context?.suspend(), REST_MS);
  return true;
}

async function isRunning(audio: AudioContext): Promise<boolean> {
  const { state } = audio;
  if (state === 'running') return true;
  const late = new Promise((resolve) => { setTimeout(resolve, START_MS); });
  await Promise.race([audio.resume(), late]);
  return audio.state === 'running';
}

/** @param at seconds on the context's clock */
function sound(audio: AudioContext, hertz: number, at: number): void {
  const oscillator = new OscillatorNode(audio, { frequency: hertz });
  const volume = new GainNode(audio, { gain: SILENCE });
  volume.gain.setValueAtTime(SILENCE, at);
  volume.gain.exponentialRampToValueAtTime(LOUDNESS, at + 0.015);
  volume.gain.exponentialRampToValueAtTime(SILENCE, at + LASTS);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + LASTS);
}
